/**
 * One pass over a table: the moments of its columns, however many rows it has, and the rows themselves as long as they
 * are few. The file is never held.
 */
import { type Float64Layout, PermutationGroup } from '@isotypic/algebra';
import { type ExactRepresentation, permutationRepresentation } from '@isotypic/reps';
import type { RowCounts } from '@isotypic/sources';
import type { TableFile } from '@isotypic/sources/files';
import {
  type ColumnRoles,
  type MomentSpaces,
  momentsOfTable,
  type RunOptions,
  type ScatterMatrix,
  type SymmetricMoments,
  type TableMomentsJSON,
} from '@isotypic/stats';

/** N rows of named columns. */
export interface SampleTable extends Float64Layout {
  readonly columns: readonly string[];
}

/** What is gathered, and how the group acts on it. */
export interface Wanted {
  readonly columns: readonly string[];
  readonly representation: ExactRepresentation;
  readonly responses: readonly string[];
  readonly responseRepresentation: ExactRepresentation | undefined;
  readonly missing: 'refuse' | 'drop';
  /** Where what is known is kept, to go on from there. */
  readonly resume: string | undefined;
  /** Columns of weights, of frequencies, and of the names of groups. */
  readonly roles: ColumnRoles;
}

/** Rows that were kept, with what they count. */
export interface KeptTable {
  readonly samples: SampleTable;
  readonly responses: SampleTable;
  readonly weights: Float64Array | undefined;
  readonly frequencies: Float64Array | undefined;
}

export interface Gathered {
  readonly columns: readonly string[];
  readonly responses: readonly string[];
  readonly counts: RowCounts;
  /** Under the symmetry. */
  readonly moments: SymmetricMoments;
  /** Without any, with twice the digits of a double, for tests; not of rows with weights. */
  readonly scatter: ScatterMatrix | undefined;
  /** Without any, of rows with weights. */
  readonly plain: SymmetricMoments | undefined;
  /** Whether the mean is known, as it is of all but a covariance. */
  readonly hasMean: boolean;
  /** By the text in the column of groups. */
  readonly groups: ReadonlyMap<
    string,
    { readonly moments: SymmetricMoments; readonly scatter: ScatterMatrix | undefined }
  >;
  /** Of columns and responses. */
  readonly pairs: SymmetricMoments | undefined;
  /** The rows, where they are few enough to be kept. */
  readonly rows: KeptTable | undefined;
}

/** Numbers that are kept as rows: 2²², 32 MiB. Beyond, everything is made of the moments. */
export const KEPT_NUMBERS = 2 ** 22;

/** Milliseconds between two savings of what is known: what a reading that is broken off has to do again. */
const SAVING_INTERVAL = 1000;

/** What was known when a reading was broken off, and where what is known is kept. */
export interface ReadingStore {
  readonly known: TableMomentsJSON | undefined;
  save(state: TableMomentsJSON): void;
}

/** @throws {IsotypicError} as `momentsOfTable`, and as the store does */
export async function gather(
  file: TableFile,
  wanted: Wanted,
  { store, ...run }: RunOptions & { readonly store?: ReadingStore },
): Promise<Gathered> {
  const { columns, responses, missing, roles } = wanted;
  const spaces = spacesOf(wanted);
  const counting = [roles.weights, roles.frequencies].filter((name) => name !== undefined);
  const all = [...new Set([...columns, ...responses, ...counting])];
  const kept = new KeptRows(store?.known === undefined ? KEPT_NUMBERS : 0);
  let saved = Date.now();
  let last: (() => TableMomentsJSON) | undefined;
  const { moments, scatter, counts, groups } = await momentsOfTable(file.table, spaces, {
    missing,
    scatter: roles.weights === undefined ? columns : undefined,
    ...roles,
    source: file.identity,
    resume: store?.known,
    ...run,
    onBatch: (rows, state) => {
      kept.add(rows);
      last = state;
      if (store === undefined || !kept.overflowed || Date.now() - saved < SAVING_INTERVAL) return;
      store.save(state());
      saved = Date.now();
    },
  });
  if (kept.overflowed && last !== undefined) store?.save(last());
  const rows = kept.table(all);
  return {
    columns,
    responses,
    counts,
    moments: moments[0],
    scatter,
    plain: roles.weights === undefined ? undefined : moments[moments.length - 1],
    hasMean: true,
    pairs: wanted.responseRepresentation && moments[1],
    groups: new Map([...groups].map(([name, own]) => [name, { moments: own.moments[0], scatter: own.scatter }])),
    rows: rows && keptTable(rows, wanted),
  };
}

function spacesOf({ columns, representation, responses, responseRepresentation, roles }: Wanted): MomentSpaces[] {
  const x = { columns, rep: representation };
  const none = permutationRepresentation(new PermutationGroup([], { degree: columns.length }));
  return [
    { x },
    ...(responseRepresentation ? [{ x, y: { columns: responses, rep: responseRepresentation } }] : []),
    ...(roles.weights === undefined ? [] : [{ x: { columns, rep: none } }]),
  ];
}

/** Without the rows of frequency 0, which are not there. */
function keptTable(all: SampleTable, { columns, responses, roles }: Wanted): KeptTable {
  const column = (table: SampleTable, name: string | undefined) =>
    name === undefined ? undefined : columnsOf(table, [name]).data;
  const rows = presentRows(all, column(all, roles.frequencies));
  return {
    samples: columnsOf(rows, columns),
    responses: columnsOf(rows, responses),
    weights: column(rows, roles.weights),
    frequencies: column(rows, roles.frequencies),
  };
}

function presentRows(table: SampleTable, frequencies: Float64Array | undefined): SampleTable {
  if (frequencies === undefined || frequencies.every((f) => f > 0)) return table;
  const kept = [...frequencies.keys()].filter((n) => frequencies[n] > 0);
  const { cols, columns } = table;
  const data = new Float64Array(kept.length * cols);
  kept.forEach((n, at) => {
    data.set(table.data.subarray(n * cols, (n + 1) * cols), at * cols);
  });
  return { data, rows: kept.length, cols, columns };
}

/** Batches, until there are more numbers than may be kept. */
class KeptRows {
  private batches: Float64Layout[] = [];
  private numbers = 0;

  constructor(private readonly most: number) {}

  get overflowed(): boolean {
    return this.numbers > this.most;
  }

  add(batch: Float64Layout): void {
    this.numbers += batch.data.length;
    if (this.overflowed) this.batches = [];
    else this.batches.push(batch);
  }

  table(columns: readonly string[]): SampleTable | undefined {
    if (this.overflowed || this.most === 0) return undefined;
    const data = new Float64Array(this.numbers);
    let at = 0;
    for (const batch of this.batches) {
      data.set(batch.data, at);
      at += batch.data.length;
    }
    return { columns, data, rows: this.numbers / columns.length, cols: columns.length };
  }
}

/** The columns named, in the order named. */
export function columnsOf(table: SampleTable, names: readonly string[]): SampleTable {
  const from = names.map((name) => table.columns.indexOf(name));
  const data = new Float64Array(table.rows * from.length);
  for (let n = 0; n < table.rows; n++) {
    for (let j = 0; j < from.length; j++) data[n * from.length + j] = table.data[n * table.cols + from[j]];
  }
  return { columns: names, data, rows: table.rows, cols: from.length };
}
