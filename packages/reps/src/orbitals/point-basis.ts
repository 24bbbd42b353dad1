/** Bases of a component of a transitive action by columns of its orbital projector. */
import { IsotypicError } from '@isotypic/algebra';
import type { OrbitalCombination } from './orbital-apply.js';
import { carryPointBack } from './short-transversal.js';

/** The orbital of the pair of positions (x, y). */
export function orbitalOf(
  { label, transversal }: Omit<OrbitalCombination<unknown>, 'coefficients'>,
  x: number,
  y: number,
): number {
  return label[carryPointBack(transversal, x, y)];
}

/** Multiplications spent on the choice among many candidates; above it, only a few are looked at. */
const CHOICE = 4e8;

/** Up to this rank the first independent columns are taken: exact matrices in their basis have short entries. */
const FIRST_COLUMNS = 64;

// the rest of a dependent column is rounding, below dimension·2⁻⁵² ≈ 5·10⁻¹³; a wrong choice fails when the Gram
// matrix is inverted exactly
const INDEPENDENCE = 1e-9;

/**
 * Positions p₁, p₂, … (position 0 first) at which the columns Pe_{pᵢ} of a projector P of rank `dimension` are a basis
 * of its image. Up to rank 64 they are the first that are independent. Beyond, each is the candidate farthest from the
 * span of those before it (Cholesky's algorithm with pivoting on ⟨Pe_x, Pe_y⟩ = P(x, y)), for the condition of the
 * basis decides how many digits are lost in it. Doubles steer the choice; whoever needs the basis exact inverts its
 * exact Gram matrix, which fails if the columns are dependent.
 * @throws {IsotypicError} `NOT_DECIDED` when no basis is found
 * Cost: O(candidates · dimension²); candidates are all points, or so many that this is 4·10⁸, twice the dimension at
 * least.
 */
export function basisPoints(projector: OrbitalCombination<number>, dimension: number): Int32Array {
  const n = projector.label.length;
  const affordable = Math.floor(CHOICE / (dimension * dimension));
  for (let count = Math.min(n, Math.max(affordable, 2 * dimension)); ; count = Math.min(n, 4 * count)) {
    const candidates = Int32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
    const chosen = pivots(projector, candidates, dimension);
    if (chosen.length === dimension) return chosen;
    if (count === n) {
      throw new IsotypicError('NOT_DECIDED', {
        where: 'isotypicDecomposition',
        expected: `${dimension} independent columns of a projector of that rank`,
        received: `${chosen.length}`,
      });
    }
  }
}

function pivots(projector: OrbitalCombination<number>, candidates: Int32Array, dimension: number): Int32Array {
  const { coefficients } = projector;
  const size = candidates.length;
  const rest = new Float64Array(size).fill(coefficients[0]);
  const L = new Float64Array(size * dimension);
  const chosen = new Int32Array(dimension);
  const first = dimension <= FIRST_COLUMNS;
  for (let t = 0; t < dimension; t++) {
    let q = 0;
    if (first) while (q + 1 < size && rest[q] <= INDEPENDENCE * coefficients[0]) q++;
    else for (let y = 1; y < size; y++) if (rest[y] > rest[q]) q = y;
    if (rest[q] <= INDEPENDENCE * coefficients[0]) return chosen.slice(0, t);
    chosen[t] = candidates[q];
    const pivot = Math.sqrt(rest[q]);
    const rowQ = q * dimension;
    for (let y = 0; y < size; y++) {
      if (rest[y] <= 0) continue;
      const rowY = y * dimension;
      let value = coefficients[orbitalOf(projector, candidates[q], candidates[y])];
      for (let j = 0; j < t; j++) value -= L[rowQ + j] * L[rowY + j];
      L[rowY + t] = value / pivot;
      rest[y] -= L[rowY + t] ** 2;
    }
    rest[q] = 0;
  }
  return chosen;
}
