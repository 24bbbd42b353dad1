/// <reference lib="dom" />
/** The kernels in WebAssembly SIMD: assembly/index.ts over a memory of its own, or one shared with other threads. */
import { IsotypicError } from '@isotypic/algebra/basics';
import type { BiasedRows, Blas, Gemm, ShiftedLines } from './blas.js';
import { FUSED, PLAIN } from './generated/wasm-bytes.js';

/** Arguments of the compiled gemm: those of {@link Gemm} with flags as numbers and addresses in bytes, then its own. */
type GemmCall = [...Numbers<Required<Parameters<Gemm>>>, rowOffset: number, scratch: number];

type Numbers<T extends readonly unknown[]> = { [K in keyof T]: number };

/** Arguments of the compiled products with shifted lines. */
type ShiftedCall = [outputs: number, depth: number, weights: number, ...rest: Eight];
type Eight = [number, number, number, number, number, number, number, number];

/** The exports of assembly/index.ts; addresses in bytes where a {@link Blas} has offsets. */
interface WasmKernels extends Omit<Blas, 'kind' | 'reserve' | 'gemm' | keyof ShiftedKernels>, ShiftedKernels {
  scratchBytes(): number;
  gemm(...call: GemmCall): void;
}

interface ShiftedKernels {
  shiftedProduct(...call: ShiftedCall): void;
  shiftedProduct32(...call: ShiftedCall): void;
  shiftedGram(...call: ShiftedCall): void;
  biasedRows32(outputs: number, x: number, ...rest: [...Eight]): void;
}

/** @param bytes of a number */
function shiftedCall(base: number, weights: number, lines: ShiftedLines, bytes: 4 | 8): ShiftedCall {
  const at = (offset: number): number => base + bytes * offset;
  const { outputs, depth, shifts, x, planeStep, rowStep, y, planes, rows, width } = lines;
  return [outputs, depth, at(weights), at(shifts), at(x), planeStep, rowStep, at(y), planes, rows, width];
}

/** The call that {@link Gemm}'s arguments become over an arena that begins at byte `base`. */
function gemmCall(
  base: number,
  scratch: number,
  [transA, transB, m, n, k, alpha, a, lda, b, ldb, c, ldc, lower]: Parameters<Gemm>,
): GemmCall {
  const flag = (value = false): number => (value ? 1 : 0);
  const at = (offset: number): number => base + 8 * offset;
  return [flag(transA), flag(transB), m, n, k, alpha, at(a), lda, at(b), ldb, at(c), ldc, flag(lower), 0, scratch];
}

/** First byte that the kernels' own data leaves free (`--memoryBase`), with room to spare. */
export const FREE_BYTE = 4096;
const PAGE = 65536;
const MAX_PAGES = 65536;

const modules = new Map<boolean, WebAssembly.Module | null>();

/** The compiled module, or null where the host has no WebAssembly SIMD. */
export function wasmModule({ shared }: { readonly shared: boolean }): WebAssembly.Module | null {
  let module = modules.get(shared);
  if (module === undefined) {
    module = compile(FUSED, shared) ?? compile(PLAIN, shared);
    modules.set(shared, module);
  }
  return module;
}

/** A module that has been compiled by assembly/build.mjs, as hexadecimal digits. */
interface EmbeddedModule {
  readonly digits: string;
  /** What gives it a shared memory: `skip` digits from `at` on give way to these. */
  readonly sharing: { readonly at: number; readonly skip: number; readonly digits: string };
}

function compile({ digits: own, sharing }: EmbeddedModule, shared: boolean): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const { at, skip, digits: declaration } = sharing;
  const digits = shared ? own.slice(0, at) + declaration + own.slice(at + skip) : own;
  try {
    const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
      Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
    );
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  } catch {
    return null; // a host may forbid compilation (a content security policy): the plain twin then does the work
  }
}

