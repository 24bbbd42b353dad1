/** Covariances whose blocks have more numbers than the samples: held as the coordinates of these. */
import { Float64Matrix } from '@isotypic/numeric/dense';
import { dataExponent, scaledWeights, weightExponent } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkSamples, countOf, layoutOf, type Samples } from '../data/samples.js';
import { checkVector } from '../data/vectors.js';
import { columnMeans, invariantShift } from '../moments/column-means.js';
import { type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { SampleBlocks } from '../structure/held-blocks.js';
import { invariantPart } from '../structure/invariant-part.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { StructuredCovariance } from '../structure/structured-map.js';
import { type CovarianceCenter, type Denominators, denominators, type Normalization } from './normalization.js';

/** Numbers of blocks that are made whatever the samples are: 8 MB. */
const FEW_NUMBERS = 2 ** 20;

/** Whether Σ (e·m)² is more than the N·D numbers of the samples, and than 2²⁰. */
export function isSooner(structure: IsotypicStructure, rows: number): boolean {
  const numbers = structure.components.reduce((sum, c) => sum + (c.units * c.multiplicity) ** 2, 0);
  return numbers > Math.max(FEW_NUMBERS, rows * structure.dimension);
}

/** Samples as estimates that hold them take them. */
export interface CenteredSamples {
  readonly samples: CheckedSamples;
  readonly weights: Float64Array | undefined;
  readonly by: Denominators;
  readonly effectiveCount: number;
  /** What is taken off every row: an invariant vector near the data, and what is left to the mean. */
  readonly shift: Float64Array;
  readonly deviation: Float64Array;
  readonly mean: Float64Array;
}

/** Undefined where the samples are of a size whose squares float64 cannot hold, which only moments can scale. */
export function centeredSamples(
  where: string,
  X: Samples,
  structure: IsotypicStructure,
  options: SampleOptions & { readonly normalization?: Normalization; readonly center?: CovarianceCenter },
): CenteredSamples | undefined {
  const { normalization, center = 'invariant-mean' } = options;
  const known = typeof center === 'string' ? undefined : checkVector(where, center, structure.dimension, 'center');
  const { missing, weights: given, frequencies: times } = options;
  const samples = checkSamples(where, X, structure.dimension, { missing, weights: given, frequencies: times });
  if (dataExponent(samples.largest) !== 0) return undefined;
  const weights = scaledWeights(samples.weights);
  const W = weights === undefined ? samples.rows : weights.reduce((a, b) => a + b, 0);
  // a row that was seen f times has f weights of w/f
  const { frequencies } = samples;
  const W2 = weights?.reduce((a, b, n) => a + (b * b) / (frequencies?.[n] ?? 1), 0) ?? samples.rows;
  const counted = {
    count: countOf(samples),
    effectiveCount: W * (W / W2),
    scales: { exponents: [0], weightExponent: weightExponent(samples.weights), weight: W },
    structures: [structure],
  };
  const by = denominators(where, counted, normalization, center);
  const shift = invariantShift(samples, 0, structure);
  const mean = columnMeans(samples, { weights, shift });
  const invariant = invariantPart(mean, structure);
  return {
    samples,
    weights,
    by,
    effectiveCount: counted.effectiveCount,
    shift,
    deviation: known?.map((v, i) => v - shift[i]) ?? (center === 'sample-mean' ? mean : invariant),
    mean: known ?? invariant.map((v, i) => v + shift[i]),
  };
}

/**
 * The mean and the covariance by samples; undefined where these are of a size whose squares float64 cannot hold, which
 * only moments can scale.
 */
export async function covarianceBySamples(
  where: string,
  X: Samples,
  structure: IsotypicStructure,
  options: SampleOptions & RunOptions & { readonly normalization?: Normalization; readonly center?: CovarianceCenter },
): Promise<{ readonly mean: Float64Array; readonly covariance: StructuredCovariance } | undefined> {
  const read = centeredSamples(where, X, structure, options);
  if (read === undefined) return undefined;
  const { samples, weights, by, shift, deviation, mean } = read;
  const space = { rows: layoutOf(samples), basis: changeOf(structure), shift, deviation };
  const { backend } = watched(where, options);
  const coordinates = await withOperations(backend, (operations) => operations.toCoordinates(space));
  if (weights !== undefined) {
    const D = structure.dimension;
    weights.forEach((w, n) => {
      const root = Math.sqrt(w);
      for (let j = n * D; j < (n + 1) * D; j++) coordinates.data[j] *= root;
    });
  }
  const divisors = structure.components.map((c) => c.pooled * (c.isTrivial ? by.trivial : by.other));
  const held = new SampleBlocks(
    structure,
    new Float64Matrix(samples.rows, structure.dimension, coordinates.data),
    divisors,
  );
  return { mean, covariance: new StructuredCovariance(structure, held) };
}
