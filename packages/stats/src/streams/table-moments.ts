/**
 * The moments of a table, in one pass and at constant memory. What is known of them on the way carries where it comes
 * from, so that a reading that was broken off goes on where it stood, and ends with the same numbers bit by bit.
 */
import { IsotypicError } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  describe,
  instance,
  integer,
  invalidArgument,
  type Kind,
  nearestNames,
  type OptionKinds,
  oneOf,
  text,
} from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { type Dialect, type RowCounts, type SourceIdentity, Table } from '@isotypic/sources';
import { STRUCTURE } from '../data/argument-kinds.js';
import { ScatterMatrix, type ScatterMatrixJSON } from '../hypotheses/scatter-matrix.js';
import type { SymmetricMomentsJSON } from '../moments/moments-json.js';
import { SymmetricMoments } from '../moments/symmetric-moments.js';
import { RUN_OPTION_KINDS, type RunOptions } from '../run/run.js';
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
  /** Columns that say how rows count and to which group they belong, where there are some. */
  readonly roles?: ColumnRoles;
  /** Those of each group, in the order of its first row. */
  readonly groups?: readonly {
    readonly name: string;
    readonly moments: readonly SymmetricMomentsJSON[];
    readonly scatter: ScatterMatrixJSON | null;
  }[];
}

/** Columns that say how rows count, and to which group they belong. */
export interface ColumnRoles {
  /** Positive weights. */
  readonly weights?: string;
  /** How often each row was seen; rows of frequency 0 are not there. */
  readonly frequencies?: string;
  /** The column whose text names the group of a row: every group has moments of its own besides. */
  readonly by?: string;
}

/** A step of the budget is a batch. The scatter is summed in twice the digits of a double, whatever the backend. */
export interface TableMomentsOptions extends RunOptions, ColumnRoles {
  /** Rows that miss a value: refuse them by line and column (default), or drop and count them. */
  readonly missing?: 'refuse' | 'drop';
  /** Rows joined at once, which decides the last digits of the moments; default 8192. */
  readonly batchRows?: number;
  /** Columns whose scatter is wanted too, for tests. */
  readonly scatter?: readonly string[];
  /** What the table is read from, as `openTableFile` tells it. */
  readonly source?: SourceIdentity;
  /** Where a former reading of the same table stood; it ends with the same bits on a backend of the same kind. */
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
  ...RUN_OPTION_KINDS,
  weights: text,
  frequencies: text,
  by: text,
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

/** The moments of rows. */
export interface RowMoments {
  readonly moments: readonly SymmetricMoments[];
  /** Where it was asked for. */
  readonly scatter: ScatterMatrix | undefined;
}

/** The moments that were read from a table, and the counts of its rows. */
export interface TableMoments extends RowMoments {
  /** By the text in the column `by`, in the order of their first rows; empty without one. */
  readonly groups: ReadonlyMap<string, RowMoments>;
  /** What became of the rows, those of a reading that was resumed included. */
  readonly counts: RowCounts;
}

/**
 * The moments of columns of a table, one set for each entry of `spaces`.
 *
 * @throws {IsotypicError} as `Table.batches` and `SymmetricMoments.push`; `INVALID_ARGUMENT` for a `resume` of another
 * source, dialect or choice of columns, for a scatter with weights, and for more than 100 groups; `BUDGET_EXCEEDED` and
 * `ABORTED`, `details.known` being the number of rows read.
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
  const { weights, frequencies, by } = options;
  for (const [option, name] of Object.entries({ weights, frequencies, by })) {
    if (name === undefined || table.columns.includes(name)) continue;
    const [nearest] = nearestNames(name, table.columns, 1);
    const remedy = nearest === undefined ? undefined : `Did you mean ${describe(nearest)}?`;
    throw invalidArgument(where, `option ${option} to name one of the columns`, name, remedy);
  }
  if (weights !== undefined && options.scatter !== undefined) {
    throw invalidArgument(where, 'a scatter without weights', 'both', 'Of weighted rows no test is known.');
  }
  const roles = (weights ?? frequencies ?? by) ? { weights, frequencies, by } : undefined;
  const counting = [weights, frequencies].filter((name) => name !== undefined);
  const used = [...spaces.flatMap(({ x, y }) => [x.columns, y?.columns ?? []]), options.scatter ?? []];
  const columns = [...new Set([...used.flat(), ...counting])];
  const head = { source: options.source ?? null, dialect: table.dialect, columns: used, missing, batchRows, roles };
  if (resume !== undefined) requireSame(where, resume, head);
  const all = sinkOf(spaces, options.scatter, resume);
  const groups = new Map(resume?.groups?.map((saved) => [saved.name, sinkOf(spaces, options.scatter, saved)]));
  const counts = () => total(table.counts, resume?.counts);
  const state = (): TableMomentsJSON => ({
    format: 'isotypic-table-moments',
    version: 1,
    ...head,
    counts: counts(),
    ...savedSink(all),
    ...(by === undefined ? {} : { groups: [...groups].map(([name, sink]) => ({ name, ...savedSink(sink) })) }),
  });
  const texts = by === undefined ? {} : { texts: [by] };
  const from = resume?.counts.rows ?? 0;
  for await (const batch of table.batches({
    columns,
    ...texts,
    missing,
    batchRows,
    from,
    signal,
    onProgress,
    budget,
  })) {
    const counted = countedRows(where, batch, columns, options);
    await pushRows(all, counted, columns, spaces, options);
    for (const [name, rows] of by === undefined ? [] : rowsByText(batch.texts[0])) {
      if (!groups.has(name)) groups.set(name, sinkOf(spaces, options.scatter));
      if (groups.size > MOST_GROUPS) throw tooManyGroups(where, by as string);
      await pushRows(groups.get(name) as RowMoments, only(counted, rows), columns, spaces, options);
    }
    onBatch?.(batch, state);
  }
  return { ...all, groups, counts: counts() };
}

/** Groups that somebody compares: a column with more texts is no name of groups. */
const MOST_GROUPS = 100;

function tooManyGroups(where: string, by: string): IsotypicError {
  const expected = `a column of at most ${MOST_GROUPS} different texts, for groups`;
  return invalidArgument(where, expected, `more in ${by}`, 'Name a column that says to which group a row belongs.');
}

/** The rows of each text, in the order of the first. */
function rowsByText(texts: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [n, name] of texts.entries()) {
    const list = rows.get(name);
    if (list === undefined) rows.set(name, [n]);
    else list.push(n);
  }
  return rows;
}

