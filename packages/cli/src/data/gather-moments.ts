/** Files too long to be held: moments by queries, under the symmetry and without it, part by part where kept. */
import { join } from 'node:path';
import { IsotypicError, PermutationGroup, type WorkOptions } from '@isotypic/algebra';
import { runParts } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import { type Condition, type GroupedMoments, type GroupKey, type MomentsRequest, momentsIn } from '@isotypic/sql';
import { covarianceOf, ScatterMatrix, type StructureSource, type SymmetricMoments } from '@isotypic/stats';
import { misuse } from '../command.js';
import type { ChosenRows } from './chosen-rows.js';
import type { Gathered, Wanted } from './gather.js';
import { keyOfGroups } from './rows-as-table.js';

/** @throws {IsotypicError} `INVALID_ARGUMENT` for what is made of rows; as `momentsIn` and `runParts` */
export async function gatherMoments(chosen: ChosenRows, wanted: Wanted, work: WorkOptions): Promise<Gathered> {
  const { columns, responses, representation, responseRepresentation, roles } = wanted;
  if (roles.frequencies !== undefined) {
    const remedy = 'Pass --weights, where rows that count more were not seen more often.';
    throw misuse('--frequencies with at most 2^22 numbers, and no --resume', 'rows that are too many', remedy);
  }
  const request = requestOf(chosen, wanted);
  const ask = (name: string, rep: StructureSource, more: Partial<MomentsRequest>) =>
    run(chosen, wanted, { name, rep, request: { ...request, ...more } }, work);
  const none = permutationRepresentation(new PermutationGroup([], { degree: columns.length }));
  // rows that miss a response are no rows of the predictors either
  const pairs =
    responseRepresentation &&
    (await ask('pairs', representation, { response: { columns: responses, rep: responseRepresentation } }));
  const used = { where: allOf([chosen.where, ...responses.map((name) => finiteIn(chosen, name))]) };
  const symmetric = await ask('symmetric', representation, used);
  const plain = await ask('plain', none, used);
  const isWeighted = roles.weights !== undefined;
  const all = plain.total();
  return {
    columns,
    responses,
    counts: countsOf(pairs ?? symmetric),
    moments: symmetric.total(),
    scatter: isWeighted ? undefined : await scatterOf(all),
    plain: isWeighted ? all : undefined,
    hasMean: true,
    pairs: pairs?.total(),
    groups: roles.by === undefined ? new Map() : await groupsOf(symmetric, plain, roles.by, isWeighted),
    rows: undefined,
  };
}

/** v − v is 0 of finite numbers only. */
function finiteIn({ engine: { dialect } }: ChosenRows, name: string): Condition {
  const value = dialect.toDouble(dialect.quote(name));
  return { trustedSql: `${value} - ${value} = 0` };
}

function allOf(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const and = conditions.filter((condition) => condition !== undefined);
  return and.length === 0 ? undefined : { and };
}

function requestOf({ found, where }: ChosenRows, { columns, missing, roles }: Wanted): MomentsRequest {
  return {
    source: found.source,
    columns,
    missing: missing === 'drop' ? 'drop' : 'error',
    ...(roles.weights === undefined ? {} : { weight: roles.weights }),
    ...(roles.by === undefined ? {} : { groupBy: [keyOfGroups(found.columns, roles.by)] }),
    ...(where === undefined ? {} : { where }),
  };
}

interface Asked {
  /** Of the folder within that of `--resume`. */
  readonly name: string;
  readonly rep: StructureSource;
  readonly request: MomentsRequest;
}

function run({ engine }: ChosenRows, { resume }: Wanted, { name, rep, request }: Asked, work: WorkOptions) {
  if (resume === undefined) return momentsIn(engine, rep, request, work);
  return runParts(engine, rep, request, { state: join(resume, name), ...work });
}

/** The scatter that a covariance stands for, its entries taken to be rounded: what tests then allow for. */
async function scatterOf(moments: SymmetricMoments): Promise<ScatterMatrix> {
  const covariance = await covarianceOf(moments, { normalization: 'n', center: 'sample-mean' });
  return ScatterMatrix.fromCovariance(covariance, moments.invariantMean(), moments.count, { divisor: 'n' });
}

function countsOf({ groups }: GroupedMoments): Gathered['counts'] {
  const used = groups.reduce((sum, group) => sum + group.read, 0);
  const dropped = groups.reduce((sum, group) => sum + group.dropped, 0);
  return { rows: used + dropped, used, dropped, comments: 0, blankLines: 0 };
}

/** Groups that somebody compares: a column with more texts is no name of groups. */
const MOST_GROUPS = 100;

/** As the rows of a group have it in a table of text. */
const nameOf = ([key]: readonly GroupKey[]): string => (key === null ? '' : String(key));

async function groupsOf(
  symmetric: GroupedMoments,
  plain: GroupedMoments,
  by: string,
  isWeighted: boolean,
): Promise<Gathered['groups']> {
  if (symmetric.groups.length > MOST_GROUPS) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'isotypic analyze --by',
      expected: `a column of at most ${MOST_GROUPS} different values, for groups`,
      received: `${symmetric.groups.length} in ${by}`,
      remedy: 'Name a column that says to which group a row belongs, or a window of time: --by time:month.',
    });
  }
  const groups = new Map<string, { moments: SymmetricMoments; scatter: ScatterMatrix | undefined }>();
  for (const [k, { key, moments }] of symmetric.groups.entries()) {
    if (moments.count === 0) continue; // rows that miss values only
    const scatter = isWeighted || moments.count < 2 ? undefined : await scatterOf(plain.groups[k].moments);
    groups.set(nameOf(key), { moments, scatter });
  }
  return groups;
}
