import { catalogue, Permutation, PermutationGroup, parseGroup } from '@isotypic/algebra';
import { findSymmetry } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv, readVector, testSamples } from '../support/data.js';

interface Example {
  readonly samples: number[][];
  readonly best: string;
  readonly odds: number;
  readonly probabilities: Readonly<Record<string, number>>;
}

const gips = readVector<Readonly<Record<'aspirin' | 'oddbooks' | 'toy', Example>>>('hypotheses/gips.json');

/** log posterior of the group that each text generates, by a search that is given them. */
async function scoresOf(X: number[][], groups: readonly PermutationGroup[]): Promise<(number | undefined)[]> {
  const scores = [];
  for (const group of groups) {
    const { ranking } = await findSymmetry(X, { score: 'posterior', candidates: [group], maxGenerators: 1, steps: 1 });
    const wanted = patternOf(group.generators, group.degree);
    scores.push(ranking.find((f) => patternOf(f.generators, group.degree) === wanted)?.score);
  }
  return scores;
}

/** The classes of unordered pairs, by brute force over the group's closure on them. */
function patternOf(generators: readonly Permutation[], D: number): string {
  const colors = Array.from({ length: D * D }, (_, at) => at);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < D; i++) {
      for (let j = 0; j < D; j++) {
        for (const to of [j * D + i, ...generators.map((g) => g.image(i) * D + g.image(j))]) {
          const least = Math.min(colors[i * D + j], colors[to]);
          changed ||= colors[i * D + j] !== least || colors[to] !== least;
          colors[i * D + j] = least;
          colors[to] = least;
        }
      }
    }
  }
  return colors.join();
}

const cycles = (texts: readonly string[], D: number) =>
  texts.map((text) => new PermutationGroup([Permutation.fromCycles(text, D)], { degree: D }));

test("gips' aspirin: the best cyclic group (0 1)(2 3) is 3.374 times as probable as none", async () => {
  const { best, none, group } = await findSymmetry(readCsv('aspirin.csv'), { score: 'posterior', maxGenerators: 1 });
  assert.is(String(group.generators[0]), gips.aspirin.best);
  assert.is(Math.exp(best.score - (none?.score ?? 0)).toFixed(3), '3.374');
});

test("gips' oddbooks: every cyclic group has gips' posterior probability to ten digits", async () => {
  const books = readCsv('oddbooks.csv');
  const { best, none, ranking } = await findSymmetry(books, { score: 'posterior', maxGenerators: 1 });
  assert.is(String(best.generators[0]), '(1 2)');
  assert.is(Math.exp(best.score - (none?.score ?? 0)).toFixed(3), '1.305');
  const total = ranking.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
  assert.is(ranking.length, 5);
  for (const { generators, score } of ranking) {
    const text = String(generators[0] ?? '()').replace('(0 2 1)', '(0 1 2)');
    assert.ok(Math.abs(Math.exp(score - best.score) / total - gips.oddbooks.probabilities[text]) < 1e-10, text);
  }
});

test("gips' example of 4 samples of 5 variables: posterior odds against none, to its printed digits", async () => {
  const { samples, probabilities, odds } = gips.toy;
  const texts = Object.keys(probabilities);
  const scores = await scoresOf(samples, cycles(texts, 5));
  const none = scores[texts.indexOf('()')] ?? Number.NaN;
  texts.forEach((text, k) => {
    const ratio = probabilities[text] / probabilities['()'];
    // samples are printed to 1e-6 of a spread of 1, probabilities to 1e-7 relatively
    assert.ok(Math.abs(Math.exp((scores[k] ?? Number.NaN) - none) / ratio - 1) < 2e-5, text);
  });
  const { best } = await findSymmetry(samples, { score: 'posterior', maxGenerators: 1 });
  assert.is(Math.exp(best.score - none).toFixed(2), odds.toFixed(2));
});

