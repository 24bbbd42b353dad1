/** How far a covariance is shrunk. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { STRUCTURE } from '../data/argument-kinds.js';
import type { Samples } from '../data/samples.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { requireSameStructures } from '../structure/fingerprint.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { COVARIANCE_OPTION_KINDS, type CovarianceOptions, momentsOf } from './covariance.js';
import { intensitiesOf } from './intensities.js';

/** Options of `shrinkageIntensities`. */
export interface IntensityOptions extends CovarianceOptions {
  /** The moments of these very samples, where they are known: these are then gone through once. */
  readonly moments?: SymmetricMoments;
}

/** One component, and how far its block of the covariance is shrunk. */
export interface ShrinkageIntensity {
  readonly label: string;
  /** λ; 0 where there is one copy, whose block is a multiple of the identity as it is. */
  readonly intensity: number;
}

/**
 * The intensities that `shrinkage: 'ledoit-wolf'` takes: on each component the λ for which the squared error of the
 * shrunk block is least, estimated. Without symmetry that is Ledoit and Wolf's.
 *
 * @param X N×D samples (rows), with or without weights.
 * @throws {IsotypicError} as `cov`; `INVALID_ARGUMENT` for moments of another action, or of another number of samples.
 * Complexity O(N·D·m·e) beyond that of `cov`; two passes over the samples, or one where moments are given.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const none = permutationRepresentation(new PermutationGroup([], { degree: 4 }));
 * const [{ intensity }] = await shrinkageIntensities(borings, none);
 * intensity.toFixed(4); // '0.0872'
 */
export async function shrinkageIntensities(
  X: Samples,
  rep: StructureSource,
  options: IntensityOptions = {},
): Promise<ShrinkageIntensity[]> {
  const where = 'shrinkageIntensities';
  checkOptions(where, options, { ...COVARIANCE_OPTION_KINDS, moments: MOMENTS });
  checkArgument(where, 'rep', rep, STRUCTURE);
  const moments = options.moments ?? (await momentsOf(where, X, rep, options));
  requireSameStructures(where, [structureOf(rep)], moments.structures);
  const found = await intensitiesOf(where, X, moments, 'ledoit-wolf', options);
  return structureOf(rep).components.map(({ label }, k) => ({ label, intensity: found[k] }));
}
