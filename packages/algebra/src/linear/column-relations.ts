/**
 * The heart of exact linear algebra over ℚ: which columns of an integer matrix are independent, and how the others
 * depend on them. Found modulo a prime, lifted, and then checked exactly, so a bad prime can cost time but never a
 * wrong answer:
 *
 *  - every relation is verified over ℤ, so there are at least cols − r independent relations and rank ≤ r;
 *  - r columns are independent modulo p, so rank ≥ r;
 *  - each relation uses only pivots to the left of its column, so the pivots are those of the reduced row echelon form.
 */
import { IsotypicError } from '../errors.js';
import { gcdBig, invMod } from '../scalars/integers.js';
import type { EliminationWork } from './elimination-work.js';
import { bigEntries, type IntegerMatrix, reduceModulo } from './integer-matrix.js';
import {
  determinantOfResidues,
  factorModulo,
  type ModularFactorization,
  modularPrimes,
  symmetricResidue,
} from './modular-lu.js';
import { liftColumn, type RationalColumn, splitLimbs } from './p-adic.js';
import { reconstructVector } from './rational-reconstruction.js';
import { sparseRows, sparseRrefModulo } from './sparse-elimination.js';

export interface ColumnRelations {
  /** Pivot columns, ascending. */
  readonly pivots: readonly number[];
  /** The columns expressed in the pivots, ascending. */
  readonly targets: readonly number[];
  /** column targets[k] = Σᵢ (numeratorsᵢ/denominator)·column pivots[i]; null when it is no such combination. */
  readonly relations: readonly (RationalColumn | null)[];
}

export interface RelationOptions {
  /**
   * Pivots are looked for among the first `candidates` columns; targets are the others if fewer than all, else the
   * free.
   */
  readonly candidates?: number;
  readonly path?: 'dense' | 'sparse' | 'auto';
  /** The primes to use, for tests that plant bad ones. All below 2²⁴. */
  readonly primes?: Iterable<number>;
  /** Counts p-adic digits of columns, and reports finished columns. */
  readonly work?: EliminationWork;
}

/** Below this share of non-zero entries the sparse path is tried first; measured, see the benchmark. */
const SPARSE_DENSITY = 0.25;

/** Relations among the columns of m. O(rank²·(cols + targets·digits)) word operations on the dense path. */
export function columnRelations(m: IntegerMatrix, options: RelationOptions = {}): ColumnRelations {
  const candidates = options.candidates ?? m.cols;
  const path = options.path ?? 'auto';
  let trySparse = path === 'sparse' || (path === 'auto' && m.nonZero < SPARSE_DENSITY * m.rows * m.cols);
  for (const p of options.primes ?? modularPrimes()) {
    if (trySparse) {
      const fillLimit = path === 'sparse' ? Number.POSITIVE_INFINITY : 4 * m.nonZero + 2 * m.cols;
      const found = sparseRelations(m, candidates, p, fillLimit, options.work);
      if (found) return found;
      trySparse = false; // one prime was not enough, or the rows filled up
    }
    const found = denseRelations(m, candidates, p, options.work);
    if (found) return found;
  }
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'columnRelations',
    expected: 'a prime modulo which the ranks are those over ℚ',
    received: 'only primes whose results failed the exact check',
    remedy: 'Leave `primes` out.',
  });
}

/** The rank modulo p. */
export function modularRank(m: IntegerMatrix, p: number, work?: EliminationWork): number {
  const { rank } = factorModulo(reduceModulo(m, p), m.rows, m.cols, p, work?.meter);
  work?.foundRank(rank);
  return rank;
}

function targetsOf(m: IntegerMatrix, candidates: number, pivots: readonly number[]): number[] {
  const isPivot = new Uint8Array(m.cols);
  for (const j of pivots) isPivot[j] = 1;
  const targets: number[] = [];
  for (let j = candidates < m.cols ? candidates : 0; j < m.cols; j++) if (!isPivot[j]) targets.push(j);
  return targets;
}

/**
 * Σᵢ m[row][pivots[i]]·numeratorsᵢ = denominator·m[row][target] in every row, exactly, and only pivots before the
 * target.
 */
class ExactCheck {
  private readonly rowColumns: Int32Array[] = [];
  private readonly rowValues: (Float64Array | bigint[])[] = [];
  private bigValues: bigint[][] | null = null;

  constructor(
    private readonly m: IntegerMatrix,
    private readonly pivots: readonly number[],
    private readonly work?: EliminationWork,
  ) {
    const data = m.small ?? (m.big as readonly bigint[]);
    for (let i = 0; i < m.rows; i++) {
      const columns: number[] = [];
      for (let k = 0; k < pivots.length; k++) if (data[i * m.cols + pivots[k]]) columns.push(k);
      this.rowColumns.push(Int32Array.from(columns));
      const values = columns.map((k) => data[i * m.cols + pivots[k]] as number | bigint);
      this.rowValues.push(m.small ? Float64Array.from(values as number[]) : (values as bigint[]));
    }
  }

