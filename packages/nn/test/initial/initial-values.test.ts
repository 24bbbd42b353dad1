import {
  convolve,
  deltaOrthogonal,
  matmul,
  multiply,
  normalInitial,
  orthogonalInitial,
  pad,
  reduceSum,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('an orthogonal matrix has orthonormal rows or columns, and every sign on its diagonal', () => {
  const signs = new Set<number>();
  for (const [rows, cols] of [
    [3, 3],
    [2, 5],
    [5, 2],
  ]) {
    for (let seed = 0; seed < 10; seed++) {
      const q = orthogonalInitial([rows, cols], randomStream(seed));
      const gram = rows < cols ? matmul(q, q, { transposeRight: true }) : matmul(q, q, { transposeLeft: true });
      const n = Math.min(rows, cols);
      // a QR factorization's residual: a small multiple of n·ε
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) assert.ok(Math.abs(gram.at(i, j) - (i === j ? 1 : 0)) <= 30 * 5 * 2 ** -52);
      signs.add(Math.sign(q.data[0]));
    }
  }
  assert.is(signs.size, 2);
});

test('a delta-orthogonal convolution keeps lengths', () => {
  const w = deltaOrthogonal([4, 4, 3, 3], randomStream(1));
  const x = normalInitial([2, 4, 5, 5], 1, randomStream(2));
  const y = convolve(pad(x, [0, 0, 1, 1]), w);
  const [before, after] = [x, y].map((t) => reduceSum(multiply(t, t)).item());
  assert.ok(Math.abs(before - after) <= 200 * 16 * 2 ** -52 * 4);
});

test.run();
