/** Tables as people bring them: delimited text in any dialect and encoding, read as numbers, row by row. */
export { type Dialect, describeDialect } from './dialect/dialect.js';
export type { TableOptions } from './dialect/options.js';
export type { BatchOptions, MissingPolicy } from './table/options.js';
export type { SourceIdentity } from './table/source-identity.js';
export { openTable, type RowCounts, Table, type TableBatch } from './table/table.js';
export type { TextPieces } from './text/pieces.js';
