import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import {
  directSum,
  matrixRepresentation,
  numericRepresentation,
  permutationRepresentation,
  type Representation,
  regularRepresentation,
  trivialRepresentation,
} from '@isotypic/reps';
import { compareSymmetries, likelihoodRatioTest, structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { testSamples } from '../support/data.js';

const group = (degree: number, ...cycles: string[]) =>
  new PermutationGroup(cycles.map((c) => Permutation.fromCycles(c, degree)));
const points = (degree: number, ...cycles: string[]) => permutationRepresentation(group(degree, ...cycles));
const cyclic = (n: number) => permutationRepresentation(catalogue.cyclic(n));
const dihedral = (n: number) => permutationRepresentation(catalogue.dihedral(n));

/** The same action as exact matrices, which are then not known to be permutations. */
const asMatrices = (rep: ReturnType<typeof points>) => matrixRepresentation(rep.group, rep.generatorMatrices);
/** The same action as floats. */
const asFloats = (rep: ReturnType<typeof points>) => {
  const matrices = rep.images.map((p) =>
    Array.from({ length: rep.dimension }, (_, i) =>
      Array.from({ length: rep.dimension }, (_, j) => +(p.image(j) === i)),
    ),
  );
  return numericRepresentation(rep.group, matrices);
};

const against = (rep: Representation, other: Representation, hypothesis?: 'covariance' | 'mean-and-covariance') =>
  likelihoodRatioTest(testSamples(40, rep.dimension, 1), rep, { against: other, hypothesis });

test('cyclic(4) against <(0 1), (2 3)>, and against <(0 1)>, is refused: the models are not nested', async () => {
  for (const other of [points(4, '(0 1)', '(2 3)'), points(4, '(0 1)')]) {
    await refuses('INVALID_ARGUMENT', () => against(cyclic(4), other), /not nested/, /against to be a weaker symmetry/);
    await refuses('INVALID_ARGUMENT', () => against(cyclic(4), other, 'covariance'), /takes the pair/);
  }
});

test('any circulant data: the alternative of another symmetry never gives statistic 0, p 1', async () => {
  const X = [1, 2, 3, 4].flatMap((k) =>
    [0, 1, 2, 3].map((s) => [0, 1, 2, 3].map((i) => Math.cos(k + ((i + s) % 4) * k * k))),
  );
  const other = points(4, '(0 1)', '(2 3)');
  await refuses('INVALID_ARGUMENT', () => likelihoodRatioTest(X, cyclic(4), { against: other }), /not nested/);
});

const NESTED: readonly [string, Representation, Representation, number][] = [
  ['a subgroup', dihedral(4), points(4, '(0 2)(1 3)'), 4],
  ['the same group', dihedral(4), dihedral(4), 0],
  ['a group of the same covariances, though no subgroup', cyclic(6), dihedral(6), 0],
  ['no symmetry', dihedral(4), points(4, '()'), 10],
];
const NOT_NESTED: readonly [string, Representation, Representation][] = [
  ['the larger group as alternative', points(4, '(0 2)(1 3)'), dihedral(4)],
  ['a conjugate of a subgroup', dihedral(4), points(4, '(0 1)(2 3)', '(0 1 2)')],
  ['blocks otherwise', points(6, '(0 1 2)(3 4 5)', '(0 3)(1 4)(2 5)'), points(6, '(0 1)(2 3)(4 5)')],
  ['an alternative that moves means', points(4, '(0 1)'), points(4, '(0 1)', '(2 3)')],
];

for (const [name, rep, other, degreesOfFreedom] of NESTED) {
  test(`nested: ${name}`, async () => {
    const forms = (r: Representation) => [r, asMatrices(r as never), asFloats(r as never)];
    for (const [k, a] of forms(rep).entries()) {
      for (const [l, b] of forms(other).entries()) {
        if (k > 0 && l > 0 && k !== l) continue;
        const test = await against(a, b);
        assert.is(test.degreesOfFreedom, degreesOfFreedom, `${k} ${l}`);
        assert.ok(test.statistic >= 0);
      }
    }
  });
}

for (const [name, rep, other] of NOT_NESTED) {
  test(`not nested: ${name}`, async () => {
    await refuses('INVALID_ARGUMENT', () => against(rep, other), /not nested/);
    await refuses(
      'INVALID_ARGUMENT',
      () => against(asMatrices(rep as never), asMatrices(other as never)),
      /not nested/,
    );
    await refuses('INVALID_ARGUMENT', () => against(asFloats(rep as never), other), /not nested/);
  });
}

test('the mean alone can break it: an alternative that fixes the covariances but not the means', async () => {
  // −1 commutes with everything and fixes no mean.
  const C2 = new PermutationGroup([[1, 0]]);
  const trivial = trivialRepresentation(C2);
  const both = directSum(trivial, trivial);
  const minus = matrixRepresentation(C2, [
    [
      [-1, 0],
      [0, -1],
    ],
  ]);
  await refuses('INVALID_ARGUMENT', () => against(both, minus), /mean/);
  assert.is((await against(both, minus, 'covariance')).degreesOfFreedom, 0);
});

test('a basis of one’s own is judged by its numbers', async () => {
  const { basis, components, dimension } = structureOf(dihedral(4));
  const own = { basis, components, dimension };
  const X = testSamples(40, 4, 1);
  await refuses('INVALID_ARGUMENT', () =>
    likelihoodRatioTest(X, cyclic(4), { against: structureOf(points(4, '(0 1)')) }),
  );
  await refuses('INVALID_ARGUMENT', () => likelihoodRatioTest(X, own, { against: points(4, '(0 1)') }), /not nested/);
  assert.is((await likelihoodRatioTest(X, own, { against: points(4, '(0 2)(1 3)') })).degreesOfFreedom, 4);
});

const compositions = (X: readonly (readonly number[])[]) =>
  X.map((row) => row.map((v) => v / row.reduce((a, b) => a + b, 0)));

test('rows divided by their sums, symmetric(3): no test, det S = 0 exactly', async () => {
  const X = compositions([
    [5, 9, 7],
    [8, 3, 5],
    [4, 6, 2],
    [8, 3, 2],
  ]);
  const rep = permutationRepresentation(catalogue.symmetric(3));
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    await refuses('NOT_POSITIVE_DEFINITE', () => likelihoodRatioTest(X, rep, { hypothesis }), /not testable/);
    const { rows } = await compareSymmetries(X, [rep], { hypothesis });
    assert.ok(rows.every(({ fit, singular }) => fit === undefined && singular !== undefined));
  }
});

