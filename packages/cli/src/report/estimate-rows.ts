/** The tables of a report on correlations, components of variance, regressions and groups. */
import type {
  Analysis,
  EffectTest,
  EqualityRow,
  Groups,
  Range,
  Regression,
  RegressionErrors,
} from '../analysis/analysis.js';
import { listColumns } from '../output/list-columns.js';
import { hypothesisRows, number, probability, type Row } from './rows.js';

export const interval = (range: Range | null): string =>
  range === null ? '–' : `${number(range[0])} to ${number(range[1])}`;

const degrees = (df: number): string => (Number.isInteger(df) ? String(df) : df.toFixed(1));

/** `95 %`. */
export const levelText = ({ level }: Analysis): string => `${Number((100 * level).toPrecision(6))} %`;

/** About which mean. */
export function centerText({ center }: Analysis): string {
  if (center === 'free') return 'about the sample mean';
  return center === 'invariant' ? 'about the invariant mean' : 'about the known mean';
}

export const shareRows = ({ variance, ...analysis }: Analysis): Row[] => [
  ['component', 'variance', 'share', `${levelText({ variance, ...analysis })} interval`, 'df'],
  ...variance.components.map(({ label, total, share, interval: range, degreesOfFreedom }) => [
    label,
    number(total),
    number(share),
    interval(range),
    degrees(degreesOfFreedom),
  ]),
];

/** The mean correlation of two columns, in a sentence. */
export function intraclassLine({ variance: { intraclass }, ...analysis }: Analysis): string | undefined {
  if (intraclass === undefined) return undefined;
  const { value, interval: range, isExact } = intraclass;
  const level = levelText({ variance: { total: 0, components: [] }, ...analysis });
  const kind = isExact ? 'exact for normal data' : 'approximate';
  return `Intraclass correlation ${number(value)}, ${level} interval ${interval(range)} (${kind}).`;
}

export const contrastTable = (analysis: Analysis): Row[] => [
  ['component', 'contrast', 'variance', `${levelText(analysis)} interval`, 'df'],
  ...analysis.contrasts.map(({ label, formula, variance, interval: range, degreesOfFreedom }) => [
    label,
    formula,
    number(variance),
    interval(range),
    degrees(degreesOfFreedom),
  ]),
];

/** Standard errors and p-values beneath the coefficients. */
export const coefficientErrorRows = ({ predictors, responses, errors, ...rest }: Regression): Row[] => {
  if (errors === undefined) return [];
  return [
    ['response', 'predictor', 'coefficient', 'std. error', 'p (t)'],
    ...responses.flatMap((name, i) => [
      [
        name,
        'intercept',
        number(rest.intercept[i]),
        number(errors.intercept[i]),
        probability(errors.interceptPValues[i]),
      ],
      ...predictors.map((predictor, j) => [
        name,
        predictor,
        number(rest.coefficients[i][j]),
        number(errors.coefficients[i][j]),
        probability(errors.pValues[i][j]),
      ]),
    ]),
  ];
};

/** Residual variances and effects by components of the responses. */
export const effectRows = ({ components }: RegressionErrors): Row[] => [
  ['component of the responses', 'parameters', 'residual variances', 'df', 'R²', 'effect', 'p'],
  ...components.map(({ label, parameters, variances, degreesOfFreedom, rSquared, test }) => [
    label,
    String(parameters),
    variances.map((v) => number(v)).join(', '),
    degrees(degreesOfFreedom),
    number(rSquared),
    effect(test),
    probability(test?.pValue ?? null),
  ]),
];

export function fitLine({ errors, unavailable }: Regression): string {
  if (errors === undefined) return unavailable ?? '';
  const { rSquared, adjustedRSquared, test } = errors;
  const all = test === null ? '' : `; all effects together ${effect(test)}, p ${probability(test.pValue)}`;
  return `R² ${number(rSquared)}, adjusted ${number(adjustedRSquared)}${all}`;
}

function effect(test: EffectTest | null): string {
  if (test === null) return '–';
  const { kind, statistic, degreesOfFreedom, residualDegrees } = test;
  return kind === 'F'
    ? `F(${degreesOfFreedom}, ${residualDegrees}) = ${number(statistic)}`
    : `−2 log Λ = ${number(statistic)} on ${degreesOfFreedom}`;
}

/** By how much the covariance that was asked for is shrunk. */
export function shrinkageLine({ shrinkage }: Analysis): string | undefined {
  if (shrinkage === undefined) return undefined;
  const shrunk = shrinkage.components.filter(({ intensity }) => intensity > 0);
  const by = shrunk.map(({ label, intensity }) => `${intensity.toFixed(4)} in ${label}`);
  const how = shrinkage.kind === 'given' ? 'as given' : 'after Ledoit and Wolf';
  return `covariance.csv is shrunk towards one variance for each component, ${how}: ${listColumns(by, 8) || 'nowhere'}`;
}

const fisherText = (test: EqualityRow['fisher']): string =>
  test === undefined
    ? ''
    : `F(${test.degreesOfFreedom.join(', ')}) = ${number(test.statistic)}, p ${probability(test.pValue)}`;

/** A row for each group: samples, means by orbits of columns, the test of the symmetry. */
export const groupRows = ({ by, groups }: Groups): Row[] => [
  [
    by,
    'samples',
    ...groups[0].mean.map(({ columns }) => `mean of ${listColumns(columns, 3)}`),
    ...groups[0].covariance.map(({ pair }) => (pair[0] === pair[1] ? `var ${pair[0]}` : `cov ${pair.join(', ')}`)),
    'p (symmetry)',
  ],
  ...groups.map(({ name, samples, mean, covariance, tests }) => [
    name === '' ? '(empty)' : name,
    String(samples),
    ...mean.map(({ estimate }) => number(estimate.value)),
    ...covariance.map(({ estimate }) => number(estimate.value)),
    probability(tests[0]?.saddlepointPValue ?? null),
  ]),
];

export const equalityRows = ({ tests }: Groups): Row[] =>
  hypothesisRows('statistic', tests, ({ unavailable, fisher }) => unavailable ?? fisherText(fisher));
