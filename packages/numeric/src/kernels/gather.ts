/** Permutation gather and scatter of rows and columns, and orbit averages: symmetric work that needs no products. */
import { DisjointSets, describe, IsotypicError, invalidArgument } from '@isotypic/algebra';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';

/** A list of indices: an array of integers or a typed array. */
export type Indices = ArrayLike<number>;

/**
 * Column j of the result is column `indices[j]` of X.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for an index out of range.
 */
export function gatherColumns(X: Float64Layout, indices: Indices): Float64Matrix {
  checkIndices('gatherColumns', indices, X.cols);
  // One type of list in the hot loop, whatever the caller has.
  const from = Int32Array.from(indices);
  const { data, rows, cols } = X;
  const width = from.length;
  const result = new Float64Matrix(rows, width);
  const target = result.data;
  for (let i = 0; i < rows; i++) {
    const row = i * cols;
    const to = i * width;
    for (let j = 0; j < width; j++) target[to + j] = data[row + from[j]];
  }
  return result;
}

/** Column `indices[j]` of the result is column j of X; `indices` must be a permutation. */
export function scatterColumns(X: Float64Layout, indices: Indices): Float64Matrix {
  return gatherColumns(X, inversePermutation('scatterColumns', indices, X.cols));
}

/** Row i of the result is row `indices[i]` of X. */
export function gatherRows(X: Float64Layout, indices: Indices): Float64Matrix {
  checkIndices('gatherRows', indices, X.rows);
  const result = new Float64Matrix(indices.length, X.cols);
  for (let i = 0; i < indices.length; i++) {
    result.data.set(X.data.subarray(indices[i] * X.cols, (indices[i] + 1) * X.cols), i * X.cols);
  }
  return result;
}

/** The permutation that undoes `indices`. */
export function inversePermutation(where: string, indices: Indices, degree: number): Int32Array {
  if (indices.length !== degree) {
    throw shapeMismatch(where, `a permutation of ${degree} points`, `${indices.length} indices`);
  }
  const inverse = new Int32Array(degree).fill(-1);
  for (let j = 0; j < degree; j++) {
    const image = indices[j];
    if (!(Number.isInteger(image) && image >= 0 && image < degree) || inverse[image] >= 0) {
      throw new IsotypicError('NOT_A_PERMUTATION', {
        where,
        expected: `each of 0…${degree - 1} once`,
        received: `${describe(image)} at position ${j}`,
      });
    }
    inverse[image] = j;
  }
  return inverse;
}

/** The refusal of an index out of range. */
export function checkIndices(where: string, indices: Indices, bound: number): void {
  for (let j = 0; j < indices.length; j++) {
    if (!(Number.isInteger(indices[j]) && indices[j] >= 0 && indices[j] < bound)) {
      throw invalidArgument(where, `indices below ${bound}`, indices[j]);
    }
  }
}

/** A partition of 0…count−1: `label[i]` is the cell of i, cells numbered by their first element. */
export interface Cells {
  readonly label: Int32Array;
  readonly sizes: Int32Array;
}

/** The orbits of 0…degree−1 under the group that the permutations generate (union–find, no group elements). */
export function orbitCells(generators: readonly Indices[], degree: number): Cells {
  for (const g of generators) inversePermutation('groupAverage', g, degree);
  return cellsOf(degree, generators.length, (g, i) => generators[g][i]);
}

/** The orbitals: orbits on pairs (i, j), i below `outDegree`, j below `inDegree`, numbered i·inDegree + j. */
export function orbitalCells(
  outGenerators: readonly Indices[],
  inGenerators: readonly Indices[],
  outDegree: number,
  inDegree: number,
): Cells {
  if (outGenerators.length !== inGenerators.length) {
    throw shapeMismatch(
      'reynolds',
      'one image on each side per generator',
      `${outGenerators.length} and ${inGenerators.length} generators`,
    );
  }
  for (const g of outGenerators) inversePermutation('reynolds', g, outDegree);
  for (const g of inGenerators) inversePermutation('reynolds', g, inDegree);
  return cellsOf(
    outDegree * inDegree,
    outGenerators.length,
    (g, e) => outGenerators[g][Math.floor(e / inDegree)] * inDegree + inGenerators[g][e % inDegree],
  );
}

function cellsOf(count: number, maps: number, image: (map: number, element: number) => number): Cells {
  const joined = new DisjointSets(count);
  for (let g = 0; g < maps; g++) for (let e = 0; e < count; e++) joined.unite(e, image(g, e));
  const { labels, sizes } = joined.labeled();
  return { label: labels, sizes };
}

/**
 * The Reynolds operator on samples of a permutation representation: every row is replaced by its average over the
 * group, that is, each entry by the mean over its orbit.
 *
 * @param generators image arrays of the generators on the columns; the group itself is never enumerated.
 * @example
 * groupAverage(Float64Matrix.from([[1, 3, 5]]), [[1, 0, 2]]).toRows(); // [[2, 2, 5]]
 */
export function groupAverage(X: Float64Layout, generators: readonly Indices[]): Float64Matrix {
  return averageOver(X, orbitCells(generators, X.cols));
}

/**
 * The Reynolds operator on matrices: the mean of ρ_out(g) M ρ_in(g)ᵀ over the group, for permutation representations
 * given by the image arrays of the generators. Exactly constant on orbitals.
 */
export function reynolds(
  M: Float64Layout,
  outGenerators: readonly Indices[],
  inGenerators: readonly Indices[],
): Float64Matrix {
  const flat = { data: M.data, rows: 1, cols: M.rows * M.cols };
  const cells = orbitalCells(outGenerators, inGenerators, M.rows, M.cols);
  return new Float64Matrix(M.rows, M.cols, averageOver(flat, cells).data);
}

/** Replaces every entry of a row by the mean of its cell. */
export function averageOver(X: Float64Layout, { label, sizes }: Cells): Float64Matrix {
  if (label.length !== X.cols) throw shapeMismatch('averageOver', `${label.length} columns`, shapeOf(X));
  const result = new Float64Matrix(X.rows, X.cols);
  const sums = new Float64Array(sizes.length);
  for (let i = 0; i < X.rows; i++) {
    const at = i * X.cols;
    sums.fill(0);
    for (let j = 0; j < X.cols; j++) sums[label[j]] += X.data[at + j];
    for (let c = 0; c < sums.length; c++) sums[c] /= sizes[c];
    for (let j = 0; j < X.cols; j++) result.data[at + j] = sums[label[j]];
  }
  return result;
}
