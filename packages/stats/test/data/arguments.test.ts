import { catalogue } from '@isotypic/algebra';
import { openBackend } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import * as stats from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { readCsv } from '../support/data.js';

const X = readCsv('cork-borings.csv');
const G = catalogue.dihedral(4);
const rep = permutationRepresentation(G);
const moments = await new stats.SymmetricMoments(rep).push(X);
const pairs = await new stats.SymmetricMoments(rep, rep).push({ x: X, y: X });
const normal = await stats.EquivariantNormal.fit(X, rep);
const head = new stats.PredictiveNormal(rep, 'blocks');
const pca = await stats.SymmetricPCA.fit(X, rep);
const cca = await stats.SymmetricCCA.fit(X, X, rep, rep);
const A = Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => +(i === j)));
const { scores } = await pca.transform(X);
const theta = [new Array(7).fill(0)];

/** Every public function that takes options, with right arguments before them. */
const WITH_OPTIONS: Record<string, (options: never) => unknown> = {
  mean: (o) => stats.mean(X, rep, o),
  varMean: (o) => stats.varMean(X, rep, o),
  cov: (o) => stats.cov(X, rep, o),
  covarianceOf: (o) => stats.covarianceOf(moments, o),
  crossCov: (o) => stats.crossCov(X, X, rep, rep, o),
  crossCovarianceOf: (o) => stats.crossCovarianceOf(pairs, o),
  lstsq: (o) => stats.lstsq(X, X, rep, rep, o),
  lstsqOf: (o) => stats.lstsqOf(pairs, o),
  irrepNorms: (o) => stats.irrepNorms(X, rep, o),
  quadraticInvariants: (o) => stats.quadraticInvariants(X, rep, o),
  covarianceStandardErrors: (o) => stats.covarianceStandardErrors(A, rep, 28, o),
  meanStandardErrors: (o) => stats.meanStandardErrors(X, rep, o),
  symmetricSummary: (o) => stats.symmetricSummary(X, rep, o),
  compareSymmetries: (o) => stats.compareSymmetries(X, [rep], o),
  findSymmetry: (o) => stats.findSymmetry(X, o),
  likelihoodRatioTest: (o) => stats.likelihoodRatioTest(X, rep, o),
  minimumSampleSize: (o) => stats.minimumSampleSize(rep, o),
  csvBatches: (o) => stats.csvBatches(['a\n'], o),
  'SymmetricMoments.push': (o) => new stats.SymmetricMoments(rep).push(X, o),
  'SymmetricMoments.pushAll': (o) => new stats.SymmetricMoments(rep).pushAll([X], o),
  'EquivariantNormal.fit': (o) => stats.EquivariantNormal.fit(X, rep, o),
  'EquivariantNormal.fromMoments': (o) => stats.EquivariantNormal.fromMoments(moments, o),
  'EquivariantNormal.from': (o) => stats.EquivariantNormal.from(rep, [1, 1, 1, 1], A, o),
  'EquivariantNormal.covariance': (o) => normal.covariance(o),
  'EquivariantNormal.logProb': (o) => normal.logProb(X, o),
  'EquivariantNormal.mahalanobis': (o) => normal.mahalanobis(X, o),
  'EquivariantNormal.sample': (o) => normal.sample(3, o),
  'EquivariantNormal.marginal': (o) => normal.marginal(A, rep, o),
  'EquivariantNormal.conditional': (o) => normal.conditional(A, rep, o),
  'PredictiveNormal.logProb': (o) => head.logProb([[1, 2, 3, 4]], theta, o),
  'PredictiveNormal.moments': (o) => head.moments(theta[0], o),
  'PredictiveNormal.sample': (o) => head.sample(theta, o),
  'SymmetricPCA.fit': (o) => stats.SymmetricPCA.fit(X, rep, o),
  'SymmetricPCA.fromMoments': (o) => stats.SymmetricPCA.fromMoments(moments, o),
  'SymmetricPCA.transform': (o) => pca.transform(X, o),
  'SymmetricPCA.inverseTransform': (o) => pca.inverseTransform(scores, o),
  'SymmetricCCA.fit': (o) => stats.SymmetricCCA.fit(X, X, rep, rep, o),
  'SymmetricCCA.fromMoments': (o) => stats.SymmetricCCA.fromMoments(pairs, o),
  whitening: (o) => stats.whitening(X, rep, o),
};

for (const [name, call] of Object.entries(WITH_OPTIONS)) {
  test(`${name}: unknown options and wrong kinds of options are refused by name`, async () => {
    await call({} as never);
    await call(undefined as never);
    await refuses('INVALID_ARGUMENT', () => call({ centre: 1 } as never), 'centre', /the options are/);
    for (const wrong of [null, 5, 'n', [1], () => 0, rep]) {
      await refuses('INVALID_ARGUMENT', () => call(wrong as never), /options to be a plain object/);
    }
    for (const [option, values] of Object.entries(WRONG_VALUES)) {
      if (!(await known(call, option))) continue;
      for (const value of values) {
        await refuses('INVALID_ARGUMENT', () => call({ [option]: value } as never), `option ${option}`);
      }
    }
  });
}

