import { readFileSync } from 'node:fs';
import { Fraction, rationals, Surd } from '@isotypic/algebra';
import {
  clebschGordan,
  wigner3j,
  wigner3jByProjection,
  wigner3jByTotal,
  wigner6j,
  wigner9j,
} from '@isotypic/rotations';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

type Entry = readonly [spins: number[], sign: number, square: string];
const sympy = JSON.parse(
  readFileSync(new URL('../../../../vectors/rotations/sympy-couplings.json', import.meta.url), 'utf8'),
) as Record<'wigner3j' | 'wigner6j' | 'wigner9j' | 'clebschGordan', Entry[]>;

function equalsAll(entries: readonly Entry[], f: (...spins: number[]) => Surd): void {
  assert.ok(entries.length >= 400);
  for (const [spins, sign, square] of entries) {
    const value = f(...spins.map((s) => s / 2));
    assert.is(`${value.sign} ${value.square.toFraction()}`, `${sign} ${new Fraction(square).toFraction()}`, `${spins}`);
  }
}

test('3j symbols with j ≤ 4 are those of SymPy', () => equalsAll(sympy.wigner3j, wigner3j as (...s: number[]) => Surd));
test('6j symbols with j ≤ 4 are those of SymPy', () => equalsAll(sympy.wigner6j, wigner6j as (...s: number[]) => Surd));
test('9j symbols with j ≤ 4 are those of SymPy', () => equalsAll(sympy.wigner9j, wigner9j as (...s: number[]) => Surd));
test('Clebsch–Gordan coefficients with j ≤ 4 are those of SymPy', () =>
  equalsAll(sympy.clebschGordan, clebschGordan as (...s: number[]) => Surd));

const spin = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 * most }).map((n) => n / 2);
/** A third spin that makes a triad. */
const third = (a: number, b: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 2 * Math.min(a, b) }).map((k) => Math.abs(a - b) + k);
const projection = (j: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 * j }).map((k) => k - j);
const triad = (most: number): fc.Arbitrary<[number, number, number]> =>
  fc.tuple(spin(most), spin(most)).chain(([a, b]) => third(a, b).map((c): [number, number, number] => [a, b, c]));
const symbol = (most: number): fc.Arbitrary<[number, number, number, number, number, number]> =>
  triad(most).chain(([a, b, c]) =>
    fc
      .tuple(projection(a), projection(b))
      .filter(([ma, mb]) => Math.abs(ma + mb) <= c)
      .map(([ma, mb]): [number, number, number, number, number, number] => [a, b, c, ma, mb, -ma - mb]),
  );

test('rows of 3j symbols are normalized: Σ over m₁ of (2j₃+1)·(3j)² = 1, j up to 150', () => {
  fc.assert(
    fc.property(
      triad(150).chain(([a, b, c]) => projection(c).map((m) => [a, b, c, m])),
      ([a, b, c, m]) => {
        const sum = wigner3jByProjection(a, b, c, m).reduce((s, x) => rationals.add(s, x.value.square), rationals.zero);
        assert.is(sum.mul(2 * c + 1).toFraction(), '1');
      },
    ),
    { numRuns: 8 },
  );
});

test('rows of different j₃ are orthogonal', () => {
  fc.assert(
    fc.property(
      fc.tuple(spin(6), spin(6)).chain(([a, b]) => fc.tuple(fc.constant([a, b]), third(a, b), third(a, b))),
      ([[a, b], c, d]) => {
        if (c === d) return;
        const m = Math.min(c, d);
        // Σ x·y over m₁ with x, y = ±√: the products have one square class up to squares only in sum, so in numbers
        const [p, q] = [wigner3jByProjection(a, b, c, m), wigner3jByProjection(a, b, d, m)];
        const sum = p.reduce((s, x, i) => s + x.value.times(q[i].value).toNumber(), 0);
        assert.ok(Math.abs(sum) <= p.length * Number.EPSILON);
      },
    ),
  );
});

test('families by recurrence are the single values', () => {
  fc.assert(
    fc.property(symbol(12), ([a, b, c, ma, mb, mc]) => {
      const byProjection = wigner3jByProjection(a, b, c, mc).find((x) => x.index === ma);
      assert.ok(byProjection?.value.equals(wigner3j(a, b, c, ma, mb, mc)));
      const family = wigner3jByTotal(a, b, ma, mb);
      assert.is(family.length, a + b - Math.max(Math.abs(a - b), Math.abs(ma + mb)) + 1);
      for (const { index, value } of family) assert.ok(value.equals(wigner3j(a, b, index, ma, mb, mc)), `${index}`);
    }),
    { numRuns: 200 },
  );
});

test('Regge’s symmetries: rows, columns and transposition of his square, up to the sign (−1)^J of odd moves', () => {
  // rows of the square are (−a+b+c, a−b+c, a+b−c), (a−ma, b−mb, c−mc), (a+ma, b+mb, c+mc)
  const fromSquare = (r: number[][]): number[] => {
    const [a, b, c] = [0, 1, 2].map((k) => (r[1][k] + r[2][k]) / 2);
    return [a, b, c, ...[0, 1, 2].map((k) => (r[2][k] - r[1][k]) / 2)];
  };
  fc.assert(
    fc.property(symbol(10), ([a, b, c, ma, mb, mc]) => {
      const square = [
        [-a + b + c, a - b + c, a + b - c],
        [a - ma, b - mb, c - mc],
        [a + ma, b + mb, c + mc],
      ];
      const value = wigner3j(a, b, c, ma, mb, mc);
      const odd = (a + b + c) % 2 === 0 ? value : value.negate();
      const read = (r: number[][]): Surd => (wigner3j as (...s: number[]) => Surd)(...fromSquare(r));
      const transposed = [0, 1, 2].map((i) => square.map((row) => row[i]));
      assert.ok(read(transposed).equals(value));
      assert.ok(read([square[1], square[0], square[2]]).equals(odd));
      assert.ok(read([square[1], square[2], square[0]]).equals(value));
      assert.ok(read(square.map((row) => [row[1], row[0], row[2]])).equals(odd));
    }),
    { numRuns: 200 },
  );
});

