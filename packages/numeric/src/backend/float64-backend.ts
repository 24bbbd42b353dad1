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

  constructor(private readonly options: Float64BackendOptions) {}

  info(): BackendInfo {
    const wasm = sharedBlas().kind === 'wasm';
    return {
      kind: 'float64',
      precision: 'double',
      engine: wasm ? 'wasm-simd' : 'javascript',
      device: wasm ? 'WebAssembly SIMD, float64' : 'JavaScript, float64',
      threads: this.options.threads,
      reasons: this.options.reasons,
      kernels: 0,
      bufferLimit: ARENA_NUMBERS * 8,
    };
  }

  async multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    return product(this.read('multiply', A), this.read('multiply', B));
  }

  async multiplyTransposed(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const where = 'multiplyTransposed';
    return product(this.read(where, A), this.read(where, B), { transposeRight: true });
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    return gramOf(this.read('gram', X));
  }

  async crossGram(X: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    return crossGramOf(this.read('crossGram', X), this.read('crossGram', Y));
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
    this.closed = true;
  }

  private read(where: string, source: MatrixLike): Float64Matrix {
    if (this.closed) throw invalidArgument(where, 'an open backend', 'a closed one', 'Open another one.');
    return Float64Matrix.from(source, { where, finite: this.options.finite });
  }
}
