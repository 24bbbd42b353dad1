/** Mean, covariance and tests of the symmetry, gathered by orbits of columns and of pairs of columns. */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import {
  type LikelihoodRatioOptions,
  likelihoodRatioTest,
  type SymmetryHypothesis,
  symmetricSummaryOf,
} from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import { listColumns } from '../output/list-columns.js';
import type { Analysis, TestRow } from './analysis.js';

/** The plain maximum-likelihood covariance about the sample mean. */
export const sampleCovariance = ({ scatter }: Gathered): Float64Layout => scatter.covariance();

const MAXIMUM_LIKELIHOOD = { normalization: 'n', center: 'sample-mean' } as const;

/** Mean and covariance with one row for each orbit on columns and on unordered pairs of columns, and the matrix. */
export async function estimate({
  moments,
  columns,
}: Gathered): Promise<{ mean: Analysis['mean']; covariance: Analysis['covariance']; matrix: Float64Layout }> {
  const summary = await symmetricSummaryOf(moments, MAXIMUM_LIKELIHOOD);
  const D = columns.length;
  const matrix = { data: new Float64Array(D * D), rows: D, cols: D };
  for (const { pairs, value } of summary.covariance) {
    for (const [i, j] of pairs) matrix.data[i * D + j] = matrix.data[j * D + i] = value;
  }
  const name = (j: number): string => columns[j];
  return {
    mean: summary.mean.map(({ variables, value, standardError }) => ({
      columns: variables.map(name),
      estimate: { value, standardError },
    })),
    covariance: summary.covariance.map(({ pairs, value, standardError }) => ({
      pair: [name(pairs[0][0]), name(pairs[0][1])] as const,
      count: pairs.length,
      estimate: { value, standardError },
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
export async function testSymmetry(gathered: Gathered, representation: ExactRepresentation): Promise<TestRow[]> {
  const rows: TestOutcome[] = [];
  for (const [hypothesis, label] of HYPOTHESES) {
    const row = await testRow(label, gathered, representation, { hypothesis });
    rows.push(row);
    if (!row.isSingular) continue;
    const onSupport = await testRow(label, gathered, representation, { hypothesis, support: 'data' });
    if (onSupport.statistic !== null && onSupport.dimension !== 0) rows.push(onSupport);
  }
  return rows.map(({ isSingular, dimension, ...row }) => row);
}

interface TestOutcome extends TestRow {
  readonly isSingular?: boolean;
  /** Of the space on which it was made. */
  readonly dimension?: number;
}

async function testRow(
  label: string,
  { scatter, columns }: Gathered,
  representation: ExactRepresentation,
  options: LikelihoodRatioOptions,
): Promise<TestOutcome> {
  try {
    const test = await likelihoodRatioTest(scatter, representation, options);
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
