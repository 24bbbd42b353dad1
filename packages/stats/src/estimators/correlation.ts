/** Correlations under a symmetry, and what they are off by. */
import { checkArgument, checkOptions, invalidArgument } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import type { Samples } from '../data/samples.js';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import { withOperations } from '../run/run.js';
import { assembleMap } from '../structure/assemble-map.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import type { StructureSource } from '../structure/structure-of.js';
import {
  COVARIANCE_OPTION_KINDS,
  type CovarianceOptions,
  MOMENT_ESTIMATE_KINDS,
  type MomentEstimateOptions,
  momentsOf,
  scaledCovarianceBlocks,
} from './covariance.js';
import { formBlocks, formVariance, unitCoordinates } from './linear-functions.js';

/**
 * The correlations of the invariant covariance, D×D: σᵢⱼ/√(σᵢᵢσⱼⱼ), ones on the diagonal. For permutations of the
 * variables, with or without signs, they commute with the group as the covariance does.
 *
 * @throws {IsotypicError} as `cov`; `INVALID_ARGUMENT` for a variable that does not vary.
 * Complexity that of `cov`.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(2));
 * (await correlation([[1, 2], [3, 4], [5, 9]], rep)).at(0, 1).toFixed(4) // '0.6757'
 */
export async function correlation(
  X: Samples,
  rep: StructureSource,
  options: CovarianceOptions = {},
): Promise<Float64Matrix> {
  const where = 'correlation';
  checkOptions(where, options, COVARIANCE_OPTION_KINDS);
  return correlationMatrix(where, await momentsOf(where, X, rep, options), options);
}

/**
 * The same from moments that were streamed and merged; see {@link correlation}.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const moments = new SymmetricMoments(square);
 * await moments.push(borings);
 * (await correlationOf(moments)).at(0, 0) // 1
 */
export async function correlationOf(
  moments: SymmetricMoments,
  options: MomentEstimateOptions = {},
): Promise<Float64Matrix> {
  const where = 'correlationOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, MOMENT_ESTIMATE_KINDS);
  return correlationMatrix(where, moments, options);
}

async function correlationMatrix(
  where: string,
  moments: SymmetricMoments,
  options: MomentEstimateOptions,
): Promise<Float64Matrix> {
  const structure = moments.structures[0];
  // Correlations have no units, so the scale of the data is nothing to them.
  const { blocks } = scaledCovarianceBlocks(where, moments, 0, 0, options);
  const S = await withOperations(options.backend, (p) => assembleMap(blocks, structure, structure, p));
  const D = S.rows;
  const deviations = Float64Array.from({ length: D }, (_, i) => Math.sqrt(S.data[i * D + i]));
  const constant = deviations.findIndex((d) => !(d > 0));
  if (constant >= 0) throw invalidArgument(where, 'variables that vary', `variable ${constant}, which does not`);
  return Float64Matrix.generate(D, D, (i, j) => {
    if (i === j) return 1;
    const r = (S.data[i * D + j] + S.data[j * D + i]) / 2 / (deviations[i] * deviations[j]);
    return Math.max(-1, Math.min(1, r));
  });
}

/**
 * The asymptotic standard error of the correlation of variables i and j: that of the linear function
 * σᵢⱼ/√(σᵢᵢσⱼⱼ) − (r/2)(σᵢᵢ/σᵢᵢ + σⱼⱼ/σⱼⱼ), by the delta method.
 *
 * @param variances σᵢᵢ and σⱼⱼ. @param samples N, with weights the effective one.
 */
export function correlationError(
  structure: IsotypicStructure,
  blocks: readonly Float64Layout[],
  [i, j]: readonly [number, number],
  r: number,
  variances: readonly [number, number],
  samples: number,
): number {
  const [u, v] = [i, j].map((index) => unitCoordinates(structure, index));
  const [a, b] = variances;
  const forms = formBlocks(structure, [
    { u, v, c: 1 / Math.sqrt(a) / Math.sqrt(b) },
    { u, v: u, c: -r / (2 * a) },
    { u: v, v, c: -r / (2 * b) },
  ]);
  return Math.sqrt(formVariance(structure, forms, blocks, samples));
}
