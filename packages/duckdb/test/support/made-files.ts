/** Parquet files of numbers that look random and are the same everywhere. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryEngine } from '@isotypic/sql';

/** A folder that is removed at the end of the process. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-duckdb-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** SQL of a number from −0.5 to 0.5, by the row `i` and a column. */
export const noise = (column: number): string => `((hash(i * 31 + ${column}) % 1000003) / 1000003.0 - 0.5)`;

/** Column names x0, x1, … */
export const names = (columns: number): string[] => Array.from({ length: columns }, (_, j) => `x${j}`);

/** SELECT of rows `from` … `to` − 1: x0, x1, … with a common part, a key g of three values, and a weight w. */
export function rowsSelect(columns: number, from: number, to: number): string {
  const list = names(columns).map((name, j) => `5 + ${noise(99)} + ${noise(j)} AS ${name}`);
  return `SELECT i, i % 3 AS g, 1 + i % 4 AS w, ${list.join(', ')} FROM range(${from}, ${to}) AS r(i)`;
}

export async function writeParquet(engine: QueryEngine, path: string, select: string, options = ''): Promise<string> {
  await engine.run(`COPY (${select}) TO ${engine.dialect.text(path)} (FORMAT parquet${options})`);
  return path;
}

/** `count` files of so many rows in a folder. */
export async function writeParts(
  engine: QueryEngine,
  folder: string,
  { count, rows, columns }: { readonly count: number; readonly rows: number; readonly columns: number },
): Promise<string[]> {
  const files: string[] = [];
  for (let k = 0; k < count; k++) {
    const path = join(folder, `part-${String(k).padStart(3, '0')}.parquet`);
    files.push(await writeParquet(engine, path, rowsSelect(columns, k * rows, (k + 1) * rows)));
  }
  return files;
}
