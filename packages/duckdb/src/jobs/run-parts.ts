/** Moments of many files, or of ranges of a key, part by part: kept as they come, and joined in one order. */
import { createHash } from 'node:crypto';
import { AbortedError, IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  type Kind,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import {
  type GroupedMoments,
  type MomentsRequest,
  mergeGroupedMoments,
  momentsIn,
  type QueryEngine,
} from '@isotypic/sql';
import { checkRequest } from '@isotypic/sql/internal';
import { type StructureSource, SymmetricMoments } from '@isotypic/stats';
import { DuckDBEngine } from '../engine/duckdb-engine.js';
import { ENGINE, sourceFiles } from '../sources/source-files.js';
import { fileIdentity } from './file-identity.js';
import { readPart, writePart } from './part-json.js';
import { filesAsParts, type KeyRanges, type Part, rangesAsParts, shortName } from './parts.js';
import { type PartKey, StateFolder } from './state-folder.js';

/** A step of the budget is a part. */
export interface PartsOptions extends WorkOptions {
  /** A folder for what is known of each part; made where there is none. Any number of processes may share it. */
  readonly state: string;
  /** One part for each file (default), or for each range of a key. */
  readonly parts?: 'files' | KeyRanges;
}

const isRanges = (v: unknown): boolean =>
  typeof v === 'object' &&
  v !== null &&
  'column' in v &&
  typeof v.column === 'string' &&
  'bounds' in v &&
  Array.isArray(v.bounds) &&
  v.bounds.length > 0;

const OPTION_KINDS: OptionKinds<PartsOptions> = {
  ...WORK_OPTION_KINDS,
  state: { expected: 'the path of a folder', accepts: (v) => typeof v === 'string' && v !== '' },
  parts: { expected: "'files', or { column, bounds }", accepts: (v) => v === 'files' || isRanges(v) },
};

const where = 'runParts';

/**
 * The moments of `request`, as `momentsIn` gives them, part by part. What is known of a part is kept in the folder
 * `state` under a key of the request, the plan and the file (size, time, and a hash of its contents or of its Parquet
 * footer): called again, after a kill -9 as well, only what is missing or has changed is read. Parts are joined in the
 * order of their names, whoever computed them when; on DuckDB each is summed by one thread, several parts at once, so
 * that the result is the same to the last bit. Of tables no change is noticed: remove the folder where there was one.
 *
 * @throws {IsotypicError} as `momentsIn` and `sourceFiles`; `INVALID_ARGUMENT` for parts by files of a table; `IO`
 * where the folder cannot be written, or a file changes while it is read; `ABORTED` and `BUDGET_EXCEEDED`,
 * `details.known` being the number of parts that are done.
 * @example
 * const { mkdtempSync, rmSync } = await import('node:fs');
 * const folder = mkdtempSync('/tmp/parts-');
 * const engine = await openDuckDB({ threads: 1 });
 * for (const day of [1, 2])
 *   await engine.run(`COPY (SELECT i AS a, i * ${day} AS b FROM range(10) AS r(i)) TO '${folder}/${day}.parquet'`);
 * const pair = permutationRepresentation(catalogue.cyclic(2));
 * const request = { source: { files: [`${folder}/*.parquet`] }, columns: ['a', 'b'] };
 * (await runParts(engine, pair, request, { state: `${folder}/state` })).total().count // 20
 * await engine.close();
 * rmSync(folder, { recursive: true });
 */
export async function runParts(
  engine: QueryEngine,
  rep: StructureSource,
  request: MomentsRequest,
  options: PartsOptions,
): Promise<GroupedMoments> {
  checkArgument(where, 'engine', engine, ENGINE);
  checkRequest(where, request);
  checkArgument(where, 'options', options, GIVEN);
  checkOptions(where, options, OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  const { state, signal } = options;
  const parts = await partsOf(engine, request, options);
  const folder = await StateFolder.open(state);
  await folder.removeLeftovers();
  const keys = new Map<Part, PartKey>();
  meter.known = () => keys.size;
  meter.report('parts', 0, parts.length);
  const work = async (part: Part) => {
    meter.step();
    keys.set(part, await keep(folder, part, { engine, rep, signal }));
    meter.report('parts', keys.size, parts.length);
  };
  await inTurn(engine, fromHere(parts), work).catch((error) => {
    // the engine was stopped, which does not know of parts
    throw error instanceof AbortedError ? new AbortedError(where, error.cause, { known: keys.size }) : error;
  });
  const kept: GroupedMoments[] = [];
  for (const part of parts) {
    const known = await readPart(folder, keys.get(part) as PartKey, rep, request.response?.rep);
    if (known === undefined) throw changed(part);
    kept.push(known);
  }
  return mergeGroupedMoments(kept);
}

interface Job {
  readonly engine: QueryEngine;
  readonly rep: StructureSource;
  readonly signal: AbortSignal | undefined;
}

const GIVEN: Kind = { expected: 'options with { state }', accepts: (v) => isObject(v) && 'state' in v };

async function partsOf(engine: QueryEngine, request: MomentsRequest, options: PartsOptions): Promise<readonly Part[]> {
  const { parts = 'files', signal } = options;
  const { source } = request;
  const found =
    'files' in source ? await sourceFiles(engine, source.files, { format: source.format, signal }) : undefined;
  if (found === undefined) {
    if (parts !== 'files') return rangesAsParts(where, request, parts, []);
    const remedy = 'Pass parts: { column, bounds }, ranges of a key.';
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: 'parts by files of files',
      received: 'a table',
      remedy,
    });
  }
  const exact = { ...request, source: found.source };
  return parts === 'files' ? filesAsParts(exact, found.files) : rangesAsParts(where, exact, parts, found.files);
}