const WRONG_VALUES: Record<string, unknown[]> = {
  backend: ['gpu', openBackend(), {}],
  signal: [new AbortController(), 5],
  onProgress: [true],
  budget: [-1, Number.NaN, '5'],
  missing: ['error', 1],
  weights: [1, 'abc', ['1']],
  normalization: ['N', 1],
  center: ['sample', 'mean', true],
  hypothesis: ['cov', 'mean'],
  ridge: [-1, Number.NaN, Number.POSITIVE_INFINITY, '1'],
  intercept: [1, 'true'],
  seed: [0.5, '1', 2n],
  randomizations: [0, 1.5, Number.NaN],
  against: [G, [rep], 'C4'],
  mean: ['fixed'],
  steps: [0, 2.5],
  maxGenerators: [0],
  shrinkage: [-0.1, 2, Number.NaN],
  prior: [5, {}, { samples: 0 }, { samples: 1, variance: -1 }, { samples: 1, scale: 2 }],
  axes: [-1, 1.5, 99],
  noise: [{}, rep],
  onBatch: [5],
  delimiter: ['', 5, '"'],
  header: ['yes'],
  columns: ['a', [-1], [0.5]],
  batchRows: [0, Number.NaN],
};

/** Whether the call has an option of this name: it is listed in the refusal of another. */
async function known(call: (options: never) => unknown, option: string): Promise<boolean> {
  const error = await refuses('INVALID_ARGUMENT', () => call({ unknownOption: 1 } as never));
  return new RegExp(`[ ,]${option}(,|$)`).test(error.expected);
}

test('a wrong hypothesis, missing or name of an option is told what is valid', async () => {
  const call = (options: object) => () => stats.cov(X, rep, options as never);
  await refuses('INVALID_ARGUMENT', call({ missing: 'error' }), "'refuse', 'drop'");
  await refuses('INVALID_ARGUMENT', call({ normalisation: 'n' }), 'Did you mean normalization?');
  await refuses('INVALID_ARGUMENT', call({ centre: 'sample' }), 'Did you mean center?');
  await refuses('INVALID_ARGUMENT', call({ center: 'sample' }), "'invariant-mean', 'sample-mean'");
  const test = () => stats.likelihoodRatioTest(X, rep, { hypothesis: 'cov' as never });
  await refuses('INVALID_ARGUMENT', test, "'covariance', 'mean-and-covariance'");
});

/** Every public function of representations and moments, by the name of that argument. */
const WITH_STRUCTURE: readonly [string, (rep: never) => unknown][] = [
  ['rep', (r) => stats.mean(X, r)],
  ['rep', (r) => stats.varMean(X, r)],
  ['rep', (r) => stats.cov(X, r)],
  ['repX', (r) => stats.crossCov(X, X, r, rep)],
  ['repY', (r) => stats.lstsq(X, X, rep, r)],
  ['rep', (r) => stats.irrepNorms(X, r)],
  ['rep', (r) => stats.quadraticInvariants(X, r)],
  ['rep', (r) => stats.invariantProjector(r)],
  ['rep', (r) => stats.isotypicProjectors(r)],
  ['rep', (r) => stats.reynolds([1, 2, 3, 4], r)],
  ['rep', (r) => stats.covarianceStandardErrors(A, r, 28)],
  ['rep', (r) => stats.meanStandardErrors(X, r)],
  ['rep', (r) => stats.parameters(r)],
  ['rep', (r) => stats.symmetricSummary(X, r)],
  ['reps', (r) => stats.compareSymmetries(X, [r])],
  ['rep', (r) => stats.likelihoodRatioTest(X, r)],
  ['rep', (r) => stats.minimumSampleSize(r)],
  ['x', (r) => new stats.SymmetricMoments(r)],
  ['y', (r) => new stats.SymmetricMoments(rep, r ?? 5)],
  ['rep', (r) => stats.EquivariantNormal.fit(X, r)],
  ['rep', (r) => stats.EquivariantNormal.from(r, [1, 1, 1, 1], A)],
  ['repY', (r) => normal.marginal(A, r)],
  ['repY', (r) => normal.conditional(A, r)],
  ['repY', (r) => new stats.PredictiveNormal(r, 'copies')],
  ['rep', (r) => stats.SymmetricPCA.fit(X, r)],
  ['repX', (r) => stats.SymmetricCCA.fit(X, X, r, rep)],
  ['rep', (r) => stats.whitening(X, r)],
  ['source', (r) => stats.structureOf(r)],
  ['structure', (r) => stats.covarianceParameters(r)],
  ['structure', (r) => stats.meanParameters(r)],
];

