import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { likelihoodRatioOf, likelihoodRatioTest, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { testSamples } from '../support/data.js';

const none = (degree: number) => permutationRepresentation(new PermutationGroup([], { degree }));

test('the test from moments is that from rows, against no symmetry and against a subgroup', async () => {
  const G = catalogue.dihedral(4);
  const rep = permutationRepresentation(G);
  const half = permutationRepresentation(new PermutationGroup([G.generators[0].power(2)]));
  const X = testSamples(60, 4, 5);
  for (const hypothesis of ['covariance', 'mean-and-covariance'] as const) {
    for (const against of [none(4), half]) {
      const moments = await Promise.all([rep, against].map((r) => new SymmetricMoments(r).push(X)));
      const found = likelihoodRatioOf(moments[0], moments[1], { hypothesis });
      const known = await likelihoodRatioTest(X, rep, { hypothesis, against });
      assert.ok(Math.abs(found.statistic - known.statistic) <= found.roundingBound + known.roundingBound);
      assert.ok(Math.abs(found.statistic - known.statistic) <= 1e-10 * (1 + known.statistic));
      assert.is(found.degreesOfFreedom, known.degreesOfFreedom);
      assert.ok(Math.abs((found.saddlepointPValue ?? 0) - (known.saddlepointPValue ?? 0)) < 1e-9);
    }
  }
});

test('complex and quaternionic components', async () => {
  for (const G of [catalogue.cyclic(3), catalogue.quaternion()]) {
    const rep = regularRepresentation(G);
    const D = rep.dimension;
    const X = testSamples(50, D, 9);
    const moments = await Promise.all([rep, none(D)].map((r) => new SymmetricMoments(r).push(X)));
    const found = likelihoodRatioOf(moments[0], moments[1]);
    const known = await likelihoodRatioTest(X, rep);
    assert.ok(Math.abs(found.statistic - known.statistic) <= 1e-9 * known.statistic);
  }
});

test('moments of other rows, weighted ones, and models the wrong way round are refused', async () => {
  const rep = permutationRepresentation(catalogue.cyclic(4));
  const of = (seed: number, r = rep) => new SymmetricMoments(r).push(testSamples(30, 4, seed));
  const [symmetric, free, other] = [await of(1), await of(1, none(4)), await of(2, none(4))];
  await refuses('INVALID_ARGUMENT', () => likelihoodRatioOf(symmetric, other), /same rows/);
  await refuses('INVALID_ARGUMENT', () => likelihoodRatioOf(free, symmetric), /not nested/);
  const weighted = await new SymmetricMoments(rep).push(testSamples(30, 4, 1), { weights: new Array(30).fill(2) });
  await refuses('INVALID_ARGUMENT', () => likelihoodRatioOf(weighted, free), /without weights/);
  const few = await new SymmetricMoments(none(4)).push(testSamples(3, 4, 1));
  const small = await new SymmetricMoments(rep).push(testSamples(3, 4, 1));
  await refuses('TOO_FEW_SAMPLES', () => likelihoodRatioOf(small, few));
});

test.run();
