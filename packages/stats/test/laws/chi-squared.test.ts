import { chiSquaredTail } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { digamma, logGamma } from '../../dist/laws/gamma.js';
import { readVector } from '../support/data.js';

const { tails, gamma } = readVector<{ tails: number[][]; gamma: number[][] }>('distributions/chi-squared.json');

/**
 * x^{a−1}e^{−x}/Γ(a) in the tail has a relative error of ε times the size of its exponent, which is at most
 * a|log x| + x + |log Γ(a)| ≤ 3·(x + a log a) here, and log Γ itself is right to a few ε.
 */
test('upper tails of χ² agree with mpmath', () => {
  for (const [x, df, tail] of tails) {
    const a = df / 2;
    const bound = 8 * Number.EPSILON * (4 + x / 2 + a * Math.abs(Math.log(Math.max(a, x / 2))));
    assert.ok(Math.abs(chiSquaredTail(x, df) - tail) <= bound * Math.max(tail, x < df ? 1 : 0), `${x}, ${df}`);
  }
});

test('log Γ and ψ agree with mpmath', () => {
  for (const [x, l, psi] of gamma) {
    assert.ok(Math.abs(logGamma(x) - l) <= 1e-14 * Math.max(1, Math.abs(l)), `log Γ(${x})`);
    assert.ok(Math.abs(digamma(x) - psi) <= 1e-14 * Math.max(1, Math.abs(psi)), `ψ(${x})`);
  }
});

test('the tail decreases from 1 to 0, and refuses what it cannot mean', () => {
  assert.is(chiSquaredTail(0, 3), 1);
  assert.is(chiSquaredTail(Number.POSITIVE_INFINITY, 3), 0);
  assert.throws(() => chiSquaredTail(1, -1), /degreesOfFreedom to be/);
  assert.throws(() => chiSquaredTail(Number.NaN, 2), /a number/);
});

test.run();
