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
  const open = Int32Array.from({ length: size }, (_, y) => y); // those with something left, for that only shrinks
  let count = size;
  const values = new Float64Array(size);
  for (let t = 0; t < dimension; t++) {
    let q = 0;
    if (first) while (q + 1 < size && rest[q] <= INDEPENDENCE * coefficients[0]) q++;
    else for (let y = 1; y < size; y++) if (rest[y] > rest[q]) q = y;
    if (rest[q] <= INDEPENDENCE * coefficients[0]) return chosen.slice(0, t);
    chosen[t] = candidates[q];
    const pivot = Math.sqrt(rest[q]);
    let kept = 0;
    for (let i = 0; i < count; i++) if (rest[open[i]] > 0) open[kept++] = open[i];
    count = kept;
    for (let i = 0; i < count; i++) values[i] = coefficients[orbitalOf(projector, candidates[q], candidates[open[i]])];
    subtractProducts(L, dimension, t, q, open, count, values);
    for (let i = 0; i < count; i++) {
      const y = open[i];
      L[y * dimension + t] = values[i] / pivot;
      rest[y] -= L[y * dimension + t] ** 2;
    }
    rest[q] = 0;
  }
  return chosen;
}

/**
 * values[i] −= Σ_{j<t} L[q][j]·L[rows[i]][j], each sum in the order of j; four at a time hide each other's latency.
 */
function subtractProducts(
  L: Float64Array,
  width: number,
  t: number,
  q: number,
  rows: Int32Array,
  count: number,
  values: Float64Array,
): void {
  const pivotRow = L.subarray(q * width, q * width + t);
  let i = 0;
  for (; i + 3 < count; i += 4) {
    const [a, b, c, d] = [rows[i] * width, rows[i + 1] * width, rows[i + 2] * width, rows[i + 3] * width];
    let [va, vb, vc, vd] = [values[i], values[i + 1], values[i + 2], values[i + 3]];
    for (let j = 0; j < t; j++) {
      const x = pivotRow[j];
      va -= x * L[a + j];
      vb -= x * L[b + j];
      vc -= x * L[c + j];
      vd -= x * L[d + j];
    }
    values[i] = va;
    values[i + 1] = vb;
    values[i + 2] = vc;
    values[i + 3] = vd;
  }
  for (; i < count; i++) {
    const row = rows[i] * width;
    let value = values[i];
    for (let j = 0; j < t; j++) value -= pivotRow[j] * L[row + j];
    values[i] = value;
  }
}
