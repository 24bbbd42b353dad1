/** Wrong kinds of argument: each refusal names the argument, what it must be, and what to pass. */
import { catalogue, Matrix, PermutationGroup, primeField } from '@isotypic/algebra';
import {
  checkRepresentation,
  conjugate,
  directSum,
  dual,
  exteriorPower,
  induce,
  matrixRepresentation,
  monomialRepresentation,
  multiple,
  numericRepresentation,
  orthogonalize,
  permutationRepresentation,
  quotient,
  rationalize,
  regularRepresentation,
  restrict,
  signRepresentation,
  symmetricPower,
  tensorProduct,
  trivialRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal } from '../refusal.js';

const G = catalogue.symmetric(3);
const rep = permutationRepresentation(G);
const floats = numericRepresentation(catalogue.cyclic(2), [[[-1]]]);
const wrong = (value: unknown) => value as never;

const CALLS: readonly [name: string, run: () => unknown, says: RegExp][] = [
  [
    'tensorProduct(G, G)',
    () => tensorProduct(wrong(G), wrong(G)),
    /a to be a representation.*permutationRepresentation/,
  ],
  ['tensorProduct(rep, G)', () => tensorProduct(rep, wrong(G)), /b to be a representation/],
  ['directSum(G)', () => directSum(wrong(G)), /summand 0 to be a representation/],
  ['directSum()', () => directSum(), /at least one representation/],
  ['directSum of numbers', () => directSum(rep, wrong(3)), /summand 1 to be/],
  ['directSum of an array', () => directSum(wrong([rep, rep])), /summand 0 to be/],
  ['an unknown option of directSum', () => directSum(rep, { limits: 3 } as never), /limit/],
  ['multiple(rep, 2)', () => multiple(wrong(rep), wrong(2)), /k to be an integer from 1 on/],
  ['multiple(1.5, rep)', () => multiple(1.5, rep), /k to be an integer from 1 on, got 1.5/],
  ['multiple(NaN, rep)', () => multiple(Number.NaN, rep), /k to be/],
  ['dual(G)', () => dual(wrong(G)), /rep to be a representation/],
  ['dual of floats', () => dual(wrong(floats)), /by exact matrices.*rationalize/],
  ['conjugate(null)', () => conjugate(wrong(null)), /rep to be/],
  ['symmetricPower(G, 2)', () => symmetricPower(wrong(G), 2), /rep to be a representation/],
  ['symmetricPower(rep, -1)', () => symmetricPower(rep, -1), /k to be an integer from 0 on/],
  ['exteriorPower(rep, 4)', () => exteriorPower(rep, 4), /k to be an integer from 0 to 3, got 4/],
  ['exteriorPower(rep, 1.5)', () => exteriorPower(rep, 1.5), /k to be/],
  ['restrict(rep, rep)', () => restrict(rep, wrong(rep)), /subgroup to be a PermutationGroup.*\.group/],
  ['induce(G, G)', () => induce(wrong(G), G), /rep to be a representation/],
  ['induce to another degree', () => induce(rep, catalogue.symmetric(4)), /representation of a subgroup/],
  ['quotient of matrices', () => quotient(wrong(signRepresentation(G)), [0]), /rep to be a permutation representation/],
  ['quotient(rep, blocks too short)', () => quotient(rep, [0, 1]), /blocks to be 3 numbers/],
  ['quotient(rep, a gap)', () => quotient(rep, [0, 5, 0]), /numbered from 0 to 1/],
  ['quotient(rep, floats)', () => quotient(rep, [0, 0.5, 1]), /blocks to be/],
  ['quotient(rep, torn)', () => quotient(rep, [0, 0, 1]), /blocks that the group permutes/],
  ['permutationRepresentation(rep)', () => permutationRepresentation(wrong(rep)), /group to be.*\.group/],
  ['permutationRepresentation([[1, 0]])', () => permutationRepresentation(wrong([[1, 0]])), /new PermutationGroup/],
  ['permutationRepresentation(G, numbers)', () => permutationRepresentation(G, wrong([1, 0])), /images to be/],
  ['permutationRepresentation(G, one image)', () => permutationRepresentation(G, [[1, 0]]), /one image for each/],
  ['{ checked }', () => permutationRepresentation(G, undefined, { checked: true } as never), /check/],
  ['trivialRepresentation(rep)', () => trivialRepresentation(wrong(rep)), /group to be/],
  ['signRepresentation(3)', () => signRepresentation(wrong(3)), /group to be/],
  ['regularRepresentation(rep)', () => regularRepresentation(wrong(rep)), /group to be/],
  ['regularRepresentation(G, { limit: 0 })', () => regularRepresentation(G, { limit: 0 }), /limit to be/],
  ['matrixRepresentation(G, matrix)', () => matrixRepresentation(G, wrong([[1, 0]])), /matrices to be/],
  ['matrixRepresentation, floats', () => matrixRepresentation(G, [[[0.5]], [[1]]]), /numericRepresentation/],
  [
    'matrixRepresentation, a layout',
    () => matrixRepresentation(G, wrong([{ data: [1], rows: 1, cols: 1 }])),
    /matrices/,
  ],
  [
    'matrixRepresentation over a prime field',
    () => matrixRepresentation(catalogue.cyclic(2), wrong([Matrix.identity(primeField(7), 1)])),
    /matrices to be/,
  ],
  ['matrixRepresentation, null', () => matrixRepresentation(G, wrong(null)), /matrices to be/],
  ['matrixRepresentation, a singular one', () => matrixRepresentation(catalogue.cyclic(2), [[[0]]]), /invertible/],
  [
    'monomialRepresentation, signs',
    () =>
      monomialRepresentation(G, G.generators, [
        [1, 1, 2],
        [1, 1, 1],
      ]),
    /1 or −1/,
  ],
  ['monomialRepresentation, too few signs', () => monomialRepresentation(G, G.generators, [[1, 1]]), /3 signs/],
  ['numericRepresentation(G, exact)', () => numericRepresentation(G, wrong(rep.generatorMatrices)), /matrices to be/],
  ['numericRepresentation(rep)', () => numericRepresentation(wrong(rep), []), /group to be/],
  [
    'numericRepresentation, NaN tolerance',
    () => numericRepresentation(catalogue.cyclic(2), [[[1]]], { tolerance: Number.NaN }),
    /tolerance/,
  ],
  ['orthogonalize(rep)', () => orthogonalize(wrong(rep), []), /group to be/],
  ['orthogonalize without matrices', () => orthogonalize(G, []), /one matrix for each/],
  ['rationalize(rep)', () => rationalize(wrong(rep), 1e-9), /matrix to be/],
  ['rationalize, tolerance 1', () => rationalize([[0.7]], 1), /tolerance to be/],
  ['rationalize, tolerance NaN', () => rationalize([[0.7]], Number.NaN), /tolerance to be/],
  ['checkRepresentation(G)', () => checkRepresentation(wrong(G)), /rep to be a representation/],
  ['two groups', () => tensorProduct(rep, permutationRepresentation(catalogue.cyclic(3))), /of one group/],
  [
    'two groups of other degrees with no generators',
    () =>
      tensorProduct(
        permutationRepresentation(new PermutationGroup([], { degree: 2 })),
        permutationRepresentation(new PermutationGroup([], { degree: 3 })),
      ),
    /of one group/,
  ],
];

for (const [name, run, says] of CALLS) {
  test(`${name} is refused in words`, () => assert.match(refusal(run).message, says));
}

test.run();
