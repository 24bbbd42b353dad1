/** The variance of one combination of variables under a symmetry, with all copies of it that the group makes. */
import { checkArgument, checkOptions, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import { VECTOR } from '../data/argument-kinds.js';
import { scaledBy, timesPowerOfTwo } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import type { Samples } from '../data/samples.js';
import { checkVector } from '../data/vectors.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import type { RunOptions } from '../run/run.js';
import { toCoordinates } from '../structure/equivariant-blocks.js';
import type { StructureSource } from '../structure/structure-of.js';
import {
  BLOCK_ESTIMATE_KINDS,
  COVARIANCE_OPTION_KINDS,
  type CovarianceOptions,
  covarianceBlocks,
  momentsOf,
} from './covariance.js';
import {
  DEFAULT_LEVEL,
  type Interval,
  type IntervalOptions,
  LEVEL,
  varianceInterval,
  wholeDegrees,
} from './intervals.js';
import { formBlocks, partsOf, unitBlocks } from './linear-functions.js';
import { vectorsPerCoordinate } from './normalization.js';

/** Var(vᵀx). */
export interface ContrastVariance {
  readonly value: number;
  /** χ², for normal data. */
  readonly interval: Interval;
  /** n·d for a vector of one irreducible copy, where the interval is exact; Satterthwaite's for others. */
  readonly degreesOfFreedom: number;
}

/** Options of `contrastVariance`, `contrastVarianceOf`. */
export interface ContrastOptions extends SampleOptions, RunOptions, IntervalOptions {
  readonly center?: CovarianceOptions['center'];
}

const { normalization, ...SHARED_KINDS } = COVARIANCE_OPTION_KINDS;

const OPTION_KINDS: OptionKinds<ContrastOptions> = { ...SHARED_KINDS, level: LEVEL };

const MOMENT_OPTION_KINDS: OptionKinds<Pick<ContrastOptions, 'center' | 'level'>> = {
  center: BLOCK_ESTIMATE_KINDS.center,
  level: LEVEL,
};

/**
 * The variance of vᵀx under the symmetry, unbiased, with its interval: all vectors ρ(g)v have the same one, and are
 * pooled.
 *
 * @param contrast v, length D: a vector of one component, such as (north + south) − (east + west), or any other.
 * @throws {IsotypicError} as `cov`.
 * Complexity that of `cov` and Σ (m·e)²(d/e) beyond. Source: Satterthwaite 1946, Biometrics Bulletin 2.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const { value, degreesOfFreedom } = await contrastVariance(borings, d4, [1, 0, -1, 0]);
 * [value.toFixed(4), degreesOfFreedom]; // ['81.2500', 56]
 */
export async function contrastVariance(
  X: Samples,
  rep: StructureSource,
  contrast: ArrayLike<number>,
  options: ContrastOptions = {},
): Promise<ContrastVariance> {
  const where = 'contrastVariance';
  checkArgument(where, 'contrast', contrast, VECTOR);
  checkOptions(where, options, OPTION_KINDS);
  return contrastOfMoments(where, await momentsOf(where, X, rep, options), contrast, options);
}

/**
 * The same from moments that were streamed and merged; see {@link contrastVariance}.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const moments = new SymmetricMoments(square);
 * await moments.push(borings);
 * contrastVarianceOf(moments, [1, 0, -1, 0]).degreesOfFreedom // 56
 */
export function contrastVarianceOf(
  moments: SymmetricMoments,
  contrast: ArrayLike<number>,
  options: Pick<ContrastOptions, 'center' | 'level'> = {},
): ContrastVariance {
  const where = 'contrastVarianceOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkArgument(where, 'contrast', contrast, VECTOR);
  checkOptions(where, options, MOMENT_OPTION_KINDS);
  return contrastOfMoments(where, moments, contrast, options);
}

function contrastOfMoments(
  where: string,
  moments: SymmetricMoments,
  contrast: ArrayLike<number>,
  { center, level = DEFAULT_LEVEL }: Pick<ContrastOptions, 'center' | 'level'>,
): ContrastVariance {
  const structure = moments.structures[0];
  const given = checkVector(where, contrast, structure.dimension, 'contrast');
  const size = given.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (size === 0) throw invalidArgument(where, 'a contrast that is not zero', 'zeros');
  const byVector = Math.floor(Math.log2(size));
  const v = toCoordinates(scaledBy(given, -byVector), structure);
  const unit = unitBlocks(covarianceBlocks(where, moments, 0, 0, { normalization: 'unbiased', center }));
  const { blocks } = unit;
  const inUnits = (x: number): number => timesPowerOfTwo(x, unit.exponent + 2 * byVector);
  const counts = vectorsPerCoordinate(moments, center);
  const parts = partsOf(structure, formBlocks(structure, [{ u: v, v, c: 1 }]), blocks);
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const variance = parts.reduce((sum, part, k) => sum + (part.variance === 0 ? 0 : part.variance / counts[k]), 0);
  const degreesOfFreedom = variance > 0 ? wholeDegrees((2 * value ** 2) / variance) : 0;
  const interval = variance > 0 ? varianceInterval(value, degreesOfFreedom, level) : ([value, value] as const);
  return { value: inUnits(value), interval: [inUnits(interval[0]), inUnits(interval[1])], degreesOfFreedom };
}
