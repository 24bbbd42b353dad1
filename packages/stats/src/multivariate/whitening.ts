/** Equivariant whitening: the symmetric square root of the inverse covariance, which commutes with the group. */
import { IsotypicError } from '@isotypic/algebra';
import { checkOptions } from '@isotypic/algebra/internal';
import type { Float64Matrix } from '@isotypic/numeric/dense';
import { structuredFunction } from '@isotypic/numeric/internal';
import type { Samples } from '../data/samples.js';
import {
  COVARIANCE_OPTION_KINDS,
  type CovarianceOptions,
  covarianceBlocks,
  meanOfModel,
  momentsOf,
} from '../estimators/covariance.js';
import { type AsMatrix, type AsStructured, type EstimateForm, FORM } from '../estimators/estimate-form.js';
import { withOperations } from '../run/run.js';
import type { StructureSource } from '../structure/structure-of.js';
import { StructuredCovariance } from '../structure/structured-map.js';

/** A map that makes the covariance the identity, and its inverse. */
export interface Whitening {
  /** μ: invariant; that of the samples about `'sample-mean'`, where the model leaves it free. */
  readonly mean: Float64Array;
  /** W = Σ^{−1/2}, D×D symmetric and equivariant: W(x − μ) has covariance I. */
  readonly matrix: Float64Matrix;
  /** Σ^{1/2} = W⁻¹. */
  readonly inverse: Float64Matrix;
}

/** The same by blocks: nothing D×D is made. */
export interface StructuredWhitening {
  readonly mean: Float64Array;
  readonly matrix: StructuredCovariance;
  readonly inverse: StructuredCovariance;
}

/**
 * The whitening transformation (ZCA), the one that commutes with every ρ(g) and moves the data least.
 *
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when the covariance is singular; and as `cov`.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const { matrix } = await whitening(borings, square);
 * matrix.at(0, 0).toFixed(4) // '0.1216'
 */
export async function whitening(
  X: Samples,
  rep: StructureSource,
  options?: CovarianceOptions & AsMatrix,
): Promise<Whitening>;
export async function whitening(
  X: Samples,
  rep: StructureSource,
  options: CovarianceOptions & AsStructured,
): Promise<StructuredWhitening>;
export async function whitening(
  X: Samples,
  rep: StructureSource,
  options: CovarianceOptions & EstimateForm = {},
): Promise<Whitening | StructuredWhitening> {
  const where = 'whitening';
  checkOptions(where, options, { ...COVARIANCE_OPTION_KINDS, ...FORM });
  const moments = await momentsOf(where, X, rep, options);
  const structure = moments.structures[0];
  const blocks = covarianceBlocks(where, moments, 0, 0, options);
  const power = (exponent: number) =>
    blocks.map((C, k) => {
      const { units, label } = structure.components[k];
      let largest = 0;
      for (let i = 0; i < C.rows; i++) largest = Math.max(largest, C.data[i * C.cols + i]);
      return structuredFunction(C, units, (value) => {
        // An eigenvalue below the rounding of the block, one of as many products as it has rows, is a zero.
        if (!(value > C.rows * Number.EPSILON * largest)) {
          throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
            where,
            expected: `a positive definite covariance on component ${label}`,
            received: `eigenvalue ${value}`,
            remedy: 'Use more samples (minimumSampleSize says how many).',
          });
        }
        return value ** exponent;
      });
    });
  const mean = meanOfModel(moments, options.center);
  const matrix = new StructuredCovariance(structure, power(-0.5));
  const inverse = new StructuredCovariance(structure, power(0.5));
  if (options.form === 'structured') return { mean, matrix, inverse };
  return withOperations(options.backend, async (products) => ({
    mean,
    matrix: await matrix.assembled(products),
    inverse: await inverse.assembled(products),
  }));
}
