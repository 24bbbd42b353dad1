/** Correlations, contrasts, shares of variance, tests between groups of samples, regressions with their errors. */
import {
  contrastVariance,
  contrastVarianceOf,
  correlation,
  correlationOf,
  type EquivariantRegression,
  equalCovariancesTest,
  equalMeansTest,
  regression,
  regressionOf,
  ScatterMatrix,
  SymmetricMoments,
  shrinkageIntensities,
  type VarianceComponents,
  varianceComponents,
  varianceComponentsOf,
} from '@isotypic/stats';
import { beside, D4, held, heldTwice, INVARIANT, law, others, type StatisticsLaw, square, twice } from './stat.js';

type V = Float64Array;

const momentsOf = async (x: V, list = held) => new SymmetricMoments(square).push(beside(x, list));
const CONTRAST = [1, -1, 1, -1];
const componentsOf = ({ total, components, intraclass }: VarianceComponents) => [
  total,
  ...components.flatMap((c) => [...c.variances, c.share]),
  intraclass?.value ?? 0,
];
const effectsOf = (fit: EquivariantRegression) => {
  const tested = [fit.coefficient(0, 0), fit.coefficient(0, 2), fit.interceptOf(0)];
  return {
    estimates: tested.flatMap((t) => [t.estimate, t.standardError]),
    pValues: tested.map((t) => t.pValue),
    rSquared: fit.rSquared,
  };
};
const EFFECTS = { estimates: 'trivial', pValues: 'trivial', rSquared: 'trivial' } as const;
const fitted = regression(held, others, square, square);

export const effects: readonly StatisticsLaw[] = [
  law('correlation', 'correlation, one sample moved', D4, 'trivial', (x: V) => correlation(beside(x), square)),
  law('correlationOf', 'correlationOf, one sample moved', D4, 'trivial', async (x: V) =>
    correlationOf(await momentsOf(x)),
  ),
  law('contrastVariance', 'contrastVariance, one sample moved', D4, 'trivial', async (x: V) => {
    const { value, degreesOfFreedom } = await contrastVariance(beside(x), square, CONTRAST);
    return [value, degreesOfFreedom];
  }),
  law('contrastVarianceOf', 'contrastVarianceOf, one sample moved', D4, 'trivial', async (x: V) => {
    const { value, degreesOfFreedom } = contrastVarianceOf(await momentsOf(x), CONTRAST);
    return [value, degreesOfFreedom];
  }),
  law('varianceComponents', 'varianceComponents, one sample moved', D4, 'trivial', async (x: V) =>
    componentsOf(await varianceComponents(beside(x), square)),
  ),
  law('varianceComponentsOf', 'varianceComponentsOf, one sample moved', D4, 'trivial', async (x: V) =>
    componentsOf(varianceComponentsOf(await momentsOf(x))),
  ),
  law(
    'shrinkageIntensities',
    'shrinkageIntensities of multiplicity 2, one sample moved',
    twice,
    'trivial',
    async (x: V) => (await shrinkageIntensities(beside(x, heldTwice), twice)).map((s) => s.intensity),
  ),
  law(
    'equalCovariancesTest equalMeansTest',
    'tests between two groups, one sample of one moved',
    D4,
    { statistics: 'trivial', pValues: 'trivial' },
    async (x: V) => {
      const groups = [await momentsOf(x), await momentsOf(Float64Array.from(held[0]), others)];
      const tests = [equalCovariancesTest(groups), equalMeansTest(groups)];
      return { statistics: tests.map((t) => t.statistic), pValues: tests.map((t) => t.saddlepointPValue) };
    },
  ),
  law(
    'SymmetricMoments.fromCovariance ScatterMatrix.fromCovariance',
    'means of what a covariance and a mean say',
    D4,
    { invariant: 'trivial', mean: D4 },
    async (x: V) => ({
      invariant: (await SymmetricMoments.fromCovariance(INVARIANT, x, 12, square)).invariantMean(),
      mean: ScatterMatrix.fromCovariance(INVARIANT, x, 12).mean(),
    }),
  ),
  law(
    'regression EquivariantRegression#coefficient EquivariantRegression#interceptOf',
    'a regression with its errors, one pair moved',
    [D4, D4],
    EFFECTS,
    async (x: V, y: V) => effectsOf(await regression(beside(x), beside(y, others), square, square)),
  ),
  law('regressionOf', 'a regression of moments, one pair moved', [D4, D4], EFFECTS, async (x: V, y: V) => {
    const joint = new SymmetricMoments(square, square);
    return effectsOf(await regressionOf(await joint.push({ x: beside(x), y: beside(y, others) })));
  }),
  law('EquivariantRegression#predict', 'what a regression predicts', D4, [D4, D4], async (x: V) => {
    const { mean, standardErrors } = (await fitted).predict(x);
    return [mean, standardErrors];
  }),
];
