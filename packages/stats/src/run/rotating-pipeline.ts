/** A backend's pipeline for bases that may be rotated. */
import type {
  BlockResiduals,
  Float64Layout,
  Float64Matrix,
  GramRequest,
  Indices,
  MapRequest,
  MatrixLike,
  Pipeline,
  PooledGrams,
  Precision,
  ResidualRequest,
  SampleSpace,
  Watch,
} from '@isotypic/numeric';
import { isPlain } from './rotated-basis.js';

/** A room of its own: bundles load it where an orbit is too large for a matrix. */
const rotatedRows = () => import('./rotated-rows.js');

/** Requests on other bases go through as they are. */
export class RotatingPipeline implements Pipeline {
  constructor(
    readonly inner: Pipeline,
    readonly precision: Precision,
  ) {}

  async pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    if (request.spaces.every(isPlain)) return this.inner.pooledGrams(request, watch);
    return (await rotatedRows()).pooledGrams(this.inner, request, watch);
  }

  async blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    if (isPlain(request.x) && isPlain(request.y)) return this.inner.blockResiduals(request, watch);
    return (await rotatedRows()).blockResiduals(this.inner, request, watch);
  }

  async toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    if (isPlain(space)) return this.inner.toCoordinates(space, watch, room);
    return (await rotatedRows()).toCoordinates(this.inner, space, watch);
  }

  async fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    if (isPlain({ basis: request.to })) return this.inner.fromCoordinates(request, watch);
    return (await rotatedRows()).fromCoordinates(this.inner, request, watch);
  }

  async squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    if (isPlain(space)) return this.inner.squaredLengths(space, blocks, watch);
    return (await rotatedRows()).squaredLengths(this.inner, space, blocks, watch);
  }

  groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    return this.inner.groupAverage(X, generators, watch);
  }
}
