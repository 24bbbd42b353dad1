/** The maximum of the Gaussian likelihood under one symmetry, with a bound of what rounding did to it. */
import { IsotypicError, type WorkMeter } from '@isotypic/algebra';
import { logDeterminantOfTwofold, scaledInverseTrace, TWOFOLD_UNIT, twofoldCholesky } from '@isotypic/numeric/internal';
import {
  hermitianDimension,
  type IsotypicStructure,
  type StructureComponent,
} from '../structure/isotypic-structure.js';
import type { SymmetryHypothesis } from './hypothesis.js';
import { type MomentBlock, modelBlocks, momentOf } from './model-moment.js';
import type { ScatterMatrix } from './scatter-matrix.js';
import { dependencyIn, describeDependency, inVariables } from './singular.js';
import { minimumSamplesOf } from './small-samples.js';
import { componentsOn, restricted, type Support } from './support.js';

/** The likelihood of one symmetry, with its numbers of parameters. */
export interface SymmetricFit {
  /** log-likelihood at its maximum. */
  readonly logLikelihood: number;
  readonly logDeterminant: number;
  /** What rounding may have done to `logDeterminant`, at most. */
  readonly logDeterminantBound: number;
  /** Free parameters of the mean and of the covariance. */
  readonly meanParameters: number;
  readonly covarianceParameters: number;
  readonly parameters: number;
  readonly aic: number;
  readonly bic: number;
}

/** What is fitted, and to what. */
export interface FitProblem {
  readonly where: string;
  readonly scatter: ScatterMatrix;
  readonly structure: IsotypicStructure;
  /** Whose components an error names; those of `structure` unless given. */
  readonly naming?: IsotypicStructure;
  readonly hypothesis: SymmetryHypothesis;
  readonly meter: WorkMeter;
}

/**
 * The maximum-likelihood Gaussian of a hypothesis; on a support, in the coordinates that determine the others there.
 * @throws {IsotypicError} `TOO_FEW_SAMPLES` when the maximum does not exist, with `details.minimum`;
 * `NOT_POSITIVE_DEFINITE` when the data lie in a proper subspace, but for the rounding of their entries: the
 * determinant then is 0. `details` names the components and variables.
 */
export function fitSymmetry(problem: FitProblem, support?: Support): SymmetricFit {
  const { where, scatter, structure, naming = structure, hypothesis, meter } = problem;
  const components = support === undefined ? structure.components : componentsOn(where, structure, support);
  const minimum = minimumSamplesOf(components, hypothesis === 'covariance' ? 'free' : 'invariant');
  if (scatter.count < minimum) throw tooFew(where, minimum, scatter.count);
  const D = support?.variables.length ?? structure.dimension;
  const blocks = modelBlocks(scatter, momentOf(scatter, structure, hypothesis), structure, meter);
  let value = 2 * D * scatter.exponent * Math.LN2;
  let bound = Number.EPSILON * Math.abs(value);
  for (const whole of blocks) {
    const block = support === undefined ? whole : restricted(whole, support.variables);
    const found = logDeterminantOf(block, structure.dimension, meter);
    if (found.dependency !== undefined) {
      const constant = inVariables(found.dependency, block, structure, support?.variables);
      throw singular(where, describeDependency(constant, naming));
    }
    value += found.value;
    bound += found.bound;
  }
  return fitOf(scatter.count, D, { value, bound }, parametersOf(components, hypothesis, D));
}

/**
 * −2 log Λ of nested models, with its bound. It is never negative: below what rounding can do to 0 it is a mistake of
 * ours, and within that 0.
 */
export function ratioOf(
  where: string,
  N: number,
  small: SymmetricFit,
  large: SymmetricFit,
): { readonly statistic: number; readonly roundingBound: number } {
  const statistic = N * (small.logDeterminant - large.logDeterminant);
  const roundingBound = N * (small.logDeterminantBound + large.logDeterminantBound);
  if (statistic < -roundingBound) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where,
      expected: `a statistic of nested models from −${roundingBound} on, which is what rounding can do to 0`,
      received: `${statistic}`,
    });
  }
  return { statistic: Math.max(0, statistic), roundingBound };
}

