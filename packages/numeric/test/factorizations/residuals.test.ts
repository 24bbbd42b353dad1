// LAPACK's promise for every factorization: ‖residual‖ / (n ‖A‖ ε) < 30, over its sizes and its nasty matrices.
import {
  cholesky,
  choleskySolve,
  Float64Matrix,
  leastSquares,
  product,
  pseudoInverse,
  qr,
  svd,
  symmetricEigen,
} from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sharedBlas, withBlas } from '../../dist/kernels/arena.js';
import { PlainBlas } from '../../dist/kernels/plain-blas.js';
import { minus, orthogonality, ratio, rectangularGallery, SIZES, symmetricGallery } from './matrices.js';

const LIMIT = 30;
const SHAPES: [number, number][] = [
  ...SIZES.map((n): [number, number] => [n, n]),
  [5, 3],
  [3, 5],
  [50, 10],
  [10, 50],
  [200, 33],
  [70, 60],
];

function below(value: number, what: string): void {
  assert.ok(value < LIMIT, `${what}: residual ratio ${value.toFixed(1)}`);
}

// The plain twin runs the same suite on the sizes that reach every branch.
for (const blas of [sharedBlas(), new PlainBlas()]) {
  const sizes = blas.kind === 'plain' ? SIZES.filter((n) => n <= 50) : SIZES;
  const shapes = blas.kind === 'plain' ? SHAPES.filter(([m]) => m <= 50) : SHAPES;

  test(`symmetric eigenproblem (${blas.kind})`, () => {
    withBlas(blas, () => {
      for (const n of sizes) {
        for (const [name, A] of symmetricGallery(n)) {
          const { values, vectors } = symmetricEigen(A);
          const rebuilt = product(
            vectors.map((x, _, j) => x * values[j]),
            vectors,
            { transposeRight: true },
          );
          below(ratio(minus(rebuilt, A), A, n), `eigen ${name} ${n}`);
          below(orthogonality(vectors), `eigenvectors ${name} ${n}`);
          for (let i = 1; i < n; i++) assert.ok(values[i - 1] <= values[i], `order, ${name} ${n}`);
        }
      }
    });
  });

  test(`singular values (${blas.kind})`, () => {
    withBlas(blas, () => {
      for (const [m, n] of shapes) {
        for (const [name, A] of rectangularGallery(m, n)) {
          const { U, values, V } = svd(A);
          const rebuilt = product(
            U.map((x, _, j) => x * values[j]),
            V,
            { transposeRight: true },
          );
          below(ratio(minus(rebuilt, A), A, Math.max(m, n)), `svd ${name} ${m}×${n}`);
          below(orthogonality(U), `left vectors ${name} ${m}×${n}`);
          below(orthogonality(V), `right vectors ${name} ${m}×${n}`);
          for (let i = 1; i < values.length; i++) assert.ok(values[i - 1] >= values[i]);
          for (const s of values) assert.ok(s >= 0);
        }
      }
    });
  });

  test(`QR with and without pivoting (${blas.kind})`, () => {
    withBlas(blas, () => {
      for (const [m, n] of shapes) {
        for (const [name, A] of rectangularGallery(m, n)) {
          for (const pivot of [true, false]) {
            const { Q, R, permutation } = qr(A, { pivot });
            const permuted = Float64Matrix.generate(m, n, (i, j) => A.at(i, permutation[j]));
            below(ratio(minus(product(Q, R), permuted), A, Math.max(m, n)), `qr ${name} ${m}×${n}`);
            below(orthogonality(Q), `Q ${name} ${m}×${n}`);
            for (let i = 0; i < R.rows; i++) for (let j = 0; j < Math.min(i, n); j++) assert.is(R.at(i, j), 0);
          }
        }
      }
    });
  });

  test(`Cholesky and its solve (${blas.kind})`, () => {
    withBlas(blas, () => {
      for (const n of sizes) {
        for (const [name, S] of symmetricGallery(n)) {
          if (/zero|deficient|signs|overflow|underflow|ones|one |graded|Wilkinson|Hilbert/.test(name) && n > 0)
            continue;
          const L = cholesky(S);
          below(ratio(minus(product(L, L, { transposeRight: true }), S), S, n), `cholesky ${name} ${n}`);
          const B = Float64Matrix.generate(n, 3, (i, j) => Math.cos(i + 7 * j));
          const X = choleskySolve(L, B);
          const residual = minus(product(S, X), B);
          // ‖AX − B‖ / (n ‖A‖ ‖X‖ ε), LAPACK xPOT02.
          if (n > 0) below(residual.norm() / (n * S.norm() * X.norm() * Number.EPSILON), `solve ${name} ${n}`);
        }
      }
      // Scales near overflow and underflow.
      for (const scale of [1e300, 1e-300]) {
        const S = Float64Matrix.generate(40, 40, (i, j) => scale * (i === j ? 41 : 1));
        const L = cholesky(S);
        below(ratio(minus(product(L, L, { transposeRight: true }), S), S, 40), `cholesky scale ${scale}`);
      }
    });
  });

  test(`least squares of minimum norm (${blas.kind})`, () => {
    withBlas(blas, () => {
      for (const [m, n] of shapes) {
        for (const [name, A] of rectangularGallery(m, n)) {
          const B = Float64Matrix.generate(m, 2, (i, j) => Math.sin(3 * i + j + 1) * (A.norm() || 1));
          const { solution: X, rank } = leastSquares(A, B);
          if (m === 0 || n === 0 || A.norm() === 0) {
            assert.is(X.norm(), 0);
            continue;
          }
          const { values, U, V } = svd(A);
          assert.ok(rank === 0 || values[rank - 1] > 0);
          // Normal equations on the kept subspace, (AX − B) ⟂ U_r, in the size of their terms (LAPACK xQRT17).
          const R = minus(product(A, X), B);
          const gradient = product(U.columnRange(0, rank), R, { transposeLeft: true });
          const size = A.norm() * X.norm() + B.norm();
          below(gradient.norm() / (Math.max(m, n) * size * Number.EPSILON), `lstsq ${name} ${m}×${n}`);
          // Minimum norm: X in the row space (LAPACK xQRT14).
          const inside = product(V.columnRange(0, rank), product(V.columnRange(0, rank), X, { transposeLeft: true }));
          below(
            minus(inside, X).norm() / (Math.max(m, n) * (X.norm() || 1) * Number.EPSILON),
            `row space ${name} ${m}×${n}`,
          );
        }
      }
    });
  });
}

