/** All of a table at once. */
import { type BatchOptions, openTable, type Table, type TableOptions, type TextPieces } from '@isotypic/sources';

/** The first eight of the cork borings (Rao 1948): what the cases hold in every dialect. */
export const CORK: readonly (readonly number[])[] = [
  [72, 66, 76, 77],
  [60, 53, 66, 63],
  [56, 57, 64, 58],
  [41, 29, 36, 38],
  [32, 32, 35, 36],
  [30, 35, 34, 26],
  [39, 39, 31, 27],
  [42, 43, 31, 25],
];

export interface Contents {
  readonly table: Table;
  readonly rows: number[][];
  readonly texts: string[][];
}

export async function rowsOf(table: Table, options: BatchOptions = {}): Promise<Omit<Contents, 'table'>> {
  const rows: number[][] = [];
  const texts: string[][] = (options.texts ?? []).map(() => []);
  for await (const batch of table.batches(options)) {
    for (let n = 0; n < batch.rows; n++) rows.push([...batch.data.subarray(n * batch.cols, (n + 1) * batch.cols)]);
    batch.texts.forEach((cells, t) => {
      texts[t].push(...cells);
    });
  }
  return { rows, texts };
}

export async function contents(
  source: TextPieces,
  dialect: TableOptions = {},
  options: BatchOptions = {},
): Promise<Contents> {
  const table = await openTable(source, dialect);
  return { table, ...(await rowsOf(table, options)) };
}
