import { randomStream, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('streams are reproducible, and children do not depend on what the parent has drawn', () => {
  const parent = randomStream(5);
  const before = parent.split(3).normal();
  parent.normal();
  assert.is(parent.split(3).normal(), before);
  assert.is(randomStream(5).split(3).normal(), before);
  assert.is(randomStream(5, [3]).normal(), before);
  const first = new Set<number>();
  for (let seed = 0; seed < 20; seed++) for (let k = 0; k < 50; k++) first.add(randomStream(seed).split(k).uniform());
  assert.is(first.size, 1000);
  assert.is.not(randomStream(1, [2, 3]).uniform(), randomStream(1, [3, 2]).uniform());
  assert.is.not(randomStream(1, [0]).uniform(), randomStream(1, [0, 0]).uniform());
});

test('a longer sample begins with the shorter one', () => {
  const long = standardNormals(3000, 2, 9);
  const short = standardNormals(1500, 2, 9);
  assert.equal(long.data.subarray(0, 3000), short.data);
});

test('normals have the moments of normals, and streams are uncorrelated', () => {
  const n = 100_000;
  const X = standardNormals(n, 2, 1).data;
  const moment = (f: (x: number, e: number) => number): number => X.reduce((sum, x, e) => sum + f(x, e), 0) / X.length;
  // Standard errors of the moments of 2n normals: 1, √2, √15, √96 over √(2n); six of them are exceeded once in 10⁹.
  const se = 6 / Math.sqrt(2 * n);
  assert.ok(Math.abs(moment((x) => x)) < se);
  assert.ok(Math.abs(moment((x) => x * x) - 1) < Math.SQRT2 * se);
  assert.ok(Math.abs(moment((x) => x ** 3)) < Math.sqrt(15) * se);
  assert.ok(Math.abs(moment((x) => x ** 4) - 3) < Math.sqrt(96) * se);
  const other = randomStream(1, [1]);
  const one = randomStream(1, [0]);
  let correlation = 0;
  for (let i = 0; i < n; i++) correlation += one.normal() * other.normal();
  assert.ok(Math.abs(correlation / n) < 6 / Math.sqrt(n));
});
test.run();
