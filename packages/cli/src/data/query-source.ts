/** Files that DuckDB reads: Parquet, JSON, globs of any format; and CSV where rows are chosen or memory is bounded. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import { describe, nearestNames } from '@isotypic/algebra/internal';
import { openDuckDB, type SourceFiles, sourceFiles } from '@isotypic/duckdb';
import type { Condition, QueryEngine } from '@isotypic/sql';
import { conditionSql } from '@isotypic/sql/internal';
import type { RunOptions } from '@isotypic/stats';
import { misuse } from '../command.js';
import type { ChosenRows } from './chosen-rows.js';
import type { DataSource } from './data-source.js';
import { type Gathered, gather, KEPT_NUMBERS, type Wanted } from './gather.js';
import { gatherMoments } from './gather-moments.js';
import { countRows, keyOfGroups, rowsAsTable } from './rows-as-table.js';
import { readingOptions } from './table-options.js';

/** What is read of files by queries. */
export interface QueryOptions {
  readonly where: Condition | undefined;
  readonly memory: string | undefined;
}

const FORMAT_NAMES = { parquet: 'Parquet', csv: 'CSV', json: 'JSON', arrow: 'Arrow' } as const;

/** @throws {IsotypicError} `BACKEND_UNAVAILABLE` without DuckDB, and as `sourceFiles` */
export async function openQuerySource(
  patterns: readonly string[],
  { where, memory }: QueryOptions,
  { signal }: Pick<WorkOptions, 'signal'>,
): Promise<DataSource> {
  const engine = await openDuckDB({ memory });
  try {
    const found = await sourceFiles(engine, patterns, { signal });
    const chosen = { engine, found, where, relation: relationOf(engine, found, where) };
    const columns = found.columns.map(({ name }) => name);
    return {
      columns,
      notes: [],
      written: { files: { format: FORMAT_NAMES[found.format], count: found.files.length } },
      requireColumn: (name) => requireColumn(columns, name),
      requireKey: (name) => {
        const key = keyOfGroups(found.columns, name);
        requireColumn(columns, typeof key === 'string' ? key : key.column);
      },
      gather: (wanted, run) => gatherChosen(chosen, wanted, { ...run, signal: run.signal ?? signal }),
      share: () => '',
      close: () => engine.close(),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function relationOf({ dialect }: QueryEngine, { source, format }: SourceFiles, where: Condition | undefined): string {
  const files = dialect.files?.('files' in source ? source.files : [], format);
  return `FROM ${files}${where === undefined ? '' : ` WHERE ${conditionSql(where, dialect, dialect.quote)}`}`;
}

/** By rows where they are few enough to be kept, so that everything can be made of them; else by moments. */
async function gatherChosen(chosen: ChosenRows, wanted: Wanted, { backend, ...work }: RunOptions): Promise<Gathered> {
  if (wanted.resume !== undefined) return gatherMoments(chosen, wanted, work);
  const columns = wanted.columns.length + wanted.responses.length;
  if (columns * (await countRows(chosen, work)) > KEPT_NUMBERS) {
    if (backend === undefined) return gatherMoments(chosen, wanted, work);
    throw misuse('--precision double with more than 2^22 numbers, which DuckDB sums', 'single');
  }
  const file = await rowsAsTable(chosen, wanted, work);
  return readingOptions(() => gather(file, wanted, { ...work, backend }));
}

function requireColumn(columns: readonly string[], name: string): void {
  if (columns.includes(name)) return;
  const [nearest] = nearestNames(name, columns, 1);
  const remedy = nearest === undefined ? undefined : `Did you mean ${describe(nearest)}?`;
  const names = `${columns.slice(0, 20).join(', ')}${columns.length > 20 ? ', …' : ''}`;
  const expected = `one of the columns ${names}`;
  throw new IsotypicError('UNKNOWN_NAME', { where: 'isotypic analyze', expected, received: describe(name), remedy });
}
