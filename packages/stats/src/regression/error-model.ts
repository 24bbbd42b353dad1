/**
 * What the errors of a regression under a symmetry make of its estimates. With errors of an invariant covariance S, the
 * rows of component k are regressions over 𝔽 of their own, with design Gram matrix Gₖ, and a linear function
 * Σₖ ⟨Mₖ, Cₖ⟩ of the coefficients has the variance Σₖ tr(SₖMₖGₖ⁻¹Mₖᵀ): in the real forms of ℝ, ℂ and ℍ no factor of
 * their dimension is left over.
 */
import { type Float64Layout, product } from '@isotypic/numeric/dense';
import { wholeDegrees } from '../estimators/intervals.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';

/** Errors in one component of Y. */
export interface ComponentErrors {
  readonly component: StructureComponent;
  /** Sₖ, the residual sum of squares over `vectors`. */
  readonly covariance: Float64Layout;
  /** νₖ: vectors over 𝔽 that are left for the residuals, N·d/e less the rank and the mean. */
  readonly vectors: number;
}

/** The errors of all components; with `pooled` S is one variance, estimated with so many degrees of freedom. */
export interface ErrorModel {
  readonly components: readonly ComponentErrors[];
  readonly pooled: number | undefined;
  /** N. */
  readonly samples: number;
}

/** An estimate's variance, and the degrees of freedom with which that is known. */
export interface ErrorVariance {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * Σₖ tr(SₖKₖ), with Satterthwaite's degrees of freedom: exact where one component of one copy has a part in it, and
 * where S is one variance.
 */
export function errorVariance({ components, pooled }: ErrorModel, forms: readonly Float64Layout[]): ErrorVariance {
  const products = components.map(({ covariance }, k) => product(covariance, forms[k]));
  let [trace, size] = [0, 0];
  for (const { data, rows, cols } of products) {
    for (let a = 0; a < rows; a++) trace += data[a * (cols + 1)];
    for (const x of data) size = Math.max(size, Math.abs(x));
  }
  if (size === 0) return { variance: 0, degreesOfFreedom: pooled ?? Number.POSITIVE_INFINITY };
  // squares of shares of the largest: those of data of any size are numbers
  let spread = 0;
  products.forEach(({ data, rows: n }, k) => {
    let square = 0;
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) square += (data[a * n + b] / size) * (data[b * n + a] / size);
    if (square > 0) spread += (2 * square) / components[k].vectors;
  });
  const degrees = spread > 0 ? (2 * (trace / size) ** 2) / spread : Number.POSITIVE_INFINITY;
  return { variance: Math.max(0, trace), degreesOfFreedom: pooled ?? wholeDegrees(degrees) };
}
