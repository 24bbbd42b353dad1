/** What a query was asked for, as a file beside its results: the plan is made of it again. */
import { IsotypicError } from '@isotypic/algebra';
import {
  type DialectName,
  type GroupKeyColumn,
  type MomentsForm,
  type MomentsPlan,
  type MomentsRequest,
  planMoments,
  planPySpark,
} from '@isotypic/sql';
import { type GroupAction, groupAction } from '../analysis/group-action.js';
import { type NamedResponse, responseRepresentation } from '../analysis/regression.js';
import { readBytes } from '../data/read-bytes.js';

/** The engines by name, and Spark's Python. */
export const QUERY_DIALECTS = ['duckdb', 'clickhouse', 'postgres', 'sqlite', 'spark', 'pyspark', 'trino'] as const;

export type QueryDialect = (typeof QUERY_DIALECTS)[number];

/** A file of a plan. */
export interface QueryPlanFile {
  readonly format: 'isotypic-query-plan';
  readonly version: 1;
  readonly dialect: QueryDialect;
  readonly form: MomentsForm;
  /** As --group takes it. */
  readonly group: string;
  /** Responses of pairs; in files of before there were none. */
  readonly response?: NamedResponse;
  readonly request: Omit<MomentsRequest, 'response'> & { readonly columns: readonly string[] };
}

export interface QueryPlan {
  readonly action: GroupAction;
  readonly plan: MomentsPlan;
}

/** The plan of a file, or of what will be one. */
export function queryPlan({ dialect, form, group, request: asked, response }: QueryPlanFile): QueryPlan {
  const action = groupAction(group);
  const rep = action.representation;
  const request: MomentsRequest =
    response === undefined
      ? asked
      : {
          ...asked,
          response: {
            columns: response.columns,
            rep: responseRepresentation(rep, response.columns.length, response.action),
          },
        };
  const plan =
    dialect === 'pyspark'
      ? planPySpark(rep, request)
      : planMoments(rep, request, { dialect: dialect satisfies DialectName, form });
  return { action, plan };
}

/** @throws {IsotypicError} `IO`, `PARSE` */
export function readQueryPlan(path: string): QueryPlanFile {
  const file = readJson(path, '--plan', 'the plan that isotypic sql wrote') as Partial<QueryPlanFile> | null;
  if (file?.format === 'isotypic-query-plan' && file.version === 1) return file as QueryPlanFile;
  throw new IsotypicError('PARSE', {
    where: '--plan',
    expected: 'a plan that isotypic sql --plan wrote',
    received: `${path}, which is another file`,
  });
}

/** JSON, or lines of JSON, as one value. @throws {IsotypicError} `IO`, `PARSE` */
export function readJson(path: string, where: string, expected: string): unknown {
  const text = new TextDecoder().decode(readBytes(path, where, expected)).trim();
  try {
    return JSON.parse(text);
  } catch {
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown);
    } catch (cause) {
      throw new IsotypicError('PARSE', { where, expected: `${expected}, as JSON`, received: path, cause });
    }
  }
}

/** Rows of a result: an array, or one row alone. */
export function readRows(path: string, where: string): readonly Record<string, unknown>[] {
  const value = readJson(path, where, 'the rows that the engine gave, columns by name');
  return (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
}

/** `at:day` is a window of the column `at`, anything else a column. */
export function keysOf(names: readonly string[] | undefined): readonly GroupKeyColumn[] | undefined {
  return names?.map((name): GroupKeyColumn => {
    const [, column, window] = /^(.+):(minute|hour|day|week|month|year)$/.exec(name) ?? [];
    return window === undefined ? name : ({ column, window } as GroupKeyColumn);
  });
}
