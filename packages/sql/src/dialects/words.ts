/** The words of each engine. */
import { checkArgument, oneOf } from '@isotypic/algebra/internal';
import { DIALECT_NAMES, type Dialect, type DialectName, type FileFormat, type TimeWindow } from './dialect.js';
import { doubled, escaped, exponential } from './quoting.js';

/** The text of a window's beginning, in each of three notations of formats. */
const FORMATS: Readonly<Record<'c' | 'postgres' | 'java', Readonly<Record<TimeWindow, string>>>> = {
  c: {
    minute: '%Y-%m-%d %H:%M',
    hour: '%Y-%m-%d %H:00',
    day: '%Y-%m-%d',
    week: '%Y-%m-%d',
    month: '%Y-%m',
    year: '%Y',
  },
  postgres: {
    minute: 'YYYY-MM-DD HH24:MI',
    hour: 'YYYY-MM-DD HH24:00',
    day: 'YYYY-MM-DD',
    week: 'YYYY-MM-DD',
    month: 'YYYY-MM',
    year: 'YYYY',
  },
  java: {
    minute: 'yyyy-MM-dd HH:mm',
    hour: 'yyyy-MM-dd HH:00',
    day: 'yyyy-MM-dd',
    week: 'yyyy-MM-dd',
    month: 'yyyy-MM',
    year: 'yyyy',
  },
};

const double = (type: string) => (expression: string) => `CAST(${expression} AS ${type})`;
const list = (files: readonly string[], text: (value: string) => string) => files.map(text).join(', ');
const inBraces = (files: readonly string[]) => (files.length === 1 ? files[0] : `{${files.join(',')}}`);

const quote = doubled('"');
const text = doubled("'");
const escapedText = escaped("'");
const backquote = doubled('`');
const escapedBackquote = escaped('`');

const DUCKDB_READERS: Readonly<Record<FileFormat, string>> = {
  parquet: 'read_parquet',
  csv: 'read_csv',
  json: 'read_json',
  arrow: 'read_arrow',
};
const CLICKHOUSE_FORMATS: Readonly<Record<FileFormat, string>> = {
  parquet: 'Parquet',
  csv: 'CSVWithNames',
  json: 'JSONEachRow',
  arrow: 'Arrow',
};
// ClickHouse's %M is the name of a month, and %i the minutes
const clickhouseFormat = (window: TimeWindow) => FORMATS.c[window].replace('%M', '%i');
const CLICKHOUSE_STARTS: Readonly<Record<TimeWindow, string>> = {
  minute: 'toStartOfMinute',
  hour: 'toStartOfHour',
  day: 'toStartOfDay',
  week: 'toMonday',
  month: 'toStartOfMonth',
  year: 'toStartOfYear',
};

/**
 * Texts of up to 256 KB, 50 000 nodes: ClickHouse refuses larger trees, and DuckDB takes seconds to plan them. Spark
 * compiles a query to Java methods of at most 64 KB, which 64 products a SUM stay below, and takes seconds for some
 * thousand (D = 64: 11 to 26 s measured).
 */
const limits = { products: 64, text: 256 * 1024, nodes: 50_000, name: 1024 };

