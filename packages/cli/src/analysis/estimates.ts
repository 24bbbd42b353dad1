/** Mean, covariance and tests of the symmetry, gathered by orbits of columns and of pairs of columns. */
import { type Float64Layout, IsotypicError, orbitals, Permutation, type PermutationGroup } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import {
  cov,
  covarianceStandardErrors,
  likelihoodRatioTest,
  mean,
  meanStandardErrors,
  type SymmetryHypothesis,
} from '@isotypic/stats';
import type { SampleTable } from '../data/read-samples.js';
import type { Analysis, TestRow } from './analysis.js';

/** One row per orbit on columns: the mean they share. */
export async function estimateMean(
  samples: SampleTable,
  group: PermutationGroup,
  representation: ExactRepresentation,
): Promise<Analysis['mean']> {
  const values = await mean(samples, representation);
  const errors = await meanStandardErrors(samples, representation);
  return group
    .orbits()
    .map((orbit) => [...orbit].sort((a, b) => a - b))
    .sort((a, b) => a[0] - b[0])
    .map((orbit) => ({
      columns: orbit.map((j) => samples.columns[j]),
      estimate: { value: values[orbit[0]], standardError: errors[orbit[0]] },
    }));
}

/** The plain maximum-likelihood covariance about the sample mean. */
export function sampleCovariance({ data, rows: N, cols: D }: SampleTable): Float64Layout {
  const centre = new Float64Array(D);
  for (let n = 0; n < N; n++) for (let j = 0; j < D; j++) centre[j] += data[n * D + j] / N;
  const S = new Float64Array(D * D);
  for (let n = 0; n < N; n++) {
    for (let i = 0; i < D; i++) {
      const x = data[n * D + i] - centre[i];
      for (let j = 0; j < D; j++) S[i * D + j] += (x * (data[n * D + j] - centre[j])) / N;
    }
  }
  return { data: S, rows: D, cols: D };
}

/** The maximum-likelihood invariant covariance, the mean left free: the matrix, and one row per orbit on unordered pairs. */
export async function estimateCovariance(
  samples: SampleTable,
  group: PermutationGroup,
  representation: ExactRepresentation,
): Promise<{ matrix: Float64Layout; rows: Analysis['covariance'] }> {
  const matrix = await cov(samples, representation, { normalization: 'n', centre: 'sample-mean' });
  const errorOf = await covarianceStandardErrors(matrix, representation, samples.rows);
  const D = samples.cols;
  const generators = group.generators.length > 0 ? group.generators : [Permutation.identity(D)];
  const pairs = orbitals(generators, generators);
  const byOrbit = new Map<number, { i: number; j: number; count: number }>();
  for (let i = 0; i < D; i++) {
    for (let j = i; j < D; j++) {
      const orbit = Math.min(pairs.labelOf(i, j), pairs.labelOf(j, i));
      const seen = byOrbit.get(orbit);
      if (seen) seen.count++;
      else byOrbit.set(orbit, { i, j, count: 1 });
    }
  }
  const rows = [...byOrbit.values()].map(({ i, j, count }) => ({
    pair: [samples.columns[i], samples.columns[j]] as const,
    count,
    estimate: { value: matrix.data[i * D + j], standardError: errorOf(i, j) },
  }));
  return { matrix, rows };
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
