/** The pipeline in float64 on one memory: operations take turns. */
import { type Indices, orbitCells } from '../kernels/group-average.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout, MatrixLike } from '../matrix/layout.js';
import { type BlockResiduals, blockResiduals, type ResidualRequest } from '../pipeline/block-residual.js';
import type { SampleSpace } from '../pipeline/change-of-basis.js';
import { meansAlone } from '../pipeline/column-means.js';
import { cellMeans, fromCoordinates, type MapRequest, squaredLengths, toCoordinates } from '../pipeline/coordinates.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import { type GramRequest, type PooledGrams, pooledGrams } from '../pipeline/pooled-grams.js';
import type { Runner, Watch } from '../pipeline/runner.js';

export class Float64Pipeline implements Pipeline {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly runner: Runner) {}

  pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    const { runner } = this;
    const meansOnly = request.pairs.length === 0 && request.centered;
    return this.inTurn(() => (meansOnly ? meansAlone(runner, request, watch) : pooledGrams(runner, request, watch)));
  }

  blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    return this.inTurn(() => blockResiduals(this.runner, request, watch));
  }

  toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    return this.inTurn(() => toCoordinates(this.runner, space, watch, room));
  }

  fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    return this.inTurn(() => fromCoordinates(this.runner, request, watch));
  }

  squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    return this.inTurn(() => squaredLengths(this.runner, space, blocks, watch));
  }

  groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    const rows = Float64Matrix.from(X, { where: 'groupAverage', name: 'X' });
    const cells = orbitCells('groupAverage', generators, rows.cols);
    return this.inTurn(() => cellMeans(this.runner, rows, cells, watch));
  }

  /** Resolves when all that was asked for is done. */
  async settled(): Promise<void> {
    await this.queue;
  }

  /** The memory serves one operation at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }
}
