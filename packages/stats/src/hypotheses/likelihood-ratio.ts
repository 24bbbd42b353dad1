/** Is the distribution invariant under G? Likelihood-ratio tests of Gaussian symmetry models against larger ones. */
import { IsotypicError, WorkMeter } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { SAMPLE_OPTION_KINDS, SEED, STRUCTURE } from '../data/argument-kinds.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkSamples, type Samples } from '../data/samples.js';
import { RUN_OPTION_KINDS, type RunOptions } from '../run/run.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { noSymmetry } from '../structure/special-structures.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { HYPOTHESIS, type SymmetryHypothesis } from './hypothesis.js';
import { modelBlocks, momentOf } from './model-moment.js';
import { requireNested } from './nested-models.js';
import { randomizedPValue } from './randomization.js';
import { type LikelihoodRatio, type Observed, withLaws } from './ratio-laws.js';
import { ScatterMatrix } from './scatter-matrix.js';
import { scoreStatistic } from './score-statistic.js';
import { minimumSamplesOf } from './small-samples.js';
import { componentsOn, type Support, supportOf } from './support.js';
import { type FitProblem, fitSymmetry, ratioOf } from './symmetric-fit.js';

/** Options of `likelihoodRatioTest`. */
export interface LikelihoodRatioOptions extends Pick<SampleOptions, 'missing'>, RunOptions {
  /** Default `mean-and-covariance`. */
  readonly hypothesis?: SymmetryHypothesis;
  /** The larger model: symmetry under a subgroup only (its representation on the same space). Default: no symmetry. */
  readonly against?: StructureSource;
  /**
   * `full` (default): the models are on all of ℝᴰ, and data in a proper subspace are refused. `data`: the models are on
   * the subspace that the data span, which the group must keep: parts that add up to 100, for example. For permutations
   * of the variables.
   */
  readonly support?: 'full' | 'data';
  /**
   * Also compute a p-value without normality: the share of this many data sets, each with every sample moved by its own
   * random group element, whose statistic is at least as large. Exact in size under `mean-and-covariance`, where the
   * whole law is invariant; for `covariance` the samples are centered first, and it is approximate. Where N is too
   * small for the model without symmetry, the statistic is Rao's score instead, and this is the only p-value.
   */
  readonly randomizations?: number;
  readonly seed?: number;
}

const TEST_OPTION_KINDS: OptionKinds<LikelihoodRatioOptions> = {
  missing: SAMPLE_OPTION_KINDS.missing,
  ...RUN_OPTION_KINDS,
  hypothesis: HYPOTHESIS,
  against: STRUCTURE,
  support: oneOf('full', 'data'),
  randomizations: integer(1),
  seed: SEED,
};

/**
 * Tests the hypothesis that the covariance (or mean and covariance) of Gaussian data is invariant. Log-likelihoods are
 * computed with twice the digits of a double from centered rows, so that nearly singular data are tested as well as
 * others; what rounding is left is bounded and reported.
 *
 * @param X N×D samples (rows), or a `ScatterMatrix` that has seen them.
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when the larger model has no maximum (`details.minimum`) and no
 * randomizations are asked for; `INVALID_ARGUMENT` when `against` is not a weaker symmetry, that is when the models are
 * not nested, and for randomizations of a `ScatterMatrix`; `NOT_POSITIVE_DEFINITE` when there is no test, because the
 * data lie in a proper subspace and det S = 0, with the components and variables in `details`.
 * Source: Andersson 1975; Andersson, Brøns & Jensen 1983, Ann. Statist. 11; Wilks 1938 for the limit law; Rao 1948 and
 * Nagao 1973 for the score statistic.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const test = await likelihoodRatioTest(borings, d4, { hypothesis: 'covariance' });
 * test.statistic.toFixed(4); // '21.0188'
 * test.degreesOfFreedom; // 7
 */
