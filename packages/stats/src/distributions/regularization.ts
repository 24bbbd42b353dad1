/** What to do when there are few samples: shrink towards the commutant's diagonal, or add a conjugate prior. */
import { invalidArgument } from '@isotypic/algebra';
import type { Float64Layout } from '../dense/layout.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

export interface Regularization {
  /** λ ∈ [0, 1]: (1−λ)·C + λ·diag, one variance per irreducible copy left. Default 0. */
  readonly shrinkage?: number;
  /**
   * An inverse-Wishart prior on every block worth `samples` observations, about `variance` times the identity (default:
   * the average variance of the data): the covariance becomes (N·C + ν·σ²I)/(N + ν), positive definite for any N ≥ 1.
   */
  readonly prior?: { readonly samples: number; readonly variance?: number };
}

/** The regularized blocks. */
export function regularize(
  where: string,
  blocks: readonly Float64Layout[],
  structure: IsotypicStructure,
  weight: number,
  { shrinkage = 0, prior }: Regularization,
): Float64Layout[] {
  if (!(shrinkage >= 0 && shrinkage <= 1)) throw invalidArgument(where, 'a shrinkage in [0, 1]', shrinkage);
  if (prior !== undefined && !(prior.samples > 0)) {
    throw invalidArgument(where, 'a prior worth more than 0 samples', prior.samples);
  }
  const variance = prior?.variance ?? averageVariance(blocks, structure);
  if (prior !== undefined && !(variance > 0)) throw invalidArgument(where, 'a prior variance > 0', variance);
  return blocks.map(({ data, rows, cols }) => {
    const out = data.map((v, at) => (Math.floor(at / cols) === at % cols ? v : (1 - shrinkage) * v));
    if (prior !== undefined) {
      const total = weight + prior.samples;
      for (let at = 0; at < out.length; at++) out[at] *= weight / total;
      for (let i = 0; i < rows; i++) out[i * cols + i] += (prior.samples * variance) / total;
    }
    return { data: out, rows, cols };
  });
}

/** tr Σ / D. */
function averageVariance(blocks: readonly Float64Layout[], structure: IsotypicStructure): number {
  let trace = 0;
  structure.components.forEach((c, k) => {
    const { data, rows } = blocks[k];
    for (let i = 0; i < rows; i++) trace += c.pooled * data[i * rows + i];
  });
  return trace / structure.dimension;
}
