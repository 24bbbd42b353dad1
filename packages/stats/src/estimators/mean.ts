/** The invariant mean: the projection of the sample mean on V^G, its maximum-likelihood estimate for any Σ. */
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import type { ChangeOfBasis } from '@isotypic/numeric';
import { unchangedBasis } from '@isotypic/numeric/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { dataExponent, scaledBy, scaledWeights } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkSamples, layoutOf, readTogether, type Samples } from '../data/samples.js';
import { columnMeans, invariantShift } from '../moments/column-means.js';
import { type Operations, RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { dimensionOf, invariantPart } from '../structure/invariant-part.js';
import { orbitLabels } from '../structure/orbit-averages.js';
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
export async function mean(
  X: Samples,
  rep: StructureSource,
  options: SampleOptions & RunOptions = {},
): Promise<Float64Array> {
  const where = 'mean';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, OPTION_KINDS);
  const dimension = dimensionOf(rep);
  const [unread] = readTogether(where, [{ samples: X, dimension, name: 'X' }], options);
  // Ordinary numbers need no look of their own; others are read to be refused, dropped or scaled.
  if (options.missing !== 'drop' && unread.rows > 0) {
    const found = await withOperations(watched(where, options).backend, (operations) =>
      ordinaryMean(unread, rep, operations),
    );
    if (found !== undefined) return found;
  }
  const samples = checkSamples(where, X, dimension, options);
  const exponent = dataExponent(samples.largest);
  const weights = scaledWeights(samples.weights);
  return scaledBy(invariantPart(columnMeans(samples, { weights, exponent }), rep), exponent);
}

const OPTION_KINDS: OptionKinds<SampleOptions & RunOptions> = { ...SAMPLE_OPTION_KINDS, ...RUN_OPTION_KINDS };

/**
 * The invariant mean of rows of ordinary size; undefined for others. What sums in float64 have no room for shows in
 * them; where shift and mean are both tiny, numbers may be that lost digits to their weights.
 */
async function ordinaryMean(
  samples: CheckedSamples,
  rep: StructureSource,
  operations: Operations,
): Promise<Float64Array | undefined> {
  const rows = layoutOf(samples);
  const shift = invariantShift(rows, 0, rep);
  const { means, isFinite: finite } = await operations.pooledGrams({
    spaces: [{ rows, basis: basisOfMeans(rows.cols), shift }],
    pairs: [],
    centered: true,
    roots: scaledWeights(samples.weights)?.map(Math.sqrt),
    ...(rep instanceof PermutationRepresentation ? { cells: [orbitLabels(rep)] } : {}),
  });
  if (!finite) return undefined;
  const mean = invariantPart(means[0], rep);
  let size = 0;
  for (let j = 0; j < mean.length; j++) {
    size = Math.max(size, Math.abs(shift[j]), Math.abs(mean[j]));
    mean[j] += shift[j];
  }
  return dataExponent(size) === 0 ? mean : undefined;
}

let lastBasis: ChangeOfBasis | undefined;

/** The variables as they are. The last one is kept: backends know it again. */
function basisOfMeans(dimension: number): ChangeOfBasis {
  if (lastBasis?.dimension === dimension) return lastBasis;
  lastBasis = unchangedBasis(dimension, [{ offset: 0, width: dimension, pooled: 1 }]);
  return lastBasis;
}
