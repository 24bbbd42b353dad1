/**
 * Eigenspaces of a diagonalizable matrix over GF(p) whose eigenvalues all lie in GF(p), by Krylov sequences.
 */
import { IsotypicError } from '@isotypic/algebra';
import { rootsModulo } from './modular-polynomial.js';
import type { Modulus } from './modulus.js';
import type { TableWork } from './table-work.js';

/** A polynomial of degree d is split by about 130 products of such, and each value of it is d operations. */
const INTEGERS_PER_DEGREE = 64;

/**
 * The eigenspaces of A (rows), each as a list of independent column vectors; their dimensions add up to that of A.
 *
 * For a random v let m be the minimal polynomial of the sequence Aⁱv. Then (m/(x−λ))(A) v is the part of v in the
 * λ-eigenspace, for every root λ; d − deg m further random vectors fill the eigenspaces of higher dimension. Las
 * Vegas: the dimensions must add up. O(d³) operations modulo p. Where the eigenvalues are known to be residues of
 * integers of absolute value at most `integerBound` and these are few, they are tried one by one.
 */
export function eigenspaces(
  modulus: Modulus,
  matrix: readonly Float64Array[],
  work: TableWork,
  integerBound = Number.POSITIVE_INFINITY,
): Float64Array[][] {
  const { random } = work;
  const d = matrix.length;
  const spaces = new Map<number, EigenspaceBuilder>();
  let found = 0;
  for (let attempt = 0; found < d; attempt++) {
    // A vector finds something new but for a chance below d/p, so d are enough; twenty times as many say it is wrong.
    if (attempt > 20 * d + 100) {
      throw new IsotypicError('VERIFICATION_FAILED', {
        where: 'characterTable',
        expected: 'class matrices that are diagonalizable modulo the chosen prime',
        received: `eigenspaces of total dimension ${found} in dimension ${d}`,
        remedy: 'The conjugacy classes of this group are inconsistent; please report it with the generators.',
      });
    }
    const krylov = [Float64Array.from({ length: d }, () => random.below(Math.min(modulus.p, 2 ** 31)))];
    const relation = minimalRelation(modulus, matrix, krylov, work);
    const isShort = integerBound <= INTEGERS_PER_DEGREE * relation.length;
    const candidates = isShort ? integersUpTo(integerBound, modulus) : [...spaces.keys()];
    for (const eigenvalue of rootsModulo(modulus, relation, work, candidates)) {
      work.step(0);
      const builder = spaces.get(eigenvalue) ?? new EigenspaceBuilder(modulus);
      spaces.set(eigenvalue, builder);
      if (builder.add(eigenComponent(modulus, relation, eigenvalue, krylov))) found++;
    }
  }
  return [...spaces.keys()].sort((a, b) => a - b).map((value) => (spaces.get(value) as EigenspaceBuilder).vectors);
}

/** 0, 1, −1, 2, −2, … */
function* integersUpTo(bound: number, modulus: Modulus): Iterable<number> {
  yield 0;
  for (let x = 1; x <= bound && x < modulus.p / 2; x++) {
    yield x;
    yield modulus.p - x;
  }
}

/** Monic m with m(A)v = 0 of least degree, by elimination of the Krylov vectors, which are appended to `krylov`. */
function minimalRelation(
  modulus: Modulus,
  matrix: readonly Float64Array[],
  krylov: Float64Array[],
  work: TableWork,
): number[] {
  const d = matrix.length;
  // Each reduced row is [vector | coefficients in terms of the Krylov vectors].
  const reduced: { row: Float64Array; pivot: number }[] = [];
  for (let degree = 0; ; degree++) {
    work.step(0);
    if (degree > 0) krylov.push(Float64Array.from(matrix, (row) => modulus.dot(row, krylov[degree - 1])));
    const row = new Float64Array(2 * d + 1);
    row.set(krylov[degree]);
    row[d + degree] = 1;
    for (const earlier of reduced) modulus.eliminate(row, earlier.row, row[earlier.pivot], earlier.pivot);
    let pivot = 0;
    while (pivot < d && row[pivot] === 0) pivot++;
    if (pivot === d) return Array.from(row.subarray(d, d + degree + 1));
    const scale = modulus.inv(row[pivot]);
    for (let i = pivot; i < row.length; i++) row[i] = modulus.mul(row[i], scale);
    for (const earlier of reduced) modulus.eliminate(earlier.row, row, earlier.row[pivot], pivot);
    reduced.push({ row, pivot });
  }
}

/** (m/(x−λ))(A) v from the vectors v, Av, A²v, …: Horner's scheme divides m by x−λ on the way. */
function eigenComponent(
  modulus: Modulus,
  relation: readonly number[],
  eigenvalue: number,
  krylov: readonly Float64Array[],
): Float64Array {
  const sum = new Float64Array(krylov[0].length);
  let quotient = 0;
  for (let i = relation.length - 1; i >= 1; i--) {
    quotient = modulus.add(modulus.mul(quotient, eigenvalue), relation[i]);
    modulus.eliminate(sum, krylov[i - 1], modulus.neg(quotient));
  }
  return sum;
}

/** Keeps the vectors that are independent of those before. */
class EigenspaceBuilder {
  readonly vectors: Float64Array[] = [];
  private readonly pivots: number[] = [];

  constructor(private readonly modulus: Modulus) {}

  add(vector: Float64Array): boolean {
    for (const [i, v] of this.vectors.entries()) this.modulus.eliminate(vector, v, vector[this.pivots[i]]);
    const pivot = vector.findIndex((x) => x !== 0);
    if (pivot === -1) return false;
    const scale = this.modulus.inv(vector[pivot]);
    for (let i = 0; i < vector.length; i++) vector[i] = this.modulus.mul(vector[i], scale);
    this.vectors.push(vector);
    this.pivots.push(pivot);
    return true;
  }
}
