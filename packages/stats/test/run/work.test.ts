import { catalogue, type Progress } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  cov,
  crossCov,
  EquivariantNormal,
  findSymmetry,
  irrepNorms,
  likelihoodRatioTest,
  lstsq,
  PredictiveNormal,
  type RunOptions,
  SymmetricCCA,
  SymmetricMoments,
  SymmetricPCA,
  symmetricSummary,
  varMean,
  whitening,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { testSamples } from '../support/data.js';

const rep = permutationRepresentation(catalogue.dihedral(4));
const X = testSamples(40, 4, 1);
const normal = await EquivariantNormal.fit(X, rep);
const head = new PredictiveNormal(rep, 'blocks');
const theta = X.map(() => new Array(7).fill(0));
const large = testSamples(1000, 64, 2);
const C64 = permutationRepresentation(catalogue.cyclic(64));

/** Everything in a result, as text. */
const written = (result: unknown) => JSON.stringify(result, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));

/** Long work, each call with at least two steps. */
const CALLS: Record<string, (options: RunOptions) => Promise<unknown>> = {
  cov: (o) => cov(large, C64, o),
  varMean: (o) => varMean(large, C64, o),
  crossCov: (o) => crossCov(large, large, C64, C64, o),
  lstsq: (o) => lstsq(large, large, C64, C64, o),
  irrepNorms: (o) => irrepNorms(large, C64, o),
  symmetricSummary: (o) => symmetricSummary(X, rep, o),
  likelihoodRatioTest: (o) => likelihoodRatioTest(X, rep, { ...o, randomizations: 5 }),
  findSymmetry: (o) => findSymmetry(X, o),
  'SymmetricMoments.push': (o) => new SymmetricMoments(C64).push(large, o),
  'SymmetricMoments.pushAll': (o) => new SymmetricMoments(rep).pushAll([X, X, X], o),
  'EquivariantNormal.fit': (o) => EquivariantNormal.fit(large, C64, o),
  'EquivariantNormal.logProb': (o) => normal.logProb([...X, ...X], o),
  'PredictiveNormal.logProb': (o) => head.logProb(X, theta, o),
  'PredictiveNormal.sample': (o) => head.sample(theta, o),
  'SymmetricPCA.fit': (o) => SymmetricPCA.fit(large, C64, o),
  'SymmetricCCA.fit': (o) => SymmetricCCA.fit(X, X, rep, rep, o),
  whitening: (o) => whitening(X, rep, o),
};

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name}: a budget of 0, a signal that has fired, and one that fires at the first report stop it`, async () => {
    await refuses('BUDGET_EXCEEDED', () => call({ budget: 0 }), /budget/);
    await refuses('ABORTED', () => call({ signal: AbortSignal.abort() }));
    const controller = new AbortController();
    await refuses('ABORTED', () => call({ signal: controller.signal, onProgress: () => controller.abort() }));
    const reports: Progress[] = [];
    const result = await call({
      onProgress: (p) => reports.push(p),
      budget: 1e6,
      signal: new AbortController().signal,
    });
    assert.ok(reports.length > 0);
    assert.ok(reports.every((p, k) => k === 0 || p.done >= 0));
    assert.is(written(result), written(await call({})));
  });
}

test('a signal that fires while a long product runs is seen: timers get their turn', async () => {
  const rows = testSamples(10_000, 64, 3);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 60);
  // Longer than the timer in any case: it is called until it is stopped.
  await refuses('ABORTED', async () => {
    for (;;) await lstsq(rows, rows, C64, C64, { signal: controller.signal });
  });
});

test('what is known when the budget ends: rows that were pushed, a ranking of models', async () => {
  const moments = new SymmetricMoments(rep);
  const error = await refuses('BUDGET_EXCEEDED', () => moments.pushAll([X, X, X], { budget: 2 }));
  assert.is(error.details.known, 80);
  assert.is(moments.count, 80);
  const search = await refuses('BUDGET_EXCEEDED', () => findSymmetry(X, { budget: 5 }));
  const ranking = search.details.known as { bic: number; generators: unknown[] }[];
  assert.ok(ranking.length > 0 && ranking.every((f, k) => k === 0 || f.bic >= ranking[k - 1].bic));
});

test.run();
