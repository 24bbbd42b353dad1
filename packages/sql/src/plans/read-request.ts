/** A request at the public edge: checked, and turned into SQL of the dialect. */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  describe,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
  text,
} from '@isotypic/algebra/internal';
import type { IsotypicStructure, StructureSource } from '@isotypic/stats';
import { type Dialect, FILE_FORMATS, type FileFormat, TIME_WINDOWS } from '../dialects/dialect.js';
import { checkName } from '../dialects/quoting.js';
import { CONDITION, conditionSql } from './condition.js';
import type { GroupKeyColumn, MomentsRequest, RowSource, VariableColumns } from './moments-request.js';

/** A request in the words of an engine. */
export interface RequestSql {
  /** After FROM. */
  readonly source: string;
  /** Expressions of the variables of all spaces, as they are in the source, and their names for errors. */
  readonly variables: readonly { readonly sql: string; readonly name: string }[];
  readonly weight: string | undefined;
  readonly weightName: string | undefined;
  readonly keys: readonly string[];
  /** After WHERE; undefined for all rows. */
  readonly where: string | undefined;
  readonly missing: 'error' | 'drop';
}

const object = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null;
const texts = arrayOf(text);
const nonEmpty = (v: unknown) => Array.isArray(v) && v.length > 0 && texts.accepts(v);

export const SOURCE: Kind = {
  expected: '{ files: names }, { table: parts of its name }, or { trustedSql: a SELECT }',
  accepts: (v) =>
    object(v) &&
    Object.keys(v).length === (v.format === undefined ? 1 : 2) &&
    (nonEmpty(v.table) ||
      (typeof v.trustedSql === 'string' && v.trustedSql.trim() !== '') ||
      (nonEmpty(v.files) && (v.format === undefined || FILE_FORMATS.includes(v.format as FileFormat)))),
  remedy: (v) => {
    const name = typeof v === 'string' ? v : 'name';
    return `Write { table: ['${name}'] }, or { files: ['${name}'] }.`;
  },
};

export const COLUMNS: Kind = {
  expected: 'names of columns, at least one, or { array: a name, length }',
  accepts: (v) => nonEmpty(v) || (object(v) && typeof v.array === 'string' && integer(1).accepts(v.length)),
};

const KEY: Kind = {
  expected: `a name, or { column, window: one of ${TIME_WINDOWS.join(', ')} }`,
  accepts: (v) =>
    typeof v === 'string' || (object(v) && typeof v.column === 'string' && oneOf(...TIME_WINDOWS).accepts(v.window)),
};

const REQUEST_KINDS: OptionKinds<MomentsRequest> = {
  source: SOURCE,
  columns: COLUMNS,
  response: {
    expected: '{ columns, rep }',
    accepts: (v) => object(v) && COLUMNS.accepts(v.columns) && object(v.rep),
  },
  weight: text,
  groupBy: arrayOf(KEY),
  where: CONDITION,
  missing: oneOf('error', 'drop'),
};

const REQUEST: Kind = {
  expected: '{ source, columns, … }',
  accepts: (v) => object(v) && 'source' in v && 'columns' in v,
  remedy: () => "Pass { source: { table: ['name'] }, columns: ['a', 'b'] }.",
};

/** @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is no request. */
export function checkRequest(where: string, request: MomentsRequest): void {
  checkArgument(where, 'request', request, REQUEST);
  checkOptions(where, request, REQUEST_KINDS);
  for (const name of ['source', 'columns'] as const) checkArgument(where, name, request[name], REQUEST_KINDS[name]);
}

/** The representation of the response, where there is one. */
export function responseOf(request: MomentsRequest): StructureSource | undefined {
  return request.response?.rep;
}

/**
 * @throws {IsotypicError} `SHAPE_MISMATCH` for other numbers of columns than the actions have dimensions;
 * `INVALID_ARGUMENT` for names that the engine cannot have, and for files or arrays where it has none.
 */
export function requestSql(
  where: string,
  request: MomentsRequest,
  structures: readonly IsotypicStructure[],
  dialect: Dialect,
): RequestSql {
  const quote = (name: string): string => {
    checkName(where, name, dialect);
    return dialect.quote(name);
  };
  const spaces = [request.columns, ...(request.response === undefined ? [] : [request.response.columns])];
  const variables = spaces.flatMap((columns, a) => {
    const { dimension } = structures[a];
    const count = Array.isArray(columns) ? columns.length : (columns as { length: number }).length;
    if (count !== dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `${dimension} columns of ${a === 0 ? 'x' : 'y'}, the dimension of its representation`,
        received: `${count}`,
      });
    }
    return variablesOf(where, columns, dialect, quote);
  });
  const conditions = request.where === undefined ? undefined : conditionSql(request.where, dialect, quote);
  return {
    source: sourceSql(where, request.source, dialect, quote),
    variables,
    weight: request.weight === undefined ? undefined : quote(request.weight),
    weightName: request.weight,
    keys: (request.groupBy ?? []).map((key) => keySql(key, dialect, quote)),
    where: conditions,
    missing: request.missing ?? 'error',
  };
}

/** The variables of one space as expressions, and their names. */
export function variablesOf(
  where: string,
  columns: VariableColumns,
  dialect: Dialect,
  quote: (name: string) => string,
): { readonly sql: string; readonly name: string }[] {
  if (!('array' in columns)) return columns.map((name) => ({ sql: quote(name), name }));
  const { element, elements } = dialect;
  if (element === undefined || elements === undefined) {
    throw invalidArgument(where, `columns by name: ${dialect.name} has no arrays`, columns, 'List the columns.');
  }
  const { array, length } = columns;
  // of another length, an array is a missing value as a whole: engines differ in what lies beyond its end
  const sql = (i: number) => `CASE WHEN ${elements(quote(array))} = ${length} THEN ${element(quote(array), i)} END`;
  return Array.from({ length }, (_, i) => ({ sql: sql(i), name: `${array}[${i}]` }));
}

function keySql(key: GroupKeyColumn, dialect: Dialect, quote: (name: string) => string): string {
  return typeof key === 'string' ? quote(key) : dialect.window(quote(key.column), key.window);
}

const ENDINGS: Readonly<Record<string, FileFormat>> = {
  parquet: 'parquet',
  pq: 'parquet',
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
};

/** Linux's PATH_MAX. */
const LONGEST_PATH = 4096;

/** A source after FROM. */
export function sourceSql(where: string, source: RowSource, dialect: Dialect, quote: (name: string) => string): string {
  if ('table' in source) return source.table.map(quote).join('.');
  if ('trustedSql' in source) return `(${source.trustedSql}) AS isotypic_given`;
  const { files } = source;
  if (dialect.files === undefined) {
    throw invalidArgument(where, `a table: ${dialect.name} reads no files by name`, `files ${files.join(', ')}`);
  }
  for (const file of files) checkName(where, file, { name: dialect.name, limits: { name: LONGEST_PATH } });
  return dialect.files(files, source.format ?? formatOf(where, files));
}

function formatOf(where: string, files: readonly string[]): FileFormat {
  const [first, ...others] = files.map((file) => {
    const [, ending = ''] = /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(file) ?? [];
    return ENDINGS[ending.toLowerCase()];
  });
  if (first !== undefined && others.every((format) => format === first)) return first;
  const remedy = `Pass { files, format: one of ${FILE_FORMATS.join(', ')} }.`;
  throw invalidArgument(where, 'files of one format, known by its ending', describe(files), remedy);
}