  accepts(target: number, { numerators, denominator }: RationalColumn): boolean {
    const { m, pivots } = this;
    for (let k = pivots.length - 1; k >= 0 && pivots[k] > target; k--) if (numerators[k] !== 0n) return false;
    let largest = denominator;
    for (const y of numerators) {
      if (y > largest) largest = y;
      else if (-y > largest) largest = -y;
    }
    const limit = 2 ** 52 / (pivots.length + 1);
    if (m.small && largest < 0x10_0000_0000_0000n && 2 ** m.bits * 1.01 * Number(largest) < limit) {
      const [y, d] = [Float64Array.from(numerators, Number), Number(denominator)];
      return this.rowColumns.every((columns, row) => {
        this.work?.step(0);
        const values = this.rowValues[row] as Float64Array;
        let sum = 0;
        for (let i = 0; i < columns.length; i++) sum += (values[i] as number) * (y[columns[i]] as number);
        return sum === d * ((m.small as Float64Array)[row * m.cols + target] as number);
      });
    }
    this.bigValues ??= this.rowValues.map((values) => Array.from(values as ArrayLike<number | bigint>, BigInt));
    const big = this.bigValues;
    const data = m.small ?? (m.big as readonly bigint[]);
    return this.rowColumns.every((columns, row) => {
      this.work?.step(0);
      const values = big[row] as bigint[];
      let sum = 0n;
      for (let i = 0; i < columns.length; i++) sum += (values[i] as bigint) * (numerators[columns[i]] as bigint);
      return sum === denominator * BigInt(data[row * m.cols + target] as number | bigint);
    });
  }
}

/** Relations by one factorization modulo p and p-adic lifting; null when p turns out to be bad. */
function denseRelations(
  m: IntegerMatrix,
  candidates: number,
  p: number,
  work?: EliminationWork,
): ColumnRelations | null {
  const meter = work?.meter;
  const residues = reduceModulo(m, p);
  let left = residues.slice();
  if (candidates < m.cols) {
    left = new Float64Array(m.rows * candidates);
    for (let i = 0; i < m.rows; i++) left.set(residues.subarray(i * m.cols, i * m.cols + candidates), i * candidates);
  }
  const factorization = factorModulo(left, m.rows, candidates, p, meter);
  const { rank, pivots, rowOrder } = factorization;
  work?.foundRank(rank);
  const targets = targetsOf(m, candidates, pivots);
  const data = m.small ?? (m.big as readonly bigint[]);
  const entry = (i: number, column: number): number | bigint => data[rowOrder[i] * m.cols + column] as number | bigint;
  const limbs = splitLimbs(rank, m.bits, (i, k) => entry(i, pivots[k]), meter);
  const check = new ExactCheck(m, pivots, work);
  // Cramer and Hadamard: numerators and denominator are at most (√r·max|entry|)^r.
  const bitLimit = 2 * rank * (m.bits + Math.log2(rank + 1) / 2) + 64;
  const relations: (RationalColumn | null)[] = [];
  let hint = 1n;
  for (const target of targets) {
    meter?.report('columns', relations.length, targets.length);
    const column = Array.from({ length: rank }, (_, i) => BigInt(entry(i, target)));
    const outside = candidates < m.cols;
    if (outside && !consistentModulo(residues, m, factorization, target, work)) {
      relations.push(null);
      continue;
    }
    const relation = liftColumn(limbs, factorization, column, bitLimit, (x) => check.accepts(target, x), hint, meter);
    if (!relation && !outside) return null; // a free column over ℤ/p that is a pivot over ℚ
    relations.push(relation);
    if (relation) hint = relation.denominator;
  }
  return { pivots, targets, relations };
}

/** Whether column `target` is, modulo p, a combination of the pivot columns. */
function consistentModulo(
  residues: Float64Array,
  m: IntegerMatrix,
  f: ModularFactorization,
  target: number,
  work?: EliminationWork,
): boolean {
  const { rank, pivots, rowOrder, p } = f;
  if (rank === m.rows) return true;
  const augmented = new Float64Array(m.rows * (rank + 1));
  for (let i = 0; i < m.rows; i++) {
    const row = rowOrder[i] as number;
    for (let k = 0; k < rank; k++) augmented[i * (rank + 1) + k] = residues[row * m.cols + pivots[k]] as number;
    augmented[i * (rank + 1) + rank] = residues[row * m.cols + target] as number;
  }
  return factorModulo(augmented, m.rows, rank + 1, p, work?.meter).rank === rank;
}

