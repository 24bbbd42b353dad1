/**
 * The host's own BLAS (OpenBLAS, MKL, Accelerate, BLIS) through its C interface, for Gram matrices at the full width of
 * the processor: WebAssembly SIMD has 128 bits, AVX-512 four times that. The library is called by koffi, a
 * foreign-function interface that the user installs beside this package; operands are read and results written in
 * place, without copies.
 *
 * Bits differ from those of the WebAssembly kernels, from one library to another, and may differ with the number of
 * threads: this is for those who ask for it.
 */
import { IsotypicError } from '@isotypic/algebra/basics';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { shapeOf } from '../matrix/layout.js';
import { gramOf, product } from './products.js';

/** What is used of koffi. */
interface ForeignLibrary {
  func(prototype: string): (...args: never[]) => unknown;
}
interface Koffi {
  load(path: string): ForeignLibrary;
}

type ForeignGemm = (
  order: number,
  transA: number,
  transB: number,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Float64Array,
  lda: number,
  b: Float64Array,
  ldb: number,
  beta: number,
  c: Float64Array,
  ldc: number,
) => void;

type ForeignSyrk = (
  order: number,
  uplo: number,
  trans: number,
  n: number,
  k: number,
  alpha: number,
  a: Float64Array,
  lda: number,
  beta: number,
  c: Float64Array,
  ldc: number,
) => void;

/** Values of cblas.h. */
const ROW_MAJOR = 101;
const PLAIN = 111;
const TRANSPOSED = 112;
const LOWER = 122;

/** [prefix, suffix, integer type] of the symbols: as in cblas.h, SciPy's builds, and their 64-bit integers. */
const NAMINGS = [
  ['', '', 'int'],
  ['scipy_', '', 'int'],
  ['', '64_', 'int64_t'],
  ['scipy_', '64_', 'int64_t'],
] as const;

/** Where the host's library is looked for, in order. */
const CANDIDATES: Readonly<Record<string, readonly string[]>> = {
  linux: ['libopenblas.so.0', 'libopenblas.so', 'libmkl_rt.so.2', 'libmkl_rt.so', 'libblis.so.4', 'libcblas.so.3'],
  darwin: ['/System/Library/Frameworks/Accelerate.framework/Accelerate', 'libopenblas.dylib'],
  win32: ['mkl_rt.2.dll', 'libopenblas.dll', 'openblas.dll'],
};

const opened = new Map<string, Promise<SystemBlas>>();

/** `count` lines that begin `step` numbers apart. */
export interface LineBlock {
  readonly data: Float64Array;
  readonly step: number;
  readonly count: number;
}

/** One loaded and checked library. */
export class SystemBlas {
  readonly threads: number;

  private constructor(
    readonly device: string,
    private readonly gemm: ForeignGemm,
    private readonly syrk: ForeignSyrk,
    private readonly limitThreads: ((threads: number) => unknown) | null,
    threads: number,
  ) {
    this.threads = threads;
  }

