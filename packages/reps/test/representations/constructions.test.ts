/** Constructions against their definitions; results too large are refused with their size before anything is made. */
import { BudgetExceededError, catalogue, type ExactMatrix, Permutation, PermutationGroup } from '@isotypic/algebra';
import {
  characterTable,
  directSum,
  dual,
  type ExactRepresentation,
  exteriorPower,
  induce,
  matrixRepresentation,
  multiple,
  permutationRepresentation,
  quotient,
  regularRepresentation,
  restrict,
  signRepresentation,
  symmetricPower,
  tensorProduct,
} from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { equalMatrices } from '../../dist/matrices/exact-matrices.js';
import { refusal } from '../refusal.js';

const points = (n: number) => permutationRepresentation(catalogue.symmetric(n));

const TOO_LARGE: readonly [name: string, run: () => unknown, dimension: number][] = [
  ['S²⁰ of S10 on points', () => symmetricPower(points(10), 20), 10_015_005],
  ['S⁵⁰⁰ of 1000 points', () => symmetricPower(points(1000), 500), Number.POSITIVE_INFINITY],
  ['Λ³⁰ of 60 points', () => exteriorPower(points(60), 30), Number.POSITIVE_INFINITY],
  ['Λ⁴ of 30 points', () => exteriorPower(points(30), 4), 27_405],
  ['10⁹ copies', () => multiple(1e9, points(3)), 3e9],
  ['2000 copies of a matrix', () => multiple(2000, exteriorPower(points(3), 2)), 6000],
  ['a square of 2000 points', () => tensorProduct(points(2000), points(2000)), 4e6],
  ['a square of matrices', () => tensorProduct(exteriorPower(points(12), 2), exteriorPower(points(12), 2)), 4356],
  ['a sum of matrices', () => directSum(signRepresentation(catalogue.symmetric(2000)), points(2000)), 2001],
  ['an induced one', () => induce(restrict(points(9), catalogue.cyclic(9)), catalogue.symmetric(9)), 362_880],
];

for (const [name, run, dimension] of TOO_LARGE) {
  test(`${name}: refused with its size`, () => {
    const error = refusal(run);
    assert.is(error.code, 'INVALID_ARGUMENT');
    if (name !== 'an induced one') {
      assert.is(error.details.dimension, dimension);
      assert.match(error.message, /\{ limit \}/);
    } else assert.match(error.message, /index/);
  });
}

test('the limit is the caller’s: both ways', () => {
  assert.is(exteriorPower(points(8), 4, { limit: 70 }).dimension, 70);
  assert.is(refusal(() => exteriorPower(points(8), 4, { limit: 69 })).details.limit, 69);
  assert.is(directSum(points(4), points(4), { limit: 8 }).dimension, 8);
  assert.is(refusal(() => directSum(points(4), points(4), { limit: 7 })).details.dimension, 8);
  assert.is(multiple(3, points(4), { limit: 12 }).dimension, 12);
});

test('a power of many factors in one variable: refused by its factors, or made', () => {
  const one = permutationRepresentation(new PermutationGroup([[0]]));
  assert.is(symmetricPower(one, 100_000).dimension, 1);
  assert.match(refusal(() => symmetricPower(one, 1e9)).message, /factors/);
});

test('many summands are no long argument list', () => {
  assert.is(multiple(300_000, permutationRepresentation(catalogue.cyclic(3))).dimension, 900_000);
});

const natural = points(4);
const matrices = exteriorPower(natural, 2);
const WORK: readonly [name: string, run: (budget: number, signal?: AbortSignal) => unknown][] = [
  ['directSum', (budget, signal) => directSum(natural, matrices, { budget, signal })],
  ['multiple', (budget, signal) => multiple(3, matrices, { budget, signal })],
  ['tensorProduct', (budget, signal) => tensorProduct(natural, matrices, { budget, signal })],
  ['symmetricPower', (budget, signal) => symmetricPower(natural, 3, { budget, signal })],
  ['symmetricPower of matrices', (budget, signal) => symmetricPower(matrices, 2, { budget, signal })],
  ['exteriorPower', (budget, signal) => exteriorPower(natural, 2, { budget, signal })],
  ['induce', (budget, signal) => induce(restrict(natural, catalogue.kleinFour()), natural.group, { budget, signal })],
  ['regularRepresentation', (budget, signal) => regularRepresentation(natural.group, { budget, signal })],
];