test('other singular data: sums of zero, a repeated column, a contrast that never varies, at any scale', async () => {
  const X = testSamples(30, 4, 5);
  const singular = [
    compositions(X.map((row) => row.map((v) => v + 3))),
    X.map((row) => row.map((v) => v - row.reduce((a, b) => a + b, 0) / 4)),
    X.map(([a, b]) => [a, b, a, b]),
    X.map(([a, b, c]) => [a, b, c, a - b + c]),
  ];
  for (const rows of singular) {
    for (const size of [1, 1e-200, 1e200]) {
      const scaled = rows.map((row) => row.map((v) => v * size));
      for (const rep of [dihedral(4), cyclic(4), permutationRepresentation(catalogue.symmetric(4))]) {
        await refuses('NOT_POSITIVE_DEFINITE', () => likelihoodRatioTest(scaled, rep), /not testable/);
      }
    }
  }
});

test('data that only nearly lie in a subspace are tested', async () => {
  const X = compositions(testSamples(300, 4, 6).map((row) => row.map((v) => v + 4)));
  const rounded = X.map((row) => row.map((v) => Math.round(v * 1e6) / 1e6));
  const { statistic, pValue = 1 } = await likelihoodRatioTest(
    rounded,
    permutationRepresentation(catalogue.symmetric(4)),
    {
      hypothesis: 'covariance',
    },
  );
  assert.ok(statistic > 0 && pValue < 1);
});

test('a regular representation against the one of a normal subgroup', async () => {
  const G = catalogue.quaternion();
  const rep = regularRepresentation(G);
  const half = new PermutationGroup([rep.images[0]], { degree: 8 });
  const test = await against(rep, permutationRepresentation(half));
  assert.ok(test.degreesOfFreedom > 0);
});

test.run();
