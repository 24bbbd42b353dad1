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
import { once } from './once.js';
import { inSteps, isPlain } from './rotated-basis.js';

/** A room of its own: bundles load it where an orbit is too large for a matrix. */
const rotatedRows = /* @__PURE__ */ once(() => import('./rotated-rows.js'));

/** Requests on other bases go through as they are. */
export class RotatingPipeline implements Pipeline {
  constructor(
    readonly inner: Pipeline,
    readonly precision: Precision,
  ) {}

  async pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    const stepped = { ...request, spaces: await Promise.all(request.spaces.map(steppedSpace)) };
    if (stepped.spaces.every(isPlain)) return this.inner.pooledGrams(stepped, watch);
    return (await rotatedRows()).pooledGrams(this.inner, stepped, watch);
  }

  async blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    const [x, y] = [await steppedSpace(request.x), await steppedSpace(request.y)];
    if (isPlain(x) && isPlain(y)) return this.inner.blockResiduals({ ...request, x, y }, watch);
    return (await rotatedRows()).blockResiduals(this.inner, { ...request, x, y }, watch);
  }

  async toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    const stepped = await steppedSpace(space);
    if (isPlain(stepped)) return this.inner.toCoordinates(stepped, watch, room);
    return (await rotatedRows()).toCoordinates(this.inner, stepped, watch);
  }

  async fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    const [from, to] = [await inSteps(request.from), await inSteps(request.to)];
    if (isPlain({ basis: to })) return this.inner.fromCoordinates({ ...request, from, to }, watch);
    return (await rotatedRows()).fromCoordinates(this.inner, { ...request, from, to }, watch);
  }

  async squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    const stepped = await steppedSpace(space);
    if (isPlain(stepped)) return this.inner.squaredLengths(stepped, blocks, watch);
    return (await rotatedRows()).squaredLengths(this.inner, stepped, blocks, watch);
  }

  groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    return this.inner.groupAverage(X, generators, watch);
  }
}

async function steppedSpace(space: SampleSpace): Promise<SampleSpace> {
  return { ...space, basis: await inSteps(space.basis) };
}
