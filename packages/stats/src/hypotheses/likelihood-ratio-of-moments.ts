/** The likelihood-ratio test from moments alone: of rows that were streamed, merged, or summed by a query. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import { type Float64Layout, logDeterminantOfCholesky } from '@isotypic/numeric/dense';
import { scaledInverseTrace } from '@isotypic/numeric/internal';
import { timesPowerOfTwo } from '../data/powers-of-two.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { scaledCholesky } from '../structure/scaled-cholesky.js';
import { HYPOTHESIS, type SymmetryHypothesis } from './hypothesis.js';
import { requireNested } from './nested-models.js';
import { type LikelihoodRatio, withLaws } from './ratio-laws.js';
import { minimumSamplesOf } from './small-samples.js';
import { fitOf, parametersOf, type SymmetricFit } from './symmetric-fit.js';

/** Options of `likelihoodRatioOf`. */
export interface MomentRatioOptions {
  /** Default `mean-and-covariance`. */
  readonly hypothesis?: SymmetryHypothesis;
}

const OPTION_KINDS: OptionKinds<MomentRatioOptions> = { hypothesis: HYPOTHESIS };

/**
 * Tests one symmetry against a weaker one (none: the trivial group) from the moments of the same rows under both. In
 * double precision: `likelihoodRatioTest`, which needs the rows or a `ScatterMatrix`, has twice the digits for data
 * that are nearly singular.
 *
 * @param symmetric moments under the hypothesis. @param against moments of the same rows under the larger model.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for moments of pairs, of weighted rows, of other rows (another count,
 * another total variance), or of models that are not nested; `TOO_FEW_SAMPLES`; `NOT_POSITIVE_DEFINITE` for a
 * covariance that is singular to half the digits.
 * Source: as `likelihoodRatioTest`.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const moments = (group) => new SymmetricMoments(permutationRepresentation(group)).push(borings);
 * const none = new PermutationGroup([], { degree: 4 });
 * const [symmetric, free] = [await moments(catalogue.dihedral(4)), await moments(none)];
 * likelihoodRatioOf(symmetric, free, { hypothesis: 'covariance' }).statistic.toFixed(4); // '21.0188'
 */
export function likelihoodRatioOf(
  symmetric: SymmetricMoments,
  against: SymmetricMoments,
  options: MomentRatioOptions = {},
): LikelihoodRatio {
  const where = 'likelihoodRatioOf';
  checkArgument(where, 'symmetric', symmetric, MOMENTS);
  checkArgument(where, 'against', against, MOMENTS);
  checkOptions(where, options, OPTION_KINDS);
  const { hypothesis = 'mean-and-covariance' } = options;
  requireSameRows(where, symmetric, against);
  const [small, large] = [symmetric.structures[0], against.structures[0]];
  requireNested(where, { null: small, alternative: large }, hypothesis, {});
  const N = symmetric.count;
  const [fit, alternative] = [symmetric, against].map((moments) => fitOfMoments(where, moments, hypothesis));
  const statistic = N * (fit.logDeterminant - alternative.logDeterminant);
  const roundingBound = N * (fit.logDeterminantBound + alternative.logDeterminantBound);
  if (statistic < -roundingBound) throw otherRows(where, 'a larger likelihood under the hypothesis than without it');
  const observed = {
    kind: 'likelihood-ratio' as const,
    statistic: Math.max(0, statistic),
    roundingBound,
    null: fit,
    alternative,
  };
  const models = { null: small.components, alternative: large.components, samples: N, hypothesis };
  const laws = withLaws(observed, { ...models, dimension: small.dimension });
  return { hypothesis, samples: N, ...laws, randomizationPValue: undefined };
}

/** Half the digits: rounding is far below, and the same number of other rows far above. */
const HALF_PRECISION = 1e-8;

