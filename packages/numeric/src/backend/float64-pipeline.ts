/** The pipeline in float64 on one memory: operations take turns, and it is counted where each was done. */
import { type Indices, orbitCells } from '../kernels/group-average.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout, MatrixLike } from '../matrix/layout.js';
import { type BlockResiduals, blockResiduals, type ResidualRequest } from '../pipeline/block-residual.js';
import type { SampleSpace } from '../pipeline/change-of-basis.js';
import { meansAlone } from '../pipeline/column-means.js';
import { cellMeans, fromCoordinates, type MapRequest, squaredLengths, toCoordinates } from '../pipeline/coordinates.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import { type GramRequest, type PooledGrams, pooledGrams } from '../pipeline/pooled-grams.js';
import type { GramCalls, Runner, Watch } from '../pipeline/runner.js';
import { gramSteps, type StepCounts, type StepName } from './steps.js';

/** Operations that wait for each other. */
class Turns {
  private queue: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  async settled(): Promise<void> {
    await this.queue;
  }
}

const TOO_SMALL = "some Gram matrices are too small for a call of the system's BLAS";
const NO_GRAMS = "the system's BLAS makes Gram matrices alone";

export class Float64Pipeline implements Pipeline {
  /** @param reason why operations come here. */
  constructor(
    private readonly runner: Runner,
    private readonly steps: StepCounts,
    private readonly reason: string,
    private readonly turns = new Turns(),
  ) {}

  /** The same one, for operations that come for this reason. */
  because(reason: string): Float64Pipeline {
    return new Float64Pipeline(this.runner, this.steps, reason, this.turns);
  }

  pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    const { runner } = this;
    const meansOnly = request.pairs.length === 0 && request.centered;
    return this.inTurn(gramSteps(request), () =>
      meansOnly ? meansAlone(runner, request, watch) : pooledGrams(runner, request, watch),
    );
  }

  blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    return this.inTurn(['blockResiduals'], () => blockResiduals(this.runner, request, watch));
  }

  toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    return this.inTurn(['toCoordinates'], () => toCoordinates(this.runner, space, watch, room));
  }

  fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    return this.inTurn(['fromCoordinates'], () => fromCoordinates(this.runner, request, watch));
  }

  squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    return this.inTurn(['squaredLengths'], () => squaredLengths(this.runner, space, blocks, watch));
  }

  groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    const rows = Float64Matrix.from(X, { where: 'groupAverage', name: 'X' });
    const cells = orbitCells('groupAverage', generators, rows.cols);
    return this.inTurn(['groupAverage'], () => cellMeans(this.runner, rows, cells, watch));
  }

  /** Resolves when all that was asked for is done. */
  settled(): Promise<void> {
    return this.turns.settled();
  }

  /** The memory serves one operation at a time. */
  private inTurn<T>(names: readonly StepName[], work: () => Promise<T>): Promise<T> {
    return this.turns.take(async () => {
      const calls = this.runner.gramCalls;
      if (calls !== undefined) for (const made of Object.values(calls)) [made.library, made.kernels] = [0, 0];
      const result = await work();
      for (const name of names) this.count(name, calls);
      return result;
    });
  }

  private count(name: StepName, calls: Runner['gramCalls']): void {
    const { steps, runner, reason } = this;
    if (calls === undefined) {
      steps.add(name, runner.engine, reason);
      return;
    }
    const { library, kernels } = callsOf(name, calls);
    if (library > 0) steps.add(name, 'system-blas', reason);
    if (kernels > 0) steps.add(name, runner.engine, TOO_SMALL);
    else if (library === 0) steps.add(name, runner.engine, NO_GRAMS);
  }
}

/** Gram matrices of an operation by where they were made. */
function callsOf(name: StepName, { own, cross }: NonNullable<Runner['gramCalls']>): GramCalls {
  if (name === 'pooledGrams') return own;
  if (name === 'crossGrams') return cross;
  return { library: own.library + cross.library, kernels: own.kernels + cross.kernels };
}
