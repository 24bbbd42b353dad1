/**
 * The moments of a table, in one pass and at constant memory. What is known of them on the way carries where it comes
 * from, so that a reading that was broken off goes on where it stood, and ends with the same numbers bit by bit.
 */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  instance,
  integer,
  type Kind,
  type OptionKinds,
  oneOf,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { type Dialect, type RowCounts, type SourceIdentity, Table } from '@isotypic/sources';
import { STRUCTURE } from '../data/argument-kinds.js';
import { ScatterMatrix, type ScatterMatrixJSON } from '../hypotheses/scatter-matrix.js';
import type { SymmetricMomentsJSON } from '../moments/moments-json.js';
import { SymmetricMoments } from '../moments/symmetric-moments.js';
import type { StructureSource } from '../structure/structure-of.js';

/** Columns of a table, and how a group acts on them. */
export interface ColumnSpace {
  readonly columns: readonly string[];
  readonly rep: StructureSource;
}

/** The spaces of one set of moments: x, or x and y. */
export interface MomentSpaces {
  readonly x: ColumnSpace;
  readonly y?: ColumnSpace;
}

/** Where a reading stands: the source, its dialect, the rows so far and their moments. */
export interface TableMomentsJSON {
  readonly format: 'isotypic-table-moments';
  readonly version: 1;
  readonly source: SourceIdentity | null;
  readonly dialect: Dialect;
  /** Of x and y of each of the spaces, and of the scatter. */
  readonly columns: readonly (readonly string[])[];
  readonly missing: 'refuse' | 'drop';
  readonly batchRows: number;
  readonly counts: RowCounts;
  readonly moments: readonly SymmetricMomentsJSON[];
  readonly scatter: ScatterMatrixJSON | null;
}

/** A step of the budget is a batch. */
export interface TableMomentsOptions extends WorkOptions {
  /** Rows that miss a value: refuse them by line and column (default), or drop and count them. */
  readonly missing?: 'refuse' | 'drop';
  /** Rows joined at once, which decides the last digits of the moments; default 8192. */
  readonly batchRows?: number;
  /** Columns whose scatter is wanted too, for tests. */
  readonly scatter?: readonly string[];
  /** What the table is read from, as `openTableFile` tells it. */
  readonly source?: SourceIdentity;
  /** Where a former reading of the same table stood. */
  readonly resume?: TableMomentsJSON;
  /**
   * Called after each batch with its rows, the columns in the order of the spaces, and a function that gives what is
   * known so far.
   */
  readonly onBatch?: (rows: Float64Layout, state: () => TableMomentsJSON) => void;
}

/** Batches of 8192 rows: those of 1024 cost twice as much to join, larger ones save nothing (measured, D = 4). */
const BATCH_ROWS = 8192;

const OPTION_KINDS: OptionKinds<TableMomentsOptions> = {
  ...WORK_OPTION_KINDS,
  missing: oneOf('refuse', 'drop'),
  batchRows: integer(1),
  scatter: {
    expected: 'an array of names, at least one',
    accepts: (v) => Array.isArray(v) && v.length > 0 && v.every((name) => typeof name === 'string'),
  },
  source: { expected: 'the identity of a source', accepts: (v) => isObject(v) && 'bytes' in v && 'beginning' in v },
  resume: { expected: 'what onBatch of a former reading gave', accepts: isObject },
  onBatch: callable,
};

const TABLE: Kind = instance(Table, 'an open table', () => 'Pass await openTable(source) of @isotypic/sources.');

const SPACES: Kind = {
  expected: 'an array of { x: { columns, rep } }, or of { x, y }',
  accepts: (v) =>
    Array.isArray(v) && v.length > 0 && v.every((s) => isSpace(s?.x) && (s.y === undefined || isSpace(s.y))),
};

export interface TableMoments {
  readonly moments: readonly SymmetricMoments[];
  /** Where it was asked for. */
  readonly scatter: ScatterMatrix | undefined;
  /** What became of the rows, those of a reading that was resumed included. */
  readonly counts: RowCounts;
}

/**
 * The moments of columns of a table, one set for each entry of `spaces`.
 *
 * @throws {IsotypicError} as `Table.batches` and `SymmetricMoments.push`; `INVALID_ARGUMENT` for a `resume` of another
 * source, dialect or choice of columns; `BUDGET_EXCEEDED` and `ABORTED`, `details.known` being the number of rows read.
 * @example
 * const table = await openTable(['n,e,tree\n72,66,a\n60,53,b\n56,,c\n']);
 * const rep = permutationRepresentation(catalogue.cyclic(2));
 * const spaces = [{ x: { columns: ['n', 'e'], rep } }];
 * const { moments, counts } = await momentsOfTable(table, spaces, { missing: 'drop' });
 * [moments[0].count, counts.dropped] // [ 2, 1 ]
 */
