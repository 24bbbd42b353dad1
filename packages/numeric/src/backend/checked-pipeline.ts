/** A float64 pipeline whose operands are checked where they come in. */
import type { Indices } from '../kernels/group-average.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout, MatrixLike } from '../matrix/layout.js';
import type { BlockResiduals, ResidualRequest } from '../pipeline/block-residual.js';
import type { SampleSpace } from '../pipeline/change-of-basis.js';
import type { MapRequest } from '../pipeline/coordinates.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { GramRequest, PooledGrams } from '../pipeline/pooled-grams.js';
import type { Watch } from '../pipeline/runner.js';
import type { Float64Pipeline } from './float64-pipeline.js';
import type { Operands } from './operands.js';

export class CheckedPipeline implements Pipeline {
  constructor(
    protected readonly operands: Operands,
    protected readonly pipeline: Float64Pipeline,
  ) {}

  async pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    this.operands.grams('pooledGrams', request, watch);
    return this.pipeline.pooledGrams(request, watch);
  }

  async blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    this.operands.residuals('blockResiduals', request, watch);
    return this.pipeline.blockResiduals(request, watch);
  }

  async toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    this.operands.coordinates('toCoordinates', space, watch, room);
    return this.pipeline.toCoordinates(space, watch, room);
  }

  async fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    this.operands.map('fromCoordinates', request, watch);
    return this.pipeline.fromCoordinates(request, watch);
  }

  async squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    this.operands.lengths('squaredLengths', space, blocks, watch);
    return this.pipeline.squaredLengths(space, blocks, watch);
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    const rows = this.operands.matrix('groupAverage', 'X', X);
    this.operands.generators('groupAverage', generators, watch);
    return this.pipeline.groupAverage(rows, generators, watch);
  }

  /** The same operations on the same memory, counted with this reason. */
  inFloat64(reason: string): Pipeline {
    this.operands.reason('inFloat64', reason);
    return new CheckedPipeline(this.operands, this.pipeline.because(reason));
  }
}
