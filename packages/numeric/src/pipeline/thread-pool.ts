/**
 * Programs on several threads: one WebAssembly memory shared by all, the calling thread doing its own part. Which sums
 * are made does not depend on the number of threads, so that results are the same to the last bit.
 */
import { startHelper } from '#helper';
import { FUSED, PLAIN } from '../kernels/generated/pipeline-bytes.js';
import type { Helper } from '../kernels/helper.js';
import { compiled, MAX_PAGES } from '../kernels/wasm-module.js';
import { Heap } from './heap.js';
import type { Runner } from './runner.js';

/**
 * Closed pools, at most one of each size: starting a thread costs 30 ms and a megabyte that the host frees late. Their
 * threads do not keep the process alive.
 */
const idle = new Map<number, ThreadPool>();
/** Memory up to which a closed pool is kept. */
const IDLE_BYTES = 64 * 2 ** 20;

export class ThreadPool implements Runner {
  readonly heap: Heap;
  readonly engine = 'wasm-simd';

  private constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly here: (program: number) => void,
    private readonly helpers: readonly Helper[],
  ) {
    this.heap = new Heap(memory);
  }

  /** Threads in all, the calling one included. */
  get threads(): number {
    return this.helpers.length + 1;
  }

  /** A pool, or the reason why there is none. */
  static async open(threads: number): Promise<ThreadPool | string> {
    const waiting = idle.get(threads);
    if (waiting !== undefined) {
      idle.delete(threads);
      return waiting;
    }
    const module = compiled({ FUSED, PLAIN }, 'shared');
    if (module === null) return 'no WebAssembly SIMD with threads';
    if (typeof SharedArrayBuffer === 'undefined')
      return 'no SharedArrayBuffer (in a browser: no cross-origin isolation)';
    try {
      // a shared memory must declare how far it may grow
      const memory = new WebAssembly.Memory({ initial: 32, maximum: MAX_PAGES, shared: true });
      const { exports } = new WebAssembly.Instance(module, { env: { memory } });
      const helpers = await Promise.all(Array.from({ length: threads - 1 }, () => startHelper(module, memory)));
      return new ThreadPool(memory, exports.run as (program: number) => void, helpers);
    } catch (error) {
      return `no worker threads: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  run(program: number, thread: number): Promise<void> | void {
    if (thread > 0) return this.helpers[thread - 1].run(program);
    this.here(program);
  }

  /** Reports of other threads are events, which come when this one lets them. */
  turn(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** A pool of moderate memory is kept for the next `open` of that many threads; its work must have ended. */
  async close(): Promise<void> {
    if (!idle.has(this.threads) && this.memory.buffer.byteLength <= IDLE_BYTES) {
      idle.set(this.threads, this);
      return;
    }
    await Promise.all(this.helpers.map((helper) => helper.terminate()));
  }
}
