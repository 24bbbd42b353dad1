import { fisherTail, studentTail } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chiSquaredQuantile, fisherQuantile, normalQuantile, studentQuantile } from '../../dist/laws/quantiles.js';
import { readVector } from '../support/data.js';

const { fisher, student, points } = readVector<{
  fisher: number[][];
  student: number[][];
  points: [string, number, number, number, number][];
}>('distributions/student-fisher.json');

/**
 * x^a(1 − x)^b/B(a, b) has a relative error of ε times the size of its exponents, at most a|log x| + b|log y| and
 * log Γ(a + b) ≤ (a + b) log(a + b).
 */
const bound = (a: number, b: number, x: number): number =>
  8 * Number.EPSILON * (10 + (a + b) * (1 + Math.log(1 + a + b)) + a * Math.abs(Math.log(x)));

test('tails of F agree with mpmath', () => {
  for (const [x, d1, d2, tail] of fisher) {
    const far = Math.abs(fisherTail(x, d1, d2) - tail);
    assert.ok(far <= bound(d2 / 2, d1 / 2, d2 / (d2 + d1 * x)) * Math.max(tail, x < 1 ? 1 : 0), `${x} ${d1} ${d2}`);
  }
});

test('tails of t agree with mpmath', () => {
  for (const [x, df, tail] of student) {
    const far = Math.abs(studentTail(x, df) - tail);
    assert.ok(far <= bound(df / 2, 0.5, df / (df + x * x)) * Math.max(tail, x < 1 ? 1 : 0), `${x} ${df}`);
    assert.is(studentTail(-x, df), studentTail(x, df));
  }
});

test('points of χ², F, t and the normal law agree with SciPy', () => {
  const of = { 'chi-squared': chiSquaredQuantile, fisher: fisherQuantile, student: studentQuantile };
  for (const [law, p, d1, d2, point] of points) {
    const x = law === 'normal' ? normalQuantile(p) : of[law as keyof typeof of](p, d1, d2);
    // 1e-9: where the density is small a point is off by the error of the tail, 1e-12, over the hazard
    assert.ok(Math.abs(x - point) <= 1e-9 * point, `${law} ${p} ${d1}: ${x} against ${point}`);
  }
});

test('degrees of freedom that are none are refused', () => {
  assert.throws(() => fisherTail(1, 0, 3), /numerator/);
  assert.throws(() => studentTail(Number.NaN, 3), /x to be/);
});

test.run();
