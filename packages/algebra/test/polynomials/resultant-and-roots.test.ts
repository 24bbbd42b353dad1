import {
  discriminant,
  Fraction,
  isolateRealRoots,
  Polynomial,
  primeField,
  rationals,
  refineRoot,
  resultant,
  squareFreePart,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const fromRoots = (roots: readonly Fraction[]) =>
  roots.reduce((f, r) => f.times(Polynomial.linear(rationals, r)), Polynomial.of(rationals, [1]));
const fraction = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 8 }))
  .map(([a, b]) => new Fraction(a, b));

test('the resultant is the product of the differences of the roots', () => {
  fc.assert(
    fc.property(fc.array(fraction, { maxLength: 4 }), fc.array(fraction, { maxLength: 4 }), (a, b) => {
      let expected = rationals.one;
      for (const x of a) for (const y of b) expected = rationals.mul(expected, rationals.sub(x, y));
      assert.ok(rationals.eql(resultant(fromRoots(a), fromRoots(b)), expected));
    }),
  );
});

test('resultants modulo p are the residues of those over ℚ', () => {
  const field = primeField(10007);
  const integer = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(integer, integer, (a, b) => {
      const [f, g] = [Polynomial.of(rationals, a), Polynomial.of(rationals, b)];
      if (f.degree !== a.length - 1 || g.degree !== b.length - 1) return;
      const exact = resultant(f, g);
      assert.is(resultant(Polynomial.of(field, a), Polynomial.of(field, b)), field.fromInteger(exact.s * exact.n));
    }),
  );
});

test('discriminants', () => {
  assert.is(discriminant(Polynomial.of(rationals, [3, 5, 2])).toFraction(), String(25 - 24));
  assert.is(discriminant(Polynomial.of(rationals, [7, -2, 0, 1])).toFraction(), String(-4 * (-2) ** 3 - 27 * 49));
});

test('each real root is isolated once, whatever the other roots are', () => {
  fc.assert(
    fc.property(
      fc.array(fraction, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
      (roots, complex) => {
        // (x² + c) has no real root; repeated roots count once
        const f = complex.reduce((g, c) => g.times(Polynomial.of(rationals, [c, 0, 1])), fromRoots(roots));
        const distinct = [...new Set(roots.map((r) => r.toFraction()))]
          .map((r) => new Fraction(r))
          .sort((a, b) => a.compare(b));
        const intervals = isolateRealRoots(f);
        assert.is(intervals.length, distinct.length);
        intervals.forEach(({ low, high }, i) => {
          const root = distinct[i] as Fraction;
          assert.ok(low.equals(high) ? root.equals(low) : low.lt(root) && root.lt(high), `${root.toFraction()}`);
          if (i > 0) assert.ok((intervals[i - 1] as { high: Fraction }).high.lte(low));
          const fine = refineRoot(f, { low, high }, new Fraction(1, 1000));
          assert.ok(fine.low.lte(root) && root.lte(fine.high) && fine.high.sub(fine.low).lte(new Fraction(1, 1000)));
        });
        assert.is(squareFreePart(f).degree, distinct.length + 2 * new Set(complex).size);
      },
    ),
  );
});

test('irrational roots: Chebyshev polynomials have all roots in (−1, 1)', () => {
  const x = Polynomial.of(rationals, [0, 1]);
  let [a, b] = [Polynomial.of(rationals, [1]), x];
  for (let n = 1; n < 20; n++) {
    const intervals = isolateRealRoots(b);
    assert.is(intervals.length, n);
    intervals.forEach((interval, i) => {
      const { low, high } = refineRoot(b, interval, new Fraction(1n, 10n ** 15n));
      const root = -Math.cos((Math.PI * (2 * i + 1)) / (2 * n));
      assert.ok(Math.abs(low.valueOf() - root) < 1e-12 && Math.abs(high.valueOf() - root) < 1e-12);
    });
    [a, b] = [b, x.times(b).scale(new Fraction(2)).minus(a)];
  }
});

test('refineRoot with a width that is 0 or below, or no fraction, is refused', () => {
  const f = Polynomial.of(rationals, [-2, 0, 1]);
  const [root] = isolateRealRoots(f);
  for (const width of [new Fraction(0), new Fraction(-1, 2)]) {
    assert.throws(() => refineRoot(f, root, width), /width to be a Fraction above 0/);
  }
  assert.throws(() => refineRoot(f, root, 0.5 as never), /width to be a Fraction above 0.*new Fraction\(0\.5\)/);
  assert.throws(() => refineRoot(f, { low: 1 } as never, new Fraction(1, 2)), /interval to be an interval/);
  assert.throws(() => refineRoot([-2, 0, 1] as never, root, new Fraction(1, 2)), /f to be a Polynomial/);
});

test.run();
