/** What to do when there are few samples: shrink towards the commutant's center, or add a conjugate prior. */
import { finite, invalidArgument, type OptionKinds, positive } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { traceOf } from '@isotypic/numeric/internal';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

export interface Regularization {
  /**
   * λ ∈ [0, 1]: (1−λ)·C + λ·(tr C/m)·I on every isotypic component. The target, one variance per component, is the
   * projection on the center of the commutant, so it depends on neither the labeling of the variables nor the choice of
   * copies. Default 0.
   */
  readonly shrinkage?: number;
  /**
   * An inverse-Wishart prior on every block worth `samples` observations, about `variance` times the identity (default:
   * the average variance of the data): the covariance becomes (N·C + ν·σ²I)/(N + ν), positive definite for any N ≥ 1. N
   * is the number of samples, with weights the effective one.
   */
  readonly prior?: { readonly samples: number; readonly variance?: number };
}

export const REGULARIZATION_KINDS: OptionKinds<Regularization> = {
  shrinkage: finite(0, 1),
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

/** The regularized blocks. */
export function regularize(
  where: string,
  blocks: readonly Float64Layout[],
  structure: IsotypicStructure,
  samples: number,
  { shrinkage = 0, prior }: Regularization,
): Float64Layout[] {
  const variance = prior?.variance ?? averageVariance(blocks, structure);
  if (prior !== undefined && !(variance > 0)) {
    throw invalidArgument(where, 'a prior variance above 0', variance, 'The data do not vary: give prior.variance.');
  }
  return blocks.map(({ data, rows, cols }) => {
    const out = data.map((v) => (1 - shrinkage) * v);
    const shared = traceOf({ data, rows, cols }) / rows;
    for (let i = 0; i < rows; i++) out[i * (cols + 1)] += shrinkage * shared;
    if (prior !== undefined) {
      const total = samples + prior.samples;
      for (let at = 0; at < out.length; at++) out[at] *= samples / total;
      for (let i = 0; i < rows; i++) out[i * cols + i] += (prior.samples * variance) / total;
    }
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