test('extreme spins: closed forms at j = 300', () => {
  assert.is(wigner3j(300, 300, 600, 300, 300, -600).toString(), 'sqrt(1/1201)');
  for (const m of [-300, -1, 0, 7, 300]) {
    assert.is(wigner3j(300, 300, 0, m, -m, 0).toString(), `${m % 2 === 0 ? '' : '-'}sqrt(1/601)`);
  }
  assert.is(wigner3j(300, 300, 300, 0, 0, 0).sign, 1);
  assert.is(wigner3j(299, 300, 300, 0, 0, 0).sign, 0); // an odd sum
  // {a b c; 0 c b} = (−1)^{a+b+c}/√((2b+1)(2c+1))
  assert.is(wigner6j(200, 150, 101, 0, 101, 150).toString(), `-sqrt(1/${301 * 203})`);
});

test('6j symbols are orthogonal: Σₓ (2x+1)(2f+1){a b x; c d f}{a b x; c d g} = δ', () => {
  const arb = fc
    .tuple(spin(4), spin(4), spin(4))
    .chain(([a, b, d]) => fc.tuple(fc.constant([a, b, d]), third(a, d), third(a, d)))
    .chain(([[a, b, d], f, g]) => fc.tuple(fc.constant([a, b, d, f, g]), third(b, f)));
  fc.assert(
    fc.property(arb, ([[a, b, d, f, g], c]) => {
      if (!(Math.abs(b - g) <= c && c <= b + g)) return;
      let sum = 0;
      let size = 0;
      for (let x = Math.max(Math.abs(a - b), Math.abs(c - d)); x <= Math.min(a + b, c + d); x++) {
        const term =
          wigner6j(a, b, x, c, d, f)
            .times(wigner6j(a, b, x, c, d, g))
            .toNumber() *
          (2 * x + 1) *
          (2 * f + 1);
        sum += term;
        size += Math.abs(term) + 1;
      }
      if (size > 0) assert.ok(Math.abs(sum - (f === g ? 1 : 0)) <= 8 * size * Number.EPSILON, `${[a, b, c, d, f, g]}`);
    }),
    { numRuns: 200 },
  );
});

test('a 9j symbol is unchanged by transposition, signed by (−1)^S for exchanged rows, and a 6j symbol with a 0', () => {
  const nine = wigner9j as (...s: number[]) => Surd;
  for (const [spins, sign] of sympy.wigner9j.slice(0, 150)) {
    const [a, b, c, d, e, f, g, h, i] = spins.map((s) => s / 2);
    const value = nine(a, b, c, d, e, f, g, h, i);
    assert.is(value.sign, sign);
    assert.ok(nine(a, d, g, b, e, h, c, f, i).equals(value));
    const sum = a + b + c + d + e + f + g + h + i;
    assert.ok(nine(d, e, f, a, b, c, g, h, i).equals(sum % 2 === 0 ? value : value.negate()));
  }
  // {a b c; d e c; g g 0} = (−1)^{b+c+d+g}/√((2c+1)(2g+1)) {a b c; e d g}
  for (const [a, b, c, d, e, g] of [
    [2, 1, 2, 1, 2, 1],
    [1.5, 1, 0.5, 1, 0.5, 0.5],
    [3, 2, 1, 2, 2, 2],
  ]) {
    const six = wigner6j(a, b, c, e, d, g).times(Surd.root(new Fraction(1, (2 * c + 1) * (2 * g + 1))));
    assert.ok(nine(a, b, c, d, e, c, g, g, 0).equals((b + c + d + g) % 2 === 0 ? six : six.negate()), `${[a, b, c]}`);
  }
});

test('what is no spin or no projection is refused; broken selection rules give 0', () => {
  const refused: readonly [() => unknown, RegExp][] = [
    [() => wigner3j(0.25, 1, 1, 0, 0, 0), /j1 to be a spin 0, 1\/2, 1, …, 10000, got 0\.25/],
    [() => wigner3j(1, -1, 1, 0, 0, 0), /j2/],
    [() => wigner3j(1, 1, Number.NaN, 0, 0, 0), /j3/],
    [() => wigner3j(1, 1, 1, 0.3, 0, 0), /m1 to be an integer, a projection of the spin 1, got 0\.3/],
    [
      () => clebschGordan(0.5, 0, 0.5, 0, 1, 0),
      /m1 to be half of an odd integer, a projection of the spin 0\.5, got 0/,
    ],
    [() => clebschGordan('1' as never, 0, 1, 0, 1, 0), /j1/],
    [() => wigner6j(1, 1, 1, 1, 1, 20001), /j6/],
    [() => wigner9j(1, 1, 1, 1, 1, 1, 1, 1, Number.POSITIVE_INFINITY), /j9/],
  ];
  for (const [run, text] of refused) assert.throws(run, text);
  assert.ok(clebschGordan(1, 2, 1, -2, 1, 0).isZero());
  assert.ok(wigner3j(1, 1, 3, 0, 0, 0).isZero());
  assert.ok(wigner6j(1, 1, 1, 1, 1, 5).isZero());
  assert.equal(wigner3jByProjection(1, 1, 3, 0), []);
});

test.run();
