import { readdirSync, readFileSync } from 'node:fs';
import { BudgetExceededError, Cyclotomic, cyclotomics, eulerPhi, Fraction, IsotypicError } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Random sums of rational multiples of roots of unity, together with their value in doubles. */
const conductors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 20, 21, 24, 25, 27, 35, 36, 40, 45, 60];
const cyclotomic = fc
  .tuple(
    fc.constantFrom(...conductors),
    fc.array(
      fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 })),
      {
        maxLength: 5,
      },
    ),
  )
  .map(([n, terms]) => {
    const value = { re: 0, im: 0 };
    for (const [e, a, b] of terms) {
      value.re += (a / b) * Math.cos((2 * Math.PI * e) / n);
      value.im += (a / b) * Math.sin((2 * Math.PI * e) / n);
    }
    const exact = Cyclotomic.fromExponents(
      n,
      terms.map(([e, a, b]) => [e, new Fraction(a, b)] as const),
    );
    return { exact, value };
  });

const near = (z: Cyclotomic, re: number, im: number) => {
  const { re: x, im: y } = z.toComplex();
  assert.ok(Math.abs(x - re) < 1e-9 && Math.abs(y - im) < 1e-9, `${z}: ${x}+${y}i, expected ${re}+${im}i`);
};

test('prints as GAP does', () => {
  const examples: [string, string][] = [
    ['E(5)+E(5)^4', 'E(5)+E(5)^4'],
    ['E(9)', '-E(9)^4-E(9)^7'],
    ['E(6)', '-E(3)^2'],
    ['E(8)^5', '-E(8)'],
    ['1+E(4)', '1+E(4)'],
    ['E(3)+1', '-E(3)^2'],
    ['E(12)', '-E(12)^7'],
    ['E(15)', 'E(15)'],
    ['E(420)', 'E(420)'],
    ['E(60)', '-E(60)^31'],
    ['1+E(24)^5', '-E(24)^8-E(24)^16-E(24)^17'],
    ['-2+-1*E(4)', '-2-E(4)'],
    ['1/2*E(5)-3/4*E(5)^2', '1/2*E(5)-3/4*E(5)^2'],
    ['(E(5)-E(5)^2-E(5)^3+E(5)^4)^2', '5'],
    ['2/(1+E(5)+E(5)^4)', '2*E(5)+2*E(5)^4'],
    ['0', '0'],
    ['E(4)^2', '-1'],
  ];
  for (const [input, output] of examples) {
    assert.is(Cyclotomic.parse(input).toString(), output, input);
  }
});

test('arithmetic agrees with evaluation in doubles', () => {
  fc.assert(
    fc.property(cyclotomic, cyclotomic, ({ exact: a, value: x }, { exact: b, value: y }) => {
      near(a, x.re, x.im);
      near(a.plus(b), x.re + y.re, x.im + y.im);
      near(a.minus(b), x.re - y.re, x.im - y.im);
      near(a.times(b), x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re);
      near(a.conjugate(), x.re, -x.im);
      near(a.real(), x.re, 0);
      near(a.imaginary(), x.im, 0);
      if (!a.isZero()) assert.ok(a.times(a.inverse()).equals(Cyclotomic.one));
    }),
  );
});

