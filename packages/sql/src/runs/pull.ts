/** Rows of an engine, summed here: for wide data, whose sums would be too large a query. */
import { IsotypicError } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import type { IsotypicStructure, StructureSource, SymmetricMoments } from '@isotypic/stats';
import type { ColumnBatch } from '../engines/query-engine.js';
import type { MomentsRequest } from '../plans/moments-request.js';
import { rowsPlan, type WorkingPlan } from '../plans/plan-moments.js';
import { emptyMoments, type GroupCounts, groupedOf } from '../results/decode-moments.js';
import type { GroupedMoments, MomentsOfGroup } from '../results/grouped-moments.js';
import { ask, failure, type MomentsRun } from './ask.js';
import { refuseTypes } from './column-types.js';

/** Rows that are joined at once, as `momentsOfTable` does. */
const BATCH_ROWS = 8192;

/**
 * Counts first, which refuse what is missing, and then the rows that are to be read, group by group. The last digits
 * depend on the order in which the engine gives its rows.
 */
export async function pulledMoments(
  run: MomentsRun,
  rep: StructureSource,
  request: MomentsRequest,
): Promise<GroupedMoments> {
  const { where, engine } = run;
  if (engine.batches === undefined) {
    throw invalidArgument(where, "an engine with batches, for path 'pull'", `${engine.dialect.name} without`);
  }
  const plan = rowsPlan(where, rep, request, engine.dialect);
  await refuseTypes(run, plan);
  const counts = await countsIn(run, plan);
  const total = counts.reduce((sum, { read }) => sum + read, 0);
  const groups: MomentsOfGroup[] = [];
  let done = 0;
  for (const group of counts) {
    const moments = await momentsOfRows(run, plan, group, (rows) => {
      run.meter.report('rows', done + rows, total);
    });
    done += group.read;
    groups.push({ ...group, moments });
  }
  return groupedOf(groups, plan);
}

/** @throws {IsotypicError} `NOT_FINITE` with the counts of what is missing, unless it is dropped. */
export async function countsIn({ where, engine, signal }: MomentsRun, plan: WorkingPlan): Promise<GroupCounts[]> {
  const shift = new Float64Array(plan.sql.variables.length);
  return plan.decodeCounts(where, await ask(where, engine, plan.statement(shift), signal));
}

async function momentsOfRows(
  run: MomentsRun,
  plan: WorkingPlan,
  { key, read }: GroupCounts,
  report: (rows: number) => void,
): Promise<SymmetricMoments> {
  const { where, engine, signal } = run;
  const moments = emptyMoments(plan.structures);
  const rows = new RowBuffer(plan.structures, plan.sql.weight !== undefined);
  try {
    for await (const batch of engine.batches?.(plan.rowsStatement(key), { signal }) ?? []) {
      for (let from = 0; from < batch.rows; ) {
        from += rows.take(batch, from);
        if (!rows.isFull) continue;
        await rows.pushTo(moments);
        report(moments.count);
      }
    }
    await rows.pushTo(moments);
    report(moments.count);
  } catch (error) {
    throw failure(where, engine, error, signal);
  }
  if (moments.count === read) return moments;
  throw new IsotypicError('NOT_DECIDED', {
    where,
    expected: `the ${read} rows that were counted`,
    received: `${moments.count}`,
    remedy: 'Run it on a snapshot, or when nothing is written to the table.',
  });
}

/** Columns of batches as rows of the spaces. */
class RowBuffer {
  private readonly spaces: readonly { readonly data: Float64Array; readonly cols: number }[];
  private readonly weights: Float64Array | undefined;
  private count = 0;

  constructor(structures: readonly IsotypicStructure[], isWeighted: boolean) {
    this.spaces = structures.map(({ dimension: cols }) => ({ data: new Float64Array(BATCH_ROWS * cols), cols }));
    this.weights = isWeighted ? new Float64Array(BATCH_ROWS) : undefined;
  }

  get isFull(): boolean {
    return this.count === BATCH_ROWS;
  }

  /** Copies rows of the batch from `from` on, as many as there is room for; answers how many. */
  take({ columns, rows }: ColumnBatch, from: number): number {
    const taken = Math.min(rows - from, BATCH_ROWS - this.count);
    let column = 0;
    for (const { data, cols } of this.spaces) {
      for (let j = 0; j < cols; j++) {
        const values = columns[column++];
        for (let r = 0, at = this.count * cols + j; r < taken; r++, at += cols) data[at] = values[from + r];
      }
    }
    this.weights?.set(columns[column].subarray(from, from + taken), this.count);
    this.count += taken;
    return taken;
  }

  async pushTo(moments: SymmetricMoments): Promise<void> {
    const { count } = this;
    if (count === 0) return;
    const [x, y] = this.spaces.map(({ data, cols }) => ({ data: data.subarray(0, count * cols), rows: count, cols }));
    const weights = this.weights?.subarray(0, count);
    await moments.push(y === undefined ? x : { x, y }, weights === undefined ? {} : { weights });
    this.count = 0;
  }
}
