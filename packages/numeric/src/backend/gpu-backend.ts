/** The gpu backend: gpu.js kernels in float32, each checked; float64 where they cannot go, with the reason recorded. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { findEngine, type GpuEngine } from '../gpu/engine.js';
import { ENGINES, type EngineName } from '../gpu/engine-names.js';
import {
  averageRows,
  cellsFit,
  coordinatesOnDevice,
  gramsOnDevice,
  imagesOnDevice,
  lengthsOnDevice,
  residualsOnDevice,
} from '../gpu/gpu-kernels.js';
import { KernelCache } from '../gpu/kernel-cache.js';
import { outOfRange, type Terms } from '../gpu/range.js';
import { mapFromCoordinates, mapOfBlocks, mapToCoordinates, type SparseMap, sparseFits } from '../gpu/sparse-map.js';
import { type Indices, orbitCells } from '../kernels/group-average.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout, MatrixLike } from '../matrix/layout.js';
import type { BlockResiduals, ResidualRequest } from '../pipeline/block-residual.js';
import type { SampleSpace } from '../pipeline/change-of-basis.js';
import type { MapRequest } from '../pipeline/coordinates.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import { gramBy, multiplyBy } from '../pipeline/plain-basis.js';
import type { GramRequest, PooledGrams } from '../pipeline/pooled-grams.js';
import { openRunner, type Watch } from '../pipeline/runner.js';
import type { Backend, BackendInfo, Precision } from './backend.js';
import { CheckedPipeline } from './checked-pipeline.js';
import { Float64Pipeline } from './float64-pipeline.js';
import { Operands } from './operands.js';
import { gramSteps, StepCounts, type StepName } from './steps.js';

const MEANS_FIRST = 'means are taken off in float64 before samples are rounded';

export class GpuBackend implements Backend {
  readonly kind = 'gpu';
  private readonly operands: Operands;
  private cache: KernelCache;
  private queue: Promise<unknown> = Promise.resolve();
  private float64: Float64Pipeline | undefined;
  private readonly steps = new StepCounts();

  private constructor(
    private engine: GpuEngine,
    /** Why this engine. */
    private choice: string,
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
    const wanted =
      candidates.length === 1 ? `engine ${engine.name}` : `the first that runs of ${candidates.join(', ')}`;
    return new GpuBackend(engine, `single precision on ${wanted} asked for`, [...reasons], precision, finite);
  }

  info(): BackendInfo {
    return {
      kind: 'gpu',
      precision: this.precision,
      engine: this.engine.name,
      device: this.engine.device,
      threads: 1,
      reasons: this.notes,
      steps: this.steps.list(),
      kernels: this.cache.size,
      bufferLimit: this.cache.limits.numbers * 4,
    };
  }

  async pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    this.operands.grams('pooledGrams', request, watch);
    const { spaces, pairs } = request;
    return this.accelerated(
      gramSteps(request),
      {
        factors: [...new Set(pairs.flatMap(([a, b]) => [spaces[a].rows.data, spaces[b].rows.data]))],
        squared: true,
        fits: spaces.every(({ basis }) => this.fits(mapToCoordinates(basis))),
      },
      async () => {
        const made = await gramsOnDevice(this.cache, request, watch);
        if (request.centered) this.steps.add('means', 'javascript', MEANS_FIRST);
        return made;
      },
      (float64) => float64.pooledGrams(request, watch),
    );
  }

  async blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    this.operands.residuals('blockResiduals', request, watch);
    const { x, y, blocks } = request;
    const maps = [mapToCoordinates(x.basis), mapToCoordinates(y.basis), mapOfBlocks(blocks, y.basis, x.basis)];
    return this.accelerated(
      ['blockResiduals'],
      {
        factors: [x.rows.data, entriesOf(blocks)],
        addends: [y.rows.data],
        squared: true,
        fits: maps.every((map) => this.fits(map)),
      },
      () => residualsOnDevice(this.cache, request, watch),
      (float64) => float64.blockResiduals(request, watch),
    );
  }

  async toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    this.operands.coordinates('toCoordinates', space, watch, room);
    return this.accelerated(
      ['toCoordinates'],
      { factors: [space.rows.data], fits: this.fits(mapToCoordinates(space.basis)) },
      () => coordinatesOnDevice(this.cache, space, watch),
      (float64) => float64.toCoordinates(space, watch),
    );
  }

  async fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    this.operands.map('fromCoordinates', request, watch);
    const { coordinates, from, to, blocks } = request;
    const maps = [mapFromCoordinates(to), ...(blocks ? [mapOfBlocks(blocks, to, from)] : [])];
    return this.accelerated(
      ['fromCoordinates'],
      {
        factors: [coordinates.data, ...(blocks ? [entriesOf(blocks)] : [])],
        fits: maps.every((map) => this.fits(map)),
      },
      () => imagesOnDevice(this.cache, request, watch),
      (float64) => float64.fromCoordinates(request, watch),
    );
  }

  async squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    this.operands.lengths('squaredLengths', space, blocks, watch);
    const maps = [mapToCoordinates(space.basis), mapOfBlocks(blocks, space.basis, space.basis)];
    return this.accelerated(
      ['squaredLengths'],
      {
        factors: [space.rows.data, entriesOf(blocks)],
        addends: space.shift === undefined ? [] : [space.shift],
        squared: true,
        fits: maps.every((map) => this.fits(map)),
      },
      () => lengthsOnDevice(this.cache, space, blocks, watch),
      (float64) => float64.squaredLengths(space, blocks, watch),
    );
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    const samples = this.operands.matrix('groupAverage', 'X', X);
    this.operands.generators('groupAverage', generators, watch);
    const cells = orbitCells('groupAverage', generators, samples.cols);
    return this.accelerated(
      ['groupAverage'],
      { factors: [samples.data], fits: cellsFit(this.cache, cells) },
      () => averageRows(this.cache, samples, cells, watch),
      (float64) => float64.groupAverage(samples, generators, watch),
    );
  }

  inFloat64(reason: string): Pipeline {
    this.operands.reason('inFloat64', reason);
    return new CheckedPipeline(this.operands, this.double(reason));
  }

  async multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const [left, right] = [this.operands.matrix('multiply', 'A', A), this.operands.matrix('multiply', 'B', B)];
    return multiplyBy(this, left, right);
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    return gramBy(this, this.operands.matrix('gram', 'X', X));
  }

  async close(): Promise<void> {
    if (!this.operands.close()) return;
    await this.queue;
    await this.float64?.settled();
    this.cache.destroy();
    await this.engine.close();
  }

  /**
   * Runs on the accelerator where that is possible, and in float64 where it is not: an operand the kernels do not
   * take, a kernel refused, a lost device. A lost device is replaced by the next engine once.
   */
  private async accelerated<T>(
    names: readonly StepName[],
    { fits = true, squared = false, ...terms }: Terms & { readonly fits?: boolean; readonly squared?: boolean },
    onDevice: () => Promise<T>,
    inFloat64: (pipeline: Float64Pipeline) => Promise<T>,
  ): Promise<T> {
    // Nothing to do is no reason to record.
    if (terms.factors.some((factor) => factor.length === 0)) return inFloat64(this.double('an operand has no entries'));
    const factors = squared ? [...terms.factors, ...terms.factors] : terms.factors;
    const obstacle = fits ? outOfRange({ ...terms, factors }) : 'the operands are too wide for its kernels';
    if (obstacle !== null) {
      this.note(`${names.join(', ')}: float64, because ${obstacle}`);
      return inFloat64(this.double(obstacle));
    }
    // One operation at a time: a kernel's output is overwritten by its next call.
    const turn = this.queue.then(() => this.onDeviceOr(names, onDevice, inFloat64));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private fits(map: SparseMap): boolean {
    return sparseFits(this.cache, map);
  }

  private double(reason: string): Float64Pipeline {
    this.float64 ??= new Float64Pipeline(openRunner(), this.steps, reason);
    return this.float64.because(reason);
  }

  private async onDeviceOr<T>(
    names: readonly StepName[],
    onDevice: () => Promise<T>,
    inFloat64: (pipeline: Float64Pipeline) => Promise<T>,
  ): Promise<T> {
    try {
      const result = await onDevice();
      // means are the host's, and counted there
      for (const name of names) if (name !== 'means') this.steps.add(name, this.engine.name, this.choice);
      return result;
    } catch (error) {
      // refusals of ours, and what a watch throws to stop the work
      if (error instanceof IsotypicError && error.code !== 'KERNEL_REFUSED') throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.note(`${names.join(', ')}: float64, because ${reason}`);
      if (!(error instanceof IsotypicError)) await this.replaceEngine();
      return inFloat64(this.double(reason));
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
    this.choice = `the next engine that runs after ${failed.name}, which failed`;
    this.cache = new KernelCache(engine);
  }

  private note(text: string): void {
    if (!this.notes.includes(text) && this.notes.length < 100) this.notes.push(text);
  }
}

/** The entries of all blocks. */
function entriesOf(blocks: readonly Float64Layout[]): Float64Array {
  return Float64Array.from(blocks.flatMap(({ data }) => Array.from(data)));
}
