import { Cyclotomic, Fraction, Surd, toDecimal } from '@isotypic/algebra';
import { roundRatio } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const fraction = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 }))
  .map(([a, b]) => new Fraction(a, b));
const surd = fc.tuple(fraction, fc.constantFrom(1 as const, -1 as const)).map(([x, sign]) => Surd.root(x, sign));

test('a surd multiplies, prints, compares and evaluates as its square root', () => {
  fc.assert(
    fc.property(surd, surd, (a, b) => {
      assert.ok(Surd.parse(a.toString()).equals(a));
      assert.ok(a.times(b).equals(b.times(a)));
      assert.ok(a.times(a).equals(Surd.fromFraction(a.square)));
      assert.is(a.compare(b), Math.sign(a.toNumber() - b.toNumber()) + 0);
      if (!a.isZero()) assert.ok(a.times(a.inverse()).equals(Surd.one));
    }),
  );
});

test('Gauss sums: a surd as a cyclotomic number has the right square and the right sign', () => {
  for (const n of [2, 3, 5, 6, 7, 10, 11, 13, 15, 21, 30]) {
    for (const text of [`sqrt(${n})`, `-sqrt(${n}/12)`]) {
      const x = Surd.parse(text);
      const z = x.toCyclotomic();
      assert.ok(z.times(z).equals(Cyclotomic.fromRational(x.square)), text);
      assert.is(z.toNumber(), x.toNumber(), text);
    }
  }
});

/** Whether y is the double nearest to √(n/d), decided with integers alone. */
const isNearestRoot = (y: number, n: bigint, d: bigint): boolean => {
  const scale = 2n ** 1100n;
  const exact = (v: number): bigint => {
    // v·2¹¹⁰⁰ as an integer
    let e = 0;
    while (!Number.isInteger(v)) {
      v *= 2;
      e++;
    }
    return BigInt(v) * 2n ** BigInt(1100 - e);
  };
  const ulp = 2 ** (Math.floor(Math.log2(y)) - 52);
  const [below, above] = [exact(y) + exact(y - ulp), exact(y) + exact(y + ulp)]; // twice the midpoints
  return below * below * d <= 4n * n * scale * scale && above * above * d >= 4n * n * scale * scale;
};

test('toNumber of a surd is the nearest double', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 12n }), (n, d) => {
      assert.ok(isNearestRoot(Surd.root(new Fraction(n, d)).toNumber(), n, d));
    }),
  );
  // √((2⁵³ + 1)² ± tiny) sits next to a tie between 2⁵³ and 2⁵³ + 2
  const tie = 2n ** 53n + 1n;
  const square = tie * tie;
  assert.is(Surd.root(new Fraction(square * 10n ** 40n - 1n, 10n ** 40n)).toNumber(), 2 ** 53);
  assert.is(Surd.root(new Fraction(square)).toNumber(), 2 ** 53);
  assert.is(Surd.root(new Fraction(square * 10n ** 40n + 1n, 10n ** 40n)).toNumber(), 2 ** 53 + 2);
});

test('roundRatio agrees with the correctly rounded division of doubles, and at ties and subnormals', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), fc.bigInt({ min: 1n, max: 2n ** 53n }), (n, d) => {
      assert.is(roundRatio(n, d) + 0, Number(n) / Number(d) + 0);
    }),
    { numRuns: 1000 },
  );
  const half = 2n ** 53n + 1n; // between 2⁵³ and 2⁵³ + 2
  assert.is(roundRatio(half * 3n, 3n), 2 ** 53);
  assert.is(roundRatio(half * 3n + 1n, 3n), 2 ** 53 + 2);
  assert.is(roundRatio(1n, 2n ** 1074n), 5e-324);
  assert.is(roundRatio(1n, 2n ** 1075n), 0);
  assert.is(roundRatio(3n, 2n ** 1076n), 5e-324);
  assert.is(roundRatio(2n ** 1030n, 3n), Number.POSITIVE_INFINITY);
  assert.is(roundRatio(2n ** 1025n, 3n), 2 ** 1023 * (4 / 3));
});

test('a cyclotomic number built next to a tie is rounded to the right side', () => {
  // z = (2⁵³ + 1) ± 2^-k·(√5-ish), with k far beyond the first precision
  const tie = Cyclotomic.fromRational(2n ** 53n + 1n);
  const root5 = Cyclotomic.parse('E(5)-E(5)^2-E(5)^3+E(5)^4');
  for (const k of [60n, 200n, 700n]) {
    const tiny = root5.times(Cyclotomic.fromRational(new Fraction(1n, 2n ** k)));
    assert.is(tie.plus(tiny).toNumber(), 2 ** 53 + 2);
    assert.is(tie.minus(tiny).toNumber(), 2 ** 53);
  }
  assert.is(tie.toNumber(), 2 ** 53);
  // a near-cancellation: (√5 − convergent) is about 1e-33, and its sign must come out right
  const convergent = (() => {
    let [p, q] = [2n, 1n]; // √5 = [2; 4, 4, …]
    let [p1, q1] = [1n, 0n];
    for (let i = 0; i < 52; i++) [p, q, p1, q1] = [4n * p + p1, 4n * q + q1, p, q];
    return new Fraction(p, q);
  })();
  const difference = root5.minus(Cyclotomic.fromRational(convergent)).toNumber();
  const expected =
    -(Number(convergent.n ** 2n - 5n * convergent.d ** 2n) / Number(convergent.d) ** 2) / (2 * Math.sqrt(5));
  assert.ok(Math.abs(difference / expected - 1) < 1e-12);
});

