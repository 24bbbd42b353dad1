/** The laws of estimators of symmetric data: invariance, equivariance, and that they are the best there is. */
import { type Float64Layout, IsotypicError, toFloat64 } from '@isotypic/algebra';
import { callable, checkArgument, checkOptions, type Kind, type OptionKinds } from '@isotypic/algebra/internal';
import { directSum, type ExactRepresentation, intertwiners, isotypicDecomposition } from '@isotypic/reps';
import fc from 'fast-check';
import { gaussianData, nearDegenerateData, type Rows } from '../arbitraries/data-sets.js';
import { EXACT_REPRESENTATION } from '../arguments.js';
import { covarianceLaws } from './covariance-laws.js';
import { type AsyncLaw, LawSuite } from './law.js';
import { leastSquaresLaws } from './least-squares-laws.js';
import { meanLaws } from './mean-laws.js';
import type { Space } from './moves.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/** Estimators of one's own, or those of `@isotypic/stats`; laws about those that are not given are left out. */
export interface StatisticsImplementation {
  /** The invariant mean of N×D samples. */
  readonly mean?: (X: Rows) => ArrayLike<number> | Promise<ArrayLike<number>>;
  /** The D×D covariance about the invariant mean, divided by N (maximum likelihood). */
  readonly covariance?: (X: Rows) => Float64Layout | Promise<Float64Layout>;
  /** The Dy×Dx equivariant A that minimizes Σ‖y − Ax‖². */
  readonly leastSquares?: (X: Rows, Y: Rows) => Float64Layout | Promise<Float64Layout>;
}

/** Options of `statisticsLaws`. */
export interface StatisticsLawOptions extends LawOptions {
  /** How targets of least squares transform (default: as the samples). */
  readonly targets?: ExactRepresentation;
}

const OPTION_KINDS: OptionKinds<StatisticsLawOptions> = { ...LAW_OPTION_KINDS, targets: EXACT_REPRESENTATION };

const NAMES = ['mean', 'covariance', 'leastSquares'] as const;

const ESTIMATOR_KINDS: OptionKinds<StatisticsImplementation> = {
  mean: callable,
  covariance: callable,
  leastSquares: callable,
};

const ESTIMATORS: Kind = {
  expected: `an object with some of the functions ${NAMES.join(', ')}`,
  accepts: (v) => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return false;
    const functions = NAMES.map((name) => (v as Record<string, unknown>)[name]).filter((f) => f !== undefined);
    return functions.length > 0 && functions.every((f) => typeof f === 'function');
  },
};

/**
 * The laws of estimators under an orthogonal representation of a finite group: they do not change when all samples are
 * moved by one element, or each by its own, or listed in another order; they scale and shift as moments do; they are
 * equivariant; and optimal: the mean and the covariance are the closest invariant ones to the plain moments, the
 * residual of least squares is orthogonal to all that an equivariant map can still change, and an equivariant map is
 * recovered from what it does. An estimator that is equivariant only, as an unconstrained one projected afterwards, is
 * caught by the latter. Cases are Gaussian and nearly degenerate samples. 15 cases each; bounds are 30·N·D·2⁻⁵² times
 * the sizes that enter, LAPACK's for residuals.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the representations are orthogonal; `DEGREE_MISMATCH` for
 *   targets of another group
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * await assertLaws(statisticsLaws({ mean: (X) => mean(X, rep) }, rep));
 */
export function statisticsLaws(
  estimators: StatisticsImplementation,
  rep: ExactRepresentation,
  options: StatisticsLawOptions = {},
): readonly AsyncLaw[] {
  checkArgument('statisticsLaws', 'estimators', estimators, ESTIMATORS);
  // a misspelt one would be left out without a word; instances of classes may have fields of their own
  const isPlain = Object.getPrototypeOf(estimators) === Object.prototype;
  if (isPlain) checkOptions('statisticsLaws', estimators, ESTIMATOR_KINDS);
  checkArgument('statisticsLaws', 'rep', rep, EXACT_REPRESENTATION);
  checkOptions('statisticsLaws', options, OPTION_KINDS);
  const { targets = rep, ...laws } = options;
  if (targets.group !== rep.group) {
    throw new IsotypicError('DEGREE_MISMATCH', {
      where: 'statisticsLaws',
      expected: 'targets to be a representation of the same group object as rep',
      received: `${targets} of another`,
    });
  }
  const suite = new LawSuite('statisticsLaws', `${rep}`, laws, 15);
  const data = fc.oneof(gaussianData(rep), nearDegenerateData(rep));
  const space = spaceOf(rep);
  const { dimension } = rep;
  const mean = async (X: Rows) => vector((await estimators.mean?.(X)) ?? [], dimension);
  if (estimators.mean !== undefined) meanLaws(suite, mean, space, data);
  const covariance = async (X: Rows) => (await estimators.covariance?.(X)) ?? NOTHING;
  if (estimators.covariance !== undefined) covarianceLaws(suite, covariance, space, data);
  if (estimators.leastSquares !== undefined) {
    const both = directSum(rep, targets);
    const pairs = fc.oneof(gaussianData(both), nearDegenerateData(both)).map((rows) => ({
      X: rows.map((row) => row.slice(0, dimension)),
      Y: rows.map((row) => row.slice(dimension)),
    }));
    const leastSquares = async (X: Rows, Y: Rows) => (await estimators.leastSquares?.(X, Y)) ?? NOTHING;
    leastSquaresLaws(suite, leastSquares, space, spaceOf(targets), mapsBetween(rep, targets), pairs);
  }
  return suite.asyncLaws;
}

/** What an estimator that answers with nothing answers with: a matrix of the wrong shape. */
const NOTHING: Float64Layout = { data: new Float64Array(0), rows: 0, cols: 0 };

const vector = (x: ArrayLike<number>, length: number): Float64Array => {
  if (x.length !== length) throw new Error(`a vector of length ${x.length} where ${length} is expected`);
  return Float64Array.from(x);
};

function spaceOf(rep: ExactRepresentation): Space {
  const { dimension } = rep;
  const trivial = isotypicDecomposition(rep).components.find((c) => c.isTrivial);
  const zero = { data: new Float64Array(dimension ** 2), rows: dimension, cols: dimension };
  return {
    dimension,
    generators: rep.generatorMatrices.map((m) => toFloat64(m)),
    fixed: trivial === undefined ? zero : toFloat64(trivial.projector()),
    commutant: mapsBetween(rep, rep),
  };
}

const mapsBetween = (X: ExactRepresentation, Y: ExactRepresentation): readonly Float64Layout[] =>
  intertwiners(X, Y)
    .basis()
    .map((m) => toFloat64(m));