test('groups with one pattern have one posterior: cyclic in closed form, others by decomposition', async () => {
  const pairs = ['cyclic(5) dihedral(5)', 'cyclic(3) symmetric(3)', 'cyclic(6) dihedral(6)'];
  const wide = ['<(0 1 2)(3 4 5)> <(0 1 2)(3 4 5), (0 2 1)(3 5 4)>'];
  for (const pair of [...pairs, ...wide]) {
    const [a, b] = pair.split(/ (?=[a-z<])/).map((text) => parseGroup(text));
    const X = testSamples(4, a.degree, 7);
    const [x, y] = await scoresOf(X, [a, b]);
    assert.ok(Math.abs((x ?? 0) - (y ?? 1)) < 1e-10, pair);
  }
});

test('the posterior under full symmetry is its integral, by quadrature', async () => {
  // S_D: K has two eigenvalues, x on the diagonal vector and y on its complement; the integral is a product of gammas.
  const X = testSamples(6, 3, 3);
  const [score] = await scoresOf(X, [catalogue.symmetric(3)]);
  assert.ok(Math.abs((score ?? 0) - byQuadrature(X)) < 1e-6);
});

/** log of ∫ p(X | x, y)·p(x, y) over both eigenvalues of a K under S₃, each by the trapezoidal rule in log x. */
function byQuadrature(X: readonly number[][]): number {
  const [N, D] = [X.length, 3];
  const means = [0, 1, 2].map((j) => X.reduce((sum, row) => sum + row[j], 0) / N);
  const centered = X.map((row) => row.map((v, j) => v - means[j]));
  const total = centered.flat().reduce((sum, v) => sum + v * v, 0);
  const along = centered.reduce((sum, row) => sum + (row[0] + row[1] + row[2]) ** 2 / D, 0);
  const scale = total / D / (N - 1);
  const integral = (power: number, rate: number) => {
    let sum = 0;
    for (let t = -60; t < 20; t += 1e-3) sum += Math.exp(power * t - rate * Math.exp(t)) * Math.exp(t) * 1e-3;
    return Math.log(sum);
  };
  const posterior = integral(N / 2, (scale + along) / 2) + integral(N, (2 * scale + total - along) / 2);
  const prior = integral(1 / 2, scale / 2) + integral(1, scale);
  return posterior - prior - ((N - 1) * D * Math.log(2 * Math.PI)) / 2;
}

test('the corrected AIC without symmetry is that of Bedrick and Tsai, and is near AIC for many samples', async () => {
  const X = testSamples(30, 3, 5);
  const { none } = await findSymmetry(X, { score: 'aicc', hypothesis: 'covariance' });
  const [N, D] = [30, 3];
  // E over new data of −2 log L at the estimate: N·D·(N + 1)/(N − D − 2) in place of N·D
  const optimism = (N * D * (N + 1)) / (N - D - 2) - N * D;
  assert.ok(Math.abs(-2 * (none?.score ?? 0) - (optimism - 2 * (none?.logLikelihood ?? 0))) < 1e-9);
  const many = await findSymmetry(testSamples(20000, 3, 6), { score: 'aicc', maxGenerators: 1, steps: 1 });
  for (const { score, aic = 0 } of many.ranking) assert.ok(Math.abs(-2 * score - aic) < 0.02);
});

test('the posterior refuses the invariance of the mean, constants, and candidates on other points', async () => {
  const code = async (run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };
  const X = testSamples(5, 3, 1);
  const posterior = { score: 'posterior' } as const;
  const mean = { ...posterior, hypothesis: 'mean-and-covariance' } as const;
  assert.is(await code(() => findSymmetry(X, mean)), 'INVALID_ARGUMENT');
  assert.is(
    await code(() =>
      findSymmetry(
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
        posterior,
      ),
    ),
    'NOT_POSITIVE_DEFINITE',
  );
  assert.is(await code(() => findSymmetry(X, { candidates: [catalogue.cyclic(4)] })), 'DEGREE_MISMATCH');
});

test('the posterior moves with the unit of the data by the Jacobian alone', async () => {
  const X = testSamples(5, 4, 9);
  const scaled = X.map((row) => row.map((v) => v * 3e7));
  const [a, b] = [await findSymmetry(X, { score: 'posterior' }), await findSymmetry(scaled, { score: 'posterior' })];
  assert.is(a.best.generators.map(String).join(), b.best.generators.map(String).join());
  assert.ok(Math.abs(a.best.score - b.best.score - 4 * 4 * Math.log(3e7)) < 1e-8);
});

test.run();
