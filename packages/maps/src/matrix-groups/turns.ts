/**
 * Roots of one-parameter subgroups: exp(2πA/k) for a rational A whose eigenvalues are integer multiples of i. Then
 * exp(2πA/k) = Σ_m ζ_k^m P_m with P_m = ∏_{l≠m} (A − il)/(im − il), the projectors onto the eigenspaces (Lagrange).
 */
import {
  Cyclotomic,
  characteristicPolynomial,
  type ExactMatrix,
  type Fraction,
  factorPolynomial,
  type Matrix,
} from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { integerEntry } from '../linear/entries.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';

/**
 * The eigenvalues of a rational matrix that is diagonalizable over ℚ(√a, √b, …): the rational ones, and for every pair
 * ±√a the a. Null where others occur, or the matrix is not diagonalizable.
 */
export function quadraticSpectrum(
  A: SparseMatrix,
): { readonly rational: Fraction[]; readonly squares: Fraction[] } | null {
  if (!A.isRational()) return null;
  const { factors } = factorPolynomial(characteristicPolynomial(A.toDense() as Matrix<Fraction>));
  const rational: Fraction[] = [];
  const squares: Fraction[] = [];
  for (const { factor } of factors) {
    const [c, b, a] = factor.coefficients;
    if (factor.degree === 1) rational.push(c.neg().div(b));
    else if (factor.degree === 2 && b.n === 0n) squares.push(c.neg().div(a));
    else return null;
  }
  // The product over distinct factors vanishes exactly when A is semisimple.
  let product = SparseMatrix.identity(A.rows);
  for (const x of rational) product = product.times(shifted(A, Cyclotomic.fromRational(x)));
  for (const x of squares) product = product.times(shifted(A.times(A), Cyclotomic.fromRational(x)));
  return product.isZero() ? { rational, squares } : null;
}

function shifted(A: SparseMatrix, x: Cyclotomic): SparseMatrix {
  return A.minus(SparseMatrix.diagonal(Array.from({ length: A.rows }, () => x)));
}

/**
 * The integers m with eigenvalue im, ascending.
 * @throws {IsotypicError} `INVALID_ARGUMENT` where there are other eigenvalues
 */
export function integerWeights(where: string, A: SparseMatrix): number[] {
  const spectrum = quadraticSpectrum(A);
  const weights = new Set<number>();
  let good = spectrum?.rational.every((x) => x.n === 0n) ?? false;
  if (spectrum !== null && spectrum.rational.length > 0) weights.add(0);
  for (const x of spectrum?.squares ?? []) {
    const m = Math.round(Math.sqrt(Number(x.n))); // a guess: the next line decides
    good &&= x.s < 0n && x.d === 1n && BigInt(m) * BigInt(m) === x.n;
    weights.add(m);
    weights.add(-m);
  }
  if (good) return [...weights].sort((a, b) => a - b);
  throw invalidArgument(
    where,
    'the generator of a turn to be rational and diagonalizable with integer multiples of i as eigenvalues',
    A.rows <= 6 ? (A.toDense() as ExactMatrix).toString().replaceAll('\n', '; ') : `a ${A.rows}×${A.rows} matrix`,
    'Scale it, as [[0, -1], [1, 0]] turns the plane once; or give the matrix itself in discrete.',
  );
}

/** exp(2πA/order), exactly. @throws {IsotypicError} `CONDUCTOR_BUDGET` */
export function turnMatrix(A: SparseMatrix, weights: readonly number[], order: number): SparseMatrix {
  const i = Cyclotomic.rootOfUnity(4);
  const times = (m: number) => i.times(integerEntry(m));
  let sum: SparseMatrix | undefined;
  for (const m of weights) {
    let projector = SparseMatrix.identity(A.rows);
    for (const l of weights) {
      if (l === m) continue;
      projector = projector.times(shifted(A, times(l))).scale(times(m - l).inverse());
    }
    const term = projector.scale(Cyclotomic.rootOfUnity(order, m));
    sum = sum === undefined ? term : sum.plus(term);
  }
  return sum as SparseMatrix;
}
