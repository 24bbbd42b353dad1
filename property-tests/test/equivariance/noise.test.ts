import { checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const S5 = 'permutation of symmetric(5)';
const both = { in: S5, out: S5, seed: 3 } as const;
const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);

test('the noise of a function is that of its condition: what it cancels, it may be off by', async () => {
  const cancelling = (distance: number) => (x: Float64Array) => x.map((v) => v + distance - (sum(x) * 1e-3 + distance));
  for (const distance of [1, 1e4, 1e8, 1e12]) {
    const report = await checkEquivariance(cancelling(distance), both);
    assert.ok(report.holds, `${distance}: ${report}`);
  }
});

test('a weight off by ε is caught from a few hundred units of roundoff on, at every size of f', async () => {
  for (const size of [1e-300, 1e-12, 1, 1e200]) {
    for (const epsilon of [1e-2, 1e-6, 1e-10, 1e-12]) {
      const report = await checkEquivariance((x) => x.map((v, i) => size * v * (i === 2 ? 1 + epsilon : 1)), both);
      assert.not(report.holds, `${size}, ${epsilon}`);
    }
    assert.ok((await checkEquivariance((x) => x.map((v) => size * v), both)).holds);
  }
});

test('in single precision a weight off by 1e-4 is caught, and one off by 1e-10 is not there', async () => {
  const f = (epsilon: number) => (x: Float64Array) => Float32Array.from(x, (v, i) => v * (i === 2 ? 1 + epsilon : 1));
  assert.not((await checkEquivariance(f(1e-4), both)).holds);
  assert.ok((await checkEquivariance(f(1e-10), both)).holds);
});

test('a residue where f ought to vanish is rounding of f, not of the residue', async () => {
  const projector = [0.1 + 0.2 - 0.3, 1e-17, -3e-17, 2e-17, 0]; // what is left of zeros
  const f = (x: Float64Array) => x.map((v, i) => v - sum(x) / 5 + projector[i] * x[0]);
  assert.ok((await checkEquivariance(f, both)).holds);
});

test('single precision in one coordinate of double precision is no noise of f', async () => {
  const f = (x: Float64Array) => x.map((v, i) => (i === 2 ? Math.fround(v / 3) : v / 3));
  const report = await checkEquivariance(f, both);
  assert.is(report.largestSubgroup?.order, 24n);
});

test('the report says the rate of false alarms that its bound is derived from', async () => {
  const { bound, falseAlarmRate } = await checkEquivariance((x) => x, both);
  // ((2/π)^{K/2} (K − 1)!!) / F^K with F = 64, K = 32
  let rate = (2 / Math.PI) ** 16 / bound ** 32;
  for (let k = 31; k > 0; k -= 2) rate *= k;
  assert.ok(rate <= falseAlarmRate && falseAlarmRate < 1.1 * rate);
});

test.run();
