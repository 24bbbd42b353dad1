/** Regression, Gaussians, principal and canonical axes. */
import { parseGroup } from '@isotypic/algebra';
import {
  EquivariantNormal,
  lstsq,
  lstsqOf,
  PredictiveNormal,
  SymmetricCCA,
  SymmetricMoments,
  SymmetricPCA,
  whitening,
} from '@isotypic/stats';
import { beside, D4, held, heldTwice, INVARIANT, law, others, type StatisticsLaw, square, twice } from './stat.js';

type V = Float64Array;

const map = lstsq(held, others, square, square, { ridge: 0.1 });
const normal = EquivariantNormal.fit(held, square);
const likely = EquivariantNormal.from(square, [1, 1, 1, 1], INVARIANT);
const pca = SymmetricPCA.fit(held, square);
const white = whitening(held, square);
const regularized = { shrinkage: 0.1, prior: { samples: 2, variance: 1 } };
const pairsOf4 = parseGroup('dihedral(4) on tuples(2)');

const times = ({ data, cols }: { data: V; cols: number }, x: ArrayLike<number>): V =>
  Float64Array.from({ length: data.length / cols }, (_, i) => {
    let s = 0;
    for (let j = 0; j < cols; j++) s += data[i * cols + j] * x[j];
    return s;
  });

/**
 * Parameters below 1: a log-covariance of 700 is refused. Sym² of permutations permutes them, and keeps the largest.
 */
const bounded = (theta: V): V => {
  const largest = theta.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return theta.map((v) => v / (1 + largest));
};

const joint = async (x: V, y: V) => new SymmetricMoments(square, square).push({ x: beside(x), y: beside(y, others) });

/** Σ variance · basis basisᵀ: what axes are without a choice of basis, and of their order. */
function assembled(fit: SymmetricPCA): V {
  const total = new Float64Array(16);
  fit.axes.forEach(({ variance }, k) => {
    const { data, cols } = fit.basis(k);
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++)
        for (let c = 0; c < cols; c++) total[4 * i + j] += variance * data[i * cols + c] * data[j * cols + c];
  });
  return total;
}

/** Σ correlation · x yᵀ of the canonical directions, and the correlations. */
function canonical(cca: SymmetricCCA) {
  const total = new Float64Array(16);
  cca.pairs.forEach(({ correlation }, k) => {
    const { x, y } = cca.directions(k);
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++)
        for (let c = 0; c < x.cols; c++)
          total[4 * i + j] += correlation * x.data[i * x.cols + c] * y.data[j * y.cols + c];
  });
  return { correlations: cca.pairs.map((p) => p.correlation).sort((a, b) => a - b), total };
}

const CANONICAL = { correlations: 'trivial', total: 'trivial' } as const;
const AXES = { variances: 'trivial', total: 'trivial' } as const;
const axesOf = (fit: SymmetricPCA) => ({ variances: fit.axes.map((a) => a.variance), total: assembled(fit) });

const FIT = {
  mean: 'trivial',
  covariance: 'trivial',
  log: 'trivial',
  entropy: 'trivial',
  divergence: 'trivial',
} as const;
const fitOf = async (fit: EquivariantNormal) => ({
  mean: fit.mean,
  covariance: await fit.covariance(),
  log: fit.logDeterminant(),
  entropy: fit.entropy(),
  divergence: fit.klDivergence(await likely),
});

export const regression: readonly StatisticsLaw[] = [
  law('lstsq', 'lstsq, one pair moved', [D4, D4], 'trivial', async (x: V, y: V) => {
    const { coefficients } = await lstsq(beside(x), beside(y, others), square, square, { intercept: false });
    return coefficients;
  }),
  law(
    'lstsq',
    'lstsq with an intercept and a ridge, one pair moved',
    [D4, D4],
    { coefficients: 'trivial', intercept: 'trivial', residual: 'trivial' },
    async (x: V, y: V) => {
      const { coefficients, intercept, residual } = await lstsq(beside(x), beside(y, others), square, square, {
        ridge: 1,
      });
      return { coefficients, intercept, residual };
    },
  ),
  law('lstsq', 'what lstsq predicts', D4, D4, async (x: V) => {
    const { coefficients, intercept } = await map;
    return times(coefficients, x).map((v, i) => v + intercept[i]);
  }),
  law('lstsq', 'lstsq of type ℂ and multiplicity 2, one pair moved', [twice, twice], 'trivial', async (x: V, y: V) => {
    const targets = [...heldTwice].reverse();
    return (await lstsq(beside(x, heldTwice), beside(y, targets), twice, twice, { ridge: 1 })).coefficients;
  }),
  law('lstsqOf', 'lstsqOf, one pair moved', [D4, D4], 'trivial', async (x: V, y: V) => {
    return (await lstsqOf(await joint(x, y), { ridge: 1 })).coefficients;
  }),
];

