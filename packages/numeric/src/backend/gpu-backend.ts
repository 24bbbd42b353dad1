/** The gpu backend: gpu.js kernels in float32, each checked; float64 where they cannot go, with the reason recorded. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import { solveLower } from '../factorizations/cholesky.js';
import { ENGINES, type EngineName, findEngine, type GpuEngine } from '../gpu/engine.js';
import {
  affineRows,
  averageRows,
  basesFit,
  cellsFit,
  crossGramTiles,
  inBasisRows,
  mahalanobisRows,
  sparseFits,
  sparseOfBlocks,
  sparseResidualRows,
  sparseRows,
} from '../gpu/gpu-kernels.js';
import { KernelCache } from '../gpu/kernel-cache.js';
import { outOfRange, type Terms } from '../gpu/range.js';
import { applyBlocks, applyInBasis, type Block, checkBlocks } from '../kernels/blocks.js';
import { averageOver, type Indices, orbitCells } from '../kernels/group-average.js';
import { crossGramOf, gramOf, product } from '../kernels/products.js';
import { requireTarget, subtractFrom } from '../kernels/residuals.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, shapeMismatch, shapeOf } from '../matrix/layout.js';
import type { Backend, BackendInfo, Precision } from './backend.js';
import { checkGaussian, gaussianConstant, gaussianLogDensity, gaussianTransform } from './gaussian.js';
import { Operands } from './operands.js';

export class GpuBackend implements Backend {
  readonly kind = 'gpu';
  private readonly operands: Operands;
  private cache: KernelCache;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private engine: GpuEngine,
    private readonly notes: string[],
    readonly precision: Precision,
    finite: boolean,
  ) {
    this.operands = new Operands(finite);
    this.cache = new KernelCache(engine);
  }

  /** @throws {IsotypicError} `BACKEND_UNAVAILABLE` with what was tried. */
  static async open(
    candidates: readonly EngineName[],
    { precision, finite, hardware = false }: { precision: Precision; finite: boolean; hardware?: boolean },
  ): Promise<GpuBackend> {
    const { engine, reasons } = await findEngine(candidates, { hardware });
    return new GpuBackend(engine, [...reasons], precision, finite);
  }

  info(): BackendInfo {
    return {
      kind: 'gpu',
      precision: this.precision,
      engine: this.engine.name,
      device: this.engine.device,
      threads: 1,
      reasons: this.notes,
      kernels: this.cache.size,
      bufferLimit: this.cache.limits.numbers * 4,
    };
  }

  async multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('multiply', 'A', A);
    const right = this.operands.matrix('multiply', 'B', B);
    if (left.cols !== right.rows) {
      throw shapeMismatch(
        'multiply',
        'A and B with inner dimensions that agree',
        `${shapeOf(left)} times ${shapeOf(right)}`,
      );
    }
    return this.accelerated(
      'multiply',
      { factors: [left.data, right.data] },
      () => affineRows(this.cache, left, right.transpose()),
      () => product(left, right),
    );
  }

  async multiplyTransposed(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('multiplyTransposed', 'A', A);
    const right = this.operands.matrix('multiplyTransposed', 'B', B);
    if (left.cols !== right.cols) {
      throw shapeMismatch(
        'multiplyTransposed',
        'A and B with equal numbers of columns',
        `${shapeOf(left)} and ${shapeOf(right)}`,
      );
    }
    return this.accelerated(
      'multiplyTransposed',
      { factors: [left.data, right.data] },
      () => affineRows(this.cache, left, right),
      () => product(left, right, { transposeRight: true }),
    );
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    const samples = this.operands.matrix('gram', 'X', X);
    const G = await this.accelerated(
      'gram',
      { factors: [samples.data, samples.data] },
      () => crossGramTiles(this.cache, samples, samples),
      () => gramOf(samples),
    );
    // Accelerators may fuse x·y + s one way and y·x + s the other: the lower triangle decides.
    for (let i = 0; i < G.rows; i++) for (let j = 0; j < i; j++) G.data[j * G.cols + i] = G.data[i * G.cols + j];
    return G;
  }

  async crossGram(X: MatrixLike, Y: MatrixLike): Promise<Float64Matrix> {
    const left = this.operands.matrix('crossGram', 'X', X);
    const right = this.operands.matrix('crossGram', 'Y', Y);
    if (left.rows !== right.rows) {
      throw shapeMismatch('crossGram', 'X and Y with equal numbers of rows', `${shapeOf(left)} and ${shapeOf(right)}`);
    }
    return this.accelerated(
      'crossGram',
      { factors: [left.data, right.data] },
      () => crossGramTiles(this.cache, left, right),
      () => crossGramOf(left, right),
    );
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[]): Promise<Float64Matrix> {
    const samples = this.operands.matrix('groupAverage', 'X', X);
    const cells = orbitCells('groupAverage', this.operands.generators('groupAverage', generators), samples.cols);
    return this.accelerated(
      'groupAverage',
      { factors: [samples.data], fits: cellsFit(this.cache, cells) },
      () => averageRows(this.cache, samples, cells),
      () => averageOver(samples, cells),
    );
  }

  async applyBlocks(X: MatrixLike, blocks: readonly Block[], outCols: number): Promise<Float64Matrix> {
    const samples = this.operands.matrix('applyBlocks', 'X', X);
    checkArgument('applyBlocks', 'outCols', outCols, integer(0));
    checkBlocks(samples, this.operands.blocks('applyBlocks', blocks), outCols);
    const map = sparseOfBlocks(blocks, outCols);
    return this.accelerated(
      'applyBlocks',
      { factors: [samples.data, entriesOf(blocks)], fits: sparseFits(this.cache, map) },
      () => sparseRows(this.cache, samples, map),
      () => applyBlocks(samples, blocks, outCols),
    );
  }

  async applyInBasis(
    X: MatrixLike,
    basisIn: MatrixLike,
    blocks: readonly Block[],
    basisOut: MatrixLike,
  ): Promise<Float64Matrix> {
    const samples = this.operands.matrix('applyInBasis', 'X', X);
    const into = this.operands.matrix('applyInBasis', 'basisIn', basisIn);
    const out = this.operands.matrix('applyInBasis', 'basisOut', basisOut);
    if (samples.cols !== into.rows) {
      throw shapeMismatch('applyInBasis', `X of ${into.rows} columns, the rows of basisIn`, shapeOf(samples));
    }
    checkBlocks(into, this.operands.blocks('applyInBasis', blocks), out.cols);
    const map = sparseOfBlocks(blocks, out.cols);
    return this.accelerated(
      'applyInBasis',
      {
        factors: [samples.data, into.data, entriesOf(blocks), out.data],
        fits: basesFit(into, out) && sparseFits(this.cache, map),
      },
      () => inBasisRows(this.cache, samples, into, map, out),
      () => applyInBasis(samples, into, blocks, out),
    );
  }

  async blockResidual(X: MatrixLike, blocks: readonly Block[], Y: MatrixLike): Promise<Float64Matrix> {
    const samples = this.operands.matrix('blockResidual', 'X', X);
    const targets = this.operands.matrix('blockResidual', 'Y', Y);
    requireTarget('blockResidual', targets, samples.rows, targets.cols);
    checkBlocks(samples, this.operands.blocks('blockResidual', blocks), targets.cols);
    const map = sparseOfBlocks(blocks, targets.cols);
    return this.accelerated(
      'blockResidual',
      {
        factors: [samples.data, entriesOf(blocks)],
        addends: [targets.data],
        fits: sparseFits(this.cache, map),
      },
      () => sparseResidualRows(this.cache, samples, map, targets),
      () => subtractFrom(targets, applyBlocks(samples, blocks, targets.cols)),
    );
  }

  async logDensity(X: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Array> {
    const samples = this.operands.matrix('logDensity', 'X', X);
    const factor = this.operands.matrix('logDensity', 'L', L);
    checkGaussian('logDensity', samples, this.operands.vector('logDensity', 'mean', mean), factor);
    if (samples.data.length === 0) return gaussianLogDensity(samples, mean, factor);
    const whitening = solveLower(factor, Float64Matrix.identity(factor.rows));
    return this.accelerated(
      'logDensity',
      // Twice: the lengths are squares.
      {
        factors: [samples.data, whitening.data, samples.data, whitening.data],
        addends: [mean],
        fits: samples.cols <= 1024,
      },
      async () => {
        const squares = await mahalanobisRows(this.cache, samples, mean, whitening);
        const constant = gaussianConstant(factor);
        return squares.map((square) => constant - 0.5 * square);
      },
      () => gaussianLogDensity(samples, mean, factor),
    );
  }

  async transformNormals(Z: MatrixLike, mean: ArrayLike<number>, L: MatrixLike): Promise<Float64Matrix> {
    const normals = this.operands.matrix('transformNormals', 'Z', Z);
    const factor = this.operands.matrix('transformNormals', 'L', L);
    checkGaussian('transformNormals', normals, this.operands.vector('transformNormals', 'mean', mean), factor);
    return this.accelerated(
      'transformNormals',
      { factors: [normals.data, factor.data], addends: [mean] },
      () => affineRows(this.cache, normals, factor, mean),
      () => gaussianTransform(normals, mean, factor),
    );
  }

  async close(): Promise<void> {
    if (!this.operands.close()) return;
    await this.queue;
    this.cache.destroy();
    await this.engine.close();
  }

  /**
   * Runs on the accelerator where that is possible, and in float64 where it is not: an operand the kernels do not
   * take, a kernel refused, a lost device. A lost device is replaced by the next engine once.
   */
  private async accelerated<T>(
    what: string,
    { fits = true, ...terms }: Terms & { readonly fits?: boolean },
    onDevice: () => Promise<T>,
    inFloat64: () => T,
  ): Promise<T> {
    // Nothing to do is no reason to record.
    if (terms.factors.some((factor) => factor.length === 0)) return inFloat64();
    const obstacle = fits ? outOfRange(terms) : 'the operands are too wide for its kernels';
    if (obstacle !== null) {
      this.note(`${what}: float64, because ${obstacle}`);
      return inFloat64();
    }
    // One operation at a time: a kernel's output is overwritten by its next call.
    const turn = this.queue.then(() => this.onDeviceOr(what, onDevice, inFloat64));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async onDeviceOr<T>(what: string, onDevice: () => Promise<T>, inFloat64: () => T): Promise<T> {
    try {
      return await onDevice();
    } catch (error) {
      if (error instanceof IsotypicError && error.code !== 'KERNEL_REFUSED') throw error;
      this.note(`${what}: float64, because ${error instanceof Error ? error.message : String(error)}`);
      if (!(error instanceof IsotypicError)) await this.replaceEngine();
      return inFloat64();
    }
  }

  /** After a failure that no check of ours explains, the device counts as lost. */
  private async replaceEngine(): Promise<void> {
    const failed = this.engine;
    try {
      this.cache.destroy();
      await failed.close();
    } catch {
      // a lost device may refuse even this
    }
    const rest = ENGINES.slice(ENGINES.indexOf(failed.name) + 1);
    const { engine, reasons } = await findEngine(rest.length > 0 ? rest : ['cpu']);
    this.note(`${failed.name} given up; ${reasons.join('; ')}`);
    this.engine = engine;
    this.cache = new KernelCache(engine);
  }

  private note(text: string): void {
    if (!this.notes.includes(text) && this.notes.length < 100) this.notes.push(text);
  }
}

/** The entries of all blocks. */
function entriesOf(blocks: readonly Block[]): Float64Array {
  return Float64Array.from(blocks.flatMap(({ matrix }) => Array.from(matrix.data)));
}
