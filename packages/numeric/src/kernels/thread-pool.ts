/**
 * Large products over several threads: one WebAssembly memory shared by all, the calling thread doing its own part.
 * Every entry of a result is the same sum in the same order whatever the number of threads, to the last bit.
 */
import { startHelper } from '#helper';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout } from '../matrix/layout.js';
import type { Gemm } from './blas.js';
import type { Helper } from './helper.js';
import type { LargeProducts, RightOperand } from './large-products.js';
import { ARENA_NUMBERS, rowsPerChunk } from './products.js';
import { FREE_BYTE, type GemmCall, gemmCall, growMemory, type WasmKernels, wasmModule } from './wasm-blas.js';

/** Pages a shared memory may grow to; its maximum must be declared. */
const MAX_PAGES = 65536;

/**
 * Closed pools, at most one of each size: starting a thread costs 30 ms and a megabyte that the host frees late. Their
 * threads do not keep the process alive.
 */
const idle = new Map<number, ThreadPool>();
/** Memory up to which a closed pool is kept. */
const IDLE_BYTES = 64 * 2 ** 20;

export class ThreadPool implements LargeProducts {
  readonly engine = 'wasm-simd';
  readonly device = 'WebAssembly SIMD, float64';
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly kernels: WasmKernels,
    private readonly helpers: readonly Helper[],
  ) {}

  /** Threads in all, the calling one included. */
  get threads(): number {
    return this.helpers.length + 1;
  }

  /** A pool, or the reason why there is none. */
  static async open(threads: number): Promise<ThreadPool | string> {
    if (threads < 2) return 'one thread';
    const waiting = idle.get(threads);
    if (waiting !== undefined) {
      idle.delete(threads);
      return waiting;
    }
    const module = wasmModule({ shared: true });
    if (module === null) return 'no WebAssembly SIMD with threads';
    if (typeof SharedArrayBuffer === 'undefined')
      return 'no SharedArrayBuffer (in a browser: no cross-origin isolation)';
    try {
      const memory = new WebAssembly.Memory({ initial: 32, maximum: MAX_PAGES, shared: true });
      const instance = new WebAssembly.Instance(module, { env: { memory } });
      const helpers = await Promise.all(Array.from({ length: threads - 1 }, () => startHelper(module, memory)));
      return new ThreadPool(memory, instance.exports as unknown as WasmKernels, helpers);
    } catch (error) {
      return `no worker threads: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** A product of fewer multiplications is done before other threads have woken up (about 50 µs). */
  worth(m: number, n: number, k: number): boolean {
    return m * n * k >= 2 ** 21;
  }

  /** op(A)·op(B) with at most one side transposed, as `product`: rows of the result are shared out. */
  multiply(A: Float64Layout, B: Float64Layout, { transposeRight = false }: RightOperand = {}): Promise<Float64Matrix> {
    return this.inTurn(async () => {
      const { rows: m, cols: k } = A;
      const n = transposeRight ? B.rows : B.cols;
      const C = new Float64Matrix(m, n);
      const height = Math.max(64, Math.min(m, Math.floor((ARENA_NUMBERS - k * n) / (k + n))));
      for (let i0 = 0; i0 < m; i0 += height) {
        const h = Math.min(height, m - i0);
        const a = 0;
        const b = h * k;
        const c = b + k * n;
        const heap = this.reserve(c + h * n);
        heap.set(A.data.subarray(i0 * k, (i0 + h) * k), a);
        heap.set(B.data, b);
        heap.fill(0, c, c + h * n);
        // Whole tiles of four rows each.
        const share = Math.ceil(h / this.threads / 4) * 4;
        await this.each((t) => {
          const from = Math.min(h, t * share);
          const count = Math.min(h, from + share) - from;
          const rows = a + from * k;
          return this.call(t, false, transposeRight, count, n, k, 1, rows, k, b, B.cols, c + from * n, n);
        });
        C.data.set(heap.subarray(c, c + h * n), i0 * n);
      }
      return C;
    });
  }

  /** XᵀY, or XᵀX when Y is null: chunks of rows are shared out, and their results added in order. */
  crossGram(X: Float64Layout, Y: Float64Layout | null): Promise<Float64Matrix> {
    return this.inTurn(async () => {
      const dx = X.cols;
      const dy = Y === null ? dx : Y.cols;
      const G = new Float64Matrix(dx, dy);
      const chunk = rowsPerChunk(Math.max(dx, dy));
      const size = chunk * (dx + (Y === null ? 0 : dy)) + dx * dy;
      const { threads } = this;
      const heap = this.reserve(size * threads);
      for (let i0 = 0; i0 < X.rows; i0 += chunk * threads) {
        const counts = Array.from({ length: threads }, (_, t) => Math.max(0, Math.min(chunk, X.rows - i0 - t * chunk)));
        const target = (t: number): number => t * size + size - dx * dy;
        counts.forEach((count, t) => {
          const from = i0 + t * chunk;
          heap.set(X.data.subarray(from * dx, (from + count) * dx), t * size);
          if (Y !== null) heap.set(Y.data.subarray(from * dy, (from + count) * dy), t * size + count * dx);
          heap.fill(0, target(t), target(t) + dx * dy);
        });
        await this.each((t) => {
          const x = t * size;
          const y = Y === null ? x : x + counts[t] * dx;
          return this.call(t, true, false, dx, dy, counts[t], 1, x, dx, y, dy, target(t), dy, Y === null);
        });
        counts.forEach((count, t) => {
          if (count > 0) for (let e = 0; e < dx * dy; e++) G.data[e] += heap[target(t) + e];
        });
      }
      if (Y === null) for (let i = 0; i < dx; i++) for (let j = 0; j < i; j++) G.data[j * dx + i] = G.data[i * dx + j];
      return G;
    });
  }

  /** Waits for its work to end; a pool of moderate memory is then kept for the next `open` of that many threads. */
  async close(): Promise<void> {
    await this.queue.catch(() => undefined);
    if (!idle.has(this.threads) && this.memory.buffer.byteLength <= IDLE_BYTES) {
      idle.set(this.threads, this);
      return;
    }
    await Promise.all(this.helpers.map((helper) => helper.terminate()));
  }

  /** The memory serves one operation at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async each(task: (thread: number) => GemmCall): Promise<void> {
    const pending = this.helpers.map((helper, h) => helper.gemm(task(h + 1)));
    this.kernels.gemm(...task(0));
    await Promise.all(pending);
  }

  private base(): number {
    return FREE_BYTE + this.threads * this.kernels.scratchBytes();
  }

  private reserve(count: number): Float64Array {
    growMemory(this.memory, this.base() + 8 * count);
    return new Float64Array(this.memory.buffer, this.base());
  }

  /** The call of one thread; every thread has a scratch of its own. */
  private call(thread: number, ...args: Parameters<Gemm>): GemmCall {
    return gemmCall(this.base(), FREE_BYTE + thread * this.kernels.scratchBytes(), args);
  }
}
