/** Exact matrices and the two fields they live over: ℚ and the cyclotomic numbers; one lift that keeps its promise. */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  type Field,
  Matrix,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
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

/** True when every matrix has rational entries by type (a cyclotomic matrix with rational values does not count). */
export function isRationalList(matrices: readonly ExactMatrix[]): matrices is readonly Matrix<Fraction>[] {
  return matrices.every(isRationalMatrix);
}

export function isRationalField(field: Field<ExactScalar>): boolean {
  return field === rationals;
}

/** ℚ when all matrices are rational by type, else the cyclotomic numbers. */
export function jointField(matrices: readonly ExactMatrix[]): Field<ExactScalar> {
  return isRationalList(matrices) ? rationals : cyclotomics;
}

/**
 * The same matrix over `field`, ℚ or the cyclotomic numbers: whatever it is over, the result is over the field asked
 * for.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when an entry is not rational and ℚ was asked for.
 */
export function overField(M: ExactMatrix, field: Field<ExactScalar>): ExactMatrix {
  if (!isRationalField(field)) return overCyclotomics(M);
  return isCyclotomicMatrix(M) ? M.map(rationals, (x) => x.toFraction()) : M;
}

/** The matrices over their joint field. */
export function inOneField(matrices: readonly ExactMatrix[]): ExactMatrix[] {
  const field = jointField(matrices);
  return matrices.map((M) => overField(M, field));
}

/** Applies one function to matrices over ℚ when all are rational, else over ℚ(ζ). */
export function overCommonField(
  matrices: readonly ExactMatrix[],
  combine: <T>(field: Field<T>, matrices: readonly Matrix<T>[]) => Matrix<T>,
): ExactMatrix {
  return isRationalList(matrices)
    ? combine(rationals, matrices)
    : combine<Cyclotomic>(cyclotomics, matrices.map(overCyclotomics));
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

/** Kronecker product A ⊗ B: block (i, j) is A[i][j]·B. A step of the meter is a row. */
export function kronecker<T>(A: Matrix<T>, B: Matrix<T>, meter?: WorkMeter): Matrix<T> {
  const { field } = A;
  return Matrix.build(field, A.rows * B.rows, A.cols * B.cols, (i, j) => {
    if (j === 0) meter?.step();
    const a = A.entries[Math.floor(i / B.rows) * A.cols + Math.floor(j / B.cols)];
    const b = B.entries[(i % B.rows) * B.cols + (j % B.cols)];
    return field.isZero(a) || field.isZero(b) ? field.zero : field.mul(a, b);
  });
}

/** The 2×2 block matrix [[A, B], [C, D]]. */
export function blocks<T>(A: Matrix<T>, B: Matrix<T>, C: Matrix<T>, D: Matrix<T>): Matrix<T> {
  return A.beside(B).above(C.beside(D));
}
