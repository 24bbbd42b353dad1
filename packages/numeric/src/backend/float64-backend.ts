/** The float64 backend: always there, and the reference for every other. */
import { invalidArgument } from '@isotypic/algebra';
import { type LeastSquaresSolution, leastSquares, type RankOptions } from '../factorisations/least-squares.js';
import { sharedBlas } from '../kernels/arena.js';
import { type Batch, multiplyBatch } from '../kernels/batch.js';
import { applyBlocks, type Block } from '../kernels/blocks.js';
import { gatherColumns, groupAverage, type Indices, scatterColumns } from '../kernels/gather.js';
import { gaussianLogDensity, gaussianTransform } from '../kernels/gaussian.js';
import { ARENA_NUMBERS, crossGramOf, gramOf, product } from '../kernels/products.js';
import { columnSums } from '../kernels/sums.js';
import { ThreadPool } from '../kernels/thread-pool.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, shapeMismatch, shapeOf } from '../matrix/layout.js';
import type { Backend, BackendInfo } from './backend.js';

export interface Float64BackendOptions {
  readonly finite: boolean;
  readonly threads: number;
  readonly reasons: readonly string[];
}

export class Float64Backend implements Backend {
  readonly kind = 'float64';
  readonly precision = 'double';
  private closed = false;

  private constructor(
    private readonly options: Float64BackendOptions,
    private readonly pool: ThreadPool | null,
  ) {}

  static async open(options: Float64BackendOptions): Promise<Float64Backend> {
    if (options.threads === 1) return new Float64Backend(options, null);
    const pool = await ThreadPool.open(options.threads);
    if (typeof pool !== 'string') return new Float64Backend(options, pool);
    return new Float64Backend({ ...options, reasons: [...options.reasons, `one thread, because of ${pool}`] }, null);
  }

  info(): BackendInfo {
    const wasm = sharedBlas().kind === 'wasm';
    return {
      kind: 'float64',
      precision: 'double',
      engine: wasm ? 'wasm-simd' : 'javascript',
      device: wasm ? 'WebAssembly SIMD, float64' : 'JavaScript, float64',
      threads: this.pool?.threads ?? 1,
      reasons: this.options.reasons,
      kernels: 0,
      bufferLimit: ARENA_NUMBERS * 8,
    };
  }

  async multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const left = this.read('multiply', A);
    const right = this.read('multiply', B);
    if (left.cols === right.rows && this.worthSharing(left.rows * left.cols * right.cols)) {
      return this.pool!.multiply(left, right, false);
    }
    return product(left, right);
  }

  async multiplyTransposed(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const where = 'multiplyTransposed';
    const left = this.read(where, A);
    const right = this.read(where, B);
    if (left.cols === right.cols && this.worthSharing(left.rows * left.cols * right.rows)) {
      return this.pool!.multiply(left, right, true);
    }
    return product(left, right, { transposeRight: true });
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    const samples = this.read('gram', X);
    if (this.worthSharing(samples.rows * samples.cols ** 2)) return this.pool!.crossGram(samples, null);
    return gramOf(samples);
  }

  async crossGram(X: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    const left = this.read('crossGram', X);
    const right = this.read('crossGram', Y);
    if (left.rows === right.rows && this.worthSharing(left.rows * left.cols * right.cols)) {
      return this.pool!.crossGram(left, right);
    }
    return crossGramOf(left, right);
  }

  async columnSums(X: MatrixLike): Promise<Float64Array> {
    return columnSums(this.read('columnSums', X));
  }

  async gatherColumns(X: MatrixLike, indices: Indices): Promise<Float64Matrix> {
    return gatherColumns(this.read('gatherColumns', X), indices);
  }

  async scatterColumns(X: MatrixLike, indices: Indices): Promise<Float64Matrix> {
    return scatterColumns(this.read('scatterColumns', X), indices);
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[]): Promise<Float64Matrix> {
    return groupAverage(this.read('groupAverage', X), generators);
  }

  async applyBlocks(X: MatrixLike, blocks: readonly Block[], outCols: number): Promise<Float64Matrix> {
    return applyBlocks(this.read('applyBlocks', X), blocks, outCols);
  }

  async multiplyBatch(A: Batch, B: Batch): Promise<Float64Array> {
    return multiplyBatch(A, B);
  }

  async residual(X: MatrixLike, M: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    const target = this.read('residual', Y);
    const R = product(this.read('residual', X), this.read('residual', M), { transposeRight: true });
    if (R.rows !== target.rows || R.cols !== target.cols) {
      throw shapeMismatch('residual', `targets of shape ${shapeOf(R)}`, shapeOf(target));
    }
    for (let e = 0; e < R.data.length; e++) R.data[e] = target.data[e] - R.data[e];
    return R;
  }

  async leastSquares(A: MatrixLike, B: MatrixLike, options: RankOptions = {}): Promise<LeastSquaresSolution> {
    return leastSquares(this.read('leastSquares', A), this.read('leastSquares', B), options);
  }

  async logDensity(X: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Array> {
    return gaussianLogDensity(this.read('logDensity', X), mean, this.read('logDensity', L));
  }

  async transformNormals(Z: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Matrix> {
    return gaussianTransform(this.read('transformNormals', Z), mean, this.read('transformNormals', L));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pool?.close();
  }

  /** A product of fewer multiplications is done before other threads have woken up (about 50 µs). */
  private worthSharing(multiplications: number): boolean {
    return this.pool !== null && multiplications >= 2 ** 21;
  }

  private read(where: string, source: MatrixLike): Float64Matrix {
    if (this.closed) throw invalidArgument(where, 'an open backend', 'a closed one', 'Open another one.');
    return Float64Matrix.from(source, { where, finite: this.options.finite });
  }
}
