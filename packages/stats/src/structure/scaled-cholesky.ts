/** The Cholesky factor of a block whose diagonal is scaled to 1, which does not see the units of its variables. */
import { type Float64Layout, type Float64Matrix, tryCholesky } from '@isotypic/numeric/dense';

/** Below this pivot of the scaled block, what is made of the factor has less than six digits left: ε/1e-10. */
const LEAST_PIVOT = 1e-10;

export interface ScaledCholesky {
  /** Lower triangular: M = D L Lᵀ D. */
  readonly L: Float64Matrix;
  /** The diagonal of D: the roots of that of M. */
  readonly scale: Float64Array;
  /** Entry by entry M[i][j]/(dᵢ·dⱼ). */
  readonly divide: (M: Float64Layout) => Float64Layout;
}

/** Undefined where a pivot is not above 1e-10: M is singular to half the digits of a double. */
export function scaledCholesky(M: Float64Layout): ScaledCholesky | undefined {
  const n = M.rows;
  const scale = Float64Array.from({ length: n }, (_, i) => Math.sqrt(M.data[i * (n + 1)]));
  const divide = (N: Float64Layout): Float64Layout => ({
    ...N,
    data: N.data.map((v, at) => v / (scale[Math.floor(at / n)] * scale[at % n])),
  });
  const factor = scale.every((v) => v > 0) ? tryCholesky(divide(M)) : undefined;
  const L = factor !== undefined && 'L' in factor ? factor.L : undefined;
  if (L === undefined || scale.some((_, i) => !(L.data[i * (n + 1)] ** 2 > LEAST_PIVOT))) return undefined;
  return { L, scale, divide };
}
