/**
 * The real division algebras ℝ, ℂ and ℍ by their units e₀ = 1, e₁ = i, e₂ = j, e₃ = k. A product of units is a unit up
 * to sign, e_a·e_b = ±e_{a⊕b} with ⊕ the exclusive or of the indices: modulo signs the units are a Klein group. The
 * first two units are those of ℂ, the first alone that of ℝ.
 *
 * On ℝᵉ, e = 1, 2, 4, with basis the units, right multiplication by e_u is the signed permutation matrix
 * E_u : e_α ↦ e_α·e_u. Right multiplications compose backwards, E_u E_v = E_{e_v·e_u}, so E₁E₂ = −E₃; they commute with
 * all left multiplications, which makes them the endomorphisms of the algebra as a left module.
 */

/** ℝ, ℂ or ℍ: the endomorphism algebra of a real irreducible representation of that type (Frobenius & Schur 1906). */
export type DivisionAlgebra = 'real' | 'complex' | 'quaternionic';

/** The algebras, by dimension. */
export const DIVISION_ALGEBRAS: readonly DivisionAlgebra[] = ['real', 'complex', 'quaternionic'];

/** The dimension over ℝ. */
export function realDimension(algebra: DivisionAlgebra): 1 | 2 | 4 {
  return algebra === 'real' ? 1 : algebra === 'complex' ? 2 : 4;
}

/** `UNIT_SIGNS[u][a]` is the sign s of e_a·e_u = s·e_{a⊕u}, that is of E_u e_a = s·e_{a⊕u}. */
export const UNIT_SIGNS: readonly (readonly (1 | -1)[])[] = [
  [1, 1, 1, 1],
  [1, -1, -1, 1],
  [1, 1, -1, -1],
  [1, -1, 1, -1],
];

/**
 * The matrices E₀ = 1, E₁, … of right multiplication by the units, e×e, as rows. Column 0 of Σ c_u E_u is (c₀, c₁, …).
 * @example unitMatrices('complex')[1] // [[0, -1], [1, 0]]
 */
export function unitMatrices(algebra: DivisionAlgebra): number[][][] {
  const e = realDimension(algebra);
  return Array.from({ length: e }, (_, u) =>
    Array.from({ length: e }, (_, row) =>
      Array.from({ length: e }, (_, column) => (row === (column ^ u) ? UNIT_SIGNS[u][column] : 0)),
    ),
  );
}
