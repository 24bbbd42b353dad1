/** Eigenvectors are orthonormal where entries are subnormal numbers beside others of size 1. */
import { randomSource } from '@isotypic/algebra';
import { symmetricEigen } from '@isotypic/numeric/dense';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** How far V is from orthonormal, and V diag(values) Vᵀ from A. */
function residuals(A: readonly (readonly number[])[]): [number, number] {
  const n = A.length;
  const { values, vectors: V } = symmetricEigen(A);
  let [orthogonality, backward] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let [dot, entry] = [i === j ? -1 : 0, -A[i][j]];
      for (let k = 0; k < n; k++) {
        dot += V.at(k, i) * V.at(k, j);
        entry += V.at(i, k) * values[k] * V.at(j, k);
      }
      orthogonality = Math.max(orthogonality, Math.abs(dot));
      backward = Math.max(backward, Math.abs(entry));
    }
  }
  return [orthogonality, backward];
}

test('a coupling of 1e-323 between zeros of the diagonal made eigenvectors orthogonal to three digits only', () => {
  for (const tiny of [5e-324, 1e-323, 1e-320, 1e-315, 1e-310, 1e-308, 1e-300, 1e-290, 1e-280]) {
    for (const size of [1, 0.0133138, 1e100]) {
      const A = [
        [0, 0, size, 0],
        [0, 0, 0, 0],
        [size, 0, 0, tiny],
        [0, 0, tiny, 0],
      ];
      const B = A.map((row, i) => row.map((x, j) => (i === j ? x + (i === 3 ? tiny : 0) : x)));
      for (const M of [A, B]) {
        const [orthogonality, backward] = residuals(M);
        // LAPACK's ratio: below 30·n·ε
        assert.ok(orthogonality <= 30 * 4 * Number.EPSILON, `${tiny}, ${size}: ${orthogonality}`);
        assert.ok(backward <= 30 * 4 * Number.EPSILON * size, `${tiny}, ${size}: ${backward}`);
      }
    }
  }
});

test('zeros beside entries of any size down to 1e-320: the iteration ends with what is near to the matrix', () => {
  const random = randomSource(5);
  const uniform = (): number => random.below(2 ** 30) / 2 ** 30;
  for (let run = 0; run < 3000; run++) {
    const n = 2 + random.below(5);
    const A = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const kind = uniform();
        const size = kind < 0.4 ? 0 : 10 ** -random.below(kind < 0.6 ? 3 : 320);
        A[i][j] = A[j][i] = random.below(2) === 0 ? size : -size;
      }
    }
    const [orthogonality, backward] = residuals(A);
    const largest = Math.max(...A.flat().map(Math.abs));
    assert.ok(orthogonality <= 30 * n * Number.EPSILON, JSON.stringify(A));
    // and the test's own sums of n products, each rounded to a multiple of 2⁻¹⁰⁷⁴
    assert.ok(backward <= 30 * n * Number.EPSILON * largest + 2 * n * 2 ** -1074, JSON.stringify(A));
  }
});

test.run();
