/** The moments of one batch: its projected second moments about its mean, by one pass of the pipeline. */
import type { Float64Layout, GramRequest, PooledGrams, SpacePair } from '@isotypic/numeric';
import { projectOnUnits } from '@isotypic/numeric/internal';
import { dataExponent, scaledBy, scaledWeights, weightExponent } from '../data/powers-of-two.js';
import { type CheckedSamples, countOf } from '../data/samples.js';
import type { Operations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { toCoordinates } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { invariantShift } from './column-means.js';
import { CompensatedSums } from './compensated.js';
import type { MomentSums } from './moment-sums.js';
import { jointWidth, widthsOf } from './second-moments.js';

/**
 * The sums of a batch, about the shift and in the units of `known` where rows are known, in larger units if need be.
 * Second moments of other pairs than those listed are left at zero. Samples whose largest number is not known are taken
 * as they are: undefined where it turns out that they have to be read first, to be refused or scaled.
 */
export async function sumsOfBatch(
  checked: readonly CheckedSamples[],
  structures: readonly IsotypicStructure[],
  known: MomentSums,
  operations: Operations,
  pairs: readonly SpacePair[],
): Promise<MomentSums | undefined> {
  const isKnown = checked.every(({ largest }) => !Number.isNaN(largest));
  const exponents = checked.map(({ largest }, a) => Math.max(isKnown ? dataExponent(largest) : 0, known.exponents[a]));
  if (!isKnown && exponents.some((e) => e !== 0)) return undefined;
  const shifts = checked.map((M, a) =>
    known.count > 0
      ? scaledBy(known.shifts[a], known.exponents[a] - exponents[a])
      : invariantShift(M, exponents[a], structures[a]),
  );
  const weights = scaledWeights(checked[0].weights);
  const request: GramRequest = {
    spaces: checked.map(({ data, rows, cols }, a) => ({
      rows: { data: scaledBy(data, -exponents[a]), rows, cols },
      basis: changeOf(structures[a]),
      shift: shifts[a],
    })),
    pairs,
    centered: true,
    roots: weights?.map(Math.sqrt),
  };
  const { grams, means, largest, isFinite: finite } = await operations.pooledGrams(request);
  if (!isKnown && !(finite && largest.every((most) => dataExponent(most) === 0))) return undefined;
  const { rows, frequencies } = checked[0];
  const W = weights === undefined ? rows : weights.reduce((a, b) => a + b, 0);
  // A row that was seen f times has f weights of w/f.
  const W2 = weights === undefined ? rows : weights.reduce((a, b, n) => a + (b * b) / (frequencies?.[n] ?? 1), 0);
  return {
    count: countOf(checked[0]),
    weightExponent: weightExponent(checked[0].weights),
    exponents,
    shifts,
    weights: new CompensatedSums(Float64Array.of(W, W2)),
    sums: means.map((mean, a) => new CompensatedSums(toCoordinates(mean, structures[a]).map((v) => W * v))),
    comoments: jointBlocks(grams, pairs, structures).map((block) => new CompensatedSums(block)),
  };
}

/** Pooled Gram matrices, averaged over the pooled coordinates and projected, as blocks of both spaces together. */
function jointBlocks(
  grams: PooledGrams['grams'],
  pairs: readonly SpacePair[],
  structures: readonly IsotypicStructure[],
): Float64Array[] {
  return structures[0].components.map(({ units, pooled }, k) => {
    const sizes = widthsOf(structures, k);
    const width = jointWidth(structures, k);
    const only = pairs.length === 1 && sizes.length === 1 ? grams[0][k] : undefined;
    const joint = only?.data ?? new Float64Array(width ** 2);
    pairs.forEach(([a, b], p) => {
      const block = grams[p][k];
      projectOnUnits(block.data, sizes[a] / units, sizes[b] / units, units);
      for (let e = 0; e < block.data.length; e++) block.data[e] /= pooled;
      place(joint, width, block, a === 0 ? 0 : sizes[0], b === 0 ? 0 : sizes[0]);
    });
    return joint;
  });
}

/** Writes a block and its transpose, the mean of both where it is its own. */
function place(joint: Float64Array, width: number, { data, rows, cols }: Float64Layout, r0: number, c0: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      // The projection of a symmetric matrix is symmetric but for rounding.
      const v = r0 === c0 ? (data[i * cols + j] + data[j * cols + i]) / 2 : data[i * cols + j];
      joint[(r0 + i) * width + c0 + j] = v;
      joint[(c0 + j) * width + r0 + i] = v;
    }
  }
}