export class WasmBlas implements Blas {
  readonly kind = 'wasm';
  private heap: Float64Array;
  private readonly base: number;

  private constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly kernels: WasmKernels,
  ) {
    this.base = FREE_BYTE + kernels.scratchBytes();
    this.heap = new Float64Array(0);
  }

  /** Kernels over a fresh private memory, or null where the host lacks WebAssembly SIMD. */
  static open(): WasmBlas | null {
    const module = wasmModule({ shared: false });
    if (module === null) return null;
    const memory = new WebAssembly.Memory({ initial: 32, maximum: MAX_PAGES });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    return new WasmBlas(memory, instance.exports as unknown as WasmKernels);
  }

  reserve(count: number): Float64Array {
    if (this.heap.length < count || this.heap.buffer !== this.memory.buffer) {
      growMemory(this.memory, this.base + 8 * count);
      this.heap = new Float64Array(this.memory.buffer, this.base);
    }
    return this.heap;
  }

  readonly gemm: Gemm = (...args) => {
    this.kernels.gemm(...gemmCall(this.base, FREE_BYTE, args));
  };

  gemv(m: number, n: number, alpha: number, a: number, lda: number, x: number, y: number): void {
    const { base } = this;
    this.kernels.gemv(m, n, alpha, base + 8 * a, lda, base + 8 * x, base + 8 * y);
  }

  gemvTransposed(m: number, n: number, alpha: number, a: number, lda: number, x: number, y: number): void {
    const { base } = this;
    this.kernels.gemvTransposed(m, n, alpha, base + 8 * a, lda, base + 8 * x, base + 8 * y);
  }

  ger(m: number, n: number, alpha: number, x: number, y: number, a: number, lda: number): void {
    const { base } = this;
    this.kernels.ger(m, n, alpha, base + 8 * x, base + 8 * y, base + 8 * a, lda);
  }

  dot(n: number, x: number, y: number): number {
    return this.kernels.dot(n, this.base + 8 * x, this.base + 8 * y);
  }

  axpy(n: number, alpha: number, x: number, y: number): void {
    this.kernels.axpy(n, alpha, this.base + 8 * x, this.base + 8 * y);
  }

  rotate(n: number, x: number, y: number, c: number, s: number): void {
    this.kernels.rotate(n, this.base + 8 * x, this.base + 8 * y, c, s);
  }

  keepPositive(n: number, x: number, mask: number, y: number): void {
    const { base } = this;
    this.kernels.keepPositive(n, base + 8 * x, base + 8 * mask, base + 8 * y);
  }

  addRows(rows: number, width: number, x: number, y: number): void {
    this.kernels.addRows(rows, width, this.base + 8 * x, this.base + 8 * y);
  }

  shiftedProduct(weights: number, lines: ShiftedLines): void {
    this.kernels.shiftedProduct(...shiftedCall(this.base, weights, lines, 8));
  }

  shiftedProduct32(weights: number, lines: ShiftedLines): void {
    this.kernels.shiftedProduct32(...shiftedCall(this.base, weights, lines, 4));
  }

  biasedRows32({ x, bias, y, outputs, planes, rows, width, pitch, planePitch, isRectified }: BiasedRows): void {
    const at = (offset: number): number => this.base + 4 * offset;
    const places = [at(x), at(bias), at(y)] as const;
    this.kernels.biasedRows32(outputs, ...places, planes, rows, width, pitch, planePitch, isRectified ? 1 : 0);
  }

  shiftedGram(w: number, lines: ShiftedLines): void {
    this.kernels.shiftedGram(...shiftedCall(this.base, w, lines, 8));
  }
}

/** Grows a memory to at least `bytes`. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'numeric kernels',
      expected: 'operands that fit in WebAssembly memory (4 GiB)',
      received: `${(bytes / 2 ** 20).toFixed(0)} MiB of operands`,
      remedy: 'Work on ranges of rows.',
      cause,
    });
  }
}