export async function momentsOfTable(
  table: Table,
  spaces: readonly MomentSpaces[],
  options: TableMomentsOptions = {},
): Promise<TableMoments> {
  const where = 'momentsOfTable';
  checkArgument(where, 'table', table, TABLE);
  checkArgument(where, 'spaces', spaces, SPACES);
  checkOptions(where, options, OPTION_KINDS);
  const { missing = 'refuse', batchRows = BATCH_ROWS, resume, onBatch, signal, onProgress, budget } = options;
  const used = [...spaces.flatMap(({ x, y }) => [x.columns, y?.columns ?? []]), options.scatter ?? []];
  const columns = [...new Set(used.flat())];
  const head = { source: options.source ?? null, dialect: table.dialect, columns: used, missing, batchRows };
  if (resume !== undefined) requireSame(where, resume, head);
  const moments = spaces.map(({ x, y }, k) =>
    resume === undefined
      ? new SymmetricMoments(x.rep, y?.rep)
      : SymmetricMoments.fromJSON(resume.moments[k], x.rep, y?.rep),
  );
  const scatter = scatterOf(options);
  const counts = () => total(table.counts, resume?.counts);
  const state = (): TableMomentsJSON => ({
    format: 'isotypic-table-moments',
    version: 1,
    ...head,
    counts: counts(),
    moments: moments.map((m) => m.toJSON()),
    scatter: scatter?.toJSON() ?? null,
  });
  const from = resume?.counts.rows ?? 0;
  for await (const batch of table.batches({ columns, missing, batchRows, from, signal, onProgress, budget })) {
    for (const [k, { x, y }] of spaces.entries()) {
      const part = (space: ColumnSpace) => columnsOf(batch, columns, space.columns);
      await moments[k].push(y === undefined ? part(x) : { x: part(x), y: part(y) });
    }
    if (scatter !== undefined) scatter.push(columnsOf(batch, columns, options.scatter as readonly string[]));
    onBatch?.(batch, state);
  }
  return { moments, scatter, counts: counts() };
}

/** The scatter at the beginning: none, empty, or what was resumed. */
function scatterOf({ scatter, resume }: TableMomentsOptions): ScatterMatrix | undefined {
  if (scatter === undefined) return undefined;
  return resume?.scatter ? ScatterMatrix.fromJSON(resume.scatter, scatter.length) : new ScatterMatrix(scatter.length);
}

/** Of `used` and `dropped` the rows that were passed over are a former reading's. */
function total(counts: RowCounts, before: RowCounts | undefined): RowCounts {
  const { rows, used, dropped, comments, blankLines } = counts;
  const rest = { comments, blankLines };
  return before === undefined
    ? { rows, used, dropped, ...rest }
    : { rows, used: before.used + used, dropped: before.dropped + dropped, ...rest };
}

/** The named columns of a batch; the batch itself where they are all of it, in its order. */
function columnsOf(batch: Float64Layout, all: readonly string[], names: readonly string[]): Float64Layout {
  if (names.length === all.length && names.every((name, j) => name === all[j])) return batch;
  const from = names.map((name) => all.indexOf(name));
  const { rows, cols } = batch;
  const data = new Float64Array(rows * from.length);
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < from.length; j++) data[n * from.length + j] = batch.data[n * cols + from[j]];
  }
  return { data, rows, cols: from.length };
}

/** What a former reading must have in common with this one. */
interface Expected {
  readonly source: SourceIdentity | null;
  readonly dialect: Dialect;
  readonly columns: readonly (readonly string[])[];
  readonly missing: string;
  readonly batchRows: number;
}

const NAMES: Readonly<Record<keyof Expected, string>> = {
  source: 'the source as it was',
  dialect: 'a table of the same dialect',
  columns: 'the same columns in the same order',
  missing: 'the same treatment of missing values',
  batchRows: 'batches of the same size',
};

function requireSame(where: string, resume: TableMomentsJSON, expected: Expected): void {
  if (resume.format !== 'isotypic-table-moments' || resume.version !== 1 || !isCounts(resume.counts)) {
    const received = `format ${String(resume.format)}, version ${String(resume.version)}`;
    throw new IsotypicError('PARSE', { where, expected: 'resume to be of format isotypic-table-moments 1', received });
  }
  for (const [key, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
    const [then, now] = [canonical(resume[key]), canonical(expected[key])];
    if (then !== now) {
      throw new IsotypicError('INVALID_ARGUMENT', {
        where,
        expected: `${name} when the reading was broken off: ${then}`,
        received: now,
        remedy: 'Begin anew, without what was resumed.',
        details: { before: resume[key], now: expected[key] },
      });
    }
  }
}

/** JSON with keys in order; what JSON leaves out is not there. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v) => (isObject(v) && !Array.isArray(v) ? Object.fromEntries(sorted(v)) : v));
}

const sorted = (v: object): [string, unknown][] => Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1));

function isObject(v: unknown): v is object {
  return typeof v === 'object' && v !== null;
}

const isCounts = (v: unknown): boolean =>
  isObject(v) && ['rows', 'used', 'dropped'].every((key) => Number.isSafeInteger((v as Record<string, unknown>)[key]));

const isSpace = (v: unknown): boolean =>
  isObject(v) &&
  'columns' in v &&
  Array.isArray(v.columns) &&
  v.columns.every((name) => typeof name === 'string') &&
  'rep' in v &&
  STRUCTURE.accepts(v.rep);
