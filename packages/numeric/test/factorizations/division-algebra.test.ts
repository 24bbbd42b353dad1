import {
  type DivisionAlgebra,
  type DivisionMatrix,
  divisionLeastSquares,
  Float64Matrix,
  fromRealForm,
  hermitianCholesky,
  hermitianEigen,
  hermitianLogDeterminant,
  hermitianSolve,
  product,
  realForm,
  standardNormals,
  svd,
  unitCount,
} from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { minus, orthogonality, ratio, SIZES, SPECTRA } from './matrices.js';

const random = (algebra: DivisionAlgebra, m: number, n: number, seed: number): DivisionMatrix => ({
  algebra,
  parts: Array.from({ length: unitCount(algebra) }, (_, u) => standardNormals(m, n, 10 * seed + u)),
});
const times = (A: Float64Matrix, B: Float64Matrix, transposeRight = false) => product(A, B, { transposeRight });
/** What is left of R when it is read as a matrix over the algebra and written out again. */
const structureError = (R: Float64Matrix, algebra: DivisionAlgebra) =>
  minus(realForm(fromRealForm(R, algebra)), R).norm();

test('the units are those of right multiplication by i, j, k', () => {
  const unit = (algebra: DivisionAlgebra, u: number) =>
    realForm({
      algebra,
      parts: Array.from({ length: unitCount(algebra) }, (_, v) => Float64Matrix.from([[u === v ? 1 : 0]])),
    });
  const apply = (M: Float64Matrix, x: number[]) => [...times(M, Float64Matrix.from(x.map((c) => [c]))).data];
  assert.equal(apply(unit('complex', 1), [1, 2]), [-2, 1]);
  assert.equal(apply(unit('quaternionic', 1), [1, 2, 3, 4]), [-2, 1, 4, -3]);
  assert.equal(apply(unit('quaternionic', 2), [1, 2, 3, 4]), [-3, -4, 1, 2]);
  assert.equal(apply(unit('quaternionic', 3), [1, 2, 3, 4]), [-4, 3, -2, 1]);
});

test('real forms multiply as the algebra does', () => {
  for (const algebra of ['real', 'complex', 'quaternionic'] as const) {
    const P = times(realForm(random(algebra, 4, 3, 1)), realForm(random(algebra, 3, 5, 2)));
    assert.ok(structureError(P, algebra) <= 20 * Number.EPSILON * P.norm());
  }
});

