/** Mean, covariance and tests of the symmetry, gathered by orbits of columns and of pairs of columns. */
import { type Float64Layout, IsotypicError } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import { likelihoodRatioTest, type SymmetryHypothesis, symmetricSummary } from '@isotypic/stats';
import type { SampleTable } from '../data/read-samples.js';
import type { Analysis, TestRow } from './analysis.js';

/** The plain maximum-likelihood covariance about the sample mean. */
export function sampleCovariance({ data, rows: N, cols: D }: SampleTable): Float64Layout {
  const center = new Float64Array(D);
  for (let n = 0; n < N; n++) for (let j = 0; j < D; j++) center[j] += data[n * D + j] / N;
  const S = new Float64Array(D * D);
  for (let n = 0; n < N; n++) {
    for (let i = 0; i < D; i++) {
      const x = data[n * D + i] - center[i];
      for (let j = 0; j < D; j++) S[i * D + j] += (x * (data[n * D + j] - center[j])) / N;
    }
  }
  return { data: S, rows: D, cols: D };
}

const MAXIMUM_LIKELIHOOD = { normalization: 'n', center: 'sample-mean' } as const;

/** Mean and covariance with one row for each orbit on columns and on unordered pairs of columns, and the matrix. */
export async function estimate(
  samples: SampleTable,
  representation: ExactRepresentation,
): Promise<{ mean: Analysis['mean']; covariance: Analysis['covariance']; matrix: Float64Layout }> {
  const summary = await symmetricSummary(samples, representation, MAXIMUM_LIKELIHOOD);
  const D = samples.cols;
  const matrix = { data: new Float64Array(D * D), rows: D, cols: D };
  for (const { pairs, value } of summary.covariance) {
    for (const [i, j] of pairs) matrix.data[i * D + j] = matrix.data[j * D + i] = value;
  }
  const name = (j: number): string => samples.columns[j];
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

/** Likelihood-ratio tests of the symmetry against none; a row without a statistic where there are too few samples. */
export function testSymmetry(samples: SampleTable, representation: ExactRepresentation): Promise<TestRow[]> {
  return Promise.all(
    HYPOTHESES.map(async ([hypothesis, label]): Promise<TestRow> => {
      try {
        const test = await likelihoodRatioTest(samples, representation, { hypothesis });
        const { statistic, degreesOfFreedom, pValue, bartlettPValue } = test;
        return { hypothesis: label, statistic, degreesOfFreedom, pValue, bartlettPValue };
      } catch (error) {
        if (!(error instanceof IsotypicError) || error.code !== 'TOO_FEW_SAMPLES') throw error;
        const unavailable = `not testable: needs ${error.expected}`;
        return {
          hypothesis: label,
          statistic: null,
          degreesOfFreedom: null,
          pValue: null,
          bartlettPValue: null,
          unavailable,
        };
      }
    }),
  );
}