/** The free parameters of a model with these components, in D dimensions. */
export function parametersOf(
  components: readonly StructureComponent[],
  hypothesis: SymmetryHypothesis,
  D: number,
): { readonly mean: number; readonly covariance: number } {
  const invariants = components.reduce((sum, c) => sum + (c.isTrivial ? c.multiplicity : 0), 0);
  return {
    mean: hypothesis === 'covariance' ? D : invariants,
    covariance: components.reduce((sum, c) => sum + hermitianDimension(c.multiplicity, c.units), 0),
  };
}

/** The criteria that follow from a log-determinant. At the maximum the quadratic forms add up to N·D. */
export function fitOf(
  N: number,
  D: number,
  { value, bound }: { readonly value: number; readonly bound: number },
  parameters: { readonly mean: number; readonly covariance: number },
): SymmetricFit {
  const logLikelihood = (-N / 2) * (D * Math.log(2 * Math.PI) + value + D);
  const count = parameters.mean + parameters.covariance;
  return {
    logLikelihood,
    logDeterminant: value,
    logDeterminantBound: bound,
    meanParameters: parameters.mean,
    covarianceParameters: parameters.covariance,
    parameters: count,
    aic: -2 * logLikelihood + 2 * count,
    bic: -2 * logLikelihood + Math.log(N) * count,
  };
}

/**
 * times·log det of a block, with a bound. With R the block scaled to diagonal 1 and E what R is off by, the error of
 * log det R is |tr R⁻¹E| ≤ max|E|·Σ|R⁻¹ᵢⱼ| ≤ max|E|·n·tr R⁻¹ to first order; a basis that is off by δ adds
 * 2·√n·‖δ‖·√(tr M·tr B⁻¹). Cholesky's own error is one of (n + 3) units in R (Higham 2002, thm 10.3).
 */
export function logDeterminantOf(block: MomentBlock, D: number, meter: WorkMeter): LogDeterminant {
  const { matrix, times, error, basisError } = block;
  const n = matrix.rows;
  const factor = twofoldCholesky(matrix, () => meter.step(0));
  const dependency = dependencyIn(block, factor, D);
  if (dependency !== undefined) return { dependency };
  const trace = scaledInverseTrace(factor.L.doubles());
  let sizeOfLogs = 0;
  let inverse = 0;
  for (let i = 0; i < n; i++) {
    sizeOfLogs += Math.abs(2 * Math.log(factor.L.high[i * n + i]));
    inverse = Math.max(inverse, 1 / matrix.high[i * n + i]);
  }
  const byRounding = (error + (n + 3) * TWOFOLD_UNIT) * n * trace;
  const byBasis = 2 * Math.sqrt(n) * basisError * Math.sqrt(trace * inverse);
  const byLogarithms = Number.EPSILON * (n + 2) * sizeOfLogs;
  return {
    value: times * logDeterminantOfTwofold(factor.L),
    bound: times * (byRounding + byBasis + byLogarithms),
  };
}

/** log det of a block and a bound of its error; or the combination of coordinates that the data keep constant. */
export type LogDeterminant =
  | { readonly value: number; readonly bound: number; readonly dependency?: undefined }
  | { readonly dependency: Float64Array };

function singular(where: string, at: ReturnType<typeof describeDependency>): IsotypicError {
  return new IsotypicError('NOT_POSITIVE_DEFINITE', {
    where,
    expected: `a covariance whose determinant is not 0, for a test of it, on ${at.text}`,
    received: 'data that lie in a proper subspace, to rounding: not testable',
    remedy:
      'Remove variables that are exact linear functions of others, such as one of parts that sum to a constant; ' +
      'where the group keeps the subspace, likelihoodRatioTest takes { support: "data" }.',
    details: at,
  });
}

function tooFew(where: string, minimum: number, samples: number): IsotypicError {
  return new IsotypicError('TOO_FEW_SAMPLES', {
    where,
    expected: `at least ${minimum} samples for a covariance on this structure`,
    received: `${samples}`,
    remedy: 'Compare with a larger group, ask for a randomization p-value, or shrink the covariance.',
    details: { minimum, samples },
  });
}
