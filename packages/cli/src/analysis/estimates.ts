/** Mean, covariance and tests of the symmetry, gathered by orbits of columns and of pairs of columns. */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import {
  covarianceOf,
  type LikelihoodRatio,
  likelihoodRatioOf,
  likelihoodRatioTest,
  type SymmetryHypothesis,
  symmetricSummaryOf,
} from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import type { Analysis, TestRow } from './analysis.js';

const MAXIMUM_LIKELIHOOD = { normalization: 'n', center: 'sample-mean' } as const;

/** The plain maximum-likelihood covariance about the sample mean. */
export const sampleCovariance = ({ free }: Gathered): Promise<Float64Layout> => covarianceOf(free, MAXIMUM_LIKELIHOOD);

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
 * Likelihood-ratio tests of the symmetry against none, from the rows where they are kept; a row without a statistic
 * where there is no test, because samples are too few or the data singular.
 */
export function testSymmetry(gathered: Gathered, representation: ExactRepresentation): Promise<TestRow[]> {
  const { rows, moments, free } = gathered;
  const test = (hypothesis: SymmetryHypothesis): LikelihoodRatio | Promise<LikelihoodRatio> =>
    rows === undefined
      ? likelihoodRatioOf(moments, free, { hypothesis })
      : likelihoodRatioTest(rows.samples, representation, { hypothesis });
  return Promise.all(
    HYPOTHESES.map(async ([hypothesis, label]): Promise<TestRow> => {
      try {
        const { statistic, degreesOfFreedom, pValue, bartlettPValue } = await test(hypothesis);
        return { hypothesis: label, statistic, degreesOfFreedom, pValue, bartlettPValue };
      } catch (error) {
        const unavailable = reasonOf(error);
        if (unavailable === undefined) throw error;
        const none = { statistic: null, degreesOfFreedom: null, pValue: null, bartlettPValue: null };
        return { hypothesis: label, ...none, unavailable };
      }
    }),
  );
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof IsotypicError)) return undefined;
  if (error.code === 'TOO_FEW_SAMPLES') return `not testable: needs ${error.expected}`;
  if (error.code !== 'NOT_POSITIVE_DEFINITE') return undefined;
  const [, component] = /on component (.+)$/.exec(error.expected) ?? [];
  const where = component === undefined ? '' : ` in component ${component}`;
  return `not testable: the data are singular${where}`;
}