/** Several at once where they are the same to the last bit for that, else one after the other. */
async function inTurn(engine: QueryEngine, parts: readonly Part[], work: (part: Part) => Promise<void>): Promise<void> {
  const queue = [...parts];
  const worker = async () => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) await work(part);
  };
  if (!(engine instanceof DuckDBEngine)) return worker();
  await engine.withOneThread(async (atOnce) => {
    const workers = Array.from({ length: atOnce }, async () => {
      try {
        await worker();
      } catch (error) {
        queue.length = 0; // the others end what they have begun
        throw error;
      }
    });
    const failed = (await Promise.allSettled(workers)).find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  });
}

/** From a part on that depends on the process: two that share a folder begin in different places. */
function fromHere(parts: readonly Part[]): readonly Part[] {
  const start = process.pid % Math.max(1, parts.length);
  return [...parts.slice(start), ...parts.slice(0, start)];
}

/** Computes a part unless it is kept; under what it is kept. */
async function keep(folder: StateFolder, part: Part, { engine, rep, signal }: Job): Promise<PartKey> {
  const key = await keyOf(part, engine, rep);
  if (await folder.has(key)) return key;
  const found = await momentsIn(engine, rep, part.request, { signal });
  if ((await keyOf(part, engine, rep)).of !== key.of) throw changed(part);
  await writePart(folder, key, found);
  return key;
}

async function keyOf(part: Part, engine: QueryEngine, rep: StructureSource): Promise<PartKey> {
  const { response, ...request } = part.request;
  const actions = new SymmetricMoments(rep, response?.rep).toJSON().fingerprints;
  const plan = digestOf([engine.dialect.name, actions, request, response?.columns]);
  const identities = await Promise.all(part.files.map((file) => fileIdentity(where, file)));
  return { name: part.name, plan, of: digestOf(identities) };
}

function digestOf(parts: unknown): string {
  const text = JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
  return createHash('sha256').update(text).digest('hex');
}

function changed(part: Part): IsotypicError {
  const received = `${shortName(part)}, which changed`;
  const remedy = 'Call again once nobody writes to it.';
  return new IsotypicError('IO', {
    where,
    expected: 'files that stay as they are while they are read',
    received,
    remedy,
  });
}

function isObject(v: unknown): v is object {
  return typeof v === 'object' && v !== null;
}
