/** The operations of the gpu backend: chunked, padded, read back only at their end. */
import type { Block } from '../kernels/blocks.js';
import type { Cells } from '../kernels/group-average.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout } from '../matrix/layout.js';
import { chunkOf, chunkRows, operandOf } from './chunks.js';
import type { KernelResult, Resident } from './kernel.js';
import type { KernelCache } from './kernel-cache.js';
import { AFFINE, GATHER, GRAM_TILE, MAHALANOBIS, type Operand, SPARSE, SPARSE_RESIDUAL, TILE } from './specs.js';

/** Longest sum made in float32; longer ones are cut, and the parts added in float64. */
const LONGEST_SUM = 1024;
/** Columns of a result made at once. */
const WIDEST = 1024;

type Rows = readonly Float32Array[];

/** A linear map stored sparse: output j is Σ_p weights[j·width + p] · x[indices[j·width + p]]. */
export interface SparseMap {
  readonly outputs: number;
  readonly width: number;
  readonly indices: Float32Array;
  readonly weights: Float32Array;
}

/** X·Bᵀ + bias, sums cut after 1024 terms and continued in float64. */
export async function affineRows(
  cache: KernelCache,
  X: Float64Layout,
  B: Float64Layout,
  bias?: ArrayLike<number>,
): Promise<Float64Matrix> {
  const result = new Float64Matrix(X.rows, B.rows);
  if (bias !== undefined) for (let e = 0; e < result.data.length; e++) result.data[e] = bias[e % B.rows];
  for (let k0 = 0; k0 < X.cols; k0 += LONGEST_SUM) {
    const k1 = Math.min(X.cols, k0 + LONGEST_SUM);
    const Xk = columns(X, k0, k1);
    for (let j0 = 0; j0 < B.rows; j0 += WIDEST) {
      const j1 = Math.min(B.rows, j0 + WIDEST);
      const map = operandOf(columns(rowRange(B, j0, j1), k0, k1));
      const zero: Operand = { data: new Float32Array(j1 - j0), rows: 1, cols: j1 - j0 };
      const height = chunkRows(X.rows, Math.max(k1 - k0, j1 - j0), 'multiply', cache.limits);
      await overRows(X.rows, height, async (from, count) => {
        const args = [chunkOf(Xk, from, count, height), map, zero];
        addRows(result, (await cache.run(AFFINE, k1 - k0, [j1 - j0, height], args)) as Rows, from, count, j0);
      });
    }
  }
  return result;
}

/** XᵀY: sums of 64 rows on the accelerator, these added in float64 here. */
export async function crossGramTiles(cache: KernelCache, X: Float64Layout, Y: Float64Layout): Promise<Float64Matrix> {
  const G = new Float64Matrix(X.cols, Y.cols);
  for (let i0 = 0; i0 < X.cols; i0 += WIDEST) {
    for (let j0 = 0; j0 < Y.cols; j0 += WIDEST) {
      await gramPanel(cache, columns(X, i0, i0 + WIDEST), columns(Y, j0, j0 + WIDEST), G, i0, j0);
    }
  }
  return G;
}

async function gramPanel(
  cache: KernelCache,
  X: Float64Layout,
  Y: Float64Layout,
  G: Float64Matrix,
  i0: number,
  j0: number,
): Promise<void> {
  // A tile's result may be larger than its rows: both must fit.
  const width = Math.max(X.cols, Y.cols, Math.ceil((X.cols * Y.cols) / TILE));
  const height = chunkRows(X.rows, width, 'gram', cache.limits);
  await overRows(X.rows, height, async (from, count) => {
    const args = [chunkOf(X, from, count, height), chunkOf(Y, from, count, height)];
    const tiles = (await cache.run(GRAM_TILE, 1, [Y.cols, X.cols, height / TILE], args)) as readonly Rows[];
    for (let t = 0; t * TILE < count; t++) {
      for (let i = 0; i < X.cols; i++) {
        const row = tiles[t][i];
        const at = (i0 + i) * G.cols + j0;
        for (let j = 0; j < Y.cols; j++) G.data[at + j] += row[j];
      }
    }
  });
}

