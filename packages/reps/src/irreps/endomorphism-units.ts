/**
 * The commuting algebra of a real irreducible representation is ℝ, ℂ or ℍ. In the orthonormal normal form its units act
 * on a copy of dimension d as E_u ⊗ I_{d/e}, e = 1, 2, 4: coordinates are unit-major, r = u·(d/e) + s.
 */
import type { DivisionAlgebra } from '@isotypic/algebra';
import { checkArgument, DIVISION_ALGEBRAS, oneOf, realDimension, unitMatrices } from '@isotypic/algebra/internal';

/** Type of a real irreducible representation: Frobenius–Schur indicator 1, 0, −1 of its complex constituents. */
export type RealType = DivisionAlgebra;

const REAL_TYPE = oneOf(...DIVISION_ALGEBRAS);

/**
 * Real dimension of the commuting algebra: 1, 2 or 4.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a type of another name
 * @example endomorphismDimension('quaternionic') // 4
 */
export function endomorphismDimension(type: RealType): 1 | 2 | 4 {
  checkArgument('endomorphismDimension', 'type', type, REAL_TYPE);
  return realDimension(type);
}

/**
 * The matrices E_0 = 1, E_1, … of the commuting units, e×e, as rows. Quaternionic units are right multiplication by
 * i, j, k on (a, b, c, d) = a + bi + cj + dk, so E_1 E_2 = −E_3: right multiplications compose backwards.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a type of another name
 * @example endomorphismUnits('complex')[1] // [[0, -1], [1, 0]]
 */
export function endomorphismUnits(type: RealType): number[][][] {
  checkArgument('endomorphismUnits', 'type', type, REAL_TYPE);
  return unitMatrices(type);
}
