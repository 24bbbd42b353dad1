// The residual ratios at a size where every level of blocking and recursion is at work.
import { cholesky, Float64Matrix, product, qr, standardNormals, svd, symmetricEigen } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { minus, orthogonality, ratio, rectangularGallery, symmetricGallery } from './matrices.js';

const n = 450;

test(`symmetric gallery of order ${n}`, () => {
  for (const [name, A] of symmetricGallery(n)) {
    const { values, vectors } = symmetricEigen(A);
    const scaled = vectors.map((x, _, j) => x * values[j]);
    assert.ok(ratio(minus(product(scaled, vectors, { transposeRight: true }), A), A, n) < 30, name);
    assert.ok(orthogonality(vectors) < 30, name);
  }
});

test(`rectangular gallery, ${n}×${n - 50}`, () => {
  for (const [name, A] of rectangularGallery(n, n - 50)) {
    const { U, values, V } = svd(A);
    const scaled = U.map((x, _, j) => x * values[j]);
    assert.ok(ratio(minus(product(scaled, V, { transposeRight: true }), A), A, n) < 30, name);
    assert.ok(orthogonality(U) < 30 && orthogonality(V) < 30, name);
    const { Q, R } = qr(A, { pivot: false });
    assert.ok(ratio(minus(product(Q, R), A), A, n) < 30 && orthogonality(Q) < 30, name);
  }
});

test('Cholesky of order 900', () => {
  const X = standardNormals(1000, 900, 1);
  const S = product(X, X, { transposeLeft: true });
  const L = cholesky(S);
  assert.ok(ratio(minus(product(L, L, { transposeRight: true }), S), S, 900) < 30);
  assert.is(Float64Matrix.from(L).at(0, 899), 0);
});
test.run();