/** A sparse map applied to every row. */
export async function sparseRows(cache: KernelCache, X: Float64Layout, map: SparseMap): Promise<Float64Matrix> {
  const result = new Float64Matrix(X.rows, map.outputs);
  const height = chunkRows(X.rows, Math.max(X.cols, map.outputs), 'applyBlocks', cache.limits);
  const { index, weight } = sparseOperands(map);
  await overRows(X.rows, height, async (from, count) => {
    const args = [chunkOf(X, from, count, height), index, weight];
    addRows(result, (await cache.run(SPARSE, map.width, [map.outputs, height], args)) as Rows, from, count, 0);
  });
  return result;
}

/** Y minus a sparse map applied to every row of X. */
export async function sparseResidualRows(
  cache: KernelCache,
  X: Float64Layout,
  map: SparseMap,
  Y: Float64Layout,
): Promise<Float64Matrix> {
  const result = new Float64Matrix(Y.rows, Y.cols);
  const height = chunkRows(X.rows, Math.max(X.cols, Y.cols), 'blockResidual', cache.limits);
  const { index, weight } = sparseOperands(map);
  await overRows(X.rows, height, async (from, count) => {
    const args = [chunkOf(X, from, count, height), index, weight, chunkOf(Y, from, count, height)];
    addRows(result, (await cache.run(SPARSE_RESIDUAL, map.width, [Y.cols, height], args)) as Rows, from, count, 0);
  });
  return result;
}

/** Q_out·M·Q_inᵀ on every row: change of basis, blocks, change back; nothing read back between the three. */
export async function inBasisRows(
  cache: KernelCache,
  X: Float64Layout,
  basisIn: Float64Matrix,
  map: SparseMap,
  basisOut: Float64Matrix,
): Promise<Float64Matrix> {
  const result = new Float64Matrix(X.rows, basisOut.rows);
  const [into, out] = [operandOf(basisIn.transpose()), operandOf(basisOut)];
  const { index, weight } = sparseOperands(map);
  const widest = Math.max(X.cols, basisIn.cols, map.outputs, basisOut.rows);
  const height = chunkRows(X.rows, widest, 'applyInBasis', cache.limits);
  const zeros = (cols: number): Operand => ({ data: new Float32Array(cols), rows: 1, cols });
  await overRows(X.rows, height, async (from, count) => {
    const first = [chunkOf(X, from, count, height), into, zeros(into.rows)];
    const coordinates = await cache.runResident(AFFINE, X.cols, [into.rows, height], first);
    const images = await releasing(coordinates, () =>
      cache.runResident(SPARSE, map.width, [map.outputs, height], [coordinates, index, weight]),
    );
    const last = [images, out, zeros(out.rows)];
    const rows = await releasing(images, () => cache.run(AFFINE, map.outputs, [out.rows, height], last));
    addRows(result, rows as Rows, from, count, 0);
  });
  return result;
}

/** Whether `inBasisRows` takes these shapes: no sum is cut. */
export function basesFit(basisIn: Float64Layout, basisOut: Float64Layout): boolean {
  const sides = [basisIn.rows, basisIn.cols, basisOut.rows, basisOut.cols];
  return sides.every((n) => n > 0 && n <= Math.min(LONGEST_SUM, WIDEST));
}

/** Means over cells and their copies back to every column: two kernels, nothing read back between them. */
export async function averageRows(cache: KernelCache, X: Float64Layout, cells: Cells): Promise<Float64Matrix> {
  const result = new Float64Matrix(X.rows, X.cols);
  const means = meansOf(cells);
  const { index, weight } = sparseOperands(means);
  const label: Operand = { data: Float32Array.from(cells.label), rows: 1, cols: X.cols };
  const height = chunkRows(X.rows, X.cols, 'groupAverage', cache.limits);
  await overRows(X.rows, height, async (from, count) => {
    const args = [chunkOf(X, from, count, height), index, weight];
    const between = await cache.runResident(SPARSE, means.width, [means.outputs, height], args);
    const rows = await releasing(between, () => cache.run(GATHER, 1, [X.cols, height], [between, label]));
    addRows(result, rows as Rows, from, count, 0);
  });
  return result;
}