export async function likelihoodRatioTest(
  X: Samples | ScatterMatrix,
  rep: StructureSource,
  options: LikelihoodRatioOptions = {},
): Promise<LikelihoodRatio> {
  const where = 'likelihoodRatioTest';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, TEST_OPTION_KINDS);
  const { hypothesis = 'mean-and-covariance', support = 'full', against, randomizations } = options;
  const small = structureOf(rep);
  const large = alternativeTo(where, small, against);
  const meter = new WorkMeter(where, options);
  if (against !== undefined) {
    requireNested(where, { null: small, alternative: large }, hypothesis, { signal: options.signal });
  }
  const data = read(where, X, small.dimension, options, meter);
  const problem = { where, hypothesis, meter, scatter: data.scatter };
  const models: Models = { small, large, ...(support === 'data' ? { support: supportOfNull(problem, small) } : {}) };
  const minimum = minimumSamplesOf(
    componentsOf(where, large, models.support),
    hypothesis === 'covariance' ? 'free' : 'invariant',
  );
  const isScore = data.scatter.count < minimum && randomizations !== undefined && against === undefined;
  const observed = isScore ? scoreTest(problem, models) : ratioTest(problem, models);
  const randomizationPValue = await randomizedPValue(where, data.samples, small, hypothesis, options, (scatter) => {
    const drawn = { ...problem, scatter };
    return (isScore ? scoreTest(drawn, models) : ratioTest(drawn, models)).statistic >= observed.statistic;
  });
  return { hypothesis, samples: data.scatter.count, ...lawsOf(observed, problem, models), randomizationPValue };
}

interface Models {
  readonly small: IsotypicStructure;
  readonly large: IsotypicStructure;
  readonly support?: Support;
}

type Problem = Omit<FitProblem, 'structure'>;

function read(
  where: string,
  X: Samples | ScatterMatrix,
  D: number,
  options: LikelihoodRatioOptions,
  meter: WorkMeter,
): { readonly scatter: ScatterMatrix; readonly samples: CheckedSamples | undefined } {
  if (X instanceof ScatterMatrix) {
    if (X.dimension !== D) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `a scatter matrix of dimension ${D}`,
        received: `dimension ${X.dimension}`,
      });
    }
    if (options.randomizations !== undefined) {
      throw invalidArgument(where, 'the samples themselves, which randomization moves one by one', 'a ScatterMatrix');
    }
    return { scatter: X, samples: undefined };
  }
  const samples = checkSamples(where, X, D, { missing: options.missing });
  return { scatter: new ScatterMatrix(D).add(samples, samples.largest, meter), samples };
}

function ratioTest(problem: Problem, { small, large, support }: Models): Observed {
  const nullFit = fitSymmetry({ ...problem, structure: small }, support);
  const alternative = fitSymmetry({ ...problem, structure: large, naming: small }, support);
  const ratio = ratioOf(problem.where, problem.scatter.count, nullFit, alternative);
  return { kind: 'likelihood-ratio', ...ratio, null: nullFit, alternative };
}

function scoreTest(problem: Problem, { small, support }: Models): Observed {
  const fit = fitSymmetry({ ...problem, structure: small }, support);
  const { value, bound } = scoreStatistic({ ...problem, structure: small }, support);
  return { kind: 'score', statistic: value, roundingBound: bound, null: fit, alternative: undefined };
}

/** The variables that determine the others where the null model lives. */
function supportOfNull(problem: Problem, small: IsotypicStructure): Support {
  const { where, scatter, hypothesis, meter } = problem;
  const blocks = modelBlocks(scatter, momentOf(scatter, small, hypothesis), small, meter);
  if (blocks.length !== 1 || blocks[0].component !== undefined) {
    throw invalidArgument(where, 'permutations of the variables, for support "data"', `${small.representation}`);
  }
  return supportOf(blocks[0], small.dimension, meter);
}

function componentsOf(where: string, structure: IsotypicStructure, support: Support | undefined) {
  return support === undefined ? structure.components : componentsOn(where, structure, support);
}

function lawsOf(observed: Observed, { where, scatter, hypothesis }: Problem, { small, large, support }: Models) {
  const [inNull, inLarge] = [small, large].map((s) => componentsOf(where, s, support));
  const dimension = support?.variables.length ?? small.dimension;
  return withLaws(observed, { null: inNull, alternative: inLarge, samples: scatter.count, hypothesis, dimension });
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

/** Options of `minimumSampleSize`. */
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
  return minimumSamplesOf(structureOf(rep).components, options.mean);
}
