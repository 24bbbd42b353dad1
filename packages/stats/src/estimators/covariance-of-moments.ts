/** Covariances of moments: of streams, files and merged parts. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import type { Float64Matrix } from '@isotypic/numeric/dense';
import { MOMENTS, type SymmetricMoments } from '../moments/symmetric-moments.js';
import type { StructuredCovariance, StructuredMap } from '../structure/structured-map.js';
import {
  covarianceBlocks,
  crossMapOf,
  inForm,
  MOMENT_ESTIMATE_KINDS,
  type MomentEstimateOptions,
} from './covariance.js';
import { type AsMatrix, type AsStructured, type EstimateForm, FORM } from './estimate-form.js';
import { givenIntensities, SHRINKAGE, type ShrinkageOptions, shrunk } from './intensities.js';

/**
 * The covariance from moments that were streamed and merged; see `cov`.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const moments = new SymmetricMoments(square);
 * await moments.push(borings);
 * (await covarianceOf(moments, { normalization: 'n', center: 'sample-mean' })).at(0, 0).toFixed(4) // '261.8865'
 */
export async function covarianceOf(
  moments: SymmetricMoments,
  options?: MomentEstimateOptions & ShrinkageOptions & AsMatrix,
): Promise<Float64Matrix>;
export async function covarianceOf(
  moments: SymmetricMoments,
  options: MomentEstimateOptions & ShrinkageOptions & AsStructured,
): Promise<StructuredCovariance>;
export async function covarianceOf(
  moments: SymmetricMoments,
  options: MomentEstimateOptions & ShrinkageOptions & EstimateForm = {},
): Promise<Float64Matrix | StructuredCovariance> {
  const where = 'covarianceOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, { ...MOMENT_ESTIMATE_KINDS, ...FORM, shrinkage: SHRINKAGE });
  const plain = covarianceBlocks(where, moments, 0, 0, options);
  const { shrinkage } = options;
  const blocks = shrinkage ? shrunk(plain, givenIntensities(where, moments, shrinkage)) : plain;
  return inForm(moments, blocks, options);
}

/**
 * The cross-covariance from moments of pairs; see `crossCov`.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const moments = new SymmetricMoments(square, square);
 * await moments.push({ x: borings, y: borings });
 * (await crossCovarianceOf(moments, { normalization: 'n', center: 'sample-mean' })).at(0, 1).toFixed(4) // '226.2755'
 */
export async function crossCovarianceOf(
  moments: SymmetricMoments,
  options?: MomentEstimateOptions & AsMatrix,
): Promise<Float64Matrix>;
export async function crossCovarianceOf(
  moments: SymmetricMoments,
  options: MomentEstimateOptions & AsStructured,
): Promise<StructuredMap>;
export async function crossCovarianceOf(
  moments: SymmetricMoments,
  options: MomentEstimateOptions & EstimateForm = {},
): Promise<Float64Matrix | StructuredMap> {
  const where = 'crossCovarianceOf';
  checkArgument(where, 'moments', moments, MOMENTS);
  checkOptions(where, options, { ...MOMENT_ESTIMATE_KINDS, ...FORM });
  return crossMapOf(where, moments, options);
}
