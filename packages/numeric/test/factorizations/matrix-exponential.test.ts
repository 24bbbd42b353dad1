import { Float64Matrix, matrixExponential, symmetricExp } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { minus, orthogonality, symmetricGallery } from './matrices.js';

test('symmetric matrices: as through their eigenvalues', () => {
  for (const [name, A] of symmetricGallery(10)) {
    const size = A.norm();
    if (!(size > 0 && size < 300)) continue; // beyond, exp overflows
    const [left, right] = [matrixExponential(A), symmetricExp(A)];
    // the condition of exp at a normal matrix is ‖A‖
    assert.ok(minus(left, right).norm() <= 30 * 10 * 2.3e-16 * (1 + size) * right.norm(), name);
  }
});

test('rotations are orthogonal, boosts hyperbolic, nilpotent matrices give polynomials', () => {
  for (const t of [1e-8, 0.3, 3, 100]) {
    const R = matrixExponential([
      [0, -t],
      [t, 0],
    ]);
    assert.ok(Math.abs(R.at(0, 0) - Math.cos(t)) < 30 * 2.3e-16 * (1 + t));
    assert.ok(Math.abs(R.at(1, 0) - Math.sin(t)) < 30 * 2.3e-16 * (1 + t));
    assert.ok(orthogonality(R) < 30 * (1 + t));
  }
  const boost = matrixExponential([
    [0, 2],
    [2, 0],
  ]);
  assert.ok(Math.abs(boost.at(0, 1) - Math.sinh(2)) < 30 * 2.3e-16 * Math.cosh(2));
  const nilpotent = matrixExponential([
    [0, 3, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  const polynomial = Float64Matrix.from([
    [1, 3, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  // LAPACK's bar, 30 residual ratios of n·ε, times the condition of exp here, 1 + ‖A‖
  assert.ok(minus(nilpotent, polynomial).norm() <= 30 * 3 * 2.3e-16 * (1 + 3) * polynomial.norm());
  assert.equal(matrixExponential(new Float64Matrix(0, 0)).rows, 0);
});

test('what is no square matrix of finite numbers is refused', () => {
  assert.throws(() => matrixExponential([[1, 2]]), /a square matrix/);
  assert.throws(() => matrixExponential([[Number.NaN]]), /matrixExponential/);
});

test.run();
