/** DuckDB is an optional peer: it is loaded when an engine is opened, and nothing before needs it. */
import { IsotypicError } from '@isotypic/algebra';

export type DuckDBModule = typeof import('@duckdb/node-api');

/** The module with its native library; `load` stands in for it where there is none. */
export async function loadDuckDB(
  where: string,
  load: () => Promise<DuckDBModule> = () => import('@duckdb/node-api'),
): Promise<DuckDBModule> {
  try {
    return await load();
  } catch (cause) {
    throw new IsotypicError('BACKEND_UNAVAILABLE', {
      where,
      expected: 'the package @duckdb/node-api, 1.4 or newer, with its native library for this machine',
      received: `none that loads (${firstLine((cause as Error)?.message ?? String(cause))})`,
      remedy: 'Install it: npm install @duckdb/node-api. CSV is read without it.',
      cause,
    });
  }
}

export const firstLine = (text: string): string => text.split('\n', 1)[0].trim();