/** Rows with what they count. */
interface CountedRows extends Float64Layout {
  readonly weights: Float64Array | undefined;
  readonly frequencies: Float64Array | undefined;
}

function countedRows(where: string, batch: Float64Layout, columns: readonly string[], roles: ColumnRoles): CountedRows {
  const column = (name: string | undefined) =>
    name === undefined ? undefined : columnsOf(batch, columns, [name]).data;
  const [weights, frequencies] = [column(roles.weights), column(roles.frequencies)];
  requireAll(where, weights, roles.weights, 'positive weights', (w) => w > 0);
  requireAll(where, frequencies, roles.frequencies, 'frequencies, integers from 0 on', (f) => f >= 0 && f % 1 === 0);
  const { data, rows, cols } = batch;
  return { data, rows, cols, weights: weights?.slice(), frequencies: frequencies?.slice() };
}

function requireAll(
  where: string,
  values: Float64Array | undefined,
  name: string | undefined,
  expected: string,
  isRight: (value: number) => boolean,
): void {
  const wrong = values?.find((v) => !isRight(v));
  if (wrong !== undefined) throw invalidArgument(where, `${expected} in column ${name}`, wrong);
}

function only(rows: CountedRows, kept: readonly number[]): CountedRows {
  if (kept.length === rows.rows) return rows;
  const { cols } = rows;
  const data = new Float64Array(kept.length * cols);
  kept.forEach((n, at) => {
    data.set(rows.data.subarray(n * cols, (n + 1) * cols), at * cols);
  });
  const of = (list: Float64Array | undefined) => list && Float64Array.from(kept, (n) => list[n]);
  return { data, rows: kept.length, cols, weights: of(rows.weights), frequencies: of(rows.frequencies) };
}

async function pushRows(
  { moments, scatter }: RowMoments,
  counted: CountedRows,
  columns: readonly string[],
  spaces: readonly MomentSpaces[],
  { scatter: scattered, backend }: Pick<TableMomentsOptions, 'scatter' | 'backend'>,
): Promise<void> {
  const { frequencies: all } = counted;
  const seen = all && [...all.keys()].filter((n) => all[n] !== 0);
  const rows = seen === undefined ? counted : only(counted, seen);
  const { weights, frequencies } = rows;
  for (const [k, { x, y }] of spaces.entries()) {
    const part = (space: ColumnSpace) => columnsOf(rows, columns, space.columns);
    await moments[k].push(y === undefined ? part(x) : { x: part(x), y: part(y) }, { weights, frequencies, backend });
  }
  if (scatter !== undefined) scatter.push(columnsOf(rows, columns, scattered as readonly string[]), { frequencies });
}

/** Moments at the beginning: of no rows, or what was resumed. */
function sinkOf(
  spaces: readonly MomentSpaces[],
  scatter: readonly string[] | undefined,
  saved?: Pick<TableMomentsJSON, 'moments' | 'scatter'>,
): RowMoments {
  const moments = spaces.map(({ x, y }, k) =>
    saved === undefined
      ? new SymmetricMoments(x.rep, y?.rep)
      : SymmetricMoments.fromJSON(saved.moments[k], x.rep, y?.rep),
  );
  return { moments, scatter: scatter && scatterOf(scatter.length, saved?.scatter) };
}

function savedSink({ moments, scatter }: RowMoments): Pick<TableMomentsJSON, 'moments' | 'scatter'> {
  return { moments: moments.map((m) => m.toJSON()), scatter: scatter?.toJSON() ?? null };
}

const scatterOf = (dimension: number, saved: ScatterMatrixJSON | null | undefined): ScatterMatrix =>
  saved ? ScatterMatrix.fromJSON(saved, dimension) : new ScatterMatrix(dimension);

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
  if (names.length === all.length && names.every((name, j) => name === all[j])) {
    return { data: batch.data, rows: batch.rows, cols: batch.cols };
  }
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
  readonly roles: ColumnRoles | undefined;
}

const NAMES: Readonly<Record<keyof Expected, string>> = {
  source: 'the source as it was',
  dialect: 'a table of the same dialect',
  columns: 'the same columns in the same order',
  missing: 'the same treatment of missing values',
  batchRows: 'batches of the same size',
  roles: 'the same columns of weights, frequencies and groups',
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