test('rank decisions do not depend on units', () => {
  for (const scale of [1e-290, 1, 1e290]) {
    for (const n of [3, 7, 50]) {
      const A = Float64Matrix.generate(n, n, (i, j) => scale * (Math.sin(i) * Math.cos(j) + (i % 2) * (j % 2)));
      assert.is(leastSquares(A, new Float64Matrix(n, 1)).rank, 2);
      assert.is(qr(A).rank, 2);
    }
  }
});

test('the pseudo-inverse satisfies the four Penrose equations', () => {
  for (const [m, n] of [
    [3, 3],
    [5, 3],
    [3, 5],
    [50, 10],
  ]) {
    const A = product(
      Float64Matrix.generate(m, 2, (i, j) => Math.sin(i + 2 * j + 1)),
      Float64Matrix.generate(2, n, (i, j) => Math.cos(2 * i + j)),
    );
    const P = pseudoInverse(A);
    const AP = product(A, P);
    const PA = product(P, A);
    const { values } = svd(A);
    const condition = values[0] / values[1];
    const close = (X: Float64Matrix, Y: Float64Matrix, name: string): void => {
      // Each side is a product of at most three factors; errors grow with the condition of the kept part.
      below(ratio(minus(X, Y), Y, Math.max(m, n) * condition), name);
    };
    close(product(AP, A), A, 'A P A = A');
    close(product(PA, P), P, 'P A P = P');
    close(AP.transpose(), AP, 'A P symmetric');
    close(PA.transpose(), PA, 'P A symmetric');
  }
});

test.run();