/** Squared Mahalanobis lengths ‖W(x − mean)‖²; the mean is taken off in float64, where it may cancel. */
export async function mahalanobisRows(
  cache: KernelCache,
  X: Float64Layout,
  mean: ArrayLike<number>,
  W: Float64Layout,
): Promise<Float64Array> {
  const result = new Float64Array(X.rows);
  const height = chunkRows(X.rows, X.cols, 'logDensity', cache.limits);
  const factor = operandOf(W);
  await overRows(X.rows, height, async (from, count) => {
    const args = [chunkOf(X, from, count, height, mean), factor];
    const part = (await cache.run(MAHALANOBIS, X.cols, [height], args)) as Float32Array;
    for (let r = 0; r < count; r++) result[from + r] = part[r];
  });
  return result;
}

/** Blocks M ⊗ I_s as one sparse map. */
export function sparseOfBlocks(blocks: readonly Block[], outputs: number): SparseMap {
  const entries: [number, number][][] = Array.from({ length: outputs }, () => []);
  for (const { inStart, outStart, matrix, stride = 1 } of blocks) {
    for (let a = 0; a < matrix.rows; a++) {
      for (let b = 0; b < matrix.cols; b++) {
        const weight = matrix.data[a * matrix.cols + b];
        if (weight === 0) continue;
        for (let r = 0; r < stride; r++) entries[outStart + a * stride + r].push([inStart + b * stride + r, weight]);
      }
    }
  }
  return ellpack(entries);
}

function meansOf({ label, sizes }: Cells): SparseMap {
  const entries: [number, number][][] = Array.from(sizes, () => []);
  label.forEach((cell, j) => {
    entries[cell].push([j, 1 / sizes[cell]]);
  });
  return ellpack(entries);
}

function ellpack(entries: readonly (readonly (readonly [number, number])[])[]): SparseMap {
  const width = entries.reduce((most, row) => Math.max(most, row.length), 1);
  const indices = new Float32Array(entries.length * width);
  const weights = new Float32Array(entries.length * width);
  entries.forEach((row, j) => {
    row.forEach(([index, weight], p) => {
      indices[j * width + p] = index;
      weights[j * width + p] = weight;
    });
  });
  return { outputs: entries.length, width, indices, weights };
}

/** Whether a sparse map fits the accelerator: its longest sum and its table. */
export function sparseFits({ limits }: KernelCache, map: SparseMap): boolean {
  return map.outputs > 0 && map.width <= 16 * LONGEST_SUM && map.outputs * map.width <= limits.numbers;
}

/** Whether the means of these cells do. */
export function cellsFit({ limits }: KernelCache, cells: Cells): boolean {
  const longest = cells.sizes.reduce((most, size) => Math.max(most, size), 0);
  return longest <= LONGEST_SUM && longest * cells.sizes.length <= limits.numbers;
}

function sparseOperands({ outputs, width, indices, weights }: SparseMap): { index: Operand; weight: Operand } {
  return {
    index: { data: indices, rows: outputs, cols: width },
    weight: { data: weights, rows: outputs, cols: width },
  };
}

async function overRows(
  rows: number,
  height: number,
  step: (from: number, count: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows; from += height) await step(from, Math.min(height, rows - from));
}

function addRows(target: Float64Matrix, part: readonly KernelResult[], from: number, count: number, j0: number): void {
  for (let r = 0; r < count; r++) {
    const row = part[r] as Float32Array;
    const at = (from + r) * target.cols + j0;
    for (let j = 0; j < row.length; j++) target.data[at + j] += row[j];
  }
}

function columns(X: Float64Layout, from: number, to: number): Float64Layout {
  const end = Math.min(to, X.cols);
  if (from === 0 && end === X.cols) return X;
  const data = new Float64Array(X.rows * (end - from));
  for (let i = 0; i < X.rows; i++) {
    data.set(X.data.subarray(i * X.cols + from, i * X.cols + end), i * (end - from));
  }
  return { data, rows: X.rows, cols: end - from };
}

function rowRange(X: Float64Layout, from: number, to: number): Float64Layout {
  return { data: X.data.subarray(from * X.cols, to * X.cols), rows: to - from, cols: X.cols };
}

/** Gives a result on the accelerator back once the next step has used it. */
async function releasing<T>(used: Resident, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } finally {
    const texture = used.resident as { delete?: () => void } | null;
    if (typeof texture?.delete === 'function') texture.delete();
  }
}