for (const algebra of ['real', 'complex', 'quaternionic'] as const) {
  const e = unitCount(algebra);
  for (const n of [0, 1, 2, 5, 20]) {
    const F = realForm(random(algebra, n, n, 3));
    const S = times(F, F, true).map((x, i, j) => x + (i === j ? 1 : 0));
    const A = fromRealForm(S, algebra);
    const size = e * n;

    test(`${algebra} ${n}×${n}: Cholesky, solve and determinant keep the structure`, () => {
      const L = realForm(hermitianCholesky(A));
      assert.ok(ratio(minus(times(L, L, true), S), S, size) < 30);
      for (let i = 0; i < size; i++)
        for (let j = i + 1; j < size; j++) assert.ok(L.at(i, j) === 0 || Math.floor(i / e) === Math.floor(j / e));
      const B = random(algebra, n, 2, 4);
      const X = realForm(hermitianSolve(hermitianCholesky(A), B));
      const residual = minus(times(S, X), realForm(B));
      if (n > 0) assert.ok(residual.norm() / (size * S.norm() * X.norm() * Number.EPSILON) < 30);
      const { values } = hermitianEigen(A);
      const logs = values.reduce((sum, x) => sum + Math.log(x), 0);
      // Each eigenvalue (all ≥ 1) is right to 30·size·ε·‖A‖.
      assert.ok(Math.abs(hermitianLogDeterminant(A) - logs) <= 60 * size * n * Number.EPSILON * Math.max(1, S.norm()));
    });

    test(`${algebra} ${n}×${n}: eigenbases are unitary over the algebra, degenerate ones included`, () => {
      const spectra = [
        S,
        Float64Matrix.identity(size),
        times(F.columnRange(0, e * Math.floor(n / 2)), F.columnRange(0, e * Math.floor(n / 2)), true),
      ];
      for (const T of spectra) {
        const { values, vectors } = hermitianEigen(fromRealForm(T, algebra));
        assert.is(values.length, n);
        const V = realForm(vectors);
        assert.ok(orthogonality(V) < 30, `unitary ${orthogonality(V)}`);
        const D = V.map((x, _, j) => x * values[Math.floor(j / e)]);
        assert.ok(ratio(minus(times(D, V, true), T), T, size) < 30);
      }
    });

    test(`${algebra} ${n}×${n}: least squares stays in the algebra`, () => {
      const X = random(algebra, n + 3, n, 5);
      const Y = random(algebra, n + 3, 2, 6);
      const { solution, rank } = divisionLeastSquares(X, Y);
      assert.is(rank, n);
      const gradient = times(realForm(X).transpose(), minus(times(realForm(X), realForm(solution)), realForm(Y)));
      const bound =
        30 *
        e *
        (n + 3) *
        Number.EPSILON *
        realForm(X).norm() *
        (realForm(Y).norm() + realForm(X).norm() * realForm(solution).norm());
      assert.ok(gradient.norm() <= bound);
    });
  }
}
// The nasty spectra of LAPACK's gallery, over ℂ and ℍ: Hermitian matrices and least squares with these values.
for (const algebra of ['complex', 'quaternionic'] as const) {
  const e = unitCount(algebra);
  for (const n of SIZES.filter((size) => size * e <= 200)) {
    const size = e * n;
    const unitary = (seed: number): Float64Matrix => {
      const F = realForm(random(algebra, n, n, seed));
      return realForm(hermitianEigen(fromRealForm(times(F, F, true), algebra)).vectors);
    };
    test(`${algebra} ${n}×${n}: residual ratios below 30 on every spectrum`, () => {
      const U = unitary(7);
      const V = unitary(8);
      for (const [name, value] of Object.entries(SPECTRA)) {
        const scaled = (M: Float64Matrix): Float64Matrix => M.map((x, _, j) => x * value(Math.floor(j / e), n));
        const T = times(scaled(V), V, true);
        const H = fromRealForm(
          T.map((x, i, j) => (i >= j ? x : T.at(j, i))),
          algebra,
        );
        const A = realForm(H);
        const { values, vectors } = hermitianEigen(H);
        const W = realForm(vectors);
        assert.ok(orthogonality(W) < 30, `${name}: unitary ${orthogonality(W)}`);
        const rebuilt = times(
          W.map((x, _, j) => x * values[Math.floor(j / e)]),
          W,
          true,
        );
        assert.ok(ratio(minus(rebuilt, A), A, size) < 30, `${name}: ${ratio(minus(rebuilt, A), A, size)}`);
        for (let i = 1; i < n; i++) assert.ok(values[i - 1] <= values[i], `${name}: ascending`);

        const X = fromRealForm(times(scaled(U), V, true), algebra);
        const R = realForm(X);
        const Y = realForm(random(algebra, n, 2, 9)).map((x) => x * (R.norm() || 1));
        const { solution, rank } = divisionLeastSquares(X, fromRealForm(Y, algebra));
        const S = realForm(solution);
        assert.ok(rank <= n);
        // Normal equations on the kept subspace, in the size of their terms (LAPACK xQRT17).
        const kept = svd(R).U.columnRange(0, e * rank);
        const gradient = product(kept, minus(times(R, S), Y), { transposeLeft: true });
        const terms = R.norm() * S.norm() + Y.norm();
        if (n > 0) assert.ok(gradient.norm() <= 30 * size * Number.EPSILON * terms, `${name}: least squares`);
      }
    });
  }
}
test.run();
