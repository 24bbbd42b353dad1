/**
 * Elimination modulo a prime p < 2²⁴ in doubles. Residues are symmetric, |x| ≤ p/2 + 1, so a product is below 2⁴⁶ and
 * up to 64 products are summed exactly before one reduction. x − p·round(x/p), with the rounding done by adding and
 * taking away 1.5·2⁵², has no branch and no call: these loops are where exact linear algebra spends its time, hence
 * their C-like look.
 */
import { invMod, isPrime } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';

/** Adding this to |x| < 2⁵¹ leaves x rounded to an integer in the low bits. */
const ROUND = 6755399441055744;
/**
 * Products of residues below 2⁴⁶ that are summed between reductions: 64·2⁴⁶ = 2⁵², and the running value stays below
 * 2⁵³.
 */
const CHUNK = 64;

/** Primes below 2²⁴, descending: the default supply of multi-modular methods. */
export function* modularPrimes(below = 2 ** 24, step = 1): Generator<number> {
  // step > 1: primes ≡ 1 modulo step, which have primitive step-th roots of unity
  for (let p = Math.floor((below - 2) / step) * step + 1; p > 2; p -= step) if (p < below && isPrime(p)) yield p;
}

export interface ModularFactorization {
  readonly p: number;
  readonly rank: number;
  /** Pivot columns, ascending: the column rank profile modulo p. */
  readonly pivots: readonly number[];
  /** Original row numbers; the first `rank` of them are independent modulo p and carry the pivots. */
  readonly rowOrder: Int32Array;
  /** rank × rank: below the diagonal the multipliers of L (unit diagonal), on and above it U, on the pivot columns. */
  readonly lu: Float64Array;
  /** 1/U_kk modulo p. */
  readonly pivotInverses: Float64Array;
  /** The sign of the row permutation. */
  readonly sign: 1 | -1;
}

/**
 * The row echelon factorization of a rows × cols matrix of residues modulo p; overwrites `a`. O(rows·cols·rank). The
 * meter's signal is looked at for each pivot.
 */
export function factorModulo(
  a: Float64Array,
  rows: number,
  cols: number,
  p: number,
  meter?: WorkMeter,
): ModularFactorization {
  const inverse = 1 / p;
  const rowOrder = Int32Array.from({ length: rows }, (_, i) => i);
  const start = Int32Array.from({ length: rows }, (_, i) => i * cols); // rows move by their offsets
  const pivots: number[] = [];
  const inverses: number[] = [];
  let sign: 1 | -1 = 1;
  for (let column = 0; column < cols && pivots.length < rows; column++) {
    const k = pivots.length;
    let from = k;
    while (from < rows && a[start[from] + column] === 0) from++;
    if (from === rows) continue;
    meter?.step(0);
    if (from !== k) {
      [start[k], start[from]] = [start[from] as number, start[k] as number];
      [rowOrder[k], rowOrder[from]] = [rowOrder[from] as number, rowOrder[k] as number];
      sign = sign === 1 ? -1 : 1;
    }
    const top = start[k] as number;
    const pivotInverse = invMod(a[top + column] as number, p);
    pivots.push(column);
    inverses.push(pivotInverse > p / 2 ? pivotInverse - p : pivotInverse);
    for (let i = k + 1; i < rows; i++) {
      const row = start[i] as number;
      const entry = a[row + column] as number;
      if (entry === 0) continue;
      const product = entry * (inverses[k] as number);
      const c = product - p * (product * inverse + ROUND - ROUND);
      a[row + column] = c; // the multiplier, in the place of the zero
      for (let j = column + 1; j < cols; j++) {
        const t = (a[row + j] as number) - c * (a[top + j] as number);
        a[row + j] = t - p * (t * inverse + ROUND - ROUND);
      }
    }
  }
  const rank = pivots.length;
  const lu = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++) {
    for (let k = 0; k < rank; k++) lu[i * rank + k] = a[start[i] + pivots[k]] as number;
  }
  return { p, rank, pivots, rowOrder, lu, pivotInverses: Float64Array.from(inverses), sign };
}

/** Solves L·U·x = b modulo p in place, b of length rank in the order of `rowOrder`. O(rank²). */
export function solveModulo(f: ModularFactorization, b: Float64Array): void {
  const { p, rank, lu, pivotInverses } = f;
  const inverse = 1 / p;
  for (let i = 0; i < rank; i++) {
    b[i] = reducedDot(lu, i * rank, b, 0, i, b[i] as number, p, inverse);
  }
  for (let i = rank - 1; i >= 0; i--) {
    const t = reducedDot(lu, i * rank + i + 1, b, i + 1, rank - i - 1, b[i] as number, p, inverse);
    const product = t * (pivotInverses[i] as number);
    b[i] = product - p * (product * inverse + ROUND - ROUND);
  }
}

/** initial − Σ u[from + k]·v[at + k], k < length, reduced modulo p. */
function reducedDot(
  u: Float64Array,
  from: number,
  v: Float64Array,
  at: number,
  length: number,
  initial: number,
  p: number,
  inverse: number,
): number {
  let sum = initial;
  let k = 0;
  while (k < length) {
    const end = Math.min(length, k + CHUNK);
    let [s0, s1, s2, s3] = [0, 0, 0, 0]; // four chains: the additions need not wait for one another
    for (; k + 3 < end; k += 4) {
      s0 += (u[from + k] as number) * (v[at + k] as number);
      s1 += (u[from + k + 1] as number) * (v[at + k + 1] as number);
      s2 += (u[from + k + 2] as number) * (v[at + k + 2] as number);
      s3 += (u[from + k + 3] as number) * (v[at + k + 3] as number);
    }
    for (; k < end; k++) s0 += (u[from + k] as number) * (v[at + k] as number);
    sum -= s0 + s1 + (s2 + s3);
    sum -= p * (sum * inverse + ROUND - ROUND);
  }
  return sum;
}

/** x modulo p as a symmetric residue, |x| < 2⁵³. */
export function symmetricResidue(x: number, p: number): number {
  const r = x % p;
  return r > p / 2 ? r - p : r < -p / 2 ? r + p : r + 0;
}

/** The determinant of an n × n matrix of residues modulo p, as a symmetric residue; overwrites `a`. */
export function determinantOfResidues(a: Float64Array, n: number, p: number, meter?: WorkMeter): number {
  const { rank, lu, sign } = factorModulo(a, n, n, p, meter);
  if (rank < n) return 0;
  let product: number = sign;
  for (let k = 0; k < n; k++) product = symmetricResidue(product * (lu[k * n + k] as number), p);
  return product;
}
