/**
 * That long work is stopped within a second, whatever one of its steps costs: the longest time between two looks at the
 * signal.
 */
import {
  AbortedError,
  Cyclotomic,
  characteristicPolynomial,
  cyclotomics,
  determinant,
  discriminant,
  factorPolynomial,
  hermiteForm,
  invariantFactors,
  inverse,
  isolateRealRoots,
  lllReducedGram,
  Matrix,
  minimalPolynomial,
  nullspace,
  Polynomial,
  polynomialGcd,
  primeField,
  randomSource,
  rank,
  rationals,
  resultant,
  rref,
  smithForm,
  solve,
  squareFreePart,
  type WorkOptions,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const { below } = randomSource(7);
const entry = (size: number): number => below(2 * size + 1) - size;

/** Fractions with numerators and denominators up to `size`. */
const fractions = (rows: number, cols: number, size: number) =>
  Matrix.build(rationals, rows, cols, () =>
    rationals.div(rationals.fromInteger(entry(size)), rationals.fromInteger(1 + below(size))),
  );
const integers = (rows: number, cols: number, size: number) =>
  Matrix.build(rationals, rows, cols, () => rationals.fromInteger(entry(size)));
const lowRank = (n: number, r: number, size: number) => integers(n, r, size).times(integers(r, n, size));
const cyclotomic = (rows: number, cols: number, order: number) =>
  Matrix.build(cyclotomics, rows, cols, () =>
    Cyclotomic.rootOfUnity(order, below(order)).plus(Cyclotomic.rootOfUnity(order, below(order))),
  );
const polynomial = (degree: number, size: number) =>
  Polynomial.of(
    rationals,
    Array.from({ length: degree + 1 }, (_, i) => (i === degree ? 1 : entry(size))),
  );
const modular = (degree: number) =>
  Polynomial.of(
    primeField(10007),
    Array.from({ length: degree + 1 }, (_, i) => (i === degree ? 1 : below(10007))),
  );
const gram = (n: number) => {
  const b = integers(n, n, 1e6);
  return b.times(b.transpose());
};
const power = (n: number) => Polynomial.of(rationals, [-1, ...new Array(n - 1).fill(0), 1]);

const cases: [name: string, work: (options: WorkOptions) => unknown][] = [
  ['rref plain, 120×120', (o) => rref(fractions(120, 120, 99), { ...o, method: 'plain' })],
  ['rref fraction-free, 60×60', (o) => rref(fractions(60, 60, 1e6), { ...o, method: 'fraction-free' })],
  ['rref fraction-free, 100×101', (o) => rref(integers(100, 101, 1e9), { ...o, method: 'fraction-free' })],
  ['rref modular, 400×600', (o) => rref(integers(400, 600, 1e6), { ...o, method: 'modular' })],
  ['nullspace sparse, rank 300 of 600', (o) => nullspace(lowRank(600, 300, 9), { ...o, method: 'sparse' })],
  ['rank modular, rank 500 of 1200', (o) => rank(lowRank(1200, 500, 9), { ...o, method: 'modular' })],
  ['solve modular, 500 unknowns', (o) => solve(integers(500, 500, 1e6), integers(500, 20, 9), o)],
  ['inverse of fractions, 150×150', (o) => inverse(fractions(150, 150, 999), o)],
  ['determinant modular, 600×600', (o) => determinant(integers(600, 600, 1e9), o)],
  ['determinant plain, 150×150', (o) => determinant(fractions(150, 150, 99), { ...o, method: 'plain' })],
  ['rref plain over ℚ(ζ₁₅), 40×40', (o) => rref(cyclotomic(40, 40, 15), { ...o, method: 'plain' })],
  ['nullspace modular over ℚ(ζ₁₀₅)', (o) => nullspace(cyclotomic(60, 80, 105), { ...o, method: 'modular' })],
  ['determinant modular over ℚ(ζ₁₀₅)', (o) => determinant(cyclotomic(100, 100, 105), o)],
  ['characteristicPolynomial, 200×200', (o) => characteristicPolynomial(integers(200, 200, 1e6), o)],
  ['characteristicPolynomial over ℚ(ζ₇)', (o) => characteristicPolynomial(cyclotomic(30, 30, 7), o)],
  ['minimalPolynomial, 150×150', (o) => minimalPolynomial(integers(150, 150, 99), o)],
  ['hermiteForm, 60×60', (o) => hermiteForm(integers(60, 60, 1e6), o)],
  ['invariantFactors, 60×60', (o) => invariantFactors(integers(60, 60, 1e6), o)],
  ['smithForm, 50×60', (o) => smithForm(integers(50, 60, 1e9), o)],
  ['lllReducedGram, 150×150', (o) => lllReducedGram(gram(150), o)],
  ['factorPolynomial(x^1260 − 1)', (o) => factorPolynomial(power(1260), o)],
  ['factorPolynomial(x^1024 + x + 1)', (o) => factorPolynomial(power(1024).plus(polynomial(1, 9)), o)],
  [
    'factorPolynomial of a product of degree 300',
    (o) => factorPolynomial(polynomial(150, 99).times(polynomial(150, 99)), o),
  ],
  ['factorPolynomial of degree 400 over GF(10007)', (o) => factorPolynomial(modular(400), o)],
  ['polynomialGcd of degree 800', (o) => polynomialGcd(polynomial(800, 999), polynomial(799, 999), o)],
  ['squareFreePart of degree 800', (o) => squareFreePart(polynomial(800, 999), o)],
  ['resultant of degree 300', (o) => resultant(polynomial(300, 999), polynomial(299, 999), o)],
  ['discriminant of degree 300', (o) => discriminant(polynomial(300, 999), o)],
  ['isolateRealRoots of degree 800', (o) => isolateRealRoots(polynomial(800, 999), o)],
];

for (const [name, work] of cases) {
  test(`${name} is stopped within a second`, () => {
    let [last, longest, start] = [0, 0, 0];
    const { signal } = new AbortController();
    Object.defineProperty(signal, 'aborted', {
      get() {
        const now = performance.now();
        if (start === 0) start = now;
        else longest = Math.max(longest, now - last);
        last = now;
        return now - start > 1500;
      },
    });
    let ended = 'finished';
    try {
      work({ signal });
    } catch (error) {
      assert.instance(error, AbortedError);
      ended = 'stopped';
    }
    longest = Math.max(longest, performance.now() - last);
    if (process.env.ISOTYPIC_VERBOSE) console.log(`${name}: ${ended}, longest gap ${longest.toFixed(0)} ms`);
    assert.ok(longest < 1000, `${name}: ${longest.toFixed(0)} ms between two looks at the signal`);
  });
}

test.run();