/** The total variance about the sample mean does not know of the symmetry: projections keep the trace. */
function requireSameRows(where: string, a: SymmetricMoments, b: SymmetricMoments): void {
  for (const moments of [a, b]) {
    if (moments.structures.length !== 1) throw invalidArgument(where, 'moments of x only', 'moments of pairs (x, y)');
    if (moments.weight !== moments.count) {
      throw invalidArgument(where, 'rows without weights', 'weighted ones', 'Of weighted rows the law is not known.');
    }
  }
  const [p, q] = [a.structures[0].dimension, b.structures[0].dimension];
  if (p !== q) {
    const expected = `against to be of dimension ${p}, like the moments under the hypothesis`;
    throw new IsotypicError('SHAPE_MISMATCH', { where, expected, received: `dimension ${q}` });
  }
  if (a.count !== b.count) throw otherRows(where, `${a.count} and ${b.count} rows`);
  const [s, t] = [totalVariance(a), totalVariance(b)];
  if (!(Math.abs(s - t) <= HALF_PRECISION * Math.max(s, t))) throw otherRows(where, `total variances ${s} and ${t}`);
}

function otherRows(where: string, received: string): IsotypicError {
  return invalidArgument(where, 'the moments of the same rows under both models', received);
}

function totalVariance(moments: SymmetricMoments): number {
  const { components } = moments.structures[0];
  const traces = moments.blocks(0, 0, 'sample-mean').map(({ data, rows }, k) => {
    let trace = 0;
    for (let i = 0; i < rows; i++) trace += data[i * (rows + 1)];
    return components[k].pooled * trace;
  });
  const sum = traces.reduce((x, y) => x + y, 0) / moments.scales.weight;
  return timesPowerOfTwo(sum, 2 * moments.scales.exponents[0]);
}

/** Units of the diagonal that entries of moments are off by at most: 2⁻⁴⁶; queries are tested to less. */
const ENTRY_UNITS = 64;

function fitOfMoments(where: string, moments: SymmetricMoments, hypothesis: SymmetryHypothesis): SymmetricFit {
  const [{ components, dimension: D }] = moments.structures;
  const N = moments.count;
  const minimum = minimumSamplesOf(components, hypothesis === 'covariance' ? 'free' : 'invariant');
  if (N < minimum) {
    throw new IsotypicError('TOO_FEW_SAMPLES', {
      where,
      expected: `at least ${minimum} samples for a covariance on this structure`,
      received: `${N}`,
      details: { minimum, samples: N },
    });
  }
  const blocks = moments.blocks(0, 0, hypothesis === 'covariance' ? 'sample-mean' : 'invariant-mean');
  let value = 2 * D * moments.scales.exponents[0] * Math.LN2;
  let bound = Number.EPSILON * Math.abs(value);
  components.forEach((component, k) => {
    if (component.multiplicity === 0) return;
    const found = logDeterminantOf(where, { ...blocks[k], data: blocks[k].data.map((v) => v / N) }, component.label);
    value += component.pooled * found.value;
    bound += component.pooled * found.bound;
  });
  return fitOf(N, D, { value, bound }, parametersOf(components, hypothesis, D));
}

/** As `logDeterminantOf` of a fit bounds it, in units of a double: max|E|·n·tr R⁻¹ and the rounding of logarithms. */
function logDeterminantOf(where: string, M: Float64Layout, label: string): { value: number; bound: number } {
  const factor = scaledCholesky(M);
  if (factor === undefined) {
    throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
      where,
      expected: `a covariance whose determinant is not 0, to half the digits, on component ${label}`,
      received: 'a singular one: not testable from moments',
      remedy: 'Remove variables that are linear functions of others, or pass the rows to likelihoodRatioTest.',
    });
  }
  const n = M.rows;
  const logs = factor.scale.reduce((sum, v) => sum + 2 * Math.log(v), 0);
  const sizes = factor.scale.reduce((sum, v) => sum + Math.abs(2 * Math.log(v)), 0);
  const byRounding = (ENTRY_UNITS + n + 3) * Number.EPSILON * n * scaledInverseTrace(factor.L);
  return {
    value: logDeterminantOfCholesky(factor.L) + logs,
    bound: byRounding + Number.EPSILON * (n + 2) * (sizes + n),
  };
}
