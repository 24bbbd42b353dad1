import {
  Fraction,
  factorPolynomial,
  type IsotypicError,
  isIrreducible,
  Polynomial,
  polynomialGcd,
  primeField,
  rationals,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const x = Polynomial.of(rationals, [0, 1]);
const product = (f: ReturnType<typeof factorPolynomial<Fraction>>) =>
  f.factors.reduce(
    (g, { factor, multiplicity }) => g.times(factor.power(multiplicity)),
    new Polynomial(rationals, [f.unit]),
  );

/**
 * The minimal polynomial of ±√a₁ ± √a₂ …: irreducible over ℚ, but a product of linear and quadratic factors modulo
 * every p.
 */
function swinnertonDyer(radicands: readonly number[]): Polynomial<Fraction> {
  let f = x;
  for (const a of radicands) {
    // f(x + √a)·f(x − √a) = u² − a·v² where f(x + √a) = u + √a·v
    let [u, v] = [Polynomial.of(rationals, []), Polynomial.of(rationals, [])];
    for (let i = f.degree; i >= 0; i--) {
      [u, v] = [
        u
          .times(x)
          .plus(v.scale(new Fraction(a)))
          .plus(new Polynomial(rationals, [f.coefficient(i)])),
        v.times(x).plus(u),
      ];
    }
    f = u.times(u).minus(v.times(v).scale(new Fraction(a)));
  }
  return f;
}

test('x^n − 1 splits into one factor for each divisor of n', () => {
  for (const n of [1, 2, 12, 30, 60, 64]) {
    const f = x.power(n).minus(Polynomial.of(rationals, [1]));
    const found = factorPolynomial(f);
    assert.is(found.factors.length, Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0).length);
    assert.ok(product(found).equals(f));
  }
});

test('products of random polynomials come apart into factors that multiply back', () => {
  const small = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(small, small, small, fc.integer({ min: 1, max: 3 }), (a, b, c, k) => {
      const f = Polynomial.of(rationals, a)
        .times(Polynomial.of(rationals, b).power(k))
        .times(Polynomial.of(rationals, c));
      if (f.isZero()) return;
      const found = factorPolynomial(f.scale(new Fraction(2, 3)));
      assert.ok(product(found).equals(f.scale(new Fraction(2, 3))));
      for (const { factor } of found.factors) assert.ok(isIrreducible(factor));
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('Swinnerton-Dyer polynomials, which split modulo every prime, are irreducible', () => {
  for (const radicands of [[2], [2, 3], [2, 3, 5], [2, 3, 5, 7], [2, 3, 5, 7, 11]]) {
    const f = swinnertonDyer(radicands);
    assert.is(f.degree, 2 ** radicands.length);
    assert.ok(isIrreducible(f), `degree ${f.degree}`);
  }
  const [f, g] = [swinnertonDyer([2, 3, 5, 7]), swinnertonDyer([2, 3, 5, 13])];
  const found = factorPolynomial(f.times(g));
  assert.is(found.factors.length, 2);
  assert.ok(product(found).equals(f.times(g)));
});

test('degree 64: two dense factors of degree 32, and their greatest common divisors', () => {
  const dense = (seed: number) =>
    Polynomial.of(
      rationals,
      Array.from({ length: 33 }, (_, i) => (((i + 2) * (i + seed) * 7919) % 199) - 99),
    );
  const [f, g] = [dense(3), dense(11)];
  const found = factorPolynomial(f.times(g));
  assert.ok(product(found).equals(f.times(g)));
  assert.ok(found.factors.length >= 2);
  assert.ok(polynomialGcd(f.times(g), f.times(x)).equals(f.monic()));
});

for (const p of [2, 3, 7, 101]) {
  test(`GF(${p}): the factors multiply back and have no smaller divisor`, () => {
    const field = primeField(p);
    const poly = fc.array(fc.integer({ min: 0, max: p - 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(poly, poly, (a, b) => {
        const f = Polynomial.of(field, a).times(Polynomial.of(field, b).power(2));
        if (f.isZero()) return;
        const found = factorPolynomial(f);
        const again = found.factors.reduce(
          (g, { factor, multiplicity }) => g.times(factor.power(multiplicity)),
          new Polynomial(field, [found.unit]),
        );
        assert.ok(again.equals(f));
        for (const { factor } of found.factors) {
          // x^(p^d) ≡ x exactly for d a multiple of the degree of an irreducible factor (Rabin)
          let power = Polynomial.of(field, [0, 1]).divide(factor).remainder;
          const start = power;
          for (let d = 1; d <= factor.degree; d++) {
            let next = Polynomial.of(field, [1]);
            for (let e = 0; e < p; e++) next = next.times(power).divide(factor).remainder;
            power = next;
            if (d < factor.degree && factor.degree % d === 0) {
              assert.is(polynomialGcd(power.minus(start), factor).degree, 0);
            }
          }
          assert.ok(power.equals(start));
        }
      }),
      { numRuns: p > 50 ? 15 : 40 },
    );
  });
}

test('a budget stops the work with its code, and a fired signal stops it at once', () => {
  const f = swinnertonDyer([2, 3, 5, 7, 11]);
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (e) {
      return (e as { code?: string }).code;
    }
    return null;
  };
  assert.is(
    code(() => factorPolynomial(f, { budget: 0 })),
    'BUDGET_EXCEEDED',
  );
  assert.is(
    code(() => factorPolynomial(f, { signal: AbortSignal.abort() })),
    'ABORTED',
  );
});

test('Polynomial.power(−1), (x + 1).power(2³² + 1) and other powers that there are not are refused', () => {
  const f = Polynomial.of(rationals, [1, 1]);
  assert.throws(() => f.power(-1), /n to be an integer from 0 on, got -1/);
  assert.throws(() => f.power(1.5), /n to be an integer from 0 on/);
  assert.throws(() => f.power(Number.NaN), /n to be an integer from 0 on/);
  assert.throws(() => f.power(2n as never), /n to be an integer from 0 on/);
  for (const n of [2 ** 32 + 1, 2 ** 31, 10_001]) {
    assert.throws(
      () => f.power(n),
      (e: IsotypicError) => e.code === 'OUT_OF_MEMORY' && e.details.size === n,
    );
  }
  assert.throws(() => Polynomial.of(rationals, [2]).power(1e9), /at most 10000/);
  assert.throws(() => f.power(2, { limt: 3 } as never), /Did you mean limit\?/);
  assert.is(
    Polynomial.of(primeField(2), [1, 1])
      .power(2 ** 14, { limit: 2 ** 14 })
      .toString(),
    'x^16384+1',
  );
  assert.is(f.power(5).toString(), 'x^5+5*x^4+10*x^3+10*x^2+5*x+1');
  assert.is(f.power(0).toString(), '1');
});

test.run();
