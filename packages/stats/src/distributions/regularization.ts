/** What to do when there are few samples: shrink towards the commutant's center, or add a conjugate prior. */
import { invalidArgument, type OptionKinds, positive } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { traceOf } from '@isotypic/numeric/internal';
import { SHRINKAGE, type ShrinkageOptions, shrunk } from '../estimators/intensities.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

/** How an estimate is kept from being singular: by shrinkage, by a prior. */
export interface Regularization extends ShrinkageOptions {
  /**
   * An inverse-Wishart prior on every block worth `samples` observations, about `variance` times the identity (default:
   * the average variance of the data): the covariance becomes (N·C + ν·σ²I)/(N + ν), positive definite for any N ≥ 1. N
   * is the number of samples, with weights the effective one.
   */
  readonly prior?: { readonly samples: number; readonly variance?: number };
}

export const REGULARIZATION_KINDS: OptionKinds<Regularization> = {
  shrinkage: SHRINKAGE,
  prior: {
    expected: '{ samples, variance }, finite numbers above 0, variance optional',
    accepts: (v) =>
      typeof v === 'object' &&
      v !== null &&
      Object.keys(v).every((name) => name === 'samples' || name === 'variance') &&
      'samples' in v &&
      positive.accepts(v.samples) &&
      (!('variance' in v) || v.variance === undefined || positive.accepts(v.variance)),
  },
};

/** The blocks, shrunk by the intensity of each component, with the prior. */
export function regularize(
  where: string,
  blocks: readonly Float64Layout[],
  structure: IsotypicStructure,
  samples: number,
  intensities: readonly number[],
  prior: Regularization['prior'],
): Float64Layout[] {
  const variance = prior?.variance ?? averageVariance(blocks, structure);
  if (prior !== undefined && !(variance > 0)) {
    throw invalidArgument(where, 'a prior variance above 0', variance, 'The data do not vary: give prior.variance.');
  }
  const shrunken = shrunk(blocks, intensities);
  if (prior === undefined) return shrunken;
  const total = samples + prior.samples;
  return shrunken.map(({ data, rows, cols }) => {
    const out = data.map((v) => (v * samples) / total);
    for (let i = 0; i < rows; i++) out[i * cols + i] += (prior.samples * variance) / total;
    return { data: out, rows, cols };
  });
}

/** tr Σ / D. */
function averageVariance(blocks: readonly Float64Layout[], structure: IsotypicStructure): number {
  let trace = 0;
  structure.components.forEach((c, k) => {
    trace += c.pooled * traceOf(blocks[k]);
  });
  return trace / structure.dimension;
}
