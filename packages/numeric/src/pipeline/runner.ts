/** Running programs over all samples, chunk by chunk. */

import { sharedBlas } from '../kernels/arena.js';
import { FUSED, PLAIN } from '../kernels/generated/pipeline-bytes.js';
import { compiled, instantiate } from '../kernels/wasm-module.js';
import { Heap } from './heap.js';
import { runPlain } from './plain-program.js';
import { LINE_STEP } from './program.js';

/** Told of multiply–adds before they are done; may throw, and may take its time. */
export type Watch = (terms: number) => Promise<void> | void;

/** Gram matrices of chunks, made by a library and by the kernels. */
export interface GramCalls {
  library: number;
  kernels: number;
}

/** Where programs run: one memory, and one thread or several. */
export interface Runner {
  readonly heap: Heap;
  readonly threads: number;
  readonly engine: 'wasm-simd' | 'javascript';
  /** Where a library makes some of the Gram matrices: what it made, of one space and of two, since set to zero. */
  readonly gramCalls?: { readonly own: GramCalls; readonly cross: GramCalls };
  /** Runs the program at this address; thread 0 is this one, which is done when the call returns. */
  run(program: number, thread: number): Promise<void> | void;
  /** Lets other threads report. */
  turn(): Promise<void>;
}

/** A runner on the kernels of this host, or on their plain twin where that is what the shared kernels are. */
export function openRunner(): Runner {
  const module = sharedBlas().kind === 'plain' ? null : compiled({ FUSED, PLAIN });
  const turn = () => Promise.resolve();
  if (module === null) {
    const heap = new Heap();
    return { heap, threads: 1, engine: 'javascript', turn, run: (program) => runPlain(heap, program) };
  }
  const { memory, exports } = instantiate(module);
  const run = exports.run as (program: number) => void;
  return { heap: new Heap(memory), threads: 1, engine: 'wasm-simd', turn, run: (program) => run(program) };
}

/**
 * Numbers of the lines of a chunk: 2¹⁵, 256 KiB, and as much again for the coordinates, stay in the second-level cache.
 */
const CHUNK_NUMBERS = 2 ** 15;
/** Longer lines gain nothing (measured). */
const HIGHEST = 256;

/** Columns from which on a chunk has the fewest rows that it can: its lines, with what pads them, are 100 MB then. */
const MANY_COLUMNS = 2 ** 18;

/** Rows of a chunk of samples of this many columns in all. */
export function chunkHeight(rows: number, columns: number): number {
  const fit = LINE_STEP * Math.floor(CHUNK_NUMBERS / (LINE_STEP * Math.max(1, columns)));
  const most = Math.min(HIGHEST, Math.max(columns < MANY_COLUMNS ? 2 * LINE_STEP : LINE_STEP, fit));
  // as many chunks, but all alike: the last one is worked on with the rows that it lacks
  const chunks = Math.max(1, Math.ceil(rows / most));
  return Math.max(LINE_STEP, LINE_STEP * Math.ceil(rows / (chunks * LINE_STEP)));
}

/** A program with memory of its own, for some of the chunks. */
export interface Lane {
  readonly program: number;
  /** Puts rows `from` … `from + count` where the program reads them. */
  fill(from: number, count: number): void;
  /** Takes what the program leaves of them. */
  read?(from: number, count: number): void;
}

/** Most lanes, and so most threads that share one operation. */
const MOST_LANES = 8;
/** A lane costs its layout, and its sums have to be added: as much as one or two chunks (measured). */
const CHUNKS_PER_LANE = 32;

/**
 * How many lanes share these chunks: a matter of the chunks alone, so that sums are the same to the last bit for any
 * number of threads.
 */
export function laneCount(rows: number, height: number): number {
  return Math.max(1, Math.min(MOST_LANES, Math.floor(Math.ceil(rows / height) / CHUNKS_PER_LANE)));
}

/** Runs all chunks, each lane a range of them in order. */
export async function overChunks(
  runner: Runner,
  work: { readonly rows: number; readonly height: number; readonly terms: number; readonly watch?: Watch | undefined },
  lanes: readonly Lane[],
): Promise<void> {
  const { rows, height, terms, watch } = work;
  const chunks = Math.ceil(rows / height);
  const runLane = async (l: number, thread: number): Promise<void> => {
    const { program, fill, read } = lanes[l];
    const end = Math.floor(((l + 1) * chunks) / lanes.length);
    for (let c = Math.floor((l * chunks) / lanes.length); c < end; c++) {
      const from = c * height;
      const count = Math.min(height, rows - from);
      if (watch !== undefined) await watch(count * terms);
      fill(from, count);
      const running = runner.run(program, thread);
      if (runner.threads > 1) await (running ?? runner.turn());
      read?.(from, count);
    }
  };
  const threads = Math.min(runner.threads, lanes.length);
  await Promise.all(
    Array.from({ length: threads }, async (_, t) => {
      // this thread last, so that the others have begun
      const thread = threads - 1 - t;
      for (let l = thread; l < lanes.length; l += threads) await runLane(l, thread);
    }),
  );
}
