/**
 * Wrong kinds of argument of decompositions and intertwiners, and where they stop: refused in words, at the budget, at
 * the signal.
 */
import { BudgetExceededError, catalogue, Matrix, Permutation, randomSource, rationals } from '@isotypic/algebra';
import {
  directSum,
  exteriorPower,
  intertwiners,
  irreps,
  isotypicDecomposition,
  isotypicDecompositions,
  matrixRepresentation,
  numericRepresentation,
  permutationRepresentation,
  realIrreps,
  regularRepresentation,
  trivialRepresentation,
  verifyDecomposition,
  weightSharing,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal } from '../refusal.js';
import { inBasis, randomBasis } from './random-bases.js';

const G = catalogue.symmetric(3);
const rep = permutationRepresentation(G);
const floats = numericRepresentation(catalogue.cyclic(2), [[[-1]]]);
const wrong = (value: unknown) => value as never;

const CALLS: readonly [name: string, run: () => unknown, says: RegExp][] = [
  [
    'isotypicDecomposition(group)',
    () => isotypicDecomposition(wrong(G)),
    /rep to be.*permutationRepresentation\(group\)/,
  ],
  ['isotypicDecomposition of an irrep', () => isotypicDecomposition(wrong(realIrreps(G)[0])), /matrixRepresentation/],
  ['isotypicDecomposition([rep])', () => isotypicDecomposition(wrong([rep])), /rep to be a representation/],
  ['isotypicDecomposition(null)', () => isotypicDecomposition(wrong(null)), /rep to be a representation, got null/],
  ['isotypicDecompositions(rep)', () => isotypicDecompositions(wrong(rep)), /reps to be an array/],
  ['isotypicDecompositions([])', () => isotypicDecompositions([]), /at least one representation/],
  ['isotypicDecompositions of two groups', () => isotypicDecompositions([rep, floats]), /of one group/],
  [
    '{ field: "reel" }',
    () => isotypicDecomposition(rep, { field: wrong('reel') }),
    /'real', 'rational', 'complex'.*real/,
  ],
  ['{ fields }', () => isotypicDecomposition(rep, wrong({ fields: 'real' })), /field/],
  ['{ seed: 0.5 }', () => isotypicDecomposition(rep, { seed: 0.5 }), /seed to be an integer/],
  ['{ budget: NaN }', () => isotypicDecomposition(rep, { budget: Number.NaN }), /budget/],
  ['{ irreps } over ℂ', () => isotypicDecomposition(rep, { irreps: wrong(irreps(G)) }), /realIrreps\(group\)/],
  [
    '{ irreps } of another',
    () => isotypicDecomposition(rep, { irreps: realIrreps(catalogue.cyclic(3)) }),
    /of the group/,
  ],
  ['{ irreps } that leave one out', () => isotypicDecomposition(rep, { irreps: [realIrreps(G)[0]] }), /realIrreps/],
  ['floats over ℚ', () => isotypicDecomposition(wrong(floats), { field: 'rational' }), /exact matrices.*rationalize/],
  ['the projector of floats', () => isotypicDecomposition(floats).components[0].projector(), /exact.*projectorFloat/],
  ['the basis of floats', () => isotypicDecomposition(floats).basis(), /exact matrices.*orthonormalBasis/],
  ['apply(array)', () => isotypicDecomposition(rep).components[0].apply(wrong([1, 2, 3])), /x to be a Float64Array/],
  ['apply of another length', () => isotypicDecomposition(rep).components[0].apply(new Float64Array(2)), /length 3/],
  [
    'the structured basis of matrices',
    () => isotypicDecomposition(exteriorPower(rep, 2)).structuredBasis(),
    /orthonormalB/,
  ],
  ['verifyDecomposition(rep)', () => verifyDecomposition(wrong(rep)), /decomposition to be.*isotypicDecomposition/],
  [
    'verifyDecomposition over ℚ',
    () => verifyDecomposition(wrong(isotypicDecomposition(rep, { field: 'rational' }))),
    /over ℝ.*no verifier/,
  ],
  ['{ method: "all" }', () => verifyDecomposition(isotypicDecomposition(rep), { method: wrong('all') }), /'columns'/],
  ['intertwiners(G, G)', () => intertwiners(wrong(G), wrong(G)), /X to be.*permutationRepresentation/],
  ['intertwiners of two groups', () => intertwiners(rep, floats), /of one group/],
  ['project(rows)', () => intertwiners(rep, rep).project(wrong([[1, 2, 3]])), /A to be an exact matrix.*Float64Array/],
  ['project of another shape', () => intertwiners(rep, rep).project(Matrix.identity(rationals, 2)), /3×3/],
  ['orbitalBasis of matrices', () => intertwiners(exteriorPower(rep, 2), rep).orbitalBasis(), /two permutation/],
  ['weightSharing(G, G)', () => weightSharing(wrong(G), wrong(G)), /inGenerators to be a list.*group\.generators/],
  ['weightSharing(rep, rep)', () => weightSharing(wrong(rep), wrong(rep)), /inGenerators to be.*\.images/],
  ['weightSharing of one permutation', () => weightSharing(wrong([1, 0]), wrong([1, 0])), /inGenerators to be/],
  ['weightSharing([], [])', () => weightSharing([], []), /at least one generator/],
  [
    'weightSharing of two lengths',
    () =>
      weightSharing(
        [[1, 0]],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    /inGenerators and outGenerators/,
  ],
];

for (const [name, run, says] of CALLS) {
  test(`${name} is refused in words`, () => {
    assert.match(refusal(run).message, says);
  });
}

test('matrices that satisfy no relations are told by the relation that fails, not as a bug of ours', () => {
  const none = matrixRepresentation(catalogue.cyclic(3), [[[-1]]]);
  for (const field of ['real', 'rational', 'complex'] as const) {
    const error = refusal(() => isotypicDecomposition(none, { field: field as 'real' }));
    assert.is(error.code, 'NOT_A_HOMOMORPHISM');
    assert.ok(error.details.relator);
  }
});

const A4 = catalogue.alternating(4);
const skew = inBasis(
  directSum(permutationRepresentation(A4), permutationRepresentation(A4)),
  randomBasis(8, 'rational', randomSource(4)),
);
const cube = permutationRepresentation(catalogue.rubiksCube());
const orthogonal = exteriorPower(permutationRepresentation(catalogue.symmetric(5)), 2);
const quarter = numericRepresentation(catalogue.cyclic(4), [
  [
    [0, -1],
    [1, 0],
  ],
]);

/** A signal that fires when it is looked at for the n-th time: whoever looks less often does not stop. */
function afterLooks(n: number): AbortSignal {
  let looks = 0;
  return {
    reason: 'enough',
    get aborted() {
      return ++looks > n;
    },
  } as unknown as AbortSignal;
}

const WORK: readonly [name: string, run: (options: { budget?: number; signal?: AbortSignal }) => unknown][] = [
  ['decomposition in a basis that is not orthogonal', (o) => isotypicDecomposition(skew, o)],
  ['decomposition of orthogonal matrices', (o) => isotypicDecomposition(orthogonal, o)],
  ['decomposition over ℚ', (o) => isotypicDecomposition(skew, { ...o, field: 'rational' })],
  ['decomposition over ℂ', (o) => isotypicDecomposition(skew, { ...o, field: 'complex' })],
  ['decomposition of an action', (o) => isotypicDecomposition(cube, o)],
  ['decomposition of a small action', (o) => isotypicDecomposition(permutationRepresentation(A4), o)],
  ['decomposition of floats', (o) => isotypicDecomposition(quarter, o)],
  ['basis', (o) => isotypicDecomposition(skew).basis(o)],
  ['projector', (o) => isotypicDecomposition(skew).components[0].projector(o)],
  ['projectorFloat', (o) => isotypicDecomposition(skew).components[1].projectorFloat(o)],
  ['orthonormalBasis', (o) => isotypicDecomposition(permutationRepresentation(A4)).orthonormalBasis(o)],
  ['fingerprint', (o) => isotypicDecomposition(skew).fingerprint(o)],
  ['verification', (o) => verifyDecomposition(isotypicDecomposition(skew), o)],
  [
    'verification by idempotents',
    (o) => verifyDecomposition(isotypicDecomposition(cube), { ...o, method: 'idempotents' }),
  ],
  ['intertwiners of matrices', (o) => intertwiners(skew, skew, o)],
  ['intertwiners of actions', (o) => intertwiners(cube, cube, o)],
  ['basis of intertwiners', (o) => intertwiners(skew, skew).basis(o)],
  ['projection', (o) => intertwiners(skew, skew).project(Matrix.identity(rationals, 8), o)],
  ['weightSharing', (o) => weightSharing(cube.images, cube.images, o)],
];

for (const [name, run] of WORK) {
  test(`${name}: stops at small budgets and at the signal, and ends with a large one`, () => {
    for (const budget of [0, 1])
      assert.instance(
        refusal(() => run({ budget })),
        BudgetExceededError,
        `${budget}`,
      );
    for (const looks of [0, 2]) assert.is(refusal(() => run({ signal: afterLooks(looks) })).code, 'ABORTED');
    run({ budget: 1e7 });
  });
}

test('what is known when the basis of intertwiners runs out: the maps made so far, each an intertwiner', () => {
  const maps = intertwiners(skew, skew);
  const all = maps.basis();
  let seen = 0;
  for (let budget = 1; ; budget = Math.ceil(1.5 * budget)) {
    try {
      maps.basis({ budget });
      break;
    } catch (error) {
      const known = (error as BudgetExceededError).details.known as Matrix<never>[];
      assert.ok(known.length <= all.length);
      for (const [i, M] of known.entries()) assert.ok(M.equals(all[i] as Matrix<never>));
      seen = Math.max(seen, known.length);
    }
  }
  assert.ok(seen > 0);
});

test('fingerprints of decompositions: of the action, the components and the basis', () => {
  const again = () => permutationRepresentation(catalogue.symmetric(4));
  assert.is(isotypicDecomposition(again()).fingerprint(), isotypicDecomposition(again()).fingerprint());
  const S4 = catalogue.symmetric(4);
  const swap = Permutation.fromImages([1, 0, 2, 3]);
  const turned = permutationRepresentation(
    S4,
    S4.generators.map((g) => swap.times(g).times(swap)),
  );
  const all = [
    isotypicDecomposition(permutationRepresentation(S4)),
    isotypicDecomposition(turned),
    isotypicDecomposition(trivialRepresentation(S4)),
    isotypicDecomposition(regularRepresentation(catalogue.cyclic(4))),
    isotypicDecomposition(quarter),
    isotypicDecomposition(skew),
  ].map((d) => d.fingerprint());
  assert.is(new Set(all).size, all.length);
});

test.run();
