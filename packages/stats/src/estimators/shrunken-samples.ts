/** Shrunken covariances whose blocks have more numbers than the samples: by the Gram matrices of the rows. */
import type { SampleOptions } from '../data/sample-options.js';
import { layoutOf, type Samples } from '../data/samples.js';
import { type RunOptions, watched, withOperations } from '../run/run.js';
import { HeldCovariance } from '../structure/held-covariance.js';
import { HeldSamples } from '../structure/held-samples.js';
import type { IsotypicStructure, StructureComponent } from '../structure/isotypic-structure.js';
import type { LowerTriangle } from '../structure/lower-triangle.js';
import { rowGrams } from '../structure/row-grams.js';
import { listedIntensities, type Shrinkage } from './intensities.js';
import type { CovarianceCenter, Normalization } from './normalization.js';
import { centeredSamples } from './sample-covariance.js';

/** What estimates that are held by samples are told. */
export interface HeldOptions extends SampleOptions, RunOptions {
  readonly normalization?: Normalization;
  readonly center?: CovarianceCenter;
  readonly shrinkage?: Shrinkage;
  /** Observations that it is worth, and its variance, by default the average one. */
  readonly prior?: { readonly samples: number; readonly variance?: number } | undefined;
}

/** Mean and covariance by the samples, which are held as they are; undefined where only moments can scale them. */
export async function shrunkenBySamples(
  where: string,
  X: Samples,
  structure: IsotypicStructure,
  options: HeldOptions,
): Promise<{ readonly mean: Float64Array; readonly covariance: HeldCovariance } | undefined> {
  const read = centeredSamples(where, X, structure, options);
  if (read === undefined) return undefined;
  const { samples, weights, by, effectiveCount, shift, deviation } = read;
  const { components, dimension } = structure;
  const center = shift.map((v, i) => v + deviation[i]);
  const Z = new HeldSamples(structure, layoutOf(samples), center, weights?.map(Math.sqrt));
  const occurs = components.map(({ multiplicity }) => multiplicity > 0);
  const { backend } = watched(where, options);
  const grams = await withOperations(backend, (operations) => rowGrams(Z, occurs, operations));
  const { shrinkage = 0, prior } = options;
  const known = { weights, frequencies: samples.frequencies };
  const scales = components.map(
    ({ units, pooled, isTrivial }) => 1 / (units * pooled * (isTrivial ? by.trivial : by.other)),
  );
  const trace = (k: number) => scales[k] * (grams[k] as LowerTriangle).trace();
  const average = components.reduce((sum, { pooled }, k) => sum + (occurs[k] ? pooled * trace(k) : 0), 0) / dimension;
  // of all observations the share that are samples, and what the others add
  const share = prior === undefined ? 1 : effectiveCount / (effectiveCount + prior.samples);
  const added = prior === undefined ? 0 : (1 - share) * (prior.variance ?? average);
  const given = shrinkage === 'ledoit-wolf' ? undefined : listedIntensities(where, components, shrinkage);
  const loadings = components.map((c, k) => {
    const K = grams[k];
    if (K === undefined) return { identity: 0, samples: 0 };
    const intensity = given?.[k] ?? intensityOfRows(K, c, samples.rows, known);
    const shared = trace(k) / (c.multiplicity * c.units);
    return { identity: share * intensity * shared + added, samples: share * (1 - intensity) * scales[k] };
  });
  return { mean: read.mean, covariance: new HeldCovariance(Z, grams, loadings) };
}

/**
 * Ledoit and Wolf's intensity of a component from the Gram matrix of its rows: with Bᵢ = WᵢWᵢᵀ/d the block of row i and
 * C = Σ ωᵢBᵢ, ⟨Bᵢ, Bⱼ⟩ = ‖WᵢᵀWⱼ‖²/d².
 */
export function intensityOfRows(
  K: LowerTriangle,
  { multiplicity, units, pooled }: StructureComponent,
  rows: number,
  known: { readonly weights: Float64Array | undefined; readonly frequencies: Float64Array | undefined },
): number {
  if (multiplicity < 2) return 0;
  const side = units * pooled;
  const weight = (i: number) => known.weights?.[i] ?? 1;
  let total = 0;
  for (let i = 0; i < rows; i++) total += weight(i);
  const products = squaredProducts(K, pooled, rows);
  // K holds √(wᵢwⱼ), so that the weights of ⟨Bᵢ, C⟩ = Σ ωⱼ⟨Bᵢ, Bⱼ⟩ are in it
  let [norm, errors, shares] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    let inner = 0;
    for (let j = 0; j < rows; j++) inner += products[i * rows + j] / side ** 2;
    const w = weight(i);
    norm += inner / total ** 2;
    const share = (w / total) ** 2 / (known.frequencies?.[i] ?? 1);
    errors += share * (products[i * (rows + 1)] / (side * w) ** 2 - (2 * inner) / (w * total));
    shares += share;
  }
  const width = multiplicity * units;
  const target = K.trace() / (side * total) / width;
  const above = errors + shares * norm;
  return above <= 0 ? 0 : Math.min(1, above / (norm - width * target ** 2));
}

/** Σ of the squares of the real form of K over each block of two samples. */
function squaredProducts({ numbers, size, units }: LowerTriangle, pooled: number, rows: number): Float64Array {
  const sums = new Float64Array(rows ** 2);
  for (let r = 0, at = 0; r < size; r++) {
    const i = Math.floor(r / pooled);
    for (let c = 0; c <= r; c++) {
      let square = 0;
      for (let w = 0; w < units; w++, at++) square += numbers[at] ** 2;
      const j = Math.floor(c / pooled);
      sums[i * rows + j] += units * square;
      if (c !== r) sums[j * rows + i] += units * square;
    }
  }
  return sums;
}
