/** Eigenvalues by isotypic component, and matrices seen in isotypic coordinates. */
import type { Float64Layout } from '@isotypic/algebra';
import { symmetricEigen } from '@isotypic/numeric';
import type { IsotypicDecomposition } from '@isotypic/reps';
import type { ComponentRow } from './analysis.js';
import { contrastsOf } from './contrasts.js';

/** QᵀSQ, row-major D². */
export function inIsotypicCoordinates(decomposition: IsotypicDecomposition, S: Float64Layout): Float64Array {
  const Q = decomposition.orthonormalBasis().data;
  const D = S.rows;
  const SQ = new Float64Array(D * D);
  for (let i = 0; i < D; i++) {
    for (let k = 0; k < D; k++) {
      const s = S.data[i * D + k];
      for (let j = 0; j < D; j++) SQ[i * D + j] += s * Q[k * D + j];
    }
  }
  const hat = new Float64Array(D * D);
  for (let k = 0; k < D; k++) {
    for (let i = 0; i < D; i++) {
      const q = Q[k * D + i];
      for (let j = 0; j < D; j++) hat[i * D + j] += q * SQ[k * D + j];
    }
  }
  return hat;
}

/**
 * The components with the eigenvalues of an invariant covariance on each. On a component of m copies of degree d the
 * covariance is C ⊗ I in suitable order, so every eigenvalue occurs d times: one of each d is kept.
 */
export function componentRows(
  decomposition: IsotypicDecomposition,
  covariance: Float64Layout,
  names: readonly string[],
): ComponentRow[] {
  const contrasts = contrastsOf(decomposition, names);
  const hat = inIsotypicCoordinates(decomposition, covariance);
  const D = covariance.rows;
  let offset = 0;
  return decomposition.components.map(({ label, degree, multiplicity, type, isTrivial }, k) => {
    const size = degree * multiplicity;
    const block = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const row = (offset + i) * D + offset;
      block.set(hat.subarray(row, row + size), i * size);
    }
    const values = descending(block, size).filter((_, n) => n % degree === 0);
    const start = offset;
    offset += size;
    return {
      label,
      degree,
      multiplicity,
      type,
      isTrivial,
      contrasts: contrasts[k].map(({ formula }) => formula),
      offset: start,
      eigenvalues: values,
    };
  });
}

/** Eigenvalues of a plain covariance, descending. */
export const plainSpectrum = (S: Float64Layout): number[] => descending(S.data, S.rows);

function descending(data: Float64Array, n: number): number[] {
  return Array.from(symmetricEigen({ data, rows: n, cols: n }).values).sort((a, b) => b - a);
}
