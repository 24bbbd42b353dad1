/** The free parameters of an invariant mean and covariance, one value for each, with their standard errors. */
import type { Permutation } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { STRUCTURE } from '../data/argument-kinds.js';
import type { Samples } from '../data/samples.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { withOperations } from '../run/run.js';
import { assembleMap } from '../structure/assemble-map.js';
import { covarianceParameters, type IsotypicStructure, meanParameters } from '../structure/isotypic-structure.js';
import { pointOrbits, symmetricOrbitals } from '../structure/orbital-average.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { correlationError } from './correlation.js';
import {
  COVARIANCE_OPTION_KINDS,
  type CovarianceOptions,
  covarianceBlocks,
  MOMENT_ESTIMATE_KINDS,
  type MomentEstimateOptions,
  momentsOf,
} from './covariance.js';
import { correlationInterval, DEFAULT_LEVEL, type Interval, type IntervalOptions, LEVEL } from './intervals.js';
import { covarianceStandardErrors, meanStandardErrorsOf } from './standard-errors.js';

/** One value of the invariant mean: all its variables share it. */
export interface MeanParameter {
  readonly variables: readonly number[];
  readonly value: number;
  readonly standardError: number;
}

/** One value of the invariant covariance: all its pairs (i ≤ j) share it. */
export interface CovarianceParameter {
  readonly pairs: readonly (readonly [i: number, j: number])[];
  /** Whether the pairs are variances (i = j). */
  readonly variance: boolean;
  readonly value: number;
  /** Asymptotic, for normal data. */
  readonly standardError: number;
  /** value / √(varᵢ varⱼ). */
  readonly correlation: number;
  /** Asymptotic, for normal data; 0 of variances. */
  readonly correlationError: number;
  /** By Fisher's z at the level asked for, from N − 3; from −1 to 1 for N ≤ 3. */
  readonly correlationInterval: Interval;
}

/** Options of `symmetricSummary`. */
export interface SummaryOptions extends CovarianceOptions, IntervalOptions {}

/** Those of moments. */
export type MomentSummaryOptions = MomentEstimateOptions & IntervalOptions;

/** Invariant mean and covariance, one value for each free parameter, with standard errors. */
export interface SymmetricSummary {
  readonly samples: number;
  /** Free parameters: dim V^G, and the dimension of the symmetric commutant. */
  readonly parameters: { readonly mean: number; readonly covariance: number };
  readonly mean: readonly MeanParameter[];
  readonly covariance: readonly CovarianceParameter[];
}

/**
 * Number of free parameters of an invariant mean and of an invariant covariance.
 * @example
 * parameters(permutationRepresentation(catalogue.dihedral(4))) // { mean: 1, covariance: 3 }
 */
export function parameters(rep: StructureSource): { readonly mean: number; readonly covariance: number } {
  checkArgument('parameters', 'rep', rep, STRUCTURE);
  const structure = structureOf(rep);
  return { mean: meanParameters(structure), covariance: covarianceParameters(structure) };
}

/**
 * Mean and covariance parameter by parameter: for a permutation representation one value per orbit of variables and per
 * orbit of pairs, otherwise one per variable and per pair.
 *
 * @throws {IsotypicError} as `cov`.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const options = { normalization: 'n', center: 'sample-mean' };
 * const { mean, covariance } = await symmetricSummary(borings, d4, options);
 * covariance.map((p) => p.value.toFixed(4)); // ['261.8865', '226.2755', '221.6952']
 */
export async function symmetricSummary(
  X: Samples,
  rep: StructureSource,
  options: SummaryOptions = {},
): Promise<SymmetricSummary> {
  const where = 'symmetricSummary';
  checkOptions(where, options, { ...COVARIANCE_OPTION_KINDS, level: LEVEL });
  return summaryOf(where, await momentsOf(where, X, rep, options), options);
}

/**
 * The same from moments that were streamed and merged.
 *
 * @throws {IsotypicError} as `covarianceOf`.
 * @example
 * const moments = new SymmetricMoments(permutationRepresentation(catalogue.cyclic(2)));
 * await moments.pushAll([[[1, 2], [3, 4]], [[5, 9]]]);
 * (await symmetricSummaryOf(moments)).mean[0].value // 4
 */
export async function symmetricSummaryOf(
  moments: SymmetricMoments,
  options: MomentSummaryOptions = {},
): Promise<SymmetricSummary> {
  const where = 'symmetricSummaryOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, { ...MOMENT_ESTIMATE_KINDS, level: LEVEL });
  return summaryOf(where, moments, options);
}

async function summaryOf(
  where: string,
  moments: SymmetricMoments,
  options: MomentSummaryOptions,
): Promise<SymmetricSummary> {
  const { level = DEFAULT_LEVEL } = options;
  const structure = moments.structures[0];
  const D = structure.dimension;
  const blocks = covarianceBlocks(where, moments, 0, 0, options);
  const sigma = await withOperations(options.backend, (p) => assembleMap(blocks, structure, structure, p));
  const mu = moments.invariantMean();
  const muErrors = meanStandardErrorsOf(moments);
  const errorOf = await covarianceStandardErrors(sigma, structure, moments.effectiveCount, {
    backend: options.backend,
  });
  const generators = permutationsOf(structure);
  const orbits = pointOrbits(D, generators);
  const orbitals = symmetricOrbitals(D, generators);
  const variables: number[][] = Array.from({ length: orbits.count }, () => []);
  orbits.colors.forEach((c, i) => {
    variables[c].push(i);
  });
  const pairs: [number, number][][] = Array.from({ length: orbitals.count }, () => []);
  for (let i = 0; i < D; i++) for (let j = i; j < D; j++) pairs[orbitals.colors[i * D + j]].push([i, j]);
  const correlationOfPair = (i: number, j: number) => {
    const variances = [sigma.at(i, i), sigma.at(j, j)] as const;
    const r = sigma.at(i, j) / Math.sqrt(variances[0]) / Math.sqrt(variances[1]);
    if (i === j || !Number.isFinite(r)) {
      return { correlation: i === j ? 1 : r, correlationError: 0, correlationInterval: [r, r] as const };
    }
    const error = correlationError(structure, blocks, [i, j], r, variances, moments.effectiveCount);
    return {
      correlation: r,
      correlationError: error,
      correlationInterval: correlationInterval(r, error, moments.effectiveCount, level),
    };
  };
  return {
    samples: moments.count,
    parameters: parameters(structure),
    mean: variables.map((list) => ({ variables: list, value: mu[list[0]], standardError: muErrors[list[0]] })),
    covariance: pairs.map((list) => {
      const [i, j] = list[0];
      return {
        pairs: list,
        variance: i === j,
        value: sigma.at(i, j),
        standardError: errorOf(i, j),
        ...correlationOfPair(i, j),
      };
    }),
  };
}

/** The generators' permutations of the variables, or none when the group does not permute them. */
function permutationsOf(structure: IsotypicStructure): readonly Permutation[] {
  const rep = structure.representation;
  return rep !== undefined && 'images' in rep ? (rep.images as readonly Permutation[]) : [];
}
