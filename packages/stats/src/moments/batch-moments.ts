/**
 * The moments of one batch: its projected second moments about its mean are found in two ways that agree to rounding.
 */
import type { Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { projectOnUnits } from '@isotypic/numeric/internal';
import { dataExponent, scaledBy, scaledWeights, weightExponent } from '../data/powers-of-two.js';
import type { CheckedSamples } from '../data/samples.js';
import { added, chunksOf } from '../run/chunks.js';
import type { Products } from '../run/run.js';
import { toIsotypic } from '../structure/change-of-basis.js';
import { pooledSamples, projectOnHom, toCoordinates } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { columnMeans, invariantShift } from './column-means.js';
import { CompensatedSums } from './compensated.js';
import type { MomentSums } from './moment-sums.js';
import { addOuter, jointWidth } from './second-moments.js';

/**
 * Rows of one or two spaces, to be divided by 2^exponent, with centers that are taken off in the original coordinates,
 * before any rotation would have to find differences by cancellation. Weights undefined when all are 1.
 */
interface CenteredBatch {
  readonly parts: readonly Float64Layout[];
  readonly exponents: readonly number[];
  readonly centers: readonly Float64Array[];
  readonly weights: Float64Array | undefined;
}

/**
 * The sums of a batch, about the shift and in the units of `known` where rows are known, in larger units if need be.
 */
export async function sumsOfBatch(
  checked: readonly CheckedSamples[],
  structures: readonly IsotypicStructure[],
  known: MomentSums,
  products: Products,
): Promise<MomentSums> {
  const exponents = checked.map((M, a) => Math.max(dataExponent(M.largest), known.exponents[a]));
  const shifts = checked.map((M, a) =>
    known.count > 0
      ? scaledBy(known.shifts[a], known.exponents[a] - exponents[a])
      : invariantShift(M, exponents[a], structures[a]),
  );
  const weights = scaledWeights(checked[0].weights);
  const means = checked.map((M, a) => columnMeans(M, { weights, shift: shifts[a], exponent: exponents[a] }));
  // The mean is shift + mean, to twice the digits; its rounding is the center.
  const centers = means.map((mean, a) => mean.map((v, i) => shifts[a][i] + v));
  const centered = { parts: checked, exponents, centers, weights };
  const grams =
    (await blocksFromGram(centered, structures, products)) ??
    (await blocksFromCoordinates(centered, structures, products));
  const { rows } = checked[0];
  const W = weights === undefined ? rows : weights.reduce((a, b) => a + b, 0);
  const W2 = weights === undefined ? rows : weights.reduce((a, b) => a + b * b, 0);
  const sums = means.map((mean, a) => new CompensatedSums(toCoordinates(mean, structures[a]).map((v) => W * v)));
  const offCenter = means.map((mean, a) => toCoordinates(roundingOf(shifts[a], mean, centers[a]), structures[a]));
  grams.forEach((gram, k) => {
    // Σ w (z − c)(z − c)ᵀ is larger than that about the mean by W·rrᵀ, r = mean − c.
    addOuter(k, gram, [structures, offCenter], [structures, offCenter], -W);
  });
  return {
    count: rows,
    weightExponent: weightExponent(checked[0].weights),
    exponents,
    shifts,
    weights: new CompensatedSums(Float64Array.of(W, W2)),
    sums,
    comoments: grams.map((gram) => new CompensatedSums(gram)),
  };
}

/** (a + b) − sum, exactly, for sum = a + b rounded (Knuth's TwoSum). */
function roundingOf(a: Float64Array, b: Float64Array, sum: Float64Array): Float64Array {
  return sum.map((s, i) => {
    const back = s - a[i];
    return a[i] - (s - back) + (b[i] - back);
  });
}

/**
 * Gram first: S = Σ w(z−z̄)(z−z̄)ᵀ in the original coordinates, half the work of changing the basis of every row, then
 * the projection of S. Its rounding is ε·‖S‖ on every component alike; so this declines (undefined) where a component
 * is smaller than 1e-4 of the largest, which would then keep fewer than 12 digits; on a backend of single precision,
 * than a tenth: one digit of its six or seven.
 */
async function blocksFromGram(
  batch: CenteredBatch,
  structures: readonly IsotypicStructure[],
  products: Products,
): Promise<Float64Array[] | undefined> {
  const sums: Float64Matrix[][] = structures.map(() => []);
  for (const parts of centeredChunks(batch)) {
    for (let a = 0; a < parts.length; a++) {
      sums[a][a] = added(sums[a][a], await products.gram(parts[a]));
      for (let b = 0; b < a; b++) sums[a][b] = added(sums[a][b], await products.crossGram(parts[a], parts[b]));
    }
  }
  const joint = jointZeros(structures);
  for (let a = 0; a < structures.length; a++) {
    for (let b = 0; b <= a; b++) {
      const blocks = await projectOnHom(sums[a][b], structures[a], structures[b], products);
      blocks.forEach((block, k) => {
        place(joint[k], block, structures, k, a, b);
      });
    }
  }
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  joint.forEach((block, k) => {
    const width = jointWidth(structures, k);
    for (let i = 0; i < width; i++) {
      least = Math.min(least, block[i * width + i]);
      largest = Math.max(largest, block[i * width + i]);
    }
  });
  const smallest = products.precision === 'single' ? 0.1 : 1e-4;
  return least >= smallest * largest ? joint : undefined;
}

/** Basis first: every component from its own coordinates, accurate relative to itself. */
async function blocksFromCoordinates(
  batch: CenteredBatch,
  structures: readonly IsotypicStructure[],
  products: Products,
): Promise<Float64Array[]> {
  const joint = jointZeros(structures);
  for (const parts of centeredChunks(batch)) {
    const coordinates: Float64Layout[] = [];
    for (const [a, part] of parts.entries()) coordinates.push(await toIsotypic(part, structures[a], products));
    for (const [k, { pooled }] of structures[0].components.entries()) {
      const pools = structures.map((s, a) => pooledSamples(coordinates[a], s.components[k]));
      const { data } = await products.gram(pools.length === 1 ? pools[0] : beside(pools[0], pools[1]));
      for (let i = 0; i < data.length; i++) joint[k][i] += data[i] / pooled;
    }
  }
  joint.forEach((block, k) => {
    const { units } = structures[0].components[k];
    projectOnUnits(block, jointWidth(structures, k) / units, jointWidth(structures, k) / units, units);
  });
  return joint;
}

/** √w (z − center) for ranges of rows. */
function* centeredChunks({ parts, exponents, centers, weights }: CenteredBatch): Generator<Float64Layout[]> {
  const total = parts[0].rows;
  const widest = parts.reduce((a, p) => Math.max(a, p.cols), 1);
  for (const [start, end] of chunksOf(total, widest)) {
    const rows = end - start;
    yield parts.map(({ data, cols }, a) => {
      const part = data.subarray(start * cols, (start + rows) * cols);
      const chunk = exponents[a] === 0 ? part : scaledBy(part, -exponents[a]);
      const out = new Float64Array(rows * cols);
      const center = centers[a];
      for (let n = 0; n < rows; n++) {
        const root = weights === undefined ? 1 : Math.sqrt(weights[start + n]);
        for (let j = 0; j < cols; j++) out[n * cols + j] = root * (chunk[n * cols + j] - center[j]);
      }
      return { data: out, rows, cols };
    });
  }
}

function jointZeros(structures: readonly IsotypicStructure[]): Float64Array[] {
  return structures[0].components.map((_, k) => new Float64Array(jointWidth(structures, k) ** 2));
}

/** Writes block (a, b) and its transpose into component k's joint block. */
function place(
  joint: Float64Array,
  block: Float64Layout,
  structures: readonly IsotypicStructure[],
  k: number,
  a: number,
  b: number,
): void {
  const width = jointWidth(structures, k);
  const first = structures[0].components[k].multiplicity * structures[0].components[k].units;
  const [r0, c0] = [a === 0 ? 0 : first, b === 0 ? 0 : first];
  for (let i = 0; i < block.rows; i++) {
    for (let j = 0; j < block.cols; j++) {
      // The mean of (i, j) and (j, i) on the diagonal: the projection of a symmetric S is symmetric but for rounding.
      const v =
        a === b
          ? (block.data[i * block.cols + j] + block.data[j * block.cols + i]) / 2
          : block.data[i * block.cols + j];
      joint[(r0 + i) * width + c0 + j] = v;
      joint[(c0 + j) * width + r0 + i] = v;
    }
  }
}

function beside(A: Float64Layout, B: Float64Layout): Float64Layout {
  const cols = A.cols + B.cols;
  const data = new Float64Array(A.rows * cols);
  for (let n = 0; n < A.rows; n++) {
    data.set(A.data.subarray(n * A.cols, (n + 1) * A.cols), n * cols);
    data.set(B.data.subarray(n * B.cols, (n + 1) * B.cols), n * cols + A.cols);
  }
  return { data, rows: A.rows, cols };
}
