/** Two representations whose irreducibles come in different orders, and supports that fall apart into blocks. */
import { catalogue, toFloat64 } from '@isotypic/algebra';
import { leastSquares } from '@isotypic/numeric';
import {
  directSum,
  multiple,
  permutationRepresentation,
  regularRepresentation,
  signRepresentation,
} from '@isotypic/reps';
import { crossCov, lstsq, structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupAverage, orbitAugmentation, plainCrossMoment, plainMean } from '../support/brute-force.js';
import { deviation, testSamples } from '../support/data.js';

const G = catalogue.symmetric(4);
const natural = permutationRepresentation(G);
const sign = signRepresentation(G);
const pairs = [
  [natural, directSum(sign, natural)],
  [directSum(sign, natural), natural],
  [directSum(sign, sign), natural],
  [multiple(2, natural), regularRepresentation(G)],
] as const;

for (const [repX, repY] of pairs) {
  const elements = (rep: (typeof pairs)[number][0]) => [...G.elements()].map((g) => toFloat64(rep.matrix(g)).data);

  test(`${repX} to ${repY}: as with every group element applied`, async () => {
    const [ex, ey] = [elements(repX), elements(repY)];
    const X = testSamples(30, repX.dimension, 1);
    const Y = testSamples(30, repY.dimension, 2);
    const C = await crossCov(X, Y, repX, repY, { normalization: 'n' });
    const [mx, my] = [plainMean(orbitAugmentation(X, ex)), plainMean(orbitAugmentation(Y, ey))];
    assert.ok(deviation(C.data, groupAverage(plainCrossMoment(X, Y, 30, mx, my), ey, ex)) < 1e-13);
    const { coefficients } = await lstsq(X, Y, repX, repY);
    const plain = leastSquares(orbitAugmentation(X, ex), orbitAugmentation(Y, ey), { relativeTolerance: 1e-12 });
    assert.ok(deviation(coefficients.data, plain.solution.transpose().data) < 1e-11);
  });
}

test('an irreducible that one side lacks sends nothing to it', async () => {
  const X = testSamples(9, 2, 3);
  const Y = testSamples(9, 4, 4);
  const { coefficients, rank, parameters } = await lstsq(X, Y, directSum(sign, sign), natural);
  assert.ok(coefficients.data.every((v) => v === 0));
  assert.equal([rank, parameters], [0, 0]);
  assert.is(structureOf(natural).components.length, 2);
});

test.run();
