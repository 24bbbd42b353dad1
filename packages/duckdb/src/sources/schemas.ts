/** The columns of files, and whether they are those of one table. */
import { IsotypicError } from '@isotypic/algebra';
import type { FileFormat, QueryEngine } from '@isotypic/sql';
import { asGlob } from './globs.js';

/** A column of a source, with its type. */
export interface SourceColumn {
  readonly name: string;
  /** As DuckDB names it: DOUBLE, BIGINT, DECIMAL(10,2), VARCHAR, … */
  readonly type: string;
}

export interface FileSchema {
  readonly file: string;
  readonly columns: readonly SourceColumn[];
}

/** What the columns of a file are: of Parquet as its footer says, of CSV and JSON as DuckDB tells by the beginning. */
export async function schemasOf(
  engine: QueryEngine,
  files: readonly string[],
  format: FileFormat,
  signal: AbortSignal | undefined,
): Promise<FileSchema[]> {
  const schemas: FileSchema[] = [];
  for (const file of files) {
    const relation = relationOf(engine, file, format);
    const rows = await engine.run(`DESCRIBE SELECT * FROM ${relation}`, { signal });
    const columns = rows.map(({ column_name, column_type }) => ({ name: `${column_name}`, type: `${column_type}` }));
    schemas.push({ file, columns });
  }
  return schemas;
}

function relationOf({ dialect }: QueryEngine, file: string, format: FileFormat): string {
  if (dialect.files !== undefined) return dialect.files([asGlob(file)], format);
  const expected = 'an engine that reads files';
  throw new IsotypicError('INVALID_ARGUMENT', { where: 'sourceFiles', expected, received: dialect.name });
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` naming the first file, and the column, in which files differ */
export function requireOneSchema(where: string, [first, ...rest]: readonly FileSchema[]): void {
  for (const { file, columns } of rest) {
    const missing = first.columns.find(({ name }) => !columns.some((column) => column.name === name));
    if (missing !== undefined) throw mixed(where, `a column ${missing.name}, as in ${first.file}`, `none in ${file}`);
    for (const { name, type } of columns) {
      const column = first.columns.find((other) => other.name === name);
      if (column === undefined) throw mixed(where, `no column ${name}, as in ${first.file}`, `one in ${file}`);
      if (kindOf(column.type) === kindOf(type)) continue;
      throw mixed(where, `column ${name} to be ${column.type}, as in ${first.file}`, `${type} in ${file}`);
    }
  }
}

function mixed(where: string, expected: string, received: string): IsotypicError {
  const remedy = 'Name files of one schema, or analyze them apart.';
  return new IsotypicError('INVALID_ARGUMENT', { where, expected, received, remedy });
}

/** Numbers of all types are one kind: each is cast to DOUBLE. */
function kindOf(type: string): string {
  const isNumber = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type);
  return isNumber ? 'a number' : type;
}
