/** The copies of a coupling in orthonormal coordinates, zero where the exact entry is zero. */
import { type Cyclotomic, cyclotomics } from '@isotypic/algebra';
import type { ClebschGordan } from '@isotypic/reps';
import { overCyclotomics } from '@isotypic/reps/internal';

/** Entries of orthonormal columns are off by a small multiple of d·2⁻⁵³: what is larger than this is not zero. */
const SUSPECT = 2 ** -20;

/**
 * For each copy the (dₐ·d_b)×d_c doubles. Those near zero are decided exactly: up to positive factors the entry is that
 * of (BₐᵀSₐ ⊗ B_bᵀS_b) X B_c, with the exact orthogonal bases B and forms S of the three irreps.
 */
export function orthonormalCopies(coupling: ClebschGordan): Float64Array[] {
  return coupling.orthonormal().map(({ data }, copy) => {
    const isSuspect = (x: number): boolean => x !== 0 && Math.abs(x) < SUSPECT;
    if (!data.some(isSuspect)) return data;
    const isZero = exactZeros(coupling, copy);
    return data.map((x, at) => (isSuspect(x) && isZero(at) ? 0 : x));
  });
}

function exactZeros({ left, right, result, injections }: ClebschGordan, copy: number): (at: number) => boolean {
  const coordinates = [left, right].map((ρ) =>
    overCyclotomics(ρ.orthogonalBasis.columns).transpose().times(overCyclotomics(ρ.gram)),
  );
  const injected = overCyclotomics(injections[copy]).times(overCyclotomics(result.orthogonalBasis.columns));
  const [A, B] = coordinates;
  return (at) => {
    const [row, k] = [Math.floor(at / result.degree), at % result.degree];
    const [i, j] = [Math.floor(row / right.degree), row % right.degree];
    let sum: Cyclotomic = cyclotomics.zero;
    for (let p = 0; p < left.degree; p++) {
      for (let q = 0; q < right.degree; q++) {
        const x = cyclotomics.mul(A.at(i, p), B.at(j, q));
        if (!cyclotomics.isZero(x))
          sum = cyclotomics.add(sum, cyclotomics.mul(x, injected.at(p * right.degree + q, k)));
      }
    }
    return cyclotomics.isZero(sum);
  };
}
