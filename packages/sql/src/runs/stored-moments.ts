/** Moments kept in a table of the engine, part by part: new partitions are summed, old ones are read. */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  fingerprint,
  type Kind,
  type OptionKinds,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { type StructureSource, SymmetricMoments } from '@isotypic/stats';
import type { DialectName } from '../dialects/dialect.js';
import { checkName } from '../dialects/quoting.js';
import type { QueryEngine } from '../engines/query-engine.js';
import type { MomentsRequest } from '../plans/moments-request.js';
import { checkRequest, responseOf } from '../plans/read-request.js';
import {
  type GroupedMoments,
  type GroupedMomentsJSON,
  groupedMomentsFromJSON,
  groupedMomentsToJSON,
  mergeGroupedMoments,
} from '../results/grouped-moments.js';
import { ask, ENGINE } from './ask.js';
import { type MomentsInOptions, momentsIn } from './moments-in.js';

/** A partition: a day, a file, a range of keys; disjoint from the others, and never changed. */
export interface MomentsPart {
  readonly name: string;
  readonly request: MomentsRequest;
}

/** Options of `refreshMoments`. */
export interface RefreshOptions extends Pick<MomentsInOptions, 'signal' | 'onProgress'> {
  /** The table of moments, by the parts of its name; made where it is not there. */
  readonly table: readonly string[];
}

const OPTION_KINDS: OptionKinds<RefreshOptions> = {
  signal: WORK_OPTION_KINDS.signal,
  onProgress: WORK_OPTION_KINDS.onProgress,
  table: arrayOf(text, 'the parts of a name'),
};

const PARTS: Kind = {
  expected: 'an array of { name, request }, one at least, each name once',
  accepts: (v) =>
    Array.isArray(v) &&
    v.length > 0 &&
    v.every(
      (p) => typeof p === 'object' && p !== null && typeof p.name === 'string' && typeof p.request === 'object',
    ) &&
    new Set(v.map(({ name }) => name)).size === v.length,
};

/** Types of text, and what ClickHouse wants after the columns. */
const TEXT_TYPES: Readonly<Record<DialectName, string>> = {
  duckdb: 'VARCHAR',
  clickhouse: 'String',
  postgres: 'text',
  sqlite: 'TEXT',
  spark: 'STRING',
  trino: 'VARCHAR',
};

/**
 * The moments of all parts, of which those that the table has are read, and the others are summed and put into it. A
 * part that two processes put in at once counts once.
 *
 * @throws {IsotypicError} as `momentsIn`; `INVALID_ARGUMENT` for a part that was stored for another request or action
 * under the same name; `PARSE` for a table that holds anything else.
 * @example
 * // const parts = days.map((day) => ({ name: day, request: requestOf(day) }));
 * // const { groups } = await refreshMoments(engine, rep, parts, { table: ['moments'] });
 * typeof refreshMoments // 'function'
 */
export async function refreshMoments(
  engine: QueryEngine,
  rep: StructureSource,
  parts: readonly MomentsPart[],
  options: RefreshOptions,
): Promise<GroupedMoments> {
  const where = 'refreshMoments';
  checkArgument(where, 'engine', engine, ENGINE);
  checkArgument(where, 'parts', parts, PARTS);
  checkOptions(where, options, OPTION_KINDS);
  checkArgument(where, 'option table', options?.table, OPTION_KINDS.table);
  for (const { request } of parts) checkRequest(where, request);
  const { signal, onProgress } = options;
  const { dialect } = engine;
  const table = options.table
    .map((name) => {
      checkName(where, name, dialect);
      return dialect.quote(name);
    })
    .join('.');
  const type = TEXT_TYPES[dialect.name];
  const tail = dialect.name === 'clickhouse' ? ' ENGINE = MergeTree ORDER BY part' : '';
  const columns = `part ${type}, request ${type}, moments ${type}`;
  await ask(where, engine, `CREATE TABLE IF NOT EXISTS ${table} (${columns})${tail}`, signal);
  const stored = new Map(
    (await ask(where, engine, `SELECT part, request, moments FROM ${table}`, signal)).map((row) => [row.part, row]),
  );
  const list: GroupedMoments[] = [];
  for (const { name, request } of parts) {
    const print = requestPrint(rep, request);
    const known = stored.get(name);
    if (known !== undefined) {
      if (known.request !== print) throw otherRequest(where, name);
      list.push(groupedMomentsFromJSON(parsed(where, name, known.moments), rep, responseOf(request)));
      continue;
    }
    const made = await momentsIn(engine, rep, request, { signal, onProgress });
    const values = [name, print, JSON.stringify(groupedMomentsToJSON(made))].map(dialect.text).join(', ');
    await ask(where, engine, `INSERT INTO ${table} VALUES (${values})`, signal);
    list.push(made);
  }
  return mergeGroupedMoments(list);
}

/** Of what a part was asked for, and of whom. */
function requestPrint(rep: StructureSource, request: MomentsRequest): string {
  const { fingerprints } = new SymmetricMoments(rep, responseOf(request)).toJSON();
  const { response, ...rest } = request;
  const bigints = (_: string, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v);
  return fingerprint(['request', JSON.stringify([rest, response?.columns], bigints), ...fingerprints]);
}

function parsed(where: string, name: string, value: unknown): GroupedMomentsJSON {
  try {
    return JSON.parse(String(value)) as GroupedMomentsJSON;
  } catch (cause) {
    const received = String(value).slice(0, 60);
    throw new IsotypicError('PARSE', { where, expected: `the moments of part ${name}, as JSON`, received, cause });
  }
}

function otherRequest(where: string, name: string): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `part ${name} to be stored for this request and action`,
    received: 'moments of another request or action under that name',
    remedy: 'Use another table for another request, or delete the row of the part.',
  });
}
