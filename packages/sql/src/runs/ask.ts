/** Questions put to an engine: its failures as errors of ours, its abort as ours. */
import { AbortedError, IsotypicError, type WorkMeter } from '@isotypic/algebra';
import type { Kind } from '@isotypic/algebra/internal';
import type { QueryEngine, ResultRows } from '../engines/query-engine.js';
import { DIALECT } from '../plans/plan-moments.js';

export const ENGINE: Kind = {
  expected: 'an engine, { dialect, run, close }',
  accepts: (v) =>
    typeof v === 'object' &&
    v !== null &&
    'run' in v &&
    typeof v.run === 'function' &&
    'dialect' in v &&
    DIALECT.accepts(v.dialect),
  remedy: () => 'openDuckDB() of @isotypic/duckdb opens one; run(sql) of any driver makes one.',
};

/** What every query of one call needs. */
export interface MomentsRun {
  readonly where: string;
  readonly engine: QueryEngine;
  readonly signal: AbortSignal | undefined;
  readonly meter: WorkMeter;
}

/** @throws {IsotypicError} `ABORTED`, `IO` with what the engine said, or the engine's own `IsotypicError`. */
export async function ask(
  where: string,
  engine: QueryEngine,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<ResultRows> {
  try {
    return await engine.run(sql, { signal });
  } catch (error) {
    throw failure(where, engine, error, signal);
  }
}

/** What an engine threw, as an error of ours. */
export function failure(where: string, engine: QueryEngine, error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new AbortedError(where, signal.reason);
  if (error instanceof IsotypicError) return error;
  return new IsotypicError('IO', {
    where,
    expected: `${engine.dialect.name} to run the query`,
    received: String(error instanceof Error ? error.message : error)
      .split('\n', 1)[0]
      .slice(0, 300),
    cause: error,
  });
}
