/** Files and globs as one source: of one format, of one schema, each file named once and in order. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import {
  abortSignal,
  arrayOf,
  checkArgument,
  checkOptions,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import type { FileFormat, QueryEngine, RowSource } from '@isotypic/sql';
import { formatOf } from './file-format.js';
import { asGlob } from './globs.js';
import { requireOneSchema, type SourceColumn, schemasOf } from './schemas.js';

/** Files that are read as one table. */
export interface SourceFiles {
  /** Absolute paths, sorted by their bytes, each once. */
  readonly files: readonly string[];
  readonly format: FileFormat;
  /** These files and no others, for a request. */
  readonly source: RowSource;
  /** Of every file, in the order of the first one. */
  readonly columns: readonly SourceColumn[];
}

/** Options of `sourceFiles`. */
export interface SourceOptions {
  /** Default: told by the contents of the files. */
  readonly format?: FileFormat;
  readonly signal?: AbortSignal;
}

const OPTION_KINDS: OptionKinds<SourceOptions> = {
  format: oneOf('parquet', 'csv', 'json', 'arrow'),
  signal: abortSignal,
};

const PATTERNS: Kind = arrayOf(
  { expected: 'a path or glob', accepts: (v) => typeof v === 'string' && v !== '' && !v.includes('\0') },
  'an array of paths or globs',
);

/** A file of this machine: DuckDB would read `https:`, `s3:` and the like by extensions. */
const REMOTE = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * The files that paths and globs (`*`, `**`, `?`, `[a-z]`) name, once they are known to be one table: of one format,
 * and with the same columns of the same kinds. A path that names a file is that file, whatever letters are in it.
 *
 * @throws {IsotypicError} `IO` for a path or glob that names no file, and for files that cannot be read;
 * `INVALID_ARGUMENT` for files of several formats or schemas, by the name of the file and the column, and for Arrow.
 * Cost: the beginning of each file, and of Parquet the footer.
 * @example
 * const engine = await openDuckDB();
 * let code;
 * try { await sourceFiles(engine, ['no/such/*.parquet']); } catch (error) { code = error.code; }
 * await engine.close();
 * code // 'IO'
 */
export async function sourceFiles(
  engine: QueryEngine,
  patterns: readonly string[],
  options: SourceOptions = {},
): Promise<SourceFiles> {
  const where = 'sourceFiles';
  checkArgument(where, 'engine', engine, ENGINE);
  checkArgument(where, 'patterns', patterns, PATTERNS);
  if (patterns.length === 0) throw invalidArgument(where, 'patterns to be one at least', patterns);
  checkOptions(where, options, OPTION_KINDS);
  const { signal } = options;
  const found = new Set<string>();
  for (const pattern of patterns) {
    for (const file of await filesOf(where, engine, pattern, signal)) found.add(resolve(file));
  }
  const files = [...found].sort(byBytes);
  const format = options.format ?? (await oneFormat(where, files));
  if (format === 'arrow') throw arrowRefused(where, files[0]);
  const schemas = await schemasOf(engine, files, format, signal);
  requireOneSchema(where, schemas);
  return { files, format, source: { files: files.map(asGlob), format }, columns: schemas[0].columns };
}

/** An engine, as `openDuckDB` gives. */
export const ENGINE: Kind = {
  expected: 'an engine, as openDuckDB gives',
  accepts: (v) => typeof v === 'object' && v !== null && 'run' in v && typeof v.run === 'function' && 'dialect' in v,
  remedy: (v) => (v instanceof Promise ? 'Write await openDuckDB(…).' : undefined),
};

async function filesOf(
  where: string,
  engine: QueryEngine,
  pattern: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (REMOTE.test(pattern)) {
    const remedy = 'Copy it to this machine: extensions that fetch are never loaded.';
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: 'files of this machine',
      received: pattern,
      remedy,
    });
  }
  const status = await stat(pattern).catch(() => undefined);
  if (status?.isFile()) return [pattern];
  if (status?.isDirectory()) {
    const remedy = `Name the files in it: '${pattern.replace(/\/$/, '')}/*.parquet'.`;
    throw new IsotypicError('IO', { where, expected: 'files or globs', received: `the folder ${pattern}`, remedy });
  }
  const rows = await engine.run(`SELECT file FROM glob(${engine.dialect.text(pattern)})`, { signal });
  if (rows.length === 0) throw noFile(where, pattern);
  return rows.map(({ file }) => String(file));
}

function noFile(where: string, received: string): IsotypicError {
  return new IsotypicError('IO', {
    where,
    expected: 'paths or globs that name files',
    received: `${received}, which names none`,
    remedy: 'Globs know *, ** (any folders), ? and [a-z].',
  });
}

async function oneFormat(where: string, files: readonly string[]): Promise<FileFormat> {
  const first = await formatOf(where, files[0]);
  for (const file of files.slice(1)) {
    const other = await formatOf(where, file);
    if (other === first) continue;
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `files of one format, ${first} as ${files[0]}`,
      received: `${other} in ${file}`,
      remedy: 'Name the files of one format.',
    });
  }
  return first;
}

function arrowRefused(where: string, file: string): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'Parquet, CSV or JSON, which DuckDB reads without extensions',
    received: `Arrow IPC in ${file}`,
    remedy:
      'Read it by openArrowFiles of @isotypic/sources/files, or write it as Parquet: ' +
      "pyarrow.parquet.write_table(pyarrow.feather.read_table('…'), '….parquet').",
  });
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