for (const [name, run] of WORK) {
  test(`${name} stops at its budget and at the signal`, () => {
    for (const budget of [0, 1, 5])
      assert.instance(
        refusal(() => run(budget)),
        BudgetExceededError,
      );
    run(1e6);
    assert.is(refusal(() => run(1e6, AbortSignal.abort())).code, 'ABORTED');
  });
}

/** ρ(g) of a sum, product, power from the matrices of the parts, entry by entry. */
const entry = (M: ExactMatrix, i: number, j: number) => M.field.print(M.at(i, j));

test('symmetric powers of permutations are those of their matrices', () => {
  const group = catalogue.symmetric(3);
  const asMatrices = matrixRepresentation(group, permutationRepresentation(group).generatorMatrices);
  for (const k of [0, 1, 2, 3, 4]) {
    const [fast, slow] = [symmetricPower(permutationRepresentation(group), k), symmetricPower(asMatrices, k)];
    assert.is(fast.kind, 'permutation');
    for (const [i, M] of slow.generatorMatrices.entries()) assert.ok(equalMatrices(M, fast.generatorMatrices[i]));
  }
});

test('characters of powers are those of Newton’s identities', () => {
  const group = catalogue.symmetric(4);
  const table = characterTable(group);
  const trace = (rep: ExactRepresentation, g: Permutation) => {
    const t = rep.matrix(g);
    return t.field.print(t.trace());
  };
  const rep = permutationRepresentation(group);
  for (const k of [1, 2, 3]) {
    for (const [power, name] of [
      [symmetricPower(rep, k), 'S'],
      [exteriorPower(rep, k), 'Λ'],
    ] as const) {
      for (const { representative: g } of table.classes) {
        const eigen = Array.from({ length: k + 1 }, (_, i) => Number(trace(rep, g.power(i))));
        const [p1, p2, p3] = [eigen[1], eigen[2] ?? 0, eigen[3] ?? 0];
        const sign = name === 'S' ? 1 : -1;
        const expected = [p1, (p1 ** 2 + sign * p2) / 2, (p1 ** 3 + sign * 3 * p1 * p2 + 2 * p3) / 6][k - 1];
        assert.is(trace(power, g), `${expected}`, `${name}${k} at ${g}`);
      }
    }
  }
});

test('tensor products and duals, entry by entry, in mixed fields', () => {
  const group = catalogue.cyclic(3);
  const ω = matrixRepresentation(group, [[['E(3)']]]);
  const two = matrixRepresentation(group, [
    [
      [0, -1],
      [1, -1],
    ],
  ]);
  const product = tensorProduct(two, ω);
  assert.is(entry(product.generatorMatrices[0], 1, 0), 'E(3)');
  assert.is(entry(dual(ω).generatorMatrices[0], 0, 0), 'E(3)^2');
  const sum = directSum(two, ω);
  assert.is(entry(sum.generatorMatrices[0], 2, 2), 'E(3)');
  assert.is(entry(sum.generatorMatrices[0], 0, 1), '-1');
});

test('the quotient by blocks, and blocks numbered otherwise', () => {
  const square = permutationRepresentation(catalogue.dihedral(4));
  const ends = quotient(square, [0, 1, 0, 1]);
  assert.is(ends.dimension, 2);
  for (const [k, p] of square.images.entries()) {
    for (let i = 0; i < 4; i++) assert.is(ends.images[k].image(i % 2), p.image(i) % 2);
  }
  assert.match(refusal(() => quotient(square, [0, 4e9, 0, 4e9])).message, /numbered from 0 to 1, as there are 2/);
});

test('restriction undoes nothing: ρ(h) is the same matrix', () => {
  const H = catalogue.kleinFour();
  const lowered = restrict(natural, H);
  fc.assert(
    fc.property(fc.constantFrom(...H.generators), (h) => {
      assert.ok(equalMatrices(lowered.matrix(h), natural.matrix(h)));
    }),
  );
  assert.ok(Permutation.identity(4).equals(H.generators[0].times(H.generators[0].inverse())));
});

test.run();