  /**
   * The library at `path`, or the first of the host's usual ones; loaded and checked once for the process.
   * @throws {IsotypicError} `BACKEND_UNAVAILABLE` with what was tried.
   */
  static async open(path: string | undefined, threads: number): Promise<SystemBlas> {
    const tried: string[] = [];
    for (const candidate of path === undefined ? candidates() : [path]) {
      let loading = opened.get(candidate);
      if (loading === undefined) {
        loading = SystemBlas.load(candidate);
        opened.set(candidate, loading);
      }
      try {
        return (await loading).withThreads(threads);
      } catch (error) {
        tried.push(`${candidate}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new IsotypicError('BACKEND_UNAVAILABLE', {
      where: 'openBackend',
      expected: 'a BLAS of the system with its C interface',
      received: tried.join('; ') || 'a host where none is known to be',
      remedy: "Install one (Debian: libopenblas0) and the npm package koffi, or leave blas at 'wasm'.",
      details: { tried },
    });
  }

  private static async load(path: string): Promise<SystemBlas> {
    const library = (await foreignFunctions()).load(path);
    const reasons: string[] = [];
    for (const [prefix, suffix, int] of NAMINGS) {
      const find = (name: string, returns: string, parameters: string): ((...args: never[]) => unknown) | null => {
        try {
          return library.func(`${returns} ${prefix}${name}${suffix}(${parameters})`);
        } catch (error) {
          reasons.push(error instanceof Error ? error.message : String(error));
          return null;
        }
      };
      const integers = (names: string): string => names.replaceAll('N ', `${int} `);
      const gemm = find(
        'cblas_dgemm',
        'void',
        integers(
          'int order, int transA, int transB, N m, N n, N k, double alpha, void *a, N lda, void *b, N ldb, ' +
            'double beta, void *c, N ldc',
        ),
      );
      const syrk = find(
        'cblas_dsyrk',
        'void',
        integers('int order, int uplo, int trans, N n, N k, double alpha, void *a, N lda, double beta, void *c, N ldc'),
      );
      if (gemm === null || syrk === null) continue;
      const limit =
        find('openblas_set_num_threads', 'void', 'int threads') ??
        find('MKL_Set_Num_Threads', 'void', 'int threads') ??
        find('bli_thread_set_num_threads', 'void', 'int64_t threads');
      const config = find('openblas_get_config', 'const char *', '') as (() => string) | null;
      const core = find('openblas_get_corename', 'const char *', '') as (() => string) | null;
      const name =
        config === null
          ? path
          : `${config().split(' ').slice(0, 2).join(' ')}${core === null ? '' : `, ${core()} kernels`} (${path})`;
      const blas = new SystemBlas(name, gemm as ForeignGemm, syrk as ForeignSyrk, limit as never, 1);
      blas.validate();
      return blas;
    }
    throw new Error(`no cblas_dgemm: ${reasons[0]}`);
  }

  private withThreads(threads: number): SystemBlas {
    return new SystemBlas(this.device, this.gemm, this.syrk, this.limitThreads, threads);
  }

  /** Whether the library can be told how many threads to use; where not, it decides. */
  get obeysThreads(): boolean {
    return this.limitThreads !== null;
  }

  /** target += Y Zᵀ over lines of `length` numbers; Z null for Y, of which the lower triangle is made. */
  addGram(Y: LineBlock, Z: LineBlock | null, length: number, target: Float64Array): void {
    this.prepare();
    if (Z === null) {
      this.syrk(ROW_MAJOR, LOWER, PLAIN, Y.count, length, 1, Y.data, Y.step, 1, target, Y.count);
      return;
    }
    const [m, n] = [Y.count, Z.count];
    this.gemm(ROW_MAJOR, PLAIN, TRANSPOSED, m, n, length, 1, Y.data, Y.step, Z.data, Z.step, 1, target, n);
  }

  /** The number of threads is one setting for the whole library, and others in the process may change it. */
  private prepare(): void {
    this.limitThreads?.(this.threads);
  }

  /**
   * Products of integers below 2⁸ are exact in float64 in whatever order they are added, so they must be the
   * integers that our own kernels find. Shapes cross the edges of tiles and of cache blocks.
   */
  private validate(): void {
    for (const [m, k, n] of [
      [1, 1, 1],
      [3, 7, 5],
      [17, 65, 33],
      [70, 300, 130],
      [210, 600, 150],
    ]) {
      const A = integers(m, k, 1);
      const B = integers(k, n, 2);
      const C = product(A, B);
      this.prepare();
      for (const transA of [false, true]) {
        for (const transB of [false, true]) {
          const [a, b] = [transA ? A.transpose() : A, transB ? B.transpose() : B];
          const [ta, tb] = [transA ? TRANSPOSED : PLAIN, transB ? TRANSPOSED : PLAIN];
          const got = new Float64Array(m * n).fill(Number.NaN);
          this.gemm(ROW_MAJOR, ta, tb, m, n, k, 1, a.data, a.cols, b.data, b.cols, 0, got, n);
          requireEqual('a product', got, C, n);
        }
      }
      const got = new Float64Array(n * n).fill(Number.NaN);
      const turned = B.transpose();
      this.syrk(ROW_MAJOR, LOWER, PLAIN, n, k, 1, turned.data, k, 0, got, n);
      requireEqual('a Gram matrix', got, gramOf(B), 1);
    }
  }
}

function integers(rows: number, cols: number, seed: number): Float64Matrix {
  return Float64Matrix.generate(rows, cols, (i, j) => ((i * 131 + j * 71 + seed) % 509) - 254);
}

/** Compares the first `width` + i entries of every row i: all of them, or the lower triangle for `width` 1. */
function requireEqual(what: string, got: Float64Array, want: Float64Matrix, width: number): void {
  for (let i = 0; i < want.rows; i++) {
    for (let j = 0; j < Math.min(want.cols, width + i); j++) {
      const value = got[i * want.cols + j];
      if (value === want.at(i, j)) continue;
      throw new Error(`wrong: ${value}, not ${want.at(i, j)}, in entry (${i}, ${j}) of ${what}, ${shapeOf(want)}`);
    }
  }
}

function candidates(): readonly string[] {
  const host = globalThis as { process?: { platform?: string } };
  return CANDIDATES[host.process?.platform ?? ''] ?? [];
}

/** @throws when koffi is not installed, or does not load. */
async function foreignFunctions(): Promise<Koffi> {
  // A name that bundlers do not follow: the package is optional, and of no use in a browser.
  const name = 'koffi';
  try {
    const module = (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as { default?: Koffi } & Koffi;
    return module.default ?? module;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : error;
    throw new Error(`the npm package koffi is not there: npm install koffi (${reason})`);
  }
}
