/** Each kernel with its float64 twin: what one entry of the result is, and how far float32 may be from it. */
import { affine, gather, gramTile, mahalanobis, sparse, sparseResidual } from './sources.js';

/** Unit roundoff of float32. */
export const UNIT = 2 ** -24;

/** A matrix as a kernel receives it. */
export interface Operand {
  readonly data: Float32Array;
  readonly rows: number;
  readonly cols: number;
}

/** One entry in float64, and the bound on what float32 arithmetic in any order makes of it. */
export interface Entry {
  readonly value: number;
  readonly bound: number;
}

export interface KernelSpec {
  readonly name: string;
  readonly source: (...args: never[]) => number;
  /** Arguments that hold data; the others hold indices, and are kept as they are when a kernel is validated. */
  readonly dataArguments: readonly number[];
  entry(args: readonly Operand[], inner: number, x: number, y: number, z: number): Entry;
}

const at = (M: Operand, i: number, j: number): number => M.data[i * M.cols + j];

/**
 * Σ of n products in float32, in any order and with or without fusing: |error| ≤ γ_{n+1}·Σ|aᵢbᵢ|, γ_k = k·u/(1 − k·u)
 * (Higham, §3.1); `extra` counts the operations done to the sum afterwards. The last term covers the underflow of
 * products, which accelerators flush to zero: at most 2⁻¹²⁶ each.
 */
function sumBound(n: number, size: number, extra = 0): number {
  const k = (n + 1 + extra) * UNIT;
  return (k / (1 - k)) * size + n * 2 ** -126;
}

interface Sum {
  readonly sum: number;
  /** Σ of the absolute values of its terms. */
  readonly size: number;
}

function inner(X: Operand, r: number, B: Operand, j: number, n: number): Sum {
  let sum = 0;
  let size = 0;
  for (let k = 0; k < n; k++) {
    const product = at(X, r, k) * at(B, j, k);
    sum += product;
    size += Math.abs(product);
  }
  return { sum, size };
}

export const AFFINE: KernelSpec = {
  name: 'affine',
  source: affine,
  dataArguments: [0, 1, 2],
  entry([X, B, bias], n, x, y) {
    const { sum, size } = inner(X, y, B, x, n);
    return { value: sum + at(bias, 0, x), bound: sumBound(n, size + Math.abs(at(bias, 0, x)), 1) };
  },
};

export const GATHER: KernelSpec = {
  name: 'gather',
  source: gather,
  dataArguments: [0],
  entry: ([X, index], _n, x, y) => ({ value: at(X, y, at(index, 0, x)), bound: 0 }),
};

/** Row r of X through output j of a sparse map. */
function sparseSum(X: Operand, index: Operand, weight: Operand, r: number, j: number, n: number): Sum {
  let sum = 0;
  let size = 0;
  for (let p = 0; p < n; p++) {
    const product = at(weight, j, p) * at(X, r, at(index, j, p));
    sum += product;
    size += Math.abs(product);
  }
  return { sum, size };
}

export const SPARSE: KernelSpec = {
  name: 'sparse',
  source: sparse,
  dataArguments: [0, 2],
  entry([X, index, weight], n, x, y) {
    const { sum, size } = sparseSum(X, index, weight, y, x, n);
    return { value: sum, bound: sumBound(n, size) };
  },
};

export const SPARSE_RESIDUAL: KernelSpec = {
  name: 'sparseResidual',
  source: sparseResidual,
  dataArguments: [0, 2, 3],
  entry([X, index, weight, Y], n, x, y) {
    const { sum, size } = sparseSum(X, index, weight, y, x, n);
    return { value: at(Y, y, x) - sum, bound: sumBound(n, size + Math.abs(at(Y, y, x)), 1) };
  },
};

/** Rows that one entry of `gramTile` adds up. */
export const TILE = 64;

export const GRAM_TILE: KernelSpec = {
  name: 'gramTile',
  source: gramTile,
  dataArguments: [0, 1],
  entry([X, Y], _n, x, y, z) {
    let sum = 0;
    let size = 0;
    for (let r = z * TILE; r < (z + 1) * TILE; r++) {
      const product = at(X, r, y) * at(Y, r, x);
      sum += product;
      size += Math.abs(product);
    }
    // Eight sums of eight: a term passes through at most 8 + 8 additions.
    return { value: sum, bound: sumBound(16, size) };
  },
};

export const MAHALANOBIS: KernelSpec = {
  name: 'mahalanobis',
  source: mahalanobis,
  dataArguments: [0, 1],
  entry([X, W], n, x) {
    let sum = 0;
    let bound = 0;
    for (let i = 0; i < n; i++) {
      const part = inner(X, x, W, i, n);
      const error = sumBound(n, part.size);
      sum += part.sum * part.sum;
      bound += 2 * Math.abs(part.sum) * error + error * error;
    }
    return { value: sum, bound: bound + sumBound(n, sum + bound) };
  },
};
