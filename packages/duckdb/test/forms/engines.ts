/** The engines that run within the process. */
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { dialect, type QueryEngine } from '@isotypic/sql';

/** DuckDB in memory, straight from its driver: what any caller of the contract writes. */
export async function duckdb(): Promise<QueryEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    dialect: dialect('duckdb'),
    run: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** PostgreSQL, compiled to WebAssembly. */
export async function postgres(): Promise<QueryEngine> {
  const database = await PGlite.create();
  return {
    dialect: dialect('postgres'),
    run: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
    close: () => database.close(),
  };
}
