/** The invariant mean: the projection of the sample mean on V^G, its maximum-likelihood estimate for any Σ. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { dataExponent, scaledBy, scaledWeights } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import { columnMeans } from '../moments/column-means.js';
import { dimensionOf, invariantPart } from '../structure/invariant-part.js';
import type { StructureSource } from '../structure/structure-of.js';

/**
 * The invariant mean of N samples, length D.
 *
 * @param X N×D samples (rows) in the coordinates of `rep`.
 * @throws {IsotypicError} as every estimator: `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `TOO_FEW_SAMPLES`.
 * Complexity O(N·D) for permutation representations of any dimension; else O(N·D + D²) after the decomposition.
 * @example
 * await mean([[1, 2, 6]], permutationRepresentation(catalogue.cyclic(3))); // Float64Array [3, 3, 3]
 */
export async function mean(X: Samples, rep: StructureSource, options: SampleOptions = {}): Promise<Float64Array> {
  const where = 'mean';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, SAMPLE_OPTION_KINDS);
  const samples = checkSamples(where, X, dimensionOf(rep), options);
  const exponent = dataExponent(samples.largest);
  const weights = scaledWeights(samples.weights);
  return scaledBy(invariantPart(columnMeans(samples, { weights, exponent }), rep), exponent);
}
