/** Is the distribution invariant under G? Likelihood-ratio tests of Gaussian symmetry models against larger ones. */
import { IsotypicError, WorkMeter } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { SAMPLE_OPTION_KINDS, SEED, STRUCTURE } from '../data/argument-kinds.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import { chiSquaredTail } from '../distributions/chi-squared.js';
import { columnMeans } from '../moments/column-means.js';
import { MOMENTS, SymmetricMoments } from '../moments/symmetric-moments.js';
import { Pauses, RUN_OPTION_KINDS, type RunOptions, watched, withProducts } from '../run/run.js';
import { type IsotypicStructure, meanParameters } from '../structure/isotypic-structure.js';
import { noSymmetry } from '../structure/special-structures.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { requireNested } from './nested-models.js';
import { type RandomMove, randomMoves } from './randomization.js';
import {
  expectedLogDeterminant,
  fitSymmetry,
  HYPOTHESIS,
  minimumSamplesOf,
  type SymmetricFit,
  type SymmetryHypothesis,
} from './symmetric-fit.js';

export interface LikelihoodRatioOptions extends Pick<SampleOptions, 'missing'>, RunOptions {
  /** Default `mean-and-covariance`. */
  readonly hypothesis?: SymmetryHypothesis;
  /** The larger model: symmetry under a subgroup only (its representation on the same space). Default: no symmetry. */
  readonly against?: StructureSource;
  /**
   * Also compute a p-value without normality: the share of this many data sets, each with every sample moved by its own
   * random group element, whose statistic is at least as large. Exact in size under `mean-and-covariance`, where the
   * whole law is invariant; for `covariance` the samples are centered first, and it is approximate.
   */
  readonly randomizations?: number;
  readonly seed?: number;
}

const TEST_OPTION_KINDS: OptionKinds<LikelihoodRatioOptions> = {
  missing: SAMPLE_OPTION_KINDS.missing,
  ...RUN_OPTION_KINDS,
  hypothesis: HYPOTHESIS,
  against: STRUCTURE,
  randomizations: integer(1),
  seed: SEED,
};

export interface LikelihoodRatio {
  readonly hypothesis: SymmetryHypothesis;
  readonly samples: number;
  /** −2 log Λ. */
  readonly statistic: number;
  /** Difference of the numbers of free parameters, exact. */
  readonly degreesOfFreedom: number;
  /** P(χ²_df > statistic). */
  readonly pValue: number;
  /** df / E[−2 log Λ], the expectation exact under the null hypothesis for this N. */
  readonly bartlettFactor: number;
  /** P(χ²_df > statistic·bartlettFactor): closer to its nominal size when N is small. */
  readonly bartlettPValue: number;
  /** (1 + #{statistic* ≥ statistic})/(1 + randomizations); undefined when none were asked for. */
  readonly randomizationPValue: number | undefined;
  readonly null: SymmetricFit;
  readonly alternative: SymmetricFit;
}

/**
 * Tests the hypothesis that the covariance (or mean and covariance) of Gaussian data is invariant.
 *
 * @param X N×D samples (rows).
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when the larger model has no maximum (`details.minimum`);
 * `INVALID_ARGUMENT` when `against` is not a weaker symmetry, that is when the models are not nested;
 * `NOT_POSITIVE_DEFINITE` when there is no test, because the data lie in a proper subspace and det S = 0.
 * Source: Andersson 1975; Andersson, Brøns & Jensen 1983, Ann. Statist. 11; Wilks 1938 for the limit law.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const test = await likelihoodRatioTest(borings, d4, { hypothesis: 'covariance' });
 * test.statistic.toFixed(4); // '21.0188'
 * test.degreesOfFreedom; // 7
 */
export async function likelihoodRatioTest(
  X: Samples,
  rep: StructureSource,
  options: LikelihoodRatioOptions = {},
): Promise<LikelihoodRatio> {
  const where = 'likelihoodRatioTest';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, TEST_OPTION_KINDS);
  const hypothesis = options.hypothesis ?? 'mean-and-covariance';
  const small = structureOf(rep);
  const large = alternativeTo(where, small, options.against);
  const run = watched(where, options);
  if (options.against !== undefined) {
    await withProducts(run.backend, (products) =>
      requireNested(where, { null: small, alternative: large }, hypothesis, products, options),
    );
  }
  const minimum = minimumSamplesOf(large, hypothesis === 'covariance' ? 'free' : 'invariant');
  const samples = checkSamples(where, X, small.dimension, { ...options, minimum });
  const fits = async (rows: Float64Layout): Promise<SymmetricFit[]> => {
    const found: SymmetricFit[] = [];
    for (const structure of [small, large]) {
      const moments = await new SymmetricMoments(structure).push(rows, { backend: run.backend });
      found.push(fitSymmetry(where, moments, hypothesis));
    }
    return found;
  };
  const [nullFit, alternative] = (await fits(samples)) as [SymmetricFit, SymmetricFit];
  const N = samples.rows;
  const statistic = statisticOf(N, nullFit, alternative);
  const start = hypothesis === 'covariance' ? centered(samples) : samples;
  const moves = () => randomMoves(where, small, options.seed);
  const randomizationPValue = await randomizedPValue(start, moves, options, async (rows) => {
    const [a, b] = await fits(rows);
    return statisticOf(N, a, b) >= statistic;
  });
  return { ...ratioOf(hypothesis, N, [small, large], [nullFit, alternative]), randomizationPValue };
}

