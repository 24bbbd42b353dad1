/** The kernels of matrices and vectors in WebAssembly SIMD: assembly/dense.ts over a memory of its own. */
import type { Blas, Gemm } from './blas.js';
import { FUSED, PLAIN } from './generated/dense-bytes.js';
import { compiled, FREE_BYTE, instantiate, WasmArena } from './wasm-module.js';

/** Arguments of the compiled gemm: those of {@link Gemm} with flags as numbers and addresses in bytes, then its own. */
type GemmCall = [...Numbers<Required<Parameters<Gemm>>>, rowOffset: number, scratch: number];

type Numbers<T extends readonly unknown[]> = { [K in keyof T]: number };

/** The exports of assembly/dense.ts; addresses in bytes where a {@link Blas} has offsets. */
interface WasmKernels extends Omit<Blas, 'kind' | 'reserve' | 'gemm'> {
  scratchBytes(): number;
  gemm(...call: GemmCall): void;
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

export class WasmBlas extends WasmArena implements Blas {
  private constructor(
    memory: WebAssembly.Memory,
    private readonly kernels: WasmKernels,
  ) {
    super(memory, FREE_BYTE + kernels.scratchBytes());
  }

  /** Kernels over a fresh memory, or null where the host lacks WebAssembly SIMD. */
  static open(): WasmBlas | null {
    const module = compiled({ FUSED, PLAIN });
    if (module === null) return null;
    const { memory, exports } = instantiate(module);
    return new WasmBlas(memory, exports as unknown as WasmKernels);
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
}
