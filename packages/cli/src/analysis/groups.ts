/** One fit for each group of rows, and whether the groups have the same covariance and mean. */
import { IsotypicError } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import { type EqualityTest, equalCovariancesTest, equalMeansTest } from '@isotypic/stats';
import { misuse } from '../command.js';
import type { Gathered } from '../data/gather.js';
import type { EqualityRow, Groups } from './analysis.js';
import { type EstimateOptions, estimate, testSymmetry } from './estimates.js';

/** @throws {IsotypicError} `INVALID_ARGUMENT` for one group, `TOO_FEW_SAMPLES` for a group of one row */
export async function compareGroups(
  { groups, columns }: Gathered,
  representation: ExactRepresentation,
  by: string,
  options: EstimateOptions,
): Promise<Groups> {
  if (groups.size < 2) throw misuse(`--by with a column of two texts at least`, `${groups.size} in ${by}`);
  const fits: Groups['groups'][number][] = [];
  for (const [name, { moments, scatter }] of groups) {
    if (moments.count < 2) {
      throw new IsotypicError('TOO_FEW_SAMPLES', {
        where: 'isotypic analyze --by',
        expected: `at least 2 samples in every group, to estimate a variance`,
        received: `${moments.count} in ${name}`,
      });
    }
    const { mean, covariance } = await estimate({ moments, columns, hasMean: true }, options);
    const tests = await testSymmetry({ scatter, columns, hasMean: true }, representation);
    fits.push({ name, samples: moments.count, mean, covariance, tests });
  }
  const moments = [...groups.values()].map((group) => group.moments);
  const mean = options.center === 'invariant' ? 'invariant' : 'free';
  return {
    by,
    groups: fits,
    tests: [
      equalityRow('equal covariances', () => equalCovariancesTest(moments, { mean })),
      equalityRow('equal means', () => equalMeansTest(moments, { mean })),
    ],
  };
}

/** A row without a statistic where there is no test. */
function equalityRow(hypothesis: string, test: () => EqualityTest): EqualityRow {
  try {
    const { statistic, degreesOfFreedom, pValue, bartlettPValue, saddlepointPValue, F } = test();
    const found = { hypothesis, statistic, degreesOfFreedom, pValue, bartlettPValue, saddlepointPValue };
    return F === undefined ? found : { ...found, fisher: F };
  } catch (error) {
    if (!(error instanceof IsotypicError) || !NOT_TESTABLE.has(error.code)) throw error;
    return {
      hypothesis,
      statistic: null,
      degreesOfFreedom: null,
      pValue: null,
      bartlettPValue: null,
      saddlepointPValue: null,
      unavailable: `not testable: needs ${error.expected}`,
    };
  }
}

const NOT_TESTABLE: ReadonlySet<string> = new Set(['TOO_FEW_SAMPLES', 'NOT_POSITIVE_DEFINITE', 'INVALID_ARGUMENT']);