/**
 * The test against no symmetry from moments that were streamed and merged, for samples that are not kept. Works on the
 * second moments, where {@link likelihoodRatioTest} may go back to the samples; there is no randomization.
 *
 * @param moments under the symmetry
 * @param free the moments of the same samples without one: of the trivial group
 * @throws {IsotypicError} as {@link likelihoodRatioTest}; `INVALID_ARGUMENT` when `free` are moments of other samples,
 * or under a symmetry.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const moments = await new SymmetricMoments(permutationRepresentation(catalogue.dihedral(4))).push(borings);
 * const none = new PermutationGroup([Permutation.identity(4)]);
 * const free = await new SymmetricMoments(permutationRepresentation(none)).push(borings);
 * likelihoodRatioOf(moments, free, { hypothesis: 'covariance' }).statistic.toFixed(4); // '21.0188'
 */
export function likelihoodRatioOf(
  moments: SymmetricMoments,
  free: SymmetricMoments,
  options: Pick<LikelihoodRatioOptions, 'hypothesis'> = {},
): LikelihoodRatio {
  const where = 'likelihoodRatioOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkArgument(where, 'free', free, MOMENTS);
  checkOptions(where, options, { hypothesis: HYPOTHESIS });
  const hypothesis = options.hypothesis ?? 'mean-and-covariance';
  const [small, large] = [moments.structures[0], free.structures[0]];
  const N = moments.count;
  if (free.count !== N || large.dimension !== small.dimension || meanParameters(large) !== large.dimension) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `free to be the moments of the same ${N} samples in dimension ${small.dimension} without symmetry`,
      received: `${free.count} samples in dimension ${large.dimension}, ${meanParameters(large)} of them invariant`,
    });
  }
  const fits = [fitSymmetry(where, moments, hypothesis), fitSymmetry(where, free, hypothesis)] as const;
  return { ...ratioOf(hypothesis, N, [small, large], fits), randomizationPValue: undefined };
}

/** −2 log Λ. That of nested models is never negative; rounding may leave −1e-13. */
function statisticOf(N: number, a: SymmetricFit, b: SymmetricFit): number {
  return Math.max(0, N * (a.logDeterminant - b.logDeterminant));
}

function ratioOf(
  hypothesis: SymmetryHypothesis,
  N: number,
  [small, large]: readonly [IsotypicStructure, IsotypicStructure],
  [nullFit, alternative]: readonly [SymmetricFit, SymmetricFit],
): Omit<LikelihoodRatio, 'randomizationPValue'> {
  const degreesOfFreedom = alternative.parameters - nullFit.parameters;
  const statistic = statisticOf(N, nullFit, alternative);
  const expected = N * (expectedLogDeterminant(small, N, hypothesis) - expectedLogDeterminant(large, N, hypothesis));
  const bartlettFactor = degreesOfFreedom === 0 ? 1 : degreesOfFreedom / expected;
  return {
    hypothesis,
    samples: N,
    statistic,
    degreesOfFreedom,
    pValue: degreesOfFreedom === 0 ? 1 : chiSquaredTail(statistic, degreesOfFreedom),
    bartlettFactor,
    bartlettPValue: degreesOfFreedom === 0 ? 1 : chiSquaredTail(statistic * bartlettFactor, degreesOfFreedom),
    null: nullFit,
    alternative,
  };
}

/** The weaker symmetry, none unless one is given. */
function alternativeTo(
  where: string,
  { dimension }: IsotypicStructure,
  against: StructureSource | undefined,
): IsotypicStructure {
  const large = against === undefined ? noSymmetry(dimension) : structureOf(against);
  if (large.dimension === dimension) return large;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `against to be a representation of dimension ${dimension}, like rep`,
    received: `dimension ${large.dimension}`,
  });
}

/**
 * (1 + #{as large})/(1 + draws), every row of every draw moved by its own random group element; undefined when no draws
 * were asked for.
 */
async function randomizedPValue(
  rows: Float64Layout,
  moves: () => RandomMove,
  { randomizations: draws, signal, onProgress }: LikelihoodRatioOptions,
  isAsLarge: (rows: Float64Layout) => Promise<boolean>,
): Promise<number | undefined> {
  if (draws === undefined) return undefined;
  const meter = new WorkMeter('likelihoodRatioTest', { signal, onProgress });
  const pauses = new Pauses();
  const move = moves();
  let asLarge = 0;
  for (let r = 0; r < draws; r++) {
    meter.report('randomizations', r, draws);
    await pauses.now();
    if (await isAsLarge(movedRows(rows, move))) asLarge++;
  }
  return (1 + asLarge) / (1 + draws);
}

function movedRows({ data, rows, cols }: Float64Layout, move: RandomMove): Float64Layout {
  const moved = new Float64Array(rows * cols);
  for (let n = 0; n < rows; n++) {
    move(data.subarray(n * cols, (n + 1) * cols), moved.subarray(n * cols, (n + 1) * cols));
  }
  return { data: moved, rows, cols };
}

function centered(samples: Float64Layout): Float64Layout {
  const mean = columnMeans(samples);
  return { ...samples, data: samples.data.map((v, i) => v - mean[i % samples.cols]) };
}

export interface MinimumOptions {
  /**
   * `invariant` (default): the mean is estimated in V^G. `free`: estimated without constraint. `known`: not estimated.
   */
  readonly mean?: 'invariant' | 'free' | 'known';
}

/**
 * The sample size at which the maximum-likelihood covariance invariant under the group exists (with probability 1).
 *
 * @example minimumSampleSize(permutationRepresentation(catalogue.symmetric(100))) // 2, and 101 without symmetry
 */
export function minimumSampleSize(rep: StructureSource, options: MinimumOptions = {}): number {
  const where = 'minimumSampleSize';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, { mean: oneOf('invariant', 'free', 'known') });
  return minimumSamplesOf(structureOf(rep), options.mean);
}
