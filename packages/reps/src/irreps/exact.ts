/** Small helpers on exact matrices: which field they live in, and moving between ℚ and the cyclotomic numbers. */
import { Cyclotomic, cyclotomics, type ExactMatrix, Matrix, rationals } from '@isotypic/algebra';
import type Fraction from 'fraction.js';

/** The matrix over the cyclotomic field. */
export function overCyclotomics(M: ExactMatrix): Matrix<Cyclotomic> {
  return isCyclotomicMatrix(M) ? M : (M as Matrix<Fraction>).map(cyclotomics, (x) => Cyclotomic.fromRational(x));
}

export function isCyclotomicMatrix(M: ExactMatrix): M is Matrix<Cyclotomic> {
  return M.field === cyclotomics;
}

export function isRationalMatrix(M: ExactMatrix): M is Matrix<Fraction> {
  return M.field === rationals;
}

/** The matrices over ℚ when every entry of every one of them is rational, unchanged otherwise: one field for all. */
export function overSmallestField(matrices: readonly ExactMatrix[]): ExactMatrix[] {
  const rational = matrices.every((M) => !isCyclotomicMatrix(M) || M.entries.every((x) => x.isRational()));
  if (!rational) return matrices.map(overCyclotomics);
  return matrices.map((M) => (isCyclotomicMatrix(M) ? M.map(rationals, (x) => x.toFraction()) : M));
}

export function conjugateMatrix(M: Matrix<Cyclotomic>): Matrix<Cyclotomic> {
  return M.map(cyclotomics, (x) => x.conjugate());
}

/** The transpose of the conjugate. */
export function adjoint(M: ExactMatrix): ExactMatrix {
  return isCyclotomicMatrix(M) ? conjugateMatrix(M.transpose()) : M.transpose();
}

/** Exact equality of matrices that may live over different fields. */
export function equalMatrices(A: ExactMatrix, B: ExactMatrix): boolean {
  if (A.field === B.field) return A.equals(B);
  return overCyclotomics(A).equals(overCyclotomics(B));
}

/** Kronecker product A ⊗ B: block (i, j) is A[i][j]·B. */
export function kronecker<T>(A: Matrix<T>, B: Matrix<T>): Matrix<T> {
  const { field } = A;
  return Matrix.build(field, A.rows * B.rows, A.cols * B.cols, (i, j) => {
    const a = A.entries[Math.floor(i / B.rows) * A.cols + Math.floor(j / B.cols)];
    const b = B.entries[(i % B.rows) * B.cols + (j % B.cols)];
    return field.isZero(a) || field.isZero(b) ? field.zero : field.mul(a, b);
  });
}

/** The 2×2 block matrix [[A, B], [C, D]]. */
export function blocks<T>(A: Matrix<T>, B: Matrix<T>, C: Matrix<T>, D: Matrix<T>): Matrix<T> {
  return A.beside(B).above(C.beside(D));
}
