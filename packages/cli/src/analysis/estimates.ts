/** Mean, covariance and tests of the symmetry, gathered by orbits of columns and of pairs of columns. */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import {
  type CovarianceCenter,
  covarianceOf,
  type LikelihoodRatioOptions,
  likelihoodRatioTest,
  type ScatterMatrix,
  type SymmetricMoments,
  type SymmetryHypothesis,
  symmetricSummaryOf,
} from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import { listColumns } from '../output/list-columns.js';
import type { Analysis, TestRow } from './analysis.js';

/** The plain maximum-likelihood covariance about the sample mean. */
export async function sampleCovariance({ scatter, plain }: Gathered): Promise<Float64Layout> {
  if (scatter !== undefined) return scatter.covariance();
  return covarianceOf(plain as SymmetricMoments, { normalization: 'n', center: 'sample-mean' });
}

/** About which mean, and how often intervals cover the truth. */
export interface EstimateOptions {
  readonly center: Analysis['center'];
  readonly level: number;
}

const CENTERS = { free: 'sample-mean', invariant: 'invariant-mean' } as const;

/** The center in the words of the library. */
export const centerOf = (center: Analysis['center']): CovarianceCenter =>
  typeof center === 'string' ? CENTERS[center] : center;

/** Mean and covariance with one row for each orbit on columns and on unordered pairs of columns, and the matrix. */
export async function estimate(
  { moments, columns, hasMean }: Pick<Gathered, 'moments' | 'columns' | 'hasMean'>,
  { center, level }: EstimateOptions,
): Promise<{ mean: Analysis['mean']; covariance: Analysis['covariance']; matrix: Float64Layout }> {
  const summary = await symmetricSummaryOf(moments, { normalization: 'n', center: centerOf(center), level });
  const D = columns.length;
  const matrix = { data: new Float64Array(D * D), rows: D, cols: D };
  for (const { pairs, value } of summary.covariance) {
    for (const [i, j] of pairs) matrix.data[i * D + j] = matrix.data[j * D + i] = value;
  }
  const name = (j: number): string => columns[j];
  return {
    mean: (hasMean ? summary.mean : []).map(({ variables, value, standardError }) => ({
      columns: variables.map(name),
      estimate: { value, standardError },
    })),
    covariance: summary.covariance.map(({ pairs, value, standardError, correlation, correlationInterval }) => ({
      pair: [name(pairs[0][0]), name(pairs[0][1])] as const,
      count: pairs.length,
      estimate: { value, standardError },
      correlation: Number.isFinite(correlation) ? correlation : null,
      correlationInterval: Number.isFinite(correlation) ? correlationInterval : null,
    })),
    matrix,
  };
}

const HYPOTHESES: readonly [SymmetryHypothesis, string][] = [
  ['covariance', 'covariance'],
  ['mean-and-covariance', 'mean and covariance'],
];

/**
 * Likelihood-ratio tests of the symmetry against none; a row without a statistic where there is no test, and then,
 * where the data lie in a subspace that the symmetry keeps, a row for the test on it.
 */
export async function testSymmetry(gathered: Tested, representation: ExactRepresentation): Promise<TestRow[]> {
  const rows: TestOutcome[] = [];
  for (const [hypothesis, label] of HYPOTHESES) {
    if (hypothesis === 'mean-and-covariance' && !gathered.hasMean) continue;
    if (gathered.scatter === undefined) {
      rows.push({ ...NO_TEST, hypothesis: label, unavailable: 'not testable: rows have weights' });
      continue;
    }
    const row = await testRow(label, gathered, representation, { hypothesis });
    rows.push(row);
    if (!row.isSingular || representation.kind !== 'permutation') continue;
    const onSupport = await testRow(label, gathered, representation, { hypothesis, support: 'data' });
    if (onSupport.statistic !== null && onSupport.dimension !== 0) rows.push(onSupport);
  }
  return rows.map(({ isSingular, dimension, ...row }) => row);
}

type Tested = Pick<Gathered, 'scatter' | 'columns' | 'hasMean'>;

interface TestOutcome extends TestRow {
  readonly isSingular?: boolean;
  /** Of the space on which it was made. */
  readonly dimension?: number;
}

async function testRow(
  label: string,
  { scatter, columns }: Tested,
  representation: ExactRepresentation,
  options: LikelihoodRatioOptions,
): Promise<TestOutcome> {
  try {
    const test = await likelihoodRatioTest(scatter as ScatterMatrix, representation, options);
    const { statistic, degreesOfFreedom, roundingBound, pValue, bartlettPValue, saddlepointPValue, advice } = test;
    return {
      hypothesis: options.support === 'data' ? `${label}, on the ${test.dimension}-dimensional support` : label,
      dimension: test.dimension,
      statistic,
      degreesOfFreedom,
      roundingBound,
      pValue: pValue ?? null,
      bartlettPValue: bartlettPValue ?? null,
      saddlepointPValue: saddlepointPValue ?? null,
      ...(advice === undefined ? {} : { advice }),
    };
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    const isSingular = error.code === 'NOT_POSITIVE_DEFINITE';
    if (!isSingular && error.code !== 'TOO_FEW_SAMPLES') throw error;
    return { ...NO_TEST, hypothesis: label, unavailable: whyNot(error, columns), isSingular };
  }
}

const NO_TEST = {
  statistic: null,
  degreesOfFreedom: null,
  roundingBound: null,
  pValue: null,
  bartlettPValue: null,
  saddlepointPValue: null,
} as const;

function whyNot({ code, expected, details }: IsotypicError, columns: readonly string[]): string {
  if (code === 'TOO_FEW_SAMPLES') return `not testable: needs ${expected}`;
  const { components = [], variables = [] } = details as { components?: string[]; variables?: number[] };
  const names = listColumns(variables.map((v) => columns[v]));
  const what = variables.length === 1 ? names : `a combination of ${names}`;
  return `not testable: singular in ${components.join(', ')} (${what} is constant)`;
}
