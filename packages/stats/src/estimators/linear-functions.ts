/**
 * Linear functions ⟨A, Σ⟩ of an invariant covariance and what their estimates are off by. A is projected on the
 * commutant, where it is one block B_k for each component, ⟨A, Σ⟩ = Σₖ (d/e) tr(BₖCₖ); the estimate of Cₖ from n_k
 * vectors per pooled coordinate is Wishart over ℝ, ℂ or ℍ, so that var = 2 Σₖ (d/e) tr(BₖCₖBₖCₖ)/n_k (Muirhead 1982,
 * §3.2; Andersson 1975).
 */
import { type Float64Layout, Float64Matrix, product } from '@isotypic/numeric/dense';
import { projectOnUnits, symmetrize } from '@isotypic/numeric/internal';
import { scaledBy } from '../data/powers-of-two.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

/** c·(u vᵀ + v uᵀ)/2, u and v given by their isotypic coordinates. */
export interface Term {
  readonly u: ArrayLike<number>;
  readonly v: ArrayLike<number>;
  readonly c: number;
}

/** The isotypic coordinates of unit vector i: row i of the basis. */
export function unitCoordinates({ basis }: IsotypicStructure, i: number): Float64Array {
  return Float64Array.from(basis.data.subarray(i * basis.cols, (i + 1) * basis.cols));
}

/** B_k of the sum of the terms, the real (e·m)×(e·m) form each. */
export function formBlocks(structure: IsotypicStructure, terms: readonly Term[]): Float64Matrix[] {
  return structure.components.map(({ multiplicity, units, pooled, offset }) => {
    const width = multiplicity * units;
    const B = new Float64Matrix(width, width);
    if (multiplicity === 0) return B;
    for (const { u, v, c } of terms) {
      for (let s = 0; s < pooled; s++) {
        for (let a = 0; a < width; a++) {
          const left = (c * u[offset + s + a * pooled]) / pooled;
          if (left === 0) continue;
          for (let b = 0; b < width; b++) B.data[a * width + b] += left * v[offset + s + b * pooled];
        }
      }
    }
    symmetrize(B);
    projectOnUnits(B.data, multiplicity, multiplicity, units);
    return B;
  });
}

/**
 * Blocks divided by a power of two that brings the largest variance to between 1 and 2: what is quadratic in variances
 * then neither overflows nor vanishes.
 */
export function unitBlocks(blocks: readonly Float64Layout[]): {
  readonly blocks: readonly Float64Layout[];
  readonly exponent: number;
} {
  let largest = 0;
  for (const { data, rows, cols } of blocks)
    for (let i = 0; i < rows; i++) largest = Math.max(largest, data[i * (cols + 1)]);
  if (largest === 0) return { blocks, exponent: 0 };
  const exponent = Math.floor(Math.log2(largest));
  return {
    blocks: blocks.map((C) => ({ ...C, data: scaledBy(Float64Array.from(C.data), -exponent) })),
    exponent,
  };
}

/** The parts that the components have in ⟨A, C⟩ and, with n = 1 each, in the variance of its estimate. */
export function partsOf(
  structure: IsotypicStructure,
  forms: readonly Float64Layout[],
  blocks: readonly Float64Layout[],
): { readonly value: number; readonly variance: number }[] {
  return structure.components.map(({ pooled }, k) => {
    const BC = product(forms[k], blocks[k]);
    const n = BC.rows;
    let [trace, square] = [0, 0];
    for (let a = 0; a < n; a++) {
      trace += BC.data[a * n + a];
      for (let b = 0; b < n; b++) square += BC.data[a * n + b] * BC.data[b * n + a];
    }
    return { value: pooled * trace, variance: 2 * pooled * Math.max(0, square) };
  });
}

/** var of the estimate of ⟨A, Σ⟩ from n vectors, or n[k] of component k. */
export function formVariance(
  structure: IsotypicStructure,
  forms: readonly Float64Layout[],
  blocks: readonly Float64Layout[],
  n: number | readonly number[],
): number {
  return partsOf(structure, forms, blocks).reduce(
    (sum, { variance }, k) => (variance === 0 ? sum : sum + variance / (typeof n === 'number' ? n : n[k])),
    0,
  );
}
