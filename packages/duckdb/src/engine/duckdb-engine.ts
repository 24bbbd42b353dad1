/** Queries on an instance of DuckDB: a connection for each, interrupted by its signal. */

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AbortedError, IsotypicError } from '@isotypic/algebra';
import { abortSignal, checkArgument, checkOptions, type OptionKinds, text } from '@isotypic/algebra/internal';
import { type ColumnBatch, dialect, type QueryEngine, type ResultRows, type RunQueryOptions } from '@isotypic/sql';
import { doublesOf } from './doubles.js';
import { engineError } from './errors.js';
import type { TemporaryFolder } from './temporary-folder.js';
import { rowsOf } from './values.js';

const QUERY_OPTION_KINDS: OptionKinds<RunQueryOptions> = { signal: abortSignal };

/** Milliseconds between two looks at a signal: an interrupt before the query has begun is lost, so it is repeated. */
const INTERRUPT_INTERVAL = 50;

/** Threads of Node that wait for native code, unless UV_THREADPOOL_SIZE says otherwise. */
const MOST_AT_ONCE = 4;

export class DuckDBEngine implements QueryEngine {
  readonly dialect = dialect('duckdb');
  private readonly open = new Set<DuckDBConnection>();
  private isClosed = false;
  private singly = 0;

  constructor(
    private readonly instance: DuckDBInstance,
    /** Of one query. */
    readonly threads: number,
    private readonly temporary: TemporaryFolder,
  ) {}

  async run(sql: string, options: RunQueryOptions = {}): Promise<ResultRows> {
    const where = 'QueryEngine.run';
    checkArgument(where, 'sql', sql, text);
    checkOptions(where, options, QUERY_OPTION_KINDS);
    return this.connected(where, options.signal, async (connection) => rowsOf(await connection.run(sql)));
  }

  /** The rows of a query whose columns are all DOUBLE: chunks of 2048 rows as DuckDB has them. */
  async *batches(sql: string, options: RunQueryOptions = {}): AsyncGenerator<ColumnBatch> {
    const where = 'QueryEngine.batches';
    checkArgument(where, 'sql', sql, text);
    checkOptions(where, options, QUERY_OPTION_KINDS);
    const { signal } = options;
    const connection = await this.connect(where);
    try {
      const result = await interruptible(connection, signal, () => connection.stream(sql));
      requireDoubles(where, result.columnNames(), result.columnTypes().map(String));
      for (;;) {
        const chunk = await interruptible(connection, signal, () => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield doublesOf(chunk);
      }
    } catch (error) {
      throw engineError(where, error, signal);
    } finally {
      this.disconnect(connection);
    }
  }

  /**
   * While `work` runs, a query is run by one thread, in the order of its rows, so that sums are the same to the last
   * bit every time; the other threads are for other queries. `work` is told how many to run at once.
   */
  async withOneThread<T>(work: (atOnce: number) => Promise<T>): Promise<T> {
    if (this.singly++ === 0) await this.run('SET GLOBAL threads = 1');
    try {
      return await work(Math.min(this.threads, MOST_AT_ONCE));
    } finally {
      if (--this.singly === 0 && !this.isClosed) await this.run(`SET GLOBAL threads = ${this.threads}`);
    }
  }

  /** Interrupts what is running and lets go of everything. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const connection of this.open) connection.interrupt();
    while (this.open.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    this.instance.closeSync();
    this.temporary.remove();
  }

  private async connected<T>(
    where: string,
    signal: AbortSignal | undefined,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    const connection = await this.connect(where);
    try {
      return await interruptible(connection, signal, () => work(connection));
    } catch (error) {
      throw engineError(where, error, signal);
    } finally {
      this.disconnect(connection);
    }
  }

  private async connect(where: string): Promise<DuckDBConnection> {
    if (this.isClosed) {
      const remedy = 'Open another one: await openDuckDB().';
      throw new IsotypicError('INVALID_ARGUMENT', {
        where,
        expected: 'an open engine',
        received: 'a closed one',
        remedy,
      });
    }
    const connection = await this.instance.connect();
    this.open.add(connection);
    return connection;
  }

  private disconnect(connection: DuckDBConnection): void {
    connection.closeSync();
    this.open.delete(connection);
  }
}

/** Waits for one call of DuckDB, and interrupts it until it ends once the signal has fired. */
async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work();
  if (signal.aborted) throw new AbortedError('QueryEngine', signal.reason);
  // looked at and not listened to: a signal need only read like one
  const watch = setInterval(() => signal.aborted && connection.interrupt(), INTERRUPT_INTERVAL);
  try {
    return await work();
  } finally {
    clearInterval(watch);
  }
}

function requireDoubles(where: string, names: readonly string[], types: readonly string[]): void {
  const wrong = types.findIndex((type) => type !== 'DOUBLE');
  if (wrong < 0) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'a query whose columns are all DOUBLE',
    received: `${names[wrong]} of type ${types[wrong]}`,
    remedy: 'Write CAST(… AS DOUBLE) around it.',
  });
}
