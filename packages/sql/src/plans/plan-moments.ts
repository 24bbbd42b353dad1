/** From a request to the statements of an engine: forms counted, the cheapest that fits taken. */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  either,
  fingerprint,
  finite,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { type IsotypicStructure, type StructureSource, SymmetricMoments } from '@isotypic/stats';
import { DIALECT_NAMES, type Dialect, type DialectName } from '../dialects/dialect.js';
import { dialect as dialectOf } from '../dialects/words.js';
import { betterShift, keepsDigits } from '../results/conditioning.js';
import { type DecodedGroup, decodeGroups, groupedOf, type ResultLayout } from '../results/decode-moments.js';
import { checkRows, columnOf, countOf, numberOf } from '../results/read-numbers.js';
import { momentsQuery, type QueryText, RESULT } from '../text/moments-query.js';
import { probeQuery, typesQuery } from '../text/probe-query.js';
import { gramProgram } from './gram.js';
import { isotypicProgram } from './isotypic.js';
import { MOMENTS_FORMS, type MomentsForm, type MomentsPlan } from './moments-plan.js';
import type { MomentsRequest } from './moments-request.js';
import { pairOrbits } from './pair-orbits.js';
import { operationsOf, type Program } from './program.js';
import { checkRequest, type RequestSql, requestSql, responseOf } from './read-request.js';
import { twinsProgram } from './twins.js';

export interface PlanOptions {
  /** The engine that the text is for; default DuckDB. */
  readonly dialect?: Dialect | DialectName;
  /** Default `auto`: the form of the fewest operations that fits into the engine's limits. */
  readonly form?: MomentsForm;
}

export const DIALECT: Kind = either(oneOf(...DIALECT_NAMES), {
  expected: 'the words of an engine, as dialect(name) gives',
  accepts: (v) => typeof v === 'object' && v !== null && 'toDouble' in v && 'limits' in v,
});

const PLAN_OPTION_KINDS: OptionKinds<PlanOptions> = { dialect: DIALECT, form: oneOf(...MOMENTS_FORMS) };

/** What `momentsIn` needs of a plan besides. */
export interface WorkingPlan extends MomentsPlan {
  readonly structures: readonly IsotypicStructure[];
  readonly sql: RequestSql;
  decodeGroups(where: string, rows: unknown): DecodedGroup[];
}

/** Depth of expressions: a tenth of DuckDB's bound; balanced sums stay below it. */
const DEEPEST = 100;

/**
 * The statements whose results are the symmetric moments of a request.
 *
 * @param rep how the group acts on the columns, in their order.
 * @throws {IsotypicError} `INVALID_ARGUMENT`, `SHAPE_MISMATCH` for a request that fits neither the action nor the
 * engine; `BUDGET_EXCEEDED` where no form fits into the engine's limits, with what to do instead.
 * Cost: O(n³) for n variables, and the decomposition of `rep`.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(2));
 * const request = { source: { table: ['cork'] }, columns: ['north', 'south'] };
 * const plan = planMoments(rep, request, { dialect: 'postgres' });
 * plan.statement([50, 50]).split('\n').at(-1).includes('GROUP BY') // false
 */
export function planMoments(rep: StructureSource, request: MomentsRequest, options: PlanOptions = {}): MomentsPlan {
  return workingPlan('planMoments', rep, request, options);
}

/** A plan of a function that was called with this request; it is checked here. */
export function workingPlan(
  where: string,
  rep: StructureSource,
  request: MomentsRequest,
  options: PlanOptions = {},
): WorkingPlan {
  checkRequest(where, request);
  checkOptions(where, options, PLAN_OPTION_KINDS);
  const { dialect: named = 'duckdb', form = 'auto' } = options;
  const dialect = typeof named === 'string' ? dialectOf(named) : named;
  const { structures } = new SymmetricMoments(rep, responseOf(request));
  const sql = requestSql(where, request, structures, dialect);
  const found = programsOf(where, structures, form).map((program) => sized(program, sql, dialect));
  const fitting = found.filter(({ fault }) => fault === undefined).sort((a, b) => a.operations - b.operations);
  if (fitting.length === 0)
    throw tooLarge(
      where,
      dialect,
      found.map(({ fault, program }) => `${program.form}: ${fault}`),
    );
  const [{ program, operations }] = fitting;
  const statements = momentsQuery(program, sql, new Float64Array(sql.variables.length), dialect, '');
  const print = fingerprint([
    'moments plan',
    dialect.name,
    program.form,
    JSON.stringify(sql),
    statements.text,
    ...new SymmetricMoments(rep, responseOf(request)).toJSON().fingerprints,
  ]);
  return new Plan(structures, sql, dialect, program, operations, print, form === 'auto');
}

/** The forms that may be taken, each with what it computes. */
function programsOf(where: string, structures: readonly IsotypicStructure[], form: MomentsForm): Program[] {
  const n = structures.reduce((sum, { dimension }) => sum + dimension, 0);
  const orbits = form === 'isotypic' ? undefined : pairOrbits(structures);
  const twins = orbits === undefined || form === 'gram' || form === 'isotypic' ? undefined : twinsProgram(orbits);
  if (form === 'twins') {
    if (orbits === undefined) {
      throw invalidArgument(where, "a group that permutes the columns, for form 'twins'", 'another action');
    }
    return [twins ?? { ...gramProgram(n, orbits), form: 'twins' }];
  }
  const programs: Program[] = [];
  if (form !== 'isotypic') programs.push(gramProgram(n, orbits));
  if (twins !== undefined) programs.push(twins);
  if (form !== 'gram') programs.push(isotypicProgram(structures));
  return programs;
}