test('decimal expansions', () => {
  assert.is(toDecimal(Cyclotomic.parse('-E(5)^2-E(5)^3'), 50), '1.6180339887498948482045868343656381177203091798058');
  assert.is(toDecimal(Surd.root(2), 40), '1.414213562373095048801688724209698078570');
  assert.is(toDecimal(Surd.root(new Fraction(1, 300), -1), 10), '-0.05773502692');
  assert.is(toDecimal(new Fraction(2, 3), 5), '0.66667');
  assert.is(toDecimal(new Fraction(25, 2), 2), '12'); // a tie goes to even
  assert.is(toDecimal(new Fraction(27, 2), 2), '14');
  assert.is(toDecimal(new Fraction(999, 10), 2), '1.0e+2');
  assert.is(toDecimal(new Fraction(0), 3), '0.00');
  assert.throws(() => toDecimal(Cyclotomic.rootOfUnity(4), 3), /real/);
});

test('surds that cannot be read say where', () => {
  for (const [text, position] of [
    ['sqrt(x)', 5],
    ['2*', 2],
    ['', 0],
  ] as const) {
    try {
      Surd.parse(text);
      assert.unreachable();
    } catch (e) {
      assert.is((e as { code?: string }).code, 'PARSE');
      assert.is((e as { position?: number }).position, position, text);
    }
  }
  assert.throws(() => Surd.root(-1), /square to be .*0 or more/);
});

test("Surd.parse('sqrt(2') and other texts that are not whole are refused", () => {
  for (const text of [
    'sqrt(2',
    'sqrt 2)',
    'sqrt()',
    '(2)',
    '2 sqrt(3)',
    '1/2*',
    '2*3',
    'sqrt(2/)',
    '--2',
    'sqrt(-2)',
  ]) {
    assert.throws(
      () => Surd.parse(text),
      (e: { code?: string }) => e.code === 'PARSE',
      text,
    );
  }
  assert.throws(
    () => Surd.parse('sqrt(1/0)'),
    (e: { code?: string }) => e.code === 'DIVISION_BY_ZERO',
  );
  for (const [text, value] of [
    [' - 1 / 2 * √ ( 3 / 4 ) ', Surd.root(new Fraction(3, 16), -1)],
    ['√2/3', Surd.root(new Fraction(2, 3))],
    ['+3/4', Surd.fromFraction(new Fraction(3, 4))],
  ] as const) {
    assert.ok(Surd.parse(text).equals(value), text);
  }
  assert.is(Surd.parse(`${' '.repeat(1e5)}2`).toString(), '2');
});

test('rootToNumber({ sign: 1, numerator: 1n, denominator: 10n ** 600n }), now Surd.root, is 1e-300', () => {
  const root = (n: bigint, d: bigint, sign: 1 | -1 = 1): number => Surd.root(new Fraction(n, d), sign).toNumber();
  assert.is(root(1n, 10n ** 600n), 1e-300);
  assert.is(root(10n ** 600n, 1n, -1), -1e300);
  assert.is(root(1n, 2n ** 2148n), 5e-324);
  assert.is(root(1n, 2n ** 2150n), 0); // a tie, to even
  assert.is(root(2n, 2n ** 2150n), 5e-324);
  assert.is(root(1n, 10n ** 5000n), 0);
  assert.is(root(10n ** 5000n, 1n), Number.POSITIVE_INFINITY);
  assert.is(root(10n ** 5000n + 1n, 10n ** 5000n), 1);
});

test("Cyclotomic.parse('E(8)-E(8)^3') times 10⁻³²⁵ is 0 as a double, at once; so is what is rounded near it", () => {
  const rootTwo = Cyclotomic.parse('E(8)-E(8)^3');
  const scaled = (n: bigint, d: bigint): Cyclotomic => rootTwo.times(Cyclotomic.fromRational(new Fraction(n, d)));
  for (const [n, d, value] of [
    [1n, 10n ** 325n, 0],
    [-1n, 10n ** 325n, 0],
    [1n, 10n ** 5000n, 0],
    [1n, 10n ** 323n, 1.5e-323],
    [3n, 2n ** 1076n, 5e-324],
    [10n ** 308n, 1n, 1.4142135623730951e308],
    [-(10n ** 309n), 1n, Number.NEGATIVE_INFINITY],
    [10n ** 5000n, 1n, Number.POSITIVE_INFINITY],
  ] as const) {
    assert.is(scaled(n, d).toNumber(), value);
    assert.equal(scaled(n, d).toComplex(), { re: value, im: 0 });
    assert.equal(scaled(n, d).times(Cyclotomic.rootOfUnity(4)).toComplex(), { re: 0, im: value });
    assert.is(
      Surd.root(2)
        .times(Surd.fromFraction(new Fraction(n, d)))
        .toNumber(),
      value,
    );
    assert.is(roundRatio(n * 14142135623730950488n, d * 10n ** 19n), value);
  }
  // a difference of 10⁻⁴⁰⁰ that cancels 400 digits
  const digits = toDecimal(Surd.root(2), 401).replace('.', '');
  const near = Cyclotomic.fromRational(new Fraction(BigInt(digits), 10n ** 400n));
  assert.is(rootTwo.minus(near).toNumber(), 0);
});

test.run();
