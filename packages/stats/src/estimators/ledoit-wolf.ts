/**
 * Intensities of shrinkage, estimated component by component after Ledoit and Wolf (2004, J. Multivariate Anal. 88).
 */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { projectOnUnits, traceOf } from '@isotypic/numeric/internal';
import { scaledBy, scaledWeights } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { type CheckedSamples, checkSamples, countOf, type Samples } from '../data/samples.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';
import { type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { componentOf } from '../structure/equivariant-blocks.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';
import { unitBlocks } from './linear-functions.js';
import type { CovarianceCenter } from './normalization.js';

/** What the estimate has to be told of samples and their mean. */
export interface ReadingOptions extends SampleOptions, RunOptions {
  readonly center?: CovarianceCenter;
}

/** The intensity of each component. */
export async function ledoitWolf(
  where: string,
  X: Samples,
  moments: SymmetricMoments,
  options: ReadingOptions,
): Promise<number[]> {
  const [structure] = moments.structures;
  const { missing, weights, frequencies, center = 'invariant-mean' } = options;
  const samples = checkSamples(where, X, structure.dimension, { missing, weights, frequencies });
  if (countOf(samples) !== moments.count) {
    throw invalidArgument(where, `moments of these ${countOf(samples)} samples`, `moments of ${moments.count}`);
  }
  const about = typeof center === 'string' ? center : [Float64Array.from(center)];
  const moment = moments.blocks(0, 0, about).map((C) => ({ ...C, data: C.data.map((v) => v / moments.scales.weight) }));
  const { blocks, exponent } = unitBlocks(moment);
  const errors = await squaredErrors(samples, moments, { blocks, exponent }, options);
  return structure.components.map(({ multiplicity }, k) => {
    if (multiplicity < 2) return 0;
    const target = traceOf(blocks[k]) / blocks[k].rows;
    const distance = blocks[k].data.reduce(
      (sum, c, at) => sum + (c - (at % (blocks[k].cols + 1) ? 0 : target)) ** 2,
      0,
    );
    return errors[k] === 0 ? 0 : Math.min(1, errors[k] / distance);
  });
}

/** Rows whose coordinates are held at once. */
const CHUNK = 1024;

/**
 * Σᵢ ωᵢ²‖Bᵢ − C‖² of each component, ω the weights in units of their sum, Bᵢ the block of one sample about the mean.
 */
async function squaredErrors(
  samples: CheckedSamples,
  moments: SymmetricMoments,
  unit: { readonly blocks: readonly Float64Layout[]; readonly exponent: number },
  options: ReadingOptions,
): Promise<number[]> {
  const [structure] = moments.structures;
  const { blocks } = unit;
  const [exponent] = moments.scales.exponents;
  const shift = centerOf(moments, options.center, exponent);
  const { backend, signal, budget, onProgress } = options;
  const weights = scaledWeights(samples.weights);
  const total = weights?.reduce((a, b) => a + b, 0) ?? samples.rows;
  const errors = blocks.map(() => 0);
  const basis = changeOf(structure);
  const run = watched('shrinkageIntensities', { backend, signal, budget, onProgress });
  return withOperations(run.backend, async (operations) => {
    for (let from = 0; from < samples.rows; from += CHUNK) {
      const rows = Math.min(CHUNK, samples.rows - from);
      const data = samples.data.subarray(from * samples.cols, (from + rows) * samples.cols);
      const space = { rows: { data: scaledBy(data, -exponent), rows, cols: samples.cols }, basis, shift };
      const coordinates = await operations.toCoordinates(space);
      for (let n = 0; n < rows; n++) {
        const row = coordinates.data.subarray(n * samples.cols, (n + 1) * samples.cols);
        // A row that was seen f times has f parts of ω/f each.
        const share = (weights?.[from + n] ?? 1) / total;
        const factor = share ** 2 / (samples.frequencies?.[from + n] ?? 1);
        structure.components.forEach((component, k) => {
          if (component.multiplicity > 1)
            errors[k] += factor * squaredDistance(row, component, blocks[k], 2 ** -unit.exponent);
        });
      }
    }
    return errors;
  });
}

/** ‖B − C‖², B = (scale/pooled)·Z Zᵀ projected on the matrices over 𝔽. */
function squaredDistance(row: Float64Array, component: StructureComponent, C: Float64Layout, scale: number): number {
  const { units, multiplicity, pooled } = component;
  const Z = componentOf(row, component);
  const width = Z.rows;
  const B = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let s = 0; s < pooled; s++) sum += Z.data[i * pooled + s] * Z.data[j * pooled + s];
      B[i * width + j] = (sum / pooled) * scale;
    }
  }
  projectOnUnits(B, multiplicity, multiplicity, units);
  return B.reduce((sum, b, at) => sum + (b - C.data[at]) ** 2, 0);
}

/** What is taken off every row, in units: the mean that the covariance is about. */
function centerOf(
  moments: SymmetricMoments,
  center: CovarianceCenter = 'invariant-mean',
  exponent: number,
): Float64Array {
  const mean =
    center === 'invariant-mean'
      ? moments.invariantMean()
      : center === 'sample-mean'
        ? moments.sampleMean()
        : Float64Array.from(center);
  return scaledBy(mean, -exponent);
}
