/** Matrices over ℚ(ζₙ) by their coordinates in a basis of that field over ℚ. */
import { type ExactMatrix, type Fraction, Matrix, rationals } from '@isotypic/algebra';
import { clearCyclotomicRows, commonOrder } from '@isotypic/algebra/internal';
import { isCyclotomicMatrix, overSmallestField } from './exact-matrices.js';

/**
 * Rational matrices whose span over the field contains M: one for each element of the basis that occurs. What is linear
 * over ℚ and holds of M holds of each.
 */
export function rationalParts(given: ExactMatrix): ExactMatrix[] {
  const [M] = overSmallestField([given]);
  if (!isCyclotomicMatrix(M)) return [M];
  const { rows, cols } = M;
  const order = commonOrder(M.entries, Number.POSITIVE_INFINITY);
  const { positions, values, scales } = clearCyclotomicRows(M, order);
  const parts = new Map<number, Fraction[]>();
  positions.forEach((places, at) => {
    places.forEach((place, k) => {
      let part = parts.get(place);
      if (part === undefined) {
        part = new Array<Fraction>(rows * cols).fill(rationals.zero);
        parts.set(place, part);
      }
      const scale = rationals.fromInteger(scales[Math.floor(at / cols)]);
      part[at] = rationals.div(rationals.fromInteger(values[at][k]), scale);
    });
  });
  return [...parts.values()].map((entries) => new Matrix(rationals, rows, cols, entries));
}
