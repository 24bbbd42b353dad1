/** DuckDB inside this process, as an engine for queries. */
import { availableParallelism } from 'node:os';
import { checkOptions, integer, type Kind, type OptionKinds } from '@isotypic/algebra/internal';
import type { QueryEngine } from '@isotypic/sql';
import { DuckDBEngine } from './duckdb-engine.js';
import { engineError } from './errors.js';
import { loadDuckDB } from './load.js';
import { temporaryFolder } from './temporary-folder.js';

/** Options of `openDuckDB`. */
export interface DuckDBOptions {
  /** Most memory that DuckDB takes, such as '64MB' or '1GB'; default: 80 % of the machine's. */
  readonly memory?: string;
  /** Threads of one query; default: one for each core. With one, sums come out the same to the last bit every time. */
  readonly threads?: number;
  /** An existing folder, in which one is made and removed for what does not fit into memory; default: the system's. */
  readonly temporaryFolder?: string;
  /** Most space there, such as '10GB'; default: 90 % of what is free. */
  readonly temporaryLimit?: string;
}

const SIZE: Kind = {
  expected: "a size such as '64MB', '1.5GB' or '512MiB'",
  accepts: (v) => typeof v === 'string' && /^\d{1,12}(\.\d+)? ?(B|[KMGT]i?B)$/i.test(v),
  remedy: (v) => (typeof v === 'number' ? `Write '${v}B' for bytes.` : undefined),
};

const OPTION_KINDS: OptionKinds<DuckDBOptions> = {
  memory: SIZE,
  threads: integer(1, 1024),
  temporaryFolder: { expected: 'the path of a folder', accepts: (v) => typeof v === 'string' && v !== '' },
  temporaryLimit: SIZE,
};

/**
 * Opens DuckDB in this process, without a database file. Parquet, CSV and JSON are read by what DuckDB has built in;
 * extensions are neither loaded nor downloaded. Every query has a connection of its own, so that several may run at
 * once and an abort ends only its own; days and hours are those of UTC.
 *
 * @throws {IsotypicError} `BACKEND_UNAVAILABLE` without the package `@duckdb/node-api`, which is an optional peer;
 * `INVALID_ARGUMENT`; `IO` where no temporary folder can be made.
 * @example
 * const engine = await openDuckDB({ memory: '256MB', threads: 1 });
 * const rows = await engine.run('SELECT count(*) AS n, sum(i) AS total FROM range(1, 5) AS r(i)');
 * await engine.close();
 * rows // [ { n: 4, total: 10 } ]
 */
export async function openDuckDB(options: DuckDBOptions = {}): Promise<QueryEngine> {
  const where = 'openDuckDB';
  checkOptions(where, options, OPTION_KINDS);
  const { memory, threads = availableParallelism(), temporaryLimit } = options;
  const module = await loadDuckDB(where);
  const temporary = temporaryFolder(where, options.temporaryFolder);
  try {
    const instance = await module.DuckDBInstance.create(':memory:', {
      threads: String(threads),
      temp_directory: temporary.path,
      ...(memory === undefined ? {} : { memory_limit: memory }),
      ...(temporaryLimit === undefined ? {} : { max_temp_directory_size: temporaryLimit }),
      ...WITHOUT_EXTENSIONS,
    });
    const engine = new DuckDBEngine(instance, threads, temporary);
    await engine.run("SET GLOBAL TimeZone = 'UTC'");
    return engine;
  } catch (error) {
    temporary.remove();
    throw engineError(where, error, undefined);
  }
}

/** Nothing is fetched, and an INSTALL that somebody writes finds no server to ask. */
const WITHOUT_EXTENSIONS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  custom_extension_repository: '/nonexistent',
} as const;
