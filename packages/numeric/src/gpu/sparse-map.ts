/** Linear maps of rows in ELLPACK form: changes of basis, maps by blocks, means over cells. */
import type { Cells } from '../kernels/group-average.js';
import type { Float64Layout } from '../matrix/layout.js';
import type { ChangeOfBasis } from '../pipeline/change-of-basis.js';
import type { KernelCache } from './kernel-cache.js';
import type { Operand } from './specs.js';

/** Output j is Σ_p weights[j·width + p] · x[indices[j·width + p]]. */
export interface SparseMap {
  readonly outputs: number;
  readonly width: number;
  readonly indices: Float32Array;
  readonly weights: Float32Array;
}

type Entries = readonly (readonly (readonly [index: number, weight: number])[])[];

/** x ↦ Qᵀx. */
export function mapToCoordinates({ dimension, summands }: ChangeOfBasis): SparseMap {
  const entries: [number, number][][] = Array.from({ length: dimension }, () => []);
  for (const { points, coordinates, matrix } of summands) {
    coordinates.forEach((c, j) => {
      points.forEach((point, i) => {
        const weight = matrix.data[i * matrix.cols + j];
        if (weight !== 0) entries[c].push([point, weight]);
      });
    });
  }
  return ellpack(entries);
}

/** x̂ ↦ Qx̂. */
export function mapFromCoordinates({ dimension, summands }: ChangeOfBasis): SparseMap {
  const entries: [number, number][][] = Array.from({ length: dimension }, () => []);
  for (const { points, coordinates, matrix } of summands) {
    points.forEach((point, i) => {
      coordinates.forEach((c, j) => {
        const weight = matrix.data[i * matrix.cols + j];
        if (weight !== 0) entries[point].push([c, weight]);
      });
    });
  }
  return ellpack(entries);
}

/** x̂ ↦ (⊕ C_k ⊗ I) x̂, with `outputs` of at least the dimension of `to`: those beyond are zeros. */
export function mapOfBlocks(
  blocks: readonly Float64Layout[],
  to: ChangeOfBasis,
  from: ChangeOfBasis,
  outputs = to.dimension,
): SparseMap {
  const entries: [number, number][][] = Array.from({ length: outputs }, () => []);
  blocks.forEach(({ data, rows, cols }, k) => {
    const [y, x] = [to.components[k], from.components[k]];
    for (let i = 0; i < rows; i++) {
      for (let s = 0; s < y.pooled; s++) {
        for (let j = 0; j < cols; j++) {
          const weight = data[i * cols + j];
          if (weight !== 0) entries[y.offset + i * y.pooled + s].push([x.offset + j * x.pooled + s, weight]);
        }
      }
    }
  });
  return ellpack(entries);
}

/** Means over cells. */
export function mapToMeans({ label, sizes }: Cells): SparseMap {
  const entries: [number, number][][] = Array.from(sizes, () => []);
  label.forEach((cell, j) => {
    entries[cell].push([j, 1 / sizes[cell]]);
  });
  return ellpack(entries);
}

function ellpack(entries: Entries): SparseMap {
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

/** Longest sum made in float32: 2¹⁴ roundings are 1e-3 of the sum of sizes, and no map of ours comes near it. */
const LONGEST_SUM = 2 ** 14;

/** Whether a map fits the accelerator: its longest sum and its table. */
export function sparseFits({ limits }: KernelCache, map: SparseMap): boolean {
  return map.outputs > 0 && map.width <= LONGEST_SUM && map.outputs * map.width <= limits.numbers;
}

/** Its two tables. */
export function sparseOperands({ outputs, width, indices, weights }: SparseMap): { index: Operand; weight: Operand } {
  return {
    index: { data: indices, rows: outputs, cols: width },
    weight: { data: weights, rows: outputs, cols: width },
  };
}