const WORDS: Readonly<Record<DialectName, Dialect>> = {
  duckdb: {
    name: 'duckdb',
    double: 'DOUBLE',
    quote,
    text,
    number: exponential,
    sum: 'FSUM',
    toDouble: double('DOUBLE'),
    files: (files, format) => `${DUCKDB_READERS[format]}([${list(files, text)}])`,
    element: (array, index) => `${array}[${index + 1}]`,
    elements: (array) => `len(${array})`,
    window: (t, w) => `strftime(date_trunc('${w}', CAST(${t} AS TIMESTAMP)), '${FORMATS.c[w]}')`,
    typeOf: (e) => `typeof(${e})`,
    numeric: /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN|"?NULL"?)$/,
    random: 'random()',
    limits,
  },
  clickhouse: {
    name: 'clickhouse',
    seesAliases: true,
    double: 'Float64',
    quote: escapedBackquote,
    text: escapedText,
    number: exponential,
    sum: 'sumKahan',
    toDouble: double('Nullable(Float64)'),
    files: (files, format) => `file(${escapedText(inBraces(files))}, '${CLICKHOUSE_FORMATS[format]}')`,
    element: (array, index) => `${array}[${index + 1}]`,
    elements: (array) => `length(${array})`,
    window: (t, w) => `formatDateTime(${CLICKHOUSE_STARTS[w]}(toDateTime(${t})), '${clickhouseFormat(w)}')`,
    typeOf: (e) => `toTypeName(${e})`,
    numeric: /^(LowCardinality\()?(Nullable\()?(U?Int\d+|B?Float\d+|Decimal.*|Bool|Nothing)\)*$/,
    random: 'randCanonical()',
    limits,
  },
  postgres: {
    name: 'postgres',
    double: 'double precision',
    quote,
    text,
    number: exponential,
    sum: 'SUM',
    toDouble: double('double precision'),
    element: (array, index) => `(${array})[${index + 1}]`,
    elements: (array) => `cardinality(${array})`,
    window: (t, w) => `to_char(date_trunc('${w}', CAST(${t} AS timestamp)), '${FORMATS.postgres[w]}')`,
    typeOf: (e) => `CAST(pg_typeof(${e}) AS text)`,
    numeric: /^(smallint|integer|bigint|real|double precision|numeric)$/,
    random: 'random()',
    limits: { ...limits, name: 63 },
  },
  sqlite: {
    name: 'sqlite',
    double: 'REAL',
    quote,
    text,
    number: exponential,
    sum: 'SUM',
    // any column may hold a text, which CAST would read as 0
    toDouble: (e) => `CASE WHEN typeof(${e}) IN ('integer', 'real') THEN CAST(${e} AS REAL) END`,
    window: (t, w) => (w === 'week' ? `date(${t}, 'weekday 0', '-6 days')` : `strftime('${FORMATS.c[w]}', ${t})`),
    typeOf: (e) => `typeof(${e})`,
    numeric: /^(integer|real|null)$/,
    random: '(abs(random()) / 9.3e18)',
    limits,
  },
  spark: {
    name: 'spark',
    double: 'DOUBLE',
    quote: backquote,
    text: escapedText,
    number: exponential,
    sum: 'SUM',
    toDouble: double('DOUBLE'),
    files: (files, format) => `${format}.${backquote(inBraces(files))}`,
    element: (array, index) => `${array}[${index}]`,
    elements: (array) => `size(${array})`,
    window: (t, w) => `date_format(date_trunc('${w}', ${t}), '${FORMATS.java[w]}')`,
    typeOf: (e) => `typeof(${e})`,
    numeric: /^(tinyint|smallint|int|bigint|float|double|decimal.*|boolean|void)$/,
    random: 'rand()',
    limits: { ...limits, nodes: 10_000 },
  },
  trino: {
    name: 'trino',
    double: 'DOUBLE',
    quote,
    text,
    number: exponential,
    sum: 'SUM',
    toDouble: double('DOUBLE'),
    element: (array, index) => `element_at(${array}, ${index + 1})`,
    elements: (array) => `cardinality(${array})`,
    asText: (e) => `CAST(${e} AS VARCHAR)`,
    window: (t, w) => `date_format(date_trunc('${w}', CAST(${t} AS timestamp)), '${trinoFormat(w)}')`,
    typeOf: (e) => `typeof(${e})`,
    numeric: /^(tinyint|smallint|integer|bigint|real|double|decimal.*|boolean|unknown)$/,
    random: 'random()',
    limits,
  },
};

/** Trino's formats are MySQL's: %i are the minutes. */
function trinoFormat(window: TimeWindow): string {
  return FORMATS.c[window].replace('%M', '%i');
}

/**
 * The words of an engine.
 * @throws {IsotypicError} `INVALID_ARGUMENT` with the names there are.
 * @example
 * dialect('postgres').quote('a "b"') // '"a ""b"""'
 */
export function dialect(name: DialectName): Dialect {
  checkArgument('dialect', 'name', name, oneOf(...DIALECT_NAMES));
  return WORDS[name];
}
