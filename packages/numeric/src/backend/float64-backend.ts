/** The float64 backend: always there, and the reference for every other. */
import { IsotypicError } from '@isotypic/algebra';
import { type LeastSquaresSolution, leastSquares, type RankOptions } from '../factorizations/least-squares.js';
import { sharedBlas } from '../kernels/arena.js';
import { type Batch, multiplyBatch } from '../kernels/batch.js';
import { applyBlocks, type Block } from '../kernels/blocks.js';
import { gatherColumns, groupAverage, type Indices, scatterColumns } from '../kernels/gather.js';
import { gaussianLogDensity, gaussianTransform } from '../kernels/gaussian.js';
import type { LargeProducts } from '../kernels/large-products.js';
import { ARENA_NUMBERS, crossGramOf, gramOf, product } from '../kernels/products.js';
import { requireTarget, subtractFrom } from '../kernels/residuals.js';
import { columnSums } from '../kernels/sums.js';
import { SystemBlas } from '../kernels/system-blas.js';
import { ThreadPool } from '../kernels/thread-pool.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import type { Backend, BackendInfo } from './backend.js';
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
    const left = this.operands.matrix('multiply', A);
    const right = this.operands.matrix('multiply', B);
    if (left.cols === right.rows && this.large?.worth(left.rows, right.cols, left.cols)) {
      return this.large.multiply(left, right, false);
    }
    return product(left, right);
  }

  async multiplyTransposed(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('multiplyTransposed', A);
    const right = this.operands.matrix('multiplyTransposed', B);
    if (left.cols === right.cols && this.large?.worth(left.rows, right.rows, left.cols)) {
      return this.large.multiply(left, right, true);
    }
    return product(left, right, { transposeRight: true });
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    const samples = this.operands.matrix('gram', X);
    if (this.large?.worth(samples.cols, samples.cols, samples.rows)) return this.large.crossGram(samples, null);
    return gramOf(samples);
  }

  async crossGram(X: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('crossGram', X);
    const right = this.operands.matrix('crossGram', Y);
    if (left.rows === right.rows && this.large?.worth(left.cols, right.cols, left.rows)) {
      return this.large.crossGram(left, right);
    }
    return crossGramOf(left, right);
  }

  async columnSums(X: MatrixLike): Promise<Float64Array> {
    return columnSums(this.operands.matrix('columnSums', X));
  }

  async gatherColumns(X: MatrixLike, indices: Indices): Promise<Float64Matrix> {
    return gatherColumns(this.operands.matrix('gatherColumns', X), indices);
  }

  async scatterColumns(X: MatrixLike, indices: Indices): Promise<Float64Matrix> {
    return scatterColumns(this.operands.matrix('scatterColumns', X), indices);
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[]): Promise<Float64Matrix> {
    return groupAverage(this.operands.matrix('groupAverage', X), generators);
  }

  async applyBlocks(X: MatrixLike, blocks: readonly Block[], outCols: number): Promise<Float64Matrix> {
    return applyBlocks(this.operands.matrix('applyBlocks', X), this.operands.blocks('applyBlocks', blocks), outCols);
  }

  async applyInBasis(
    X: MatrixLike,
    basisIn: MatrixLike,
    blocks: readonly Block[],
    basisOut: MatrixLike,
  ): Promise<Float64Matrix> {
    const [where, Q] = ['applyInBasis', this.operands.matrix('applyInBasis', basisOut)];
    const coordinates = await this.multiply(this.operands.matrix(where, X), this.operands.matrix(where, basisIn));
    return this.multiplyTransposed(applyBlocks(coordinates, this.operands.blocks(where, blocks), Q.cols), Q);
  }

  async multiplyBatch(A: Batch, B: Batch): Promise<Float64Array> {
    return multiplyBatch(this.operands.batch('multiplyBatch', A), this.operands.batch('multiplyBatch', B));
  }

  async residual(X: MatrixLike, M: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    const target = this.operands.matrix('residual', Y);
    const R = await this.multiplyTransposed(X, M);
    requireTarget('residual', target, R.rows, R.cols);
    return subtractFrom(target, R);
  }

  async blockResidual(X: MatrixLike, blocks: readonly Block[], Y: MatrixLike): Promise<Float64Matrix> {
    const samples = this.operands.matrix('blockResidual', X);
    const target = this.operands.matrix('blockResidual', Y);
    requireTarget('blockResidual', target, samples.rows, target.cols);
    return subtractFrom(target, applyBlocks(samples, this.operands.blocks('blockResidual', blocks), target.cols));
  }

  async leastSquares(A: MatrixLike, B: MatrixLike, options: RankOptions = {}): Promise<LeastSquaresSolution> {
    return leastSquares(this.operands.matrix('leastSquares', A), this.operands.matrix('leastSquares', B), options);
  }

  async logDensity(X: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Array> {
    return gaussianLogDensity(this.operands.matrix('logDensity', X), mean, this.operands.matrix('logDensity', L));
  }

  async transformNormals(Z: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Matrix> {
    return gaussianTransform(
      this.operands.matrix('transformNormals', Z),
      mean,
      this.operands.matrix('transformNormals', L),
    );
  }

  async close(): Promise<void> {
    if (!this.operands.close()) return;
    await this.large?.close();
  }
}