/** Relations read off the sparse echelon form modulo one prime, if they are small enough for that and hold exactly. */
function sparseRelations(
  m: IntegerMatrix,
  candidates: number,
  p: number,
  fillLimit: number,
  work?: EliminationWork,
): ColumnRelations | null {
  const rows = sparseRows(reduceModulo(m, p), m.rows, m.cols);
  const echelon = sparseRrefModulo(rows, m.cols, p, fillLimit, work?.meter);
  if (!echelon) return null;
  if (echelon.pivots.some((j) => j >= candidates)) return null; // inconsistent modulo p: let the dense path say so
  const { pivots } = echelon;
  work?.foundRank(pivots.length);
  const targets = targetsOf(m, candidates, pivots);
  const at = new Map(targets.map((j, k) => [j, k]));
  const columns = targets.map(() => new Array<bigint>(pivots.length).fill(0n));
  echelon.rows.forEach((row, i) => {
    row.columns.forEach((j, index) => {
      const k = at.get(j);
      if (k !== undefined) (columns[k] as bigint[])[i] = BigInt(row.values[index] as number);
    });
  });
  const check = new ExactCheck(m, pivots, work);
  const relations: RationalColumn[] = [];
  for (let k = 0; k < targets.length; k++) {
    const relation = reconstructVector(columns[k] as bigint[], BigInt(p), 1n, work?.meter);
    if (!relation || !check.accepts(targets[k] as number, relation)) return null;
    relations.push(relation);
  }
  return { pivots, targets, relations };
}

/**
 * The determinant of a non-singular integer matrix (J. Abbott, M. Bronstein, T. Mulders, ISSAC 1999): the denominator
 * of the solution of one linear system divides it, nearly always with a small quotient, which a few primes determine
 * within Hadamard's bound.
 */
export function integerDeterminant(m: IntegerMatrix, work?: EliminationWork): bigint {
  const n = m.rows;
  const entries = bigEntries(m);
  let squareBound = 1n; // Hadamard: det² ≤ ∏ |row|²
  for (let i = 0; i < n; i++) {
    let norm = 0n;
    for (let j = 0; j < n; j++) norm += (entries[i * n + j] as bigint) ** 2n;
    squareBound *= norm;
  }
  if (squareBound === 0n) return 0n;
  const divisor = determinantDivisor(m, work);
  if (divisor === null) return 0n;
  let [quotient, modulus] = [0n, 1n];
  for (const p of modularPrimes()) {
    const P = BigInt(p);
    const inverse = invMod(Number(divisor % P), p);
    if (inverse === 0) continue;
    const determinant = determinantOfResidues(reduceModulo(m, p), n, p, work?.meter);
    const residue = BigInt(symmetricResidue(determinant * symmetricResidue(inverse, p), p));
    const step = ((residue - quotient) * BigInt(invMod(Number(modulus % P), p))) % P;
    quotient += modulus * step;
    modulus *= P;
    if (modulus * modulus * divisor * divisor > 4n * squareBound) break;
  }
  quotient %= modulus;
  if (2n * quotient > modulus) quotient -= modulus;
  else if (2n * quotient < -modulus) quotient += modulus;
  return quotient * divisor;
}

/** A positive divisor of the determinant, or null when it is 0: the common denominator of the solution of m·x = c. */
function determinantDivisor(m: IntegerMatrix, work?: EliminationWork): bigint | null {
  const n = m.rows;
  const entries = bigEntries(m);
  // c is fixed and unstructured; any choice is right, most give the whole last invariant factor.
  const rhs = Array.from({ length: n }, (_, i) => BigInt(((i * i * 7919 + i * 104729 + 12345) % 201) - 100));
  const augmented: bigint[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) augmented.push(entries[i * n + j] as bigint);
    augmented.push(rhs[i] as bigint);
  }
  let small: Float64Array | null = null;
  if (m.small) small = Float64Array.from(augmented, Number);
  const system: IntegerMatrix = {
    rows: n,
    cols: n + 1,
    small,
    big: small ? null : augmented,
    bits: Math.max(m.bits, 7),
    nonZero: m.nonZero + n,
  };
  let good = 2 ** 24;
  for (good of modularPrimes()) {
    if (modularRank(m, good, work) === n) break;
    if (columnRelations(m, { work }).pivots.length < n) return null;
  }
  const { relations } = columnRelations(system, { candidates: n, path: 'dense', primes: [good], work });
  const solution = relations[0] as RationalColumn;
  let common = solution.denominator;
  for (const y of solution.numerators) {
    if (common === 1n) break;
    common = gcdBig(common, y);
  }
  return solution.denominator / common;
}
