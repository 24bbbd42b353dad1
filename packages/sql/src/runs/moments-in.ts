/** The moments of a request from an engine: by sums that the engine takes, or by its rows. */
import { IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, checkOptions, type OptionKinds, oneOf, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import type { StructureSource } from '@isotypic/stats';
import type { QueryEngine } from '../engines/query-engine.js';
import { MOMENTS_FORMS, type MomentsForm } from '../plans/moments-plan.js';
import type { MomentsRequest } from '../plans/moments-request.js';
import { rowsPlan, type WorkingPlan, workingPlan } from '../plans/plan-moments.js';
import { betterShift } from '../results/conditioning.js';
import { type DecodedGroup, groupedOf } from '../results/decode-moments.js';
import type { GroupedMoments } from '../results/grouped-moments.js';
import { ask, ENGINE, type MomentsRun } from './ask.js';
import { refuseTypes } from './column-types.js';
import { countsIn, pulledMoments } from './pull.js';

/** Where the sums are taken. */
export const MOMENTS_PATHS = ['auto', 'push', 'pull'] as const;

/** Options of `momentsIn`. */
export interface MomentsInOptions extends Pick<WorkOptions, 'signal' | 'onProgress'> {
  /**
   * `push`: the engine sums, and sums alone are sent; `pull`: its rows are sent and summed here, which needs an engine
   * with `batches`; `auto` (default): `pull` for wide data without twins in an engine of this process, else `push`.
   */
  readonly path?: (typeof MOMENTS_PATHS)[number];
  /** The form that is pushed; default `auto`. */
  readonly form?: MomentsForm;
}

const OPTION_KINDS: OptionKinds<MomentsInOptions> = {
  signal: WORK_OPTION_KINDS.signal,
  onProgress: WORK_OPTION_KINDS.onProgress,
  path: oneOf(...MOMENTS_PATHS),
  form: oneOf(...MOMENTS_FORMS),
};

/**
 * The symmetric moments of rows in an engine. Pushed, four queries: the types of the columns, the mean of 2048 rows,
 * the sums about it, and those again where the true mean is far from it (for each such group by itself). Sums of a form
 * that loses the digits of a small component are taken again in isotypic coordinates, unless a form was asked for.
 *
 * @param engine what `openDuckDB` gives, or any driver with `run(sql) => rows`. @param rep how the group acts on the
 * columns.
 * @throws {IsotypicError} as `planMoments`; `INVALID_ARGUMENT` naming columns that are no numbers, and weights that are
 * not positive; `NOT_FINITE` with names and counts of columns where values are missing, unless they are dropped;
 * `ABORTED`; `IO` with what the engine said.
 * @example
 * // engine: DuckDB with a table cork of columns north, east, south, west
 * // const request = { source: { table: ['cork'] }, columns: ['north', 'east', 'south', 'west'] };
 * // const { groups } = await momentsIn(engine, rep, request);
 * // await covarianceOf(groups[0].moments)
 * typeof momentsIn // 'function'
 */
export async function momentsIn(
  engine: QueryEngine,
  rep: StructureSource,
  request: MomentsRequest,
  options: MomentsInOptions = {},
): Promise<GroupedMoments> {
  const where = 'momentsIn';
  checkArgument(where, 'engine', engine, ENGINE);
  checkOptions(where, options, OPTION_KINDS);
  const { path = 'auto', form = 'auto', signal } = options;
  const meter = new WorkMeter(where, { signal, onProgress: options.onProgress });
  const plan = (which: MomentsForm) => workingPlan(where, rep, request, { dialect: engine.dialect, form: which });
  const chosen = planOrPull(engine, path, () => plan(form));
  const run: MomentsRun = { where, engine, signal, meter };
  if (chosen === undefined) return pulledMoments(run, rep, request);
  await refuseTypes(run, chosen);
  meter.report('queries', 1, 3);
  const shift = chosen.readShift(await ask(where, engine, chosen.probe, signal));
  meter.report('queries', 2, 3);
  const count = () => countsIn(run, rowsPlan(where, rep, request, engine.dialect));
  const groups = await pushed(run, chosen, shift, () => plan('isotypic'), count);
  meter.report('queries', 3, 3);
  return groupedOf(groups, chosen);
}

/** Undefined where rows are to be pulled. */
function planOrPull(
  engine: QueryEngine,
  path: MomentsInOptions['path'],
  plan: () => WorkingPlan,
): WorkingPlan | undefined {
  if (path === 'pull') return undefined;
  const canPull = path === 'auto' && engine.batches !== undefined;
  try {
    const made = plan();
    return canPull && isCheaperPulled(made) ? undefined : made;
  } catch (error) {
    if (canPull && error instanceof IsotypicError && error.code === 'BUDGET_EXCEEDED') return undefined;
    throw error;
  }
}

/** Fewer columns are summed by the engine as fast as they are read (measured: 4 and 12 columns). */
const FEW_COLUMNS = 32;

/**
 * Nanoseconds a row, fitted to the table of docs/scale.md: an operation of the engine takes 2, a value that it reads
 * 15; a value that is pulled 30, and each of n² multiply–adds of the kernels 0.35.
 */
function isCheaperPulled({ operations, sql }: WorkingPlan): boolean {
  const n = sql.variables.length;
  if (n < FEW_COLUMNS || sql.keys.length > 0) return false;
  return 15 * n + 2 * operations > 30 * n + 0.35 * n * n;
}

/** The groups of the sums, about a second shift where the first was far, in a second form where digits were lost. */
async function pushed(
  run: MomentsRun,
  plan: WorkingPlan,
  shift: Float64Array,
  isotypic: () => WorkingPlan,
  count: () => Promise<unknown>,
): Promise<DecodedGroup[]> {
  const { where, engine, signal } = run;
  const sums = async (own: WorkingPlan, sql: string): Promise<DecodedGroup[]> => {
    const rows = await ask(where, engine, sql, signal);
    return aboutMeans(run, own, await decoded(own, rows));
  };
  const decoded = async (own: WorkingPlan, rows: unknown) => {
    try {
      return own.decodeGroups(where, rows);
    } catch (error) {
      // NaN and ∞ are told by the sums, and counted for the refusal alone
      if (error instanceof IsotypicError && error.code === 'NOT_FINITE') await count();
      throw error;
    }
  };
  const first = await sums(plan, plan.statement(shift));
  if (plan.keepsDigits(first)) return first;
  const second = isotypic();
  return sums(second, second.statement(shift));
}

/** The groups, those whose mean is far from the shift summed again about their means, many in one statement. */
async function aboutMeans(
  { where, engine, signal }: MomentsRun,
  plan: WorkingPlan,
  groups: readonly DecodedGroup[],
): Promise<DecodedGroup[]> {
  const nameOf = ({ key }: Pick<DecodedGroup, 'key'>) => JSON.stringify(key);
  const far = groups.flatMap((group) => {
    const shift = betterShift(group);
    return shift === undefined ? [] : [{ key: group.key, shift, read: group.read }];
  });
  if (far.length === 0) return [...groups];
  const again = new Map<string, DecodedGroup>();
  for (const sql of plan.statementsOf(far)) {
    for (const group of plan.decodeGroups(where, await ask(where, engine, sql, signal)))
      again.set(nameOf(group), group);
  }
  for (const { key, read } of far) {
    const found = again.get(nameOf({ key }))?.read ?? 0;
    if (found === read) continue;
    throw new IsotypicError('NOT_DECIDED', {
      where,
      expected: `the ${read} rows of before, summed about their mean`,
      received: `${found}`,
      remedy: 'Run it on a snapshot, or when nothing is written to the table.',
    });
  }
  return groups.map((group) => again.get(nameOf(group)) ?? group);
}
