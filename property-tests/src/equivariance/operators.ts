/** Linear operators as functions on vectors: permutations, sparse matrices, exponentials, blocks, products. */
import type { Float64Layout } from '@isotypic/algebra';

export interface Operator {
  readonly dimension: number;
  /** Whether it only moves entries and changes signs: nothing is rounded. */
  readonly isExact: boolean;
  /** e_j ↦ signs[j] e_{images[j]}, where it is exact: products are made of these at once. */
  readonly monomial?: { readonly images: ArrayLike<number>; readonly signs: ArrayLike<number> | undefined };
  /** A new vector, never the argument. */
  apply(x: Float64Array): Float64Array;
}

export function identityOperator(dimension: number): Operator {
  const images = Int32Array.from({ length: dimension }, (_, j) => j);
  return { dimension, isExact: true, monomial: { images, signs: undefined }, apply: (x) => x.slice() };
}

/** e_j ↦ e_{images[j]}, times signs[j]. */
export function monomialOperator(images: ArrayLike<number>, signs?: ArrayLike<number>): Operator {
  const dimension = images.length;
  const apply = (x: Float64Array): Float64Array => {
    const y = new Float64Array(dimension);
    if (signs === undefined) for (let j = 0; j < dimension; j++) y[images[j]] = x[j];
    else for (let j = 0; j < dimension; j++) y[images[j]] = signs[j] * x[j];
    return y;
  };
  return { dimension, isExact: true, monomial: { images, signs }, apply };
}

/** A square matrix in compressed rows. */
interface SparseRows {
  readonly dimension: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

function sparseRows({ data, rows, cols }: Float64Layout): SparseRows {
  const start = new Int32Array(rows + 1);
  for (let i = 0; i < rows; i++) {
    start[i + 1] = start[i];
    for (let j = 0; j < cols; j++) if (data[i * cols + j] !== 0) start[i + 1]++;
  }
  const [column, value] = [new Int32Array(start[rows]), new Float64Array(start[rows])];
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      if (data[i * cols + j] === 0) continue;
      column[at] = j;
      value[at++] = data[i * cols + j];
    }
  }
  return { dimension: rows, start, column, value };
}

function timesSparse({ dimension, start, column, value }: SparseRows, x: Float64Array): Float64Array {
  const y = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += value[k] * x[column[k]];
    y[i] = sum;
  }
  return y;
}

/** x ↦ Mx; a signed permutation matrix is recognized. */
export function matrixOperator(M: Float64Layout): Operator {
  const sparse = sparseRows(M);
  return (
    monomialOf(sparse) ?? { dimension: M.rows, isExact: false, apply: (x: Float64Array) => timesSparse(sparse, x) }
  );
}

function monomialOf({ dimension, start, column, value }: SparseRows): Operator | undefined {
  const [images, signs] = [new Int32Array(dimension).fill(-1), new Float64Array(dimension)];
  for (let i = 0; i < dimension; i++) {
    const k = start[i];
    if (start[i + 1] !== k + 1 || Math.abs(value[k]) !== 1 || images[column[k]] !== -1) return undefined;
    images[column[k]] = i;
    signs[column[k]] = value[k];
  }
  return signs.every((s) => s === 1) ? monomialOperator(images) : monomialOperator(images, signs);
}

/**
 * x ↦ exp(tA)x by the Taylor series in steps of norm at most 1, each summed until a term no longer changes the sum: 20
 * terms of at most 1/k! reach 2⁻⁵³.
 */
export function exponentialOperator(A: Float64Layout, t: number): Operator {
  const sparse = sparseRows(A);
  let norm = 0;
  for (let i = 0; i < sparse.dimension; i++) {
    let row = 0;
    for (let k = sparse.start[i]; k < sparse.start[i + 1]; k++) row += Math.abs(sparse.value[k]);
    norm = Math.max(norm, row);
  }
  const steps = Math.max(1, Math.ceil(Math.abs(t) * norm));
  const apply = (x: Float64Array): Float64Array => {
    let y = x.slice();
    for (let s = 0; s < steps; s++) {
      let term = y;
      const sum = y.slice();
      for (let k = 1; k <= TAYLOR_TERMS; k++) {
        term = timesSparse(sparse, term).map((v) => (v * t) / (steps * k));
        for (let i = 0; i < sum.length; i++) sum[i] += term[i];
      }
      y = sum;
    }
    return y;
  };
  return { dimension: sparse.dimension, isExact: norm === 0, apply };
}

const TAYLOR_TERMS = 20; // 1/21! < 2⁻⁶⁵

/** Operators side by side, each on its own stretch of the vector. */
export function blockOperator(blocks: readonly Operator[]): Operator {
  if (blocks.length === 1) return blocks[0];
  const dimension = blocks.reduce((sum, b) => sum + b.dimension, 0);
  const monomial = monomialBlocks(dimension, blocks);
  if (monomial !== undefined) return monomial;
  const apply = (x: Float64Array): Float64Array => {
    const y = new Float64Array(dimension);
    let at = 0;
    for (const block of blocks) {
      y.set(block.apply(x.subarray(at, at + block.dimension)), at);
      at += block.dimension;
    }
    return y;
  };
  return { dimension, isExact: blocks.every((b) => b.isExact), apply };
}

function monomialBlocks(dimension: number, blocks: readonly Operator[]): Operator | undefined {
  if (blocks.some((b) => b.monomial === undefined)) return undefined;
  const [images, signs] = [new Int32Array(dimension), new Float64Array(dimension).fill(1)];
  let at = 0;
  for (const { monomial, dimension: size } of blocks) {
    for (let j = 0; j < size; j++) {
      images[at + j] = at + monomial!.images[j];
      if (monomial!.signs !== undefined) signs[at + j] = monomial!.signs[j];
    }
    at += size;
  }
  return signs.every((s) => s === 1) ? monomialOperator(images) : monomialOperator(images, signs);
}

/** The product of operators, the last one applied first. */
export function productOperator(dimension: number, factors: readonly Operator[]): Operator {
  if (factors.length === 1) return factors[0];
  return (
    monomialProduct(dimension, factors) ?? {
      dimension,
      isExact: factors.every((o) => o.isExact),
      apply: (x) => factors.reduceRight<Float64Array>((v, o) => o.apply(v), x),
    }
  );
}

function monomialProduct(dimension: number, factors: readonly Operator[]): Operator | undefined {
  if (factors.some((f) => f.monomial === undefined)) return undefined;
  const images = Int32Array.from(factors[factors.length - 1].monomial!.images);
  const isSigned = factors.some((f) => f.monomial!.signs !== undefined);
  const signs = isSigned ? new Float64Array(dimension).fill(1) : undefined;
  const times = ({ signs: more }: NonNullable<Operator['monomial']>, at: ArrayLike<number> | undefined) => {
    if (signs === undefined || more === undefined) return;
    for (let j = 0; j < dimension; j++) signs[j] *= more[at === undefined ? j : at[j]];
  };
  times(factors[factors.length - 1].monomial!, undefined);
  for (let k = factors.length - 2; k >= 0; k--) {
    const next = factors[k].monomial!;
    times(next, images);
    for (let j = 0; j < dimension; j++) images[j] = next.images[images[j]];
  }
  return signs === undefined || signs.every((s) => s === 1)
    ? monomialOperator(images)
    : monomialOperator(images, signs);
}
