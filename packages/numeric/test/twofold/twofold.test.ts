/** Against exact rational arithmetic on the same doubles. */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  productError,
  type Twofold,
  twofoldDividedBy,
  twofoldPlus,
  twofoldRoot,
  twofoldTimes,
  twoSum,
} from '../../dist/twofold/arithmetic.js';
import { logDeterminantOfTwofold, scaledInverseTrace, twofoldCholesky } from '../../dist/twofold/cholesky.js';
import { addExactGram } from '../../dist/twofold/exact-gram.js';
import { TwofoldMatrix } from '../../dist/twofold/matrix.js';

/** x·2²¹⁰⁰, exactly. */
function exact(x: number): bigint {
  if (x === 0) return 0n;
  let [mantissa, exponent] = [x, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return exponent >= 0 ? BigInt(mantissa) << 2100n : BigInt(mantissa) << BigInt(2100 + exponent);
}
const sumOf = ({ high, low }: Twofold) => exact(high) + exact(low);
const isNear = (a: bigint, b: bigint, bits: number) => {
  const difference = a > b ? a - b : b - a;
  const size = b < 0n ? -b : b;
  return difference << BigInt(bits) <= size;
};
const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-30);
const twofold = fc.tuple(numbers, numbers).map(([a, b]) => twoSum(a, b * 2 ** -54));

test('sums and products of doubles lose nothing', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      assert.is(sumOf(twoSum(a, b)), exact(a) + exact(b));
      const product = a * b;
      assert.is((exact(product) + exact(productError(a, b, product))) << 2100n, exact(a) * exact(b));
    }),
  );
});

test('operations with twice the digits are right to 2⁻¹⁰⁰', () => {
  fc.assert(
    fc.property(twofold, twofold, (a, b) => {
      assert.ok(isNear(sumOf(twofoldTimes(a, b)) << 2100n, sumOf(a) * sumOf(b), 100));
      if (a.high > 0 === b.high > 0) assert.ok(isNear(sumOf(twofoldPlus(a, b)), sumOf(a) + sumOf(b), 100));
      if (b.high !== 0) assert.ok(isNear(sumOf(twofoldDividedBy(a, b)) * sumOf(b), sumOf(a) << 2100n, 100));
      if (a.high > 0) assert.ok(isNear(sumOf(twofoldRoot(a)) ** 2n, sumOf(a) << 2100n, 99));
    }),
  );
});

const rowsArbitrary = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 12 }))
  .chain(([cols, rows]) =>
    fc.tuple(
      fc.array(numbers, { minLength: rows * cols, maxLength: rows * cols }),
      fc.array(numbers, { minLength: cols, maxLength: cols }),
    ),
  );

test('Gram matrices about a shift agree with exact sums to 2⁻¹⁰⁰ of the largest terms', () => {
  fc.assert(
    fc.property(rowsArbitrary, ([entries, shift]) => {
      const cols = shift.length;
      const rows = entries.length / cols;
      const [sums, gram] = [new TwofoldMatrix(1, cols), new TwofoldMatrix(cols, cols)];
      addExactGram({ data: Float64Array.from(entries), rows, cols }, Float64Array.from(shift), sums, gram, () => {});
      const centered = entries.map((x, at) => exact(x) - exact(shift[at % cols]));
      const column = (j: number) => centered.filter((_, at) => at % cols === j);
      const largest = shift.map((_, j) => column(j).reduce((m, x) => (x > m ? x : -x > m ? -x : m), 0n));
      for (let i = 0; i < cols; i++) {
        const total = column(i).reduce((a, b) => a + b, 0n);
        assert.ok(isWithin(sumOf(sums.at(0, i)), total, (BigInt(rows) * largest[i]) >> 100n));
        for (let j = 0; j < cols; j++) {
          const [a, b] = [column(i), column(j)];
          const dot = a.reduce((s, x, n) => s + x * b[n], 0n);
          assert.ok(isWithin(sumOf(gram.at(i, j)) << 2100n, dot, (BigInt(rows) * largest[i] * largest[j]) >> 100n));
        }
      }
    }),
  );
});

const isWithin = (a: bigint, b: bigint, bound: bigint) => (a > b ? a - b : b - a) <= bound;

test('ranges of rows add up: a long table of small integers is summed exactly', () => {
  const rows = 5000;
  const data = Float64Array.from({ length: 2 * rows }, (_, k) => ((k * 7919) % 1000) - 500);
  const [sums, gram] = [new TwofoldMatrix(1, 2), new TwofoldMatrix(2, 2)];
  let seen = 0;
  addExactGram({ data, rows, cols: 2 }, Float64Array.of(0, 0), sums, gram, (n) => {
    seen += n;
  });
  let [s, g] = [0, 0];
  for (let n = 0; n < rows; n++) {
    s += data[2 * n];
    g += data[2 * n] * data[2 * n + 1];
  }
  assert.equal([seen, sums.at(0, 0), gram.at(1, 0)], [rows, { high: s, low: 0 }, { high: g, low: 0 }]);
});

/** The Hilbert matrix of order n, whose determinant is 1 over an integer (Hilbert 1894); its entries are not exact. */
function hilbert(n: number): TwofoldMatrix {
  return TwofoldMatrix.generate(n, n, (i, j) => twofoldDividedBy({ high: 1, low: 0 }, { high: i + j + 1, low: 0 }));
}

test("Hilbert's matrix of order 12, condition 1.7e16: the determinant to twelve digits", () => {
  const found = twofoldCholesky(hilbert(12), () => {});
  assert.is(found.rows, 12);
  let log = 0;
  // 1/det H_n = ∏_{k<n} (2k + 1)·C(2k, k)²
  for (let k = 0; k < 12; k++) {
    let binomial = 1;
    for (let r = 1; r <= k; r++) binomial = (binomial * (k + r)) / r;
    log -= Math.log((2 * k + 1) * binomial ** 2);
  }
  assert.ok(Math.abs(logDeterminantOfTwofold(found.L) - log) < 1e-12 * Math.abs(log));
});

test('a pivot that is not above 0 ends the factorization, with its row', () => {
  const S = TwofoldMatrix.generate(3, 3, (i, j) => ({ high: i === 2 || j === 2 ? 1 : i === j ? 2 : 0, low: 0 }));
  assert.is(twofoldCholesky(S, () => {}).rows, 2);
});

test('the scaled trace of the inverse is that of the correlations', () => {
  const S = TwofoldMatrix.generate(2, 2, (i, j) => ({ high: i === j ? 4 ** (i + 1) : 4, low: 0 }));
  const found = twofoldCholesky(S, () => {});
  // correlation 1/2: the inverse has the diagonal 1/(1 − 1/4)
  assert.ok(Math.abs(scaledInverseTrace(found.L.doubles()) - 8 / 3) < 1e-14);
});

test.run();