/** Bytes that a number of the shift may take, twice: as a literal, and in the row that tells it. */
const SHIFT_BYTES = 50;

function sized(program: Program, sql: RequestSql, dialect: Dialect) {
  const operations = operationsOf(program);
  const query = momentsQuery(program, sql, new Float64Array(sql.variables.length), dialect, '');
  return { program, operations, fault: faultOf(query, sql.variables.length, dialect) };
}

function faultOf({ text, nodes, depth }: QueryText, n: number, dialect: Dialect): string | undefined {
  const { limits } = dialect;
  const bytes = new TextEncoder().encode(text).length + SHIFT_BYTES * n;
  if (bytes > limits.text) return `a text of ${bytes} bytes, where ${limits.text} are allowed`;
  if (nodes > limits.nodes) return `${nodes} nodes, where ${limits.nodes} are allowed`;
  if (depth > DEEPEST) return `expressions ${depth} deep, where ${DEEPEST} are allowed`;
  return undefined;
}

function tooLarge(where: string, { name }: Dialect, faults: readonly string[]): IsotypicError {
  return new IsotypicError('BUDGET_EXCEEDED', {
    where,
    expected: `a query within the limits of ${name}`,
    received: faults.join('; '),
    remedy:
      "Pull the rows, momentsIn(engine, rep, request, { path: 'pull' }), or run the pyspark program that " +
      'planPySpark(rep, request) writes.',
  });
}

const SHIFT: Kind = arrayOf(finite(), 'an array of finite numbers, one for each variable');

class Plan implements WorkingPlan {
  readonly probe: string;
  readonly types: string;
  private readonly layout: ResultLayout;

  constructor(
    readonly structures: readonly IsotypicStructure[],
    readonly sql: RequestSql,
    readonly dialect: Dialect,
    private readonly program: Program,
    readonly operations: number,
    readonly fingerprint: string,
    /** Whether another form may be taken where this one has too few digits. */
    private readonly isChosen: boolean,
  ) {
    this.probe = probeQuery(sql, dialect, fingerprint);
    this.types = typesQuery(sql, dialect);
    this.layout = {
      structures,
      names: sql.variables.map(({ name }) => name),
      weight: sql.weight,
      keys: sql.keys.length,
      missing: sql.missing,
      fingerprint,
      dialect,
      program,
    };
  }

  get form(): Program['form'] {
    return this.program.form;
  }

  readShift(rows: Parameters<MomentsPlan['readShift']>[0]): Float64Array {
    const where = 'MomentsPlan.readShift';
    const checked = checkRows(where, rows);
    if (checked.length !== 1) throw invalidArgument(where, 'the one row of the probe', `${checked.length} rows`);
    const [row] = checked;
    if (columnOf(where, row, RESULT.plan) !== this.fingerprint) {
      throw invalidArgument(where, 'the row of the probe of this plan', 'that of another one');
    }
    const count = countOf(where, row, RESULT.rows);
    return Float64Array.from(this.layout.names, (_, i) => {
      const mean = count === 0 ? 0 : numberOf(where, row, RESULT.mean(i));
      return Number.isFinite(mean) ? mean : 0;
    });
  }

  statement(shift: ArrayLike<number>): string {
    const where = 'MomentsPlan.statement';
    checkArgument(where, 'shift', shift, SHIFT);
    const n = this.sql.variables.length;
    if (shift.length !== n) {
      const expected = `a shift of ${n} numbers, one for each variable`;
      throw new IsotypicError('SHAPE_MISMATCH', { where, expected, received: `${shift.length}` });
    }
    return momentsQuery(this.program, this.sql, shift, this.dialect, this.fingerprint).text;
  }

  decode(rows: Parameters<MomentsPlan['decode']>[0]): ReturnType<MomentsPlan['decode']> {
    return groupedOf(this.decodeGroups('MomentsPlan.decode', rows), this.layout);
  }

  decodeGroups(where: string, rows: unknown): DecodedGroup[] {
    const groups = decodeGroups(where, rows, this.layout);
    if (this.isChosen && !groups.every(keepsDigits)) throw lostDigits(where, this.form);
    return groups;
  }

  betterShifts(rows: Parameters<MomentsPlan['betterShifts']>[0]): ReturnType<MomentsPlan['betterShifts']> {
    return this.decodeGroups('MomentsPlan.betterShifts', rows).flatMap((group) => {
      const shift = betterShift(group);
      return shift === undefined ? [] : [{ key: group.key, shift }];
    });
  }
}

function lostDigits(where: string, form: string): IsotypicError {
  return new IsotypicError('NOT_DECIDED', {
    where,
    expected: `components of at least 1e-4 of the moments of their variables, as form '${form}' needs`,
    received: 'a smaller component, that has lost digits to the others',
    remedy: "Plan with { form: 'isotypic' }, whose sums are of one component each.",
  });
}