test('square roots in text: of positive integers positive, of negative ones i times that', () => {
  for (let n = -60; n <= 60; n++) {
    for (const text of [`ER(${n})`, `sqrt(${n})`, `√(${n})`, ...(n < 0 ? [] : [`√${n}`])]) {
      const root = Cyclotomic.parse(text);
      assert.ok(root.times(root).equals(Cyclotomic.fromRational(n)), text);
      const { re, im } = root.toComplex();
      assert.ok(
        n >= 0 ? Math.abs(re - Math.sqrt(n)) < 1e-12 && im === 0 : Math.abs(im - Math.sqrt(-n)) < 1e-12 && re === 0,
      );
    }
  }
  assert.is(Cyclotomic.parse('(1+√5)/2').toString(), Cyclotomic.parse('-E(5)^2-E(5)^3').toString());
  assert.is(Cyclotomic.parse('2*sqrt(3)/√3').toString(), '2');
  for (const text of ['sqrt', 'sqrt(', 'sqrt(x)', 'ER 5', '√', 'sqrt(999999999)', 'sqrt(1/2)']) {
    assert.throws(
      () => Cyclotomic.parse(text),
      (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE',
      text,
    );
  }
});

test('parse reads back what toString prints', () => {
  fc.assert(
    fc.property(cyclotomic, ({ exact }) => {
      const again = Cyclotomic.parse(exact.toString());
      assert.ok(again.equals(exact));
      assert.is(again.toString(), exact.toString());
      assert.is(again.conductor, exact.conductor);
    }),
  );
});

test('the conductor is the least n with the number fixed by all automorphisms trivial on the n-th roots', () => {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  fc.assert(
    fc.property(cyclotomic, ({ exact }) => {
      const n = exact.conductor;
      for (let d = 1; d < n; d++) {
        if (n % d !== 0) continue;
        let fixed = true;
        for (let k = 1; k < n && fixed; k += d) if (gcd(k, n) === 1) fixed = exact.galois(k).equals(exact);
        assert.not(fixed, `${exact} of conductor ${n} lies in the field of conductor ${d}`);
      }
    }),
    { numRuns: 50 },
  );
});

test('norm and trace are the product and sum of the conjugates', () => {
  const golden = Cyclotomic.parse('-E(5)^2-E(5)^3');
  assert.is(golden.conjugates().length, 2);
  assert.is(golden.norm().toFraction(), '1');
  assert.is(golden.trace().toFraction(), '2');
  assert.is(Cyclotomic.parse('1+2*E(7)').norm().toFraction(), '43');
});

test('large coefficients and denominators leave the 53 bits and come back', () => {
  const big = Cyclotomic.parse('123456789012345678901234567890*E(5)-1/98765432109876543210*E(5)^2');
  assert.is(big.toString(), '123456789012345678901234567890*E(5)-1/98765432109876543210*E(5)^2');
  assert.ok(big.times(big.inverse()).equals(Cyclotomic.one));
  assert.ok(big.minus(big).isZero());
  const near53 = Cyclotomic.fromExponents(7, [
    [1, 2 ** 52 - 1],
    [3, 2 ** 52 - 1],
  ]);
  const square = near53.times(near53);
  const c = (2n ** 52n - 1n) ** 2n;
  assert.ok(
    square.equals(
      Cyclotomic.fromExponents(7, [
        [2, c],
        [4, 2n * c],
        [6, c],
      ]),
    ),
  );
});

test('errors carry codes and positions', () => {
  const code = (f: () => unknown) => {
    try {
      f();
    } catch (e) {
      if (e instanceof IsotypicError) return [e.code, e.position];
    }
    return null;
  };
  assert.equal(
    code(() => Cyclotomic.parse('1+E(5')),
    ['PARSE', 5],
  );
  assert.equal(
    code(() => Cyclotomic.parse('2*X')),
    ['PARSE', 2],
  );
  assert.equal(
    code(() => Cyclotomic.parse('')),
    ['PARSE', 0],
  );
  assert.equal(
    code(() => Cyclotomic.parse('E(0)')),
    ['PARSE', 2],
  );
  assert.equal(
    code(() => Cyclotomic.zero.inverse()),
    ['DIVISION_BY_ZERO', undefined],
  );
  assert.equal(
    code(() => Cyclotomic.parse('1/0')),
    ['DIVISION_BY_ZERO', undefined],
  );
  assert.equal(
    code(() => Cyclotomic.rootOfUnity(1009).plus(Cyclotomic.rootOfUnity(1013))),
    ['CONDUCTOR_BUDGET', undefined],
  );
  assert.equal(
    code(() => cyclotomics.parse('E(4)').toNumber()),
    ['INVALID_ARGUMENT', undefined],
  );
});

const tables = new URL('../../../../vectors/groups/tables/', import.meta.url);
const near12 = (x: number, y: number) => Math.abs(x - y) <= 1e-12 * Math.max(1, Math.abs(y));

test('every value of the character tables is read, reduced, printed and evaluated', () => {
  let values = 0;
  for (const file of readdirSync(tables)) {
    const table = JSON.parse(readFileSync(new URL(file, tables), 'utf8')) as {
      values: { n: number; coeffs: Record<string, string> }[];
    };
    for (const { n, coeffs } of table.values) {
      const terms = Object.entries(coeffs).map(([e, c]) => [Number(e), new Fraction(c)] as const);
      const z = Cyclotomic.fromExponents(n, terms);
      assert.is(n % z.conductor, 0);
      assert.ok(Cyclotomic.parse(terms.map(([e, c]) => `+${c.toFraction()}*E(${n})^${e}`).join('') || '0').equals(z));
      assert.ok(Cyclotomic.parse(z.toString()).equals(z));
      let [re, im] = [0, 0];
      for (const [e, c] of terms) {
        re += c.valueOf() * Math.cos((2 * Math.PI * e) / n);
        im += c.valueOf() * Math.sin((2 * Math.PI * e) / n);
      }
      const value = z.toComplex();
      assert.ok(near12(value.re, re) && near12(value.im, im), `${file}: ${z}`);
      values++;
    }
  }
  assert.ok(values > 1000, `${values} values`);
});

test("Cyclotomic.parse('2^1000000000') and other short texts for enormous numbers are refused with the size", () => {
  for (const text of [
    '2^1000000000',
    '(1/3)^1000000000',
    '(2^1000000)^1000000',
    '(1+E(5))^9007199254740991',
    '(1+E(999983))^1000',
    '1/(1+E(999983))',
    'E(999983)+'.repeat(1000).concat('1'),
  ]) {
    assert.throws(
      () => Cyclotomic.parse(text),
      (e: unknown) => e instanceof IsotypicError && e.code === 'OUT_OF_MEMORY' && (e.details.size as number) > 2 ** 28,
      text,
    );
  }
  assert.throws(() => Cyclotomic.parse(`${'('.repeat(1e5)}1`), /at most 100 expressions inside each other/);
  assert.throws(() => Cyclotomic.parse('E(1000003)'), /conductor/);
  assert.is(Cyclotomic.parse('E(9)^9007199254740991').toString(), 'E(9)^4');
  assert.is(Cyclotomic.parse('1/E(997)^3').toString(), 'E(997)^994');
  assert.is(Cyclotomic.parse(`${'-'.repeat(1e5)}1`).toString(), '1');
  assert.ok(Cyclotomic.parse('1/(1+E(101))').times(Cyclotomic.parse('1+E(101)')).equals(Cyclotomic.one));
});

test('powers take a budget, and refuse exponents that are no integers', () => {
  const two = Cyclotomic.fromRational(2);
  assert.throws(
    () => two.power(1e9),
    (e: unknown) => e instanceof BudgetExceededError,
  );
  assert.throws(
    () => Cyclotomic.parse('1+E(5)').power(1000, { budget: 10 }),
    (e: unknown) => e instanceof BudgetExceededError,
  );
  assert.ok(two.power(1e6, { budget: 1e12 }).toFraction().n === 2n ** 1_000_000n);
  assert.throws(() => two.power(0.5), /n to be an integer/);
  assert.is(two.power(-3).toString(), '1/8');
});

test('traces of numbers of large conductor come from sums of roots of unity', () => {
  for (const [text, trace] of [
    ['E(999983)', '-1'],
    ['E(720720)^3+2', String(2 * eulerPhi(240240))],
    ['1/2*E(30030)', '1/2'],
  ] as const) {
    assert.is(Cyclotomic.parse(text).trace().toFraction(), trace, text);
  }
});

test('fromExponents: machine integers give what fractions give', () => {
  const terms = fc.array(
    fc.tuple(fc.integer({ min: -200, max: 200 }), fc.oneof(fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger())),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), terms, (n, list) => {
      const exact = Cyclotomic.fromExponents(
        n,
        list.map(([e, c]) => [e, new Fraction(BigInt(c))] as const),
      );
      const quick = Cyclotomic.fromExponents(n, list);
      assert.ok(quick.equals(exact));
      assert.is(quick.toString(), exact.toString());
    }),
  );
});

test.run();
