import { Cyclotomic, randomSource, toDecimal } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/**
 * Sixty-digit complex arithmetic on bigints, independent of the library's: roots of unity by repeated squaring of
 * e^(2πi/n) from its Taylor series, numbers scaled by 2^260.
 */
const BITS = 260n;
const ONE = 1n << BITS;
const PI = (() => {
  // Gauss: π = 48·arctan(1/18) + 32·arctan(1/57) − 20·arctan(1/239)
  const arctan = (m: bigint): bigint => {
    let [sum, power, k] = [0n, (ONE << 40n) / m, 1n];
    for (let sign = 1n; power !== 0n; sign = -sign, k += 2n, power /= m * m) sum += (sign * power) / k;
    return sum;
  };
  return (48n * arctan(18n) + 32n * arctan(57n) - 20n * arctan(239n)) >> 40n;
})();
type Complex = readonly [bigint, bigint];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [(a * c - b * d) >> BITS, (a * d + b * c) >> BITS];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const tables = new Map<number, Complex[]>();
const root = (n: number, k: number): Complex => {
  let table = tables.get(n);
  if (!table) {
    const angle = (2n * PI) / BigInt(n);
    let term: Complex = [ONE, 0n];
    let first: Complex = [0n, 0n];
    for (let i = 1n; term[0] !== 0n || term[1] !== 0n; i++) {
      first = plus(first, term);
      const [re, im] = times(term, [0n, angle]);
      term = [re / i, im / i];
    }
    table = [[ONE, 0n]];
    for (let i = 1; i < n; i++) table.push(times(table[i - 1] as Complex, first));
    tables.set(n, table);
  }
  return table[((k % n) + n) % n] as Complex;
};

const conductors = [1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 20, 21, 24, 28, 35, 36, 40, 60];

test('10⁵ random expressions: equality and value agree with evaluation at sixty digits', () => {
  const { below } = randomSource(60);
  let equal = 0;
  for (let round = 0; round < 100_000; round++) {
    const n = conductors[below(conductors.length)] as number;
    const random = (): { exact: Cyclotomic; value: Complex } => {
      let exact = Cyclotomic.zero;
      let value: Complex = [0n, 0n];
      for (let i = below(3); i >= 0; i--) {
        const [k, c] = [below(n), BigInt(below(7) - 3)];
        exact = exact.plus(Cyclotomic.rootOfUnity(n, k).times(Cyclotomic.fromRational(c)));
        const z = root(n, k);
        value = plus(value, [c * z[0], c * z[1]]);
      }
      return { exact, value };
    };
    const [a, b, c] = [random(), random(), random()];
    // Two sides that are often, and not always, equal: (a + b)c against ac + bc, or against ac + bc with one sign
    // changed.
    const [left, leftValue] = [a.exact.plus(b.exact).times(c.exact), times(plus(a.value, b.value), c.value)];
    const flip = below(2) === 0;
    const bc = b.exact.times(c.exact);
    const right = flip ? a.exact.times(c.exact).minus(bc) : a.exact.times(c.exact).plus(bc);
    const bcValue = times(b.value, c.value);
    const rightValue = plus(times(a.value, c.value), flip ? [-bcValue[0], -bcValue[1]] : bcValue);
    const tolerance = 1n << (BITS - 200n); // 60 digits are 199.3 bits; algebraic integers this small differ by far more
    const near = (x: Complex, y: Complex): boolean =>
      [x[0] - y[0], x[1] - y[1]].every((d) => d < tolerance && d > -tolerance);
    assert.is(left.equals(right), near(leftValue, rightValue), `${left} and ${right}`);
    if (left.equals(right)) equal++;
    if (round % 100 === 0) {
      const real = left.real();
      const [digits, reference] = [toDecimal(real, 60), leftValue[0]];
      const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
      if (match) {
        const decimals = match[3] ?? '';
        const magnitude = (BigInt(match[2] + decimals) << BITS) / 10n ** BigInt(decimals.length);
        const error = (match[1] === '-' ? -magnitude : magnitude) - reference;
        assert.ok(error < ONE >> 180n && error > -(ONE >> 180n), `${left}: ${digits}`);
      }
    }
    assert.ok(Math.abs(left.toComplex().re - Number(leftValue[0] >> 200n) / 2 ** 60) < 1e-12);
  }
  assert.ok(equal > 30_000 && equal < 90_000, `${equal} equal`);
});

test.run();
