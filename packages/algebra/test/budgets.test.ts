/** What exact linear algebra and polynomials do with budgets and signals: they finish, or say what they know. */
import {
  AbortedError,
  BudgetExceededError,
  Cyclotomic,
  characteristicPolynomial,
  cyclotomics,
  determinant,
  discriminant,
  type EliminationMethod,
  type Factorization,
  type Fraction,
  factorPolynomial,
  hermiteForm,
  invariantFactors,
  inverse,
  isIrreducible,
  isolateRealRoots,
  lllReducedGram,
  Matrix,
  minimalPolynomial,
  nullspace,
  Polynomial,
  polynomialGcd,
  primeField,
  type RootInterval,
  randomSource,
  rank,
  rationals,
  refineRoot,
  resultant,
  rref,
  smithForm,
  solve,
  squareFreePart,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const { below } = randomSource(3);
const integers = (rows: number, cols: number): Matrix<Fraction> =>
  Matrix.build(rationals, rows, cols, () => rationals.fromInteger(below(19) - 9));
const m = integers(9, 4).times(integers(4, 12));
const square = integers(9, 9);
const cyclotomic = Matrix.build(cyclotomics, 6, 8, () => Cyclotomic.rootOfUnity(5, below(5)));
const f = Polynomial.of(rationals, [-1, ...new Array(23).fill(0), 1]);
const g = f.derivative().plus(Polynomial.of(rationals, [3, 1]));
const [root] = isolateRealRoots(Polynomial.of(rationals, [-2, 0, 1]));

const knowsRank =
  (trueRank: number) =>
  (known: unknown): boolean =>
    (known as { rank: number }).rank <= trueRank;
const nothing = (known: unknown): boolean => known === undefined;
/** Each listed factor divides what the whole factorization has. */
const knowsFactors = (known: unknown): boolean =>
  (known as Factorization<Fraction>).factors.every(({ factor }) => f.divide(factor).remainder.isZero());
const knowsRoot = (known: unknown): boolean => {
  const { low, high } = known as RootInterval;
  return low.mul(low).sub(2).mul(high.mul(high).sub(2)).lt(0);
};

const methods: EliminationMethod[] = ['auto', 'plain', 'fraction-free', 'modular', 'sparse'];
const cases: [name: string, work: (options: WorkOptions) => unknown, known: (known: unknown) => boolean][] = [
  ...methods.flatMap((method): typeof cases => [
    [`rref ${method}`, (o) => rref(m, { ...o, method }), knowsRank(4)],
    [`rank ${method}`, (o) => rank(m, { ...o, method }), knowsRank(4)],
    [`nullspace ${method}`, (o) => nullspace(m, { ...o, method }), knowsRank(4)],
    [`solve ${method}`, (o) => solve(m, m.column(3), { ...o, method }), knowsRank(4)],
    [`inverse ${method}`, (o) => inverse(square, { ...o, method }), knowsRank(9)],
    [`determinant ${method}`, (o) => determinant(square, { ...o, method }), knowsRank(9)],
  ]),
  ['rref over ℚ(ζ₅)', (o) => rref(cyclotomic, o), knowsRank(6)],
  ['nullspace over ℚ(ζ₅)', (o) => nullspace(cyclotomic, { ...o, method: 'modular' }), knowsRank(6)],
  [
    'rref modulo 7',
    (o) =>
      rref(
        m.map(primeField(7), (x) => Number(x.n) % 7),
        o,
      ),
    knowsRank(9),
  ],
  ['characteristicPolynomial', (o) => characteristicPolynomial(square, o), nothing],
  ['minimalPolynomial', (o) => minimalPolynomial(square, o), nothing],
  ['hermiteForm', (o) => hermiteForm(square, o), nothing],
  ['invariantFactors', (o) => invariantFactors(square, o), nothing],
  ['smithForm', (o) => smithForm(square, o), nothing],
  ['lllReducedGram', (o) => lllReducedGram(square.times(square.transpose()), o), nothing],
  ['factorPolynomial', (o) => factorPolynomial(f, o), knowsFactors],
  ['isIrreducible', (o) => isIrreducible(f, o), knowsFactors],
  ['polynomialGcd', (o) => polynomialGcd(f, g, o), nothing],
  ['squareFreePart', (o) => squareFreePart(f, o), nothing],
  ['resultant', (o) => resultant(f, g, o), nothing],
  ['discriminant', (o) => discriminant(f, o), nothing],
  ['isolateRealRoots', (o) => isolateRealRoots(g, o), nothing],
  [
    'refineRoot',
    (o) => refineRoot(Polynomial.of(rationals, [-2, 0, 1]), root, rationals.parse('1/1000000000000000000'), o),
    knowsRoot,
  ],
];

for (const [name, work, isKnown] of cases) {
  test(`${name} with budgets 0, 1, 5 and 40 finishes, or says what is known`, () => {
    for (const budget of [0, 1, 5, 40]) {
      try {
        work({ budget });
      } catch (error) {
        assert.instance(error, BudgetExceededError, `budget ${budget}: ${error}`);
        assert.ok(isKnown((error as BudgetExceededError).details.known));
      }
    }
  });

  test(`${name} is stopped by a signal at whichever look`, () => {
    for (const looks of [0, 1, 2, 7, 30]) {
      let seen = 0;
      const { signal } = new AbortController();
      Object.defineProperty(signal, 'aborted', { get: () => seen++ >= looks });
      try {
        work({ signal });
        assert.ok(seen <= looks);
      } catch (error) {
        assert.instance(error, AbortedError);
      }
    }
  });
}

test('the meter of a larger piece of work counts the steps of the elimination', () => {
  const meter = new WorkMeter('larger', { budget: 20 });
  meter.known = () => 'what the larger work knows';
  try {
    for (;;) rref(m, { method: 'plain', meter });
  } catch (error) {
    assert.instance(error, BudgetExceededError);
    assert.is((error as BudgetExceededError).where, 'larger');
    assert.is((error as BudgetExceededError).details.known, 'what the larger work knows');
  }
});

test('options of elimination that are misspelled or out of range are refused by name', () => {
  const refused = (options: object, ...words: string[]): void =>
    assert.throws(
      () => rref(m, options),
      (e: Error) => words.every((word) => e.message.includes(word)),
    );
  refused({ methd: 'plain' }, 'methd', 'Did you mean method?');
  refused({ method: 'bareiss' }, 'option method', "'fraction-free'");
  refused({ budget: Number.NaN }, 'option budget');
  refused({ primes: [4.5] }, 'option primes');
  refused({ meter: {} }, 'option meter', 'a WorkMeter');
  assert.throws(() => rref([[1, 2]] as never), /m to be a Matrix.*Matrix\.fromRows/);
});

test.run();