export const gaussians: readonly StatisticsLaw[] = [
  law(
    'EquivariantNormal.fit EquivariantNormal#covariance EquivariantNormal#logDeterminant EquivariantNormal#entropy ' +
      'EquivariantNormal#klDivergence',
    'a fitted normal law, one sample moved',
    D4,
    FIT,
    async (x: V) => fitOf(await EquivariantNormal.fit(beside(x), square)),
  ),
  law('EquivariantNormal.fit', 'a fit that is shrunk, with a prior, one sample moved', D4, FIT, async (x: V) =>
    fitOf(await EquivariantNormal.fit(beside(x), square, regularized)),
  ),
  law('EquivariantNormal.fromMoments', 'a normal law of moments, one sample moved', D4, FIT, async (x: V) =>
    fitOf(EquivariantNormal.fromMoments(await new SymmetricMoments(square).push(beside(x)))),
  ),
  law(
    'EquivariantNormal#logProb EquivariantNormal#mahalanobis',
    'logProb and mahalanobis',
    D4,
    ['trivial', 'trivial'],
    async (x: V) => [await (await normal).logProb([[...x]]), await (await normal).mahalanobis([[...x]])],
  ),
  law('EquivariantNormal.from', 'logProb of a law from an invariant covariance', D4, 'trivial', async (x: V) =>
    (await likely).logProb([[...x]]),
  ),
  law('EquivariantNormal#marginal', 'logProb of a marginal law', D4, 'trivial', async (x: V) =>
    (await marginal).logProb([[...x]]),
  ),
  law(
    'EquivariantNormal#conditional ConditionalNormal#meanGiven',
    'what is expected given a noisy image',
    D4,
    { mean: D4, gained: D4, left: 'trivial' },
    async (y: V) => {
      const { meanGiven, gain, residual } = await conditional;
      return {
        mean: meanGiven(y),
        gained: times(gain as { data: V; cols: number }, y),
        left: await residual.logProb([[...y]]),
      };
    },
  ),
  ...(['copies', 'blocks', 'full'] as const).flatMap((kind) => {
    const family = new PredictiveNormal(square, kind);
    const parameters = family.parameterRepresentation();
    return [
      law(
        'new PredictiveNormal PredictiveNormal#logProb PredictiveNormal#parameterRepresentation',
        `logProb given parameters, ${kind}`,
        [square, parameters],
        'trivial',
        (y: V, theta: V) => family.logProb([[...y]], [bounded(theta)]),
      ),
      law(
        'PredictiveNormal#moments',
        `mean and covariance given parameters, ${kind}`,
        parameters,
        { mean: square, covariance: pairsOf4 },
        (theta: V) => family.moments(bounded(theta)),
      ),
    ];
  }),
];

const marginal = (async () => (await normal).marginal((await map).coefficients, square))();
const conditional = (async () => {
  const given = await (await normal).conditional((await map).coefficients, square, { noise: await likely });
  return { ...given, meanGiven: (y: V) => given.meanGiven(y) };
})();

export const axes: readonly StatisticsLaw[] = [
  law('SymmetricPCA.fit SymmetricPCA#basis', 'principal axes, one sample moved', D4, AXES, async (x: V) =>
    axesOf(await SymmetricPCA.fit(beside(x), square)),
  ),
  law('SymmetricPCA.fromMoments', 'principal axes of moments, one sample moved', D4, AXES, async (x: V) =>
    axesOf(SymmetricPCA.fromMoments(await new SymmetricMoments(square).push(beside(x)))),
  ),
  law('SymmetricPCA#transform SymmetricPCA#inverseTransform', 'the projection on two axes', D4, D4, async (x: V) => {
    const { scores } = await (await pca).transform([[...x]], { axes: 2 });
    return (await pca).inverseTransform(scores, { axes: 2 });
  }),
  law(
    'SymmetricCCA.fit SymmetricCCA#directions',
    'canonical pairs, one pair moved',
    [D4, D4],
    CANONICAL,
    async (x: V, y: V) =>
      canonical(await SymmetricCCA.fit(beside(x), beside(y, others), square, square, { ridge: 0.1 })),
  ),
  law(
    'SymmetricCCA.fromMoments',
    'canonical pairs of moments, one pair moved',
    [D4, D4],
    CANONICAL,
    async (x: V, y: V) => canonical(SymmetricCCA.fromMoments(await joint(x, y), { ridge: 0.1 })),
  ),
  law('whitening', 'whitening, one sample moved', D4, { matrix: 'trivial', inverse: 'trivial' }, async (x: V) => {
    const { matrix, inverse } = await whitening(beside(x), square);
    return { matrix, inverse };
  }),
  law('whitening', 'what whitening makes of a sample', D4, [D4, D4], async (x: V) => {
    const { matrix, inverse, mean } = await white;
    return [times(matrix, x.map((v, i) => v - mean[i])), times(inverse, x)]; // biome-ignore format: pair
  }),
];
