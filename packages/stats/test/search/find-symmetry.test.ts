import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { EquivariantNormal, findSymmetry, likelihoodRatioTest } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv } from '../support/data.js';

const borings = readCsv('cork-borings.csv');

function known(value: number | undefined): number {
  assert.type(value, 'number');
  return value as number;
}

test('a model found for the cork borings has the likelihood that the test of its group gives', async () => {
  const { group, best, none, exhaustive } = await findSymmetry(borings, { maxGenerators: 1 });
  assert.ok(exhaustive);
  const tested = await likelihoodRatioTest(borings, permutationRepresentation(group));
  assert.ok(Math.abs(known(best.logLikelihood) - tested.null.logLikelihood) < 1e-9);
  assert.is(best.parameters, tested.null.parameters);
  assert.ok(Math.abs((none?.logLikelihood ?? 0) - (tested.alternative?.logLikelihood ?? Number.NaN)) < 1e-9);
});

test('the exhaustive search is the best over all single permutations', async () => {
  const { best } = await findSymmetry(borings, { maxGenerators: 1, hypothesis: 'covariance' });
  for (const p of catalogue.symmetric(4).elements()) {
    const rep = permutationRepresentation(new PermutationGroup([p]));
    const { null: fit } = await likelihoodRatioTest(borings, rep, { hypothesis: 'covariance' });
    assert.ok(known(best.bic) <= fit.bic + 1e-9);
  }
});

test('a symmetry planted in 8 variables is found, the same way for the same seed', async () => {
  const D8 = permutationRepresentation(catalogue.dihedral(8));
  // Correlation e^{−distance} on the circle: every pattern of a larger group is far from it.
  const sigma = Array.from({ length: 8 }, (_, i) =>
    Array.from({ length: 8 }, (_, j) => Math.exp(-Math.min((i - j + 8) % 8, (j - i + 8) % 8))),
  );
  const normal = await EquivariantNormal.from(D8, new Float64Array(8), sigma);
  // Hide it behind a relabeling of the variables.
  const hidden = [3, 0, 6, 1, 7, 4, 2, 5];
  const draws = (await normal.sample(400, { seed: 2 })).toRows().map((row) => hidden.map((k) => row[k]));
  const options = { seed: 3, steps: 6000, hypothesis: 'covariance' } as const;
  const search = await findSymmetry(draws, options);
  const relabel = Permutation.fromImages(hidden).inverse();
  const planted = catalogue.dihedral(8).generators.map((g) => g.conjugateBy(relabel));
  const truth = await likelihoodRatioTest(draws, permutationRepresentation(catalogue.dihedral(8), planted), {
    hypothesis: 'covariance',
  });
  assert.ok(known(search.best.bic) <= truth.null.bic + 1e-6);
  assert.is((await findSymmetry(draws, options)).best.bic, search.best.bic);
});

test('a search can be aborted', async () => {
  const controller = new AbortController();
  const running = findSymmetry(borings, {
    steps: 10,
    maxGenerators: 1,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  try {
    await running;
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code: string }).code, 'ABORTED');
  }
});

test.run();
