/** Symmetric statistics in DuckDB: Parquet, CSV and JSON files larger than memory, in resumable parts. */
export { type DuckDBOptions, openDuckDB } from './engine/open-duckdb.js';
export type { KeyRanges } from './jobs/parts.js';
export { type PartsOptions, runParts } from './jobs/run-parts.js';
export type { SourceColumn } from './sources/schemas.js';
export { type SourceFiles, type SourceOptions, sourceFiles } from './sources/source-files.js';
