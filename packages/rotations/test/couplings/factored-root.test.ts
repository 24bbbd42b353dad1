/** Doubles from factorials in double-double arithmetic are those of the fraction under the root. */
import { randomSource, Surd } from '@isotypic/algebra';
import { clebschGordan, wigner3j, wigner3jByProjection, wigner3jByTotal } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The double before the square has been looked at, and the one that the square gives. */
function same(value: Surd): void {
  const before = value.toNumber();
  const twin = value.isZero() ? Surd.zero : Surd.root(value.square, value.sign as 1 | -1);
  assert.is(before, twin.toNumber(), String(value.sign));
}

test('single symbols and coefficients of random spins up to 150', () => {
  const random = randomSource(5);
  for (let k = 0; k < 400; k++) {
    const scale = [4, 20, 100, 300][k % 4];
    const [a, b] = [random.below(scale + 1), random.below(scale + 1)];
    const c = Math.abs(a - b) + 2 * random.below(Math.min(a, b) + 1);
    const ma = 2 * random.below(a + 1) - a;
    const mb = 2 * random.below(b + 1) - b;
    if (Math.abs(ma + mb) > c) continue;
    same(wigner3j(a / 2, b / 2, c / 2, ma / 2, mb / 2, -(ma + mb) / 2));
    same(clebschGordan(a / 2, ma / 2, b / 2, mb / 2, c / 2, (ma + mb) / 2));
  }
});

test('families, and what is large: j = 100, 300 and 3000', () => {
  for (const { value } of wigner3jByProjection(100, 100, 100, 3)) same(value);
  for (const { value } of wigner3jByTotal(60, 45, 7, -12)) same(value);
  for (const { value } of wigner3jByProjection(300, 299, 10, 2)) same(value);
  same(wigner3j(300, 300, 600, 300, -300, 0)); // 2·10⁻¹⁸⁰
  same(wigner3j(3000, 3000, 4000, 1, 2, -3)); // an integer of 2000 digits
});

test('powers of 2, squares of fractions and what lies below the normal doubles', () => {
  same(clebschGordan(1 / 2, 1 / 2, 1 / 2, -1 / 2, 0, 0));
  same(clebschGordan(1, 0, 1, 0, 2, 0));
  same(wigner3j(1 / 2, 1 / 2, 1, 1 / 2, 1 / 2, -1));
  same(clebschGordan(0, 0, 0, 0, 0, 0));
  same(wigner3j(1000, 1000, 2000, 1000, -1000, 0)); // about 10⁻⁶⁰²: 0
  same(wigner3j(530, 530, 1060, 530, -530, 0)); // a subnormal
});

test.run();
