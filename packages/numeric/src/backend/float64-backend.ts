/** The float64 backend: always there, and the reference for every other. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import { sharedBlas } from '../kernels/arena.js';
import { applyBlocks, type Block } from '../kernels/blocks.js';
import { averageOver, type Indices, orbitCells } from '../kernels/group-average.js';
import type { LargeProducts } from '../kernels/large-products.js';
import { ARENA_NUMBERS, crossGramOf, gramOf, product } from '../kernels/products.js';
import { requireTarget, subtractFrom } from '../kernels/residuals.js';
import { SystemBlas } from '../kernels/system-blas.js';
import { ThreadPool } from '../kernels/thread-pool.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import type { Backend, BackendInfo } from './backend.js';
import { gaussianLogDensity, gaussianTransform } from './gaussian.js';
import { Operands } from './operands.js';

export interface Float64BackendOptions {
  readonly finite: boolean;
  readonly threads: number;
  /** 'wasm', 'system', or the path of a library. */
  readonly blas: string;
  readonly reasons: readonly string[];
}

export class Float64Backend implements Backend {
  readonly kind = 'float64';
  readonly precision = 'double';
  private readonly operands: Operands;

  private constructor(
    private readonly options: Float64BackendOptions,
    private readonly large: LargeProducts | null,
  ) {
    this.operands = new Operands(options.finite);
  }

  /** @throws {IsotypicError} `BACKEND_UNAVAILABLE` when a library is named by its path and cannot be used. */
  static async open(options: Float64BackendOptions): Promise<Float64Backend> {
    const because = (reason: string): Float64BackendOptions => ({ ...options, reasons: [...options.reasons, reason] });
    let asked = options;
    if (options.blas !== 'wasm') {
      try {
        const path = options.blas === 'system' ? undefined : options.blas;
        const system = await SystemBlas.open(path, options.threads);
        const threads = system.obeysThreads ? '' : '; it decides itself how many threads it uses';
        return new Float64Backend(because(`products by ${system.device}, as asked for${threads}`), system);
      } catch (error) {
        if (options.blas !== 'system' || !(error instanceof IsotypicError)) throw error;
        asked = because(`WebAssembly, because no BLAS of the system can be used: ${error.received}`);
      }
    }
    if (options.threads === 1) return new Float64Backend(asked, null);
    const pool = await ThreadPool.open(options.threads);
    if (typeof pool !== 'string') return new Float64Backend(asked, pool);
    return new Float64Backend({ ...asked, reasons: [...asked.reasons, `one thread, because of ${pool}`] }, null);
  }

  info(): BackendInfo {
    const wasm = sharedBlas().kind === 'wasm';
    return {
      kind: 'float64',
      precision: 'double',
      engine: this.large?.engine ?? (wasm ? 'wasm-simd' : 'javascript'),
      device: this.large?.device ?? (wasm ? 'WebAssembly SIMD, float64' : 'JavaScript, float64'),
      threads: this.large?.threads ?? 1,
      reasons: this.options.reasons,
      kernels: 0,
      bufferLimit: ARENA_NUMBERS * 8,
    };
  }

  async multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('multiply', 'A', A);
    const right = this.operands.matrix('multiply', 'B', B);
    if (left.cols === right.rows && this.large?.worth(left.rows, right.cols, left.cols)) {
      return this.large.multiply(left, right);
    }
    return product(left, right);
  }

  async multiplyTransposed(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('multiplyTransposed', 'A', A);
    const right = this.operands.matrix('multiplyTransposed', 'B', B);
    if (left.cols === right.cols && this.large?.worth(left.rows, right.rows, left.cols)) {
      return this.large.multiply(left, right, { transposeRight: true });
    }
    return product(left, right, { transposeRight: true });
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    const samples = this.operands.matrix('gram', 'X', X);
    if (this.large?.worth(samples.cols, samples.cols, samples.rows)) return this.large.crossGram(samples, null);
    return gramOf(samples);
  }

  async crossGram(X: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('crossGram', 'X', X);
    const right = this.operands.matrix('crossGram', 'Y', Y);
    if (left.rows === right.rows && this.large?.worth(left.cols, right.cols, left.rows)) {
      return this.large.crossGram(left, right);
    }
    return crossGramOf(left, right);
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[]): Promise<Float64Matrix> {
    const samples = this.operands.matrix('groupAverage', 'X', X);
    return averageOver(
      samples,
      orbitCells('groupAverage', this.operands.generators('groupAverage', generators), samples.cols),
    );
  }

  async applyBlocks(X: MatrixLike, blocks: readonly Block[], outCols: number): Promise<Float64Matrix> {
    const samples = this.operands.matrix('applyBlocks', 'X', X);
    checkArgument('applyBlocks', 'outCols', outCols, integer(0));
    return applyBlocks(samples, this.operands.blocks('applyBlocks', blocks), outCols);
  }

  async applyInBasis(
    X: MatrixLike,
    basisIn: MatrixLike,
    blocks: readonly Block[],
    basisOut: MatrixLike,
  ): Promise<Float64Matrix> {
    const [where, Q] = ['applyInBasis', this.operands.matrix('applyInBasis', 'basisOut', basisOut)];
    const coordinates = await this.multiply(
      this.operands.matrix(where, 'X', X),
      this.operands.matrix(where, 'basisIn', basisIn),
    );
    return this.multiplyTransposed(applyBlocks(coordinates, this.operands.blocks(where, blocks), Q.cols), Q);
  }

  async blockResidual(X: MatrixLike, blocks: readonly Block[], Y: MatrixLike): Promise<Float64Matrix> {
    const samples = this.operands.matrix('blockResidual', 'X', X);
    const target = this.operands.matrix('blockResidual', 'Y', Y);
    requireTarget('blockResidual', target, samples.rows, target.cols);
    return subtractFrom(target, applyBlocks(samples, this.operands.blocks('blockResidual', blocks), target.cols));
  }

  async logDensity(X: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Array> {
    return gaussianLogDensity(
      this.operands.matrix('logDensity', 'X', X),
      this.operands.vector('logDensity', 'mean', mean),
      this.operands.matrix('logDensity', 'L', L),
    );
  }

  async transformNormals(Z: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Matrix> {
    return gaussianTransform(
      this.operands.matrix('transformNormals', 'Z', Z),
      this.operands.vector('transformNormals', 'mean', mean),
      this.operands.matrix('transformNormals', 'L', L),
    );
  }

  async close(): Promise<void> {
    if (!this.operands.close()) return;
    await this.large?.close();
  }
}
