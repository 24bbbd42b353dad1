/** What small samples do to the maximum of the Gaussian likelihood: when it exists, and how far off it is. */
import { digamma } from '../laws/gamma.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';
import type { SymmetryHypothesis } from './hypothesis.js';

/**
 * The least N at which the maximum-likelihood covariance is positive definite with probability 1. Component k sees
 * n_k vectors of 𝔽^{m_k}, n_k = N·d/e, less d/e where a mean was estimated, and needs n_k ≥ m_k.
 *
 * @param mean `invariant` (default): the mean is estimated in V^G. `free`: estimated without constraint. `known`.
 */
export function minimumSamplesOf(
  components: readonly StructureComponent[],
  mean: 'invariant' | 'free' | 'known' = 'invariant',
): number {
  let least = 1;
  for (const c of components) {
    if (c.multiplicity === 0) continue;
    const lost = mean === 'free' || (mean === 'invariant' && c.isTrivial) ? 1 : 0;
    least = Math.max(least, Math.ceil(c.multiplicity / c.pooled) + lost);
  }
  return least;
}

/**
 * E[log det Σ̂] − log det Σ for N samples of the model itself, exactly: det Σ̂_k is a product of independent χ²
 * (Bartlett's decomposition over ℝ, ℂ, ℍ; Muirhead 1982, thm 3.2.15 for ℝ; Goodman 1963 for ℂ; Andersson 1975 for all
 * three), so E log det = d·Σ_{i<m} [ψ(e(n−i)/2) + log 2/(e·N·d/e)], n = N·d/e less d/e where a mean was estimated.
 */
export function expectedLogDeterminant(
  components: readonly StructureComponent[],
  samples: number,
  hypothesis: SymmetryHypothesis,
): number {
  let sum = 0;
  for (const { degree, multiplicity, units, pooled, isTrivial } of components) {
    const lost = hypothesis === 'covariance' || isTrivial ? 1 : 0;
    const n = (samples - lost) * pooled;
    for (let i = 0; i < multiplicity; i++) {
      sum += degree * (digamma((units * (n - i)) / 2) + Math.log(2 / (units * samples * pooled)));
    }
  }
  return sum;
}
