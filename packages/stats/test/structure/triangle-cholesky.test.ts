// Cholesky factors of Hermitian matrices by their triangles, against those of the real forms.
import { cholesky, choleskySolve, type Float64Matrix, product, solveLower, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LowerTriangle } from '../../dist/structure/lower-triangle.js';
import { factorTriangle, solveHermitian, solveTriangle } from '../../dist/structure/triangle-cholesky.js';

/** 1 plus a random 𝔽-matrix times its adjoint, as a triangle. */
function randomTriangle(size: number, units: 1 | 2 | 4, seed: number): LowerTriangle {
  const random = new LowerTriangle(size, units);
  random.numbers.set(standardNormals(1, random.numbers.length, seed).data);
  const R = random.triangular();
  const A = LowerTriangle.of(product(R, R, { transposeRight: true }), units);
  for (let r = 0; r < size; r++) A.numbers[A.rowStart(r) + units * r] += 1;
  return A;
}

const difference = (a: Float64Matrix, b: Float64Matrix) =>
  a.data.reduce((most, v, e) => Math.max(most, Math.abs(v - b.data[e])), 0);

for (const units of [1, 2, 4] as const) {
  for (const [size, panel] of [
    [1, 8],
    [7, 4],
    [8, 8],
    [21, 12],
    [21, 256],
  ]) {
    test(`${size} rows over the algebra of dimension ${units}, panels of ${panel} real rows`, () => {
      const A = randomTriangle(size, units, 10 * size + units);
      const dense = cholesky(A.hermitian());
      const L = new LowerTriangle(size, units);
      L.numbers.set(A.numbers);
      assert.ok(factorTriangle(L, { panel }));
      // the smallest eigenvalue is at least 1, the largest about size² × units
      assert.ok(difference(L.triangular(), dense) < 1e-13 * size ** 2);
      const B = standardNormals(A.order, 3, 5);
      assert.ok(difference(solveTriangle(L, B, panel), solveLower(dense, B)) < 1e-12 * size);
      assert.ok(difference(solveHermitian(L, B, panel), choleskySolve(dense, B)) < 1e-12 * size);
    });
  }

  test(`a singular matrix over the algebra of dimension ${units} has no factor`, () => {
    const A = randomTriangle(9, units, 3);
    // the last row is the first one
    const H = A.hermitian();
    const [first, last] = [0, 8 * units];
    for (let u = 0; u < units; u++) {
      for (let j = 0; j < H.cols; j++) H.data[(last + u) * H.cols + j] = H.at(first + u, j);
    }
    for (let u = 0; u < units; u++) {
      for (let i = 0; i < H.rows; i++) H.data[i * H.cols + last + u] = H.at(i, first + u);
    }
    assert.not(factorTriangle(LowerTriangle.of(H, units), { panel: 4 }));
    assert.not(factorTriangle(LowerTriangle.of(H, units)));
  });
}

test.run();
