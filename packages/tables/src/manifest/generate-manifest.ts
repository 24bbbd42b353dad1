/**
 * Makes all tables of a manifest in a folder. However a run ends, every file in it is complete; the next run keeps what
 * the index proves and makes the rest, and the bytes are those of a run from beginning to end.
 */
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { AbortedError, IsotypicError } from '@isotypic/algebra';
import { abortSignal, callable, checkArgument, checkOptions, integer, text } from '@isotypic/algebra/internal';
import { removeTemporaries } from './atomic-files.js';
import { errorOf, type Outcome } from './messages.js';
import { type ManifestEntry, parseManifest } from './parse-manifest.js';
import { type IndexedTable, isComplete, readIndex, writeIndex } from './table-index.js';
import { runJobs } from './thread-pool.js';

const WHERE = 'generateManifest';

/** What became of one table; `done` of `total` have ended so far. */
export interface EntryResult {
  readonly file: string;
  readonly status: 'written' | 'kept' | 'failed';
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly error?: IsotypicError;
  readonly done: number;
  readonly total: number;
}

/** Options of `generateManifest`. */
export interface ManifestOptions {
  /** How many tables are made at once, each in a thread of its own. Default: as many as there are processors. */
  readonly jobs?: number;
  /** Called when a table is written, found complete, or has failed. */
  readonly onEntry?: (result: EntryResult) => void;
  /** Stops the threads where they stand. */
  readonly signal?: AbortSignal;
}

const MOST_JOBS = 256;

const OPTION_KINDS = { jobs: integer(1, MOST_JOBS), onEntry: callable, signal: abortSignal };

/** Writing the index of n tables after each of them would cost n² lines: after this many milliseconds again. */
const INDEX_INTERVAL = 1000;

/**
 * Makes the tables of a manifest, as `parseManifest` reads it, in `folder`, with `index.json` beside them: for each
 * table what was asked for, its descriptor, and length and SHA-256 of its files. Needs Node. The results come in the
 * manifest's order; a table that fails does not stop the others, and is not in the index. One run at a time in a
 * folder.
 *
 * @throws {IsotypicError} as `parseManifest`; `IO` for a folder that cannot be written; `ABORTED` when the signal
 *   fires, with the results so far as `details.known`
 * @example
 * const { mkdtempSync } = await import('node:fs');
 * const folder = mkdtempSync(`${(await import('node:os')).tmpdir()}/tables-`);
 * const results = await generateManifest('[{"file":"s3","kind":"cayley","group":"symmetric(3)"}]', folder);
 * results[0].files.map((f) => f.name) // ['s3.safetensors', 's3.json']
 */
export async function generateManifest(
  manifest: string,
  folder: string,
  options: ManifestOptions = {},
): Promise<readonly EntryResult[]> {
  const entries = parseManifest(manifest);
  checkArgument(WHERE, 'folder', folder, text);
  checkOptions(WHERE, options, OPTION_KINDS);
  const run = new Run(entries, prepared(folder, entries), options);
  await run.keepWhatIsComplete();
  await run.makeTheRest();
  return run.results();
}

/** The state of one run: what became of each entry so far. */
class Run {
  private readonly generator = version();
  private readonly tables = new Map<ManifestEntry, IndexedTable>();
  private readonly ended = new Map<ManifestEntry, EntryResult>();
  private indexWritten = 0;

  constructor(
    private readonly entries: readonly ManifestEntry[],
    private readonly folder: string,
    private readonly options: ManifestOptions,
  ) {}

  results(): EntryResult[] {
    return this.entries.flatMap((entry) => this.ended.get(entry) ?? []);
  }

  async keepWhatIsComplete(): Promise<void> {
    const folders = new Set(this.entries.map(({ file }) => dirname(join(this.folder, file))));
    for (const folder of folders.add(this.folder)) await removeTemporaries(folder);
    const indexed = readIndex(this.folder, this.generator);
    for (const entry of this.entries) {
      this.stopIfAborted();
      const table = indexed.get(entry.file);
      if (table === undefined || !(await isComplete(this.folder, entry, table))) continue;
      this.tables.set(entry, { ...table, request: entry.request });
      this.end(entry, { status: 'kept', files: table.files });
    }
  }

  async makeTheRest(): Promise<void> {
    const { jobs: threads = availableParallelism(), signal } = this.options;
    const jobs = this.entries
      .filter((entry) => !this.ended.has(entry))
      .map((entry) => ({ folder: this.folder, entry }));
    await runJobs(jobs, threads, ({ entry }, outcome) => this.take(entry, outcome), signal);
    if (signal?.aborted === true)
      for (const { entry } of jobs) await removeTemporaries(dirname(join(this.folder, entry.file)));
    this.writeIndex();
    this.stopIfAborted();
  }

  private take(entry: ManifestEntry, outcome: Outcome): void {
    if (outcome.status === 'failed') {
      this.end(entry, { status: 'failed', files: [], error: errorOf(outcome.failure) });
      return;
    }
    this.tables.set(entry, outcome.table);
    if (Date.now() - this.indexWritten >= INDEX_INTERVAL) this.writeIndex();
    this.end(entry, { status: 'written', files: outcome.table.files });
  }

  private end(entry: ManifestEntry, result: Pick<EntryResult, 'status' | 'files' | 'error'>): void {
    const numbered = { file: entry.file, ...result, done: this.ended.size + 1, total: this.entries.length };
    this.ended.set(entry, numbered);
    this.options.onEntry?.(numbered);
  }

  /** In the manifest's order, so that the bytes do not say which thread was first. */
  private writeIndex(): void {
    const tables = this.entries.flatMap((entry) => this.tables.get(entry) ?? []);
    writeIndex(this.folder, this.generator, tables);
    this.indexWritten = Date.now();
  }

  private stopIfAborted(): void {
    const { signal } = this.options;
    if (signal?.aborted === true) throw new AbortedError(WHERE, signal.reason, { known: this.results() });
  }
}

/** The folder, made where it is not there, and nothing in it that leads out of it. */
function prepared(folder: string, entries: readonly ManifestEntry[]): string {
  const target = resolve(folder);
  try {
    mkdirSync(target, { recursive: true });
    const real = realpathSync(target);
    for (const below of new Set(entries.map(({ file }) => dirname(join(target, file))))) {
      if (leaves(real, realpathSync(nearestThatIs(below)))) throw new Error(`${below} leads out of it`);
    }
  } catch (error) {
    throw new IsotypicError('IO', {
      where: WHERE,
      expected: 'a folder that can be written',
      received: `${folder} (${(error as Error).message})`,
      remedy: 'Choose another folder.',
      cause: error,
    });
  }
  return target;
}

/** The folder, or the one above it that is there. */
function nearestThatIs(path: string): string {
  return existsSync(path) ? path : nearestThatIs(dirname(path));
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way;
}

function version(): string {
  const { name, version: number } = createRequire(import.meta.url)('../../package.json') as Record<string, string>;
  return `${name} ${number}`;
}
