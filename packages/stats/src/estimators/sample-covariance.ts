/** Covariances whose blocks have more numbers than the samples: held as the coordinates of these. */
import { Float64Matrix } from '@isotypic/numeric/dense';
import { dataExponent, scaledWeights } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, layoutOf, type Samples } from '../data/samples.js';
import { columnMeans, invariantShift } from '../moments/column-means.js';
import { type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { SampleBlocks } from '../structure/held-blocks.js';
import { invariantPart } from '../structure/invariant-part.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { StructuredCovariance } from '../structure/structured-map.js';
import { denominators, type Normalization } from './normalization.js';

/** Numbers of blocks that are made whatever the samples are: 8 MB. */
const FEW_NUMBERS = 2 ** 20;

/** Whether Σ (e·m)² is more than the N·D numbers of the samples, and than 2²⁰. */
export function isSooner(structure: IsotypicStructure, rows: number): boolean {
  const numbers = structure.components.reduce((sum, c) => sum + (c.units * c.multiplicity) ** 2, 0);
  return numbers > Math.max(FEW_NUMBERS, rows * structure.dimension);
}

/**
 * The mean and the covariance by samples; undefined where these are of a size whose squares float64 cannot hold, which
 * only moments can scale.
 */
export async function covarianceBySamples(
  where: string,
  X: Samples,
  structure: IsotypicStructure,
  options: SampleOptions &
    RunOptions & { readonly normalization?: Normalization; readonly center?: 'invariant-mean' | 'sample-mean' },
): Promise<{ readonly mean: Float64Array; readonly covariance: StructuredCovariance } | undefined> {
  const { normalization, center = 'invariant-mean' } = options;
  const samples = checkSamples(where, X, structure.dimension, options);
  if (dataExponent(samples.largest) !== 0) return undefined;
  const weights = scaledWeights(samples.weights);
  const W = weights === undefined ? samples.rows : weights.reduce((a, b) => a + b, 0);
  const W2 = weights === undefined ? samples.rows : weights.reduce((a, b) => a + b * b, 0);
  const counted = { count: samples.rows, weight: W, effectiveCount: W * (W / W2), structure };
  const by = denominators(where, counted, normalization);
  // about the sample mean every component has lost one degree of freedom to its mean
  const other = center === 'sample-mean' && normalization !== 'n' ? by.trivial : by.other;
  const shift = invariantShift(samples, 0, structure);
  const mean = columnMeans(samples, { weights, shift });
  const invariant = invariantPart(mean, structure.representation ?? structure);
  const space = {
    rows: layoutOf(samples),
    basis: changeOf(structure),
    shift,
    deviation: center === 'sample-mean' ? mean : invariant,
  };
  const { backend } = watched(where, options);
  const coordinates = await withOperations(backend, (operations) => operations.toCoordinates(space));
  if (weights !== undefined) {
    const D = structure.dimension;
    weights.forEach((w, n) => {
      const root = Math.sqrt(w);
      for (let j = n * D; j < (n + 1) * D; j++) coordinates.data[j] *= root;
    });
  }
  const divisors = structure.components.map((c) => c.pooled * (c.isTrivial ? by.trivial : other));
  const held = new SampleBlocks(
    structure,
    new Float64Matrix(samples.rows, structure.dimension, coordinates.data),
    divisors,
  );
  return { mean: invariant.map((v, i) => v + shift[i]), covariance: new StructuredCovariance(structure, held) };
}
