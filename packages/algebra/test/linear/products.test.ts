import {
  Cyclotomic,
  cyclotomics,
  type Field,
  Fraction,
  Matrix,
  randomSource,
  rationals,
  WorkMeter,
} from '@isotypic/algebra';
import { product } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The definition, entry by entry. */
function definition<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  return Matrix.build(field, a.rows, b.cols, (i, j) => {
    let sum = field.zero;
    for (let k = 0; k < a.cols; k++) sum = field.add(sum, field.mul(a.at(i, k), b.at(k, j)));
    return sum;
  });
}

const { below } = randomSource(4);
const shapes = [
  [1, 1, 1],
  [4, 5, 4],
  [5, 20, 3],
  [12, 12, 12],
  [7, 0, 9],
  [0, 4, 5],
] as const;

test('products over ℚ: integers, fractions, and beyond 53 bits', () => {
  const kinds = [
    () => new Fraction(below(9) - 4),
    () => new Fraction(below(19) - 9, below(6) + 1),
    () => new Fraction(BigInt(below(19) - 9) * 10n ** 20n + BigInt(below(99)), BigInt(below(9) + 1) * 10n ** 3n + 1n),
    () => new Fraction(below(2 ** 27), 1),
  ];
  for (const entry of kinds) {
    for (const [n, m, k] of shapes) {
      const [a, b] = [Matrix.build(rationals, n, m, entry), Matrix.build(rationals, m, k, entry)];
      assert.ok(a.times(b).equals(definition(rationals, a, b)));
    }
  }
});

/** x·y through the terms of x: a product with a root of unity is never packed. */
const termByTerm: Field<Cyclotomic> = {
  ...cyclotomics,
  mul: (x, y) => {
    const { conductor, exponents, coefficients } = x.terms();
    return exponents.reduce((sum, e, i) => {
      const shifted = y.times(Cyclotomic.rootOfUnity(conductor, e));
      return sum.plus(shifted.times(Cyclotomic.fromRational(coefficients[i])));
    }, Cyclotomic.zero);
  },
};

test('products over ℚ(ζ) with many long coordinates are those of their terms', () => {
  const long = (bits: number): bigint =>
    Array.from({ length: bits / 8 }, () => BigInt(below(256))).reduce((x, byte) => 256n * x + byte, 0n) *
    (below(2) === 0 ? 1n : -1n);
  const dense = (n: number, bits: number) => () =>
    below(5) === 0
      ? Cyclotomic.zero
      : Cyclotomic.fromExponents(
          n,
          Array.from({ length: n }, (_, k) => [k, new Fraction(long(bits), BigInt(below(9) + 1))] as const),
        );
  for (const [n, bits] of [
    [31, 24],
    [41, 48],
    [35, 72],
    [29, 160],
  ]) {
    // biome-ignore format: pairs
    for (const [rows, inner, cols] of [[1, 1, 1], [3, 4, 6]]) { // biome-ignore format: shapes
      const [a, b] = [
        Matrix.build(cyclotomics, rows, inner, dense(n, bits)),
        Matrix.build(cyclotomics, inner, cols, dense(n, bits)),
      ];
      assert.ok(a.times(b).equals(definition(termByTerm, a, b)), `${n} ${bits}`);
    }
  }
});

test('products over ℚ(ζ) with denominators whose least common multiple is beyond 2⁵³', () => {
  const denominators = [5239066n, 44743961521n, 3n];
  const entry = () =>
    Cyclotomic.fromExponents(13, [
      [below(13), new Fraction(BigInt(below(9) + 1), denominators[below(3)])],
      [below(13), below(3)],
    ]);
  const [a, b] = [Matrix.build(cyclotomics, 5, 6, entry), Matrix.build(cyclotomics, 6, 4, entry)];
  assert.ok(a.times(b).equals(definition(termByTerm, a, b)));
});

test('products over subfields of ℚ(ζ) are those of their terms', () => {
  // sums over the subgroup that h generates, of one term each
  const periodic = (n: number, h: number, size: number) => () => {
    const terms: [number, Fraction][] = [];
    for (let t = 0; t < 3; t++) {
      const [start, c] = [below(n), new Fraction(BigInt(below(size)) * BigInt(size) - 5n, BigInt(below(4) + 1))];
      let e = start;
      do {
        terms.push([e, c]);
        e = (e * h) % n;
      } while (e !== start);
    }
    return below(6) === 0 ? Cyclotomic.zero : Cyclotomic.fromExponents(n, terms);
  };
  const fields = [[29, 7], [31, 2], [53, 9], [35, 4], [105, 16], [41, 40]]; // biome-ignore format: n, h
  for (const [n, h] of fields) {
    for (const size of [3, 2 ** 24]) {
      const entry = periodic(n, h, size);
      const [a, b] = [Matrix.build(cyclotomics, 4, 5, entry), Matrix.build(cyclotomics, 5, 4, entry)];
      assert.ok(a.times(b).equals(definition(termByTerm, a, b)), `${n} ${h} ${size}`);
    }
  }
});

test('products over ℚ(ζ): one conductor, mixed conductors, large conductors and large coefficients', () => {
  const of = (n: number, size: number) =>
    Cyclotomic.fromExponents(n, [
      [below(n), new Fraction(below(2 * size + 1) - size, below(3) + 1)],
      [below(n), below(3) - 1],
    ]);
  const kinds = [
    () => of(5, 4),
    () => of([1, 3, 4, 5][below(4)] as number, 4),
    () => of(below(2) === 0 ? 60 : 1, 9),
    () => of(12, 2 ** 30),
    () => (below(2) === 0 ? Cyclotomic.zero : of(24, 3)),
    () => Cyclotomic.fromRational(below(5) - 2),
    () => of([25, 16][below(2)] as number, 2),
  ];
  for (const entry of kinds) {
    for (const [n, m, k] of shapes) {
      const [a, b] = [Matrix.build(cyclotomics, n, m, entry), Matrix.build(cyclotomics, m, k, entry)];
      const product = a.times(b);
      assert.ok(product.equals(definition(cyclotomics, a, b)));
      for (const x of product.entries) assert.ok(Cyclotomic.parse(x.toString()).equals(x));
    }
  }
});

test('a step of the meter is a row, over ℚ, over ℚ(ζ), and where 53 bits do not suffice', () => {
  const entries = [
    Matrix.build<unknown>(rationals, 6, 6, () => new Fraction(below(9), 2)),
    Matrix.build<unknown>(cyclotomics, 6, 6, () => Cyclotomic.fromExponents(5, [[below(5), below(9)]])),
    Matrix.build<unknown>(cyclotomics, 6, 6, () => Cyclotomic.fromExponents(5, [[below(5), 2 ** 40 + below(9)]])),
  ];
  for (const a of entries) {
    assert.ok(product(a, a, new WorkMeter('product', { budget: 6 })).equals(a.times(a)));
    assert.throws(() => product(a, a, new WorkMeter('product', { budget: 5 })), /5 steps/);
  }
});

test.run();
