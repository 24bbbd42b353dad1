/** A chunk of DuckDB as columns of doubles. */
import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import type { ColumnBatch } from '@isotypic/sql';

/** Views of DuckDB's memory, good until the next chunk is asked for; copies where there is NULL, which is NaN. */
export function doublesOf(chunk: DuckDBDataChunk): ColumnBatch {
  const columns = Array.from({ length: chunk.columnCount }, (_, j) => columnOf(chunk.getColumnVector(j)));
  return { columns, rows: chunk.rowCount };
}

function columnOf(vector: DuckDBVector): Float64Array {
  const { items, validity } = vector as { items?: unknown; validity?: { data?: unknown } };
  // a view, and no call for each number; the fields are private to TypeScript, so it is looked whether they are there
  if (items instanceof Float64Array && validity !== undefined && validity.data === null) return items;
  return Float64Array.from({ length: vector.itemCount }, (_, n) => (vector.getItem(n) as number | null) ?? Number.NaN);
}