test('a group, a name, an array or nothing in place of a representation is refused, naming the argument', async () => {
  for (const [name, call] of WITH_STRUCTURE) {
    for (const wrong of [G, 'C4', [1, 2], null, undefined, 5, {}, () => rep]) {
      await refuses('INVALID_ARGUMENT', () => call(wrong as never), new RegExp(`\\b${name} to be `));
    }
  }
  await refuses('INVALID_ARGUMENT', () => stats.cov(X, G as never), 'Pass permutationRepresentation(group).');
});

test('compareSymmetries(X, rep): a list is asked for', async () => {
  await refuses(
    'INVALID_ARGUMENT',
    () => stats.compareSymmetries(X, rep as never),
    /reps to be an array/,
    'Write [rep].',
  );
  await refuses('INVALID_ARGUMENT', () => stats.compareSymmetries(X, []), /at least one/);
});

test('samples of every wrong kind and shape are refused, naming X', async () => {
  const calls: ((X: never) => unknown)[] = [
    (S) => stats.mean(S, rep),
    (S) => stats.cov(S, rep),
    (S) => stats.lstsq(S, X, rep, rep),
    (S) => new stats.SymmetricMoments(rep).push(S),
    (S) => normal.logProb(S),
    (S) => pca.transform(S),
    (S) => stats.findSymmetry(S),
    (S) => stats.likelihoodRatioTest(S, rep),
  ];
  const wrong: [unknown, 'INVALID_ARGUMENT' | 'SHAPE_MISMATCH' | 'NOT_FINITE'][] = [
    [null, 'INVALID_ARGUMENT'],
    [undefined, 'INVALID_ARGUMENT'],
    ['1,2,3,4', 'INVALID_ARGUMENT'],
    [rep, 'INVALID_ARGUMENT'],
    [[1, 2, 3, 4], 'INVALID_ARGUMENT'],
    [[['1', 2, 3, 4]], 'INVALID_ARGUMENT'],
    [new Float64Array(4), 'INVALID_ARGUMENT'],
    [[[1, 2, 3, 4], [1]], 'SHAPE_MISMATCH'],
    [{ data: [1, 2, 3], rows: 1, cols: 4 }, 'SHAPE_MISMATCH'],
    [{ data: [1, 2, 3, '4'], rows: 1, cols: 4 }, 'INVALID_ARGUMENT'],
    [{ data: [], rows: -1, cols: 4 }, 'INVALID_ARGUMENT'],
    [X.map(([a, b, c]) => [a, b, c, Number.NaN]), 'NOT_FINITE'],
  ];
  for (const call of calls) for (const [S, code] of wrong) await refuses(code, () => call(S as never), /\bX\b|batch/);
});

test('moments are asked for by name', async () => {
  for (const wrong of [moments.toJSON(), X, null, rep]) {
    for (const call of [
      () => stats.covarianceOf(wrong as never),
      () => stats.crossCovarianceOf(wrong as never),
      () => stats.lstsqOf(wrong as never),
      () => stats.EquivariantNormal.fromMoments(wrong as never),
      () => stats.SymmetricPCA.fromMoments(wrong as never),
      () => stats.SymmetricCCA.fromMoments(wrong as never),
    ]) {
      await refuses('INVALID_ARGUMENT', call, /moments to be a SymmetricMoments/);
    }
  }
  for (const call of [
    () => stats.crossCovarianceOf(moments),
    () => stats.lstsqOf(moments),
    () => stats.SymmetricCCA.fromMoments(moments),
  ]) {
    await refuses('INVALID_ARGUMENT', call, /pairs/);
  }
});

test('numbers: axes, pairs, counts, entries, dimensions', async () => {
  for (const k of [-1, 99, 0.5, Number.NaN, '0']) {
    await refuses('INVALID_ARGUMENT', () => pca.basis(k as never), /k to be an integer/);
    await refuses('INVALID_ARGUMENT', () => cca.directions(k as never), /k to be an integer/);
  }
  for (const count of [-1, 0.5, Number.NaN, '3']) {
    await refuses('INVALID_ARGUMENT', () => normal.sample(count as never), /count to be an integer/);
  }
  await refuses('OUT_OF_MEMORY', () => normal.sample(2 ** 40), /2\^28/);
  await refuses('INVALID_ARGUMENT', () => stats.covarianceStandardErrors(A, rep, 0), /samples/);
  const error = await stats.covarianceStandardErrors(A, rep, 28);
  await refuses('INVALID_ARGUMENT', () => error(0, 4), /j to be an integer from 0 to 3/);
  await refuses('INVALID_ARGUMENT', () => stats.timeAsSamples({ data: [1, 2], shape: [1, 2] } as never), /shape/);
  await refuses('OUT_OF_MEMORY', () => stats.timeAsSamples({ data: [1], shape: [2 ** 15, 2 ** 15, 2] }), /2\^28/);
  await refuses('INVALID_ARGUMENT', () => stats.chiSquaredTail('1' as never, 2), /x to be/);
  assert.is(stats.chiSquaredTail(Number.POSITIVE_INFINITY, 2), 0);
});

test.run();
