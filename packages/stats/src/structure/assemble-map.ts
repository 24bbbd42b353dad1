/** From the blocks of an equivariant map to its matrix. */
import type { ChangeOfBasis, Summand } from '@isotypic/numeric';
import { type Float64Layout, Float64Matrix, product } from '@isotypic/numeric/dense';
import { symmetrize, vectorOfSummand } from '@isotypic/numeric/internal';
import { requireMatrix } from '../data/size-limit.js';
import { rotateBack } from '../run/rotated-basis.js';
import { doublePrecision, type Operations } from '../run/run.js';
import { type AssemblyPlan, assemblyPlan, mirrorOf, moveRow } from './assembly-plan.js';
import { basisRow } from './basis-rows.js';
import { changeOf } from './change-of-basis.js';
import type { IsotypicStructure } from './isotypic-structure.js';

/**
 * The Dy×Dx matrix Q_Y (⊕ₖ C_k ⊗ I) Q_Xᵀ of the map with the given blocks. Where both spaces are permuted, one row of
 * each orbit is computed and the group moves it to the others, A[gi, gj] = A[i, j]. On regular orbits entries that
 * symmetry makes equal are then the same number; elsewhere they agree to the rounding within that one row.
 */
export async function assembleMap(
  blocks: readonly Float64Layout[],
  Y: IsotypicStructure,
  X: IsotypicStructure,
  operations: Operations,
): Promise<Float64Matrix> {
  const remedy = "Ask for { form: 'structured' }, which is applied, solved and read without it.";
  requireMatrix('StructuredMap.toMatrix', 'the matrix', Y.dimension, X.dimension, remedy);
  const plan = assemblyPlan(Y, X);
  const some = await rowsOfMap(blocks, Y, X, operations, plan?.representatives);
  return plan === undefined ? some : allRows(some, plan);
}

/** The same of a symmetric map of a space to itself, (A + Aᵀ)/2: exactly symmetric. */
export async function assembleSymmetric(
  blocks: readonly Float64Layout[],
  X: IsotypicStructure,
  operations: Operations,
): Promise<Float64Matrix> {
  const plan = assemblyPlan(X, X);
  const mirror = plan && mirrorOf(plan, X);
  if (!mirror) return symmetrize(await assembleMap(blocks, X, X, operations));
  const some = await rowsOfMap(blocks, X, X, operations, plan.representatives);
  const { data } = some;
  const middle = new Float64Matrix(some.rows, some.cols);
  for (let e = 0; e < data.length; e++) middle.data[e] = (data[e] + data[mirror[e]]) / 2;
  return allRows(middle, plan);
}

/** All rows from those of the representatives. */
function allRows({ data: some, cols }: Float64Layout, { representatives, edges, moves }: AssemblyPlan): Float64Matrix {
  const rows = representatives.length + edges.length;
  const data = new Float64Array(rows * cols);
  representatives.forEach((row, r) => {
    data.set(some.subarray(r * cols, (r + 1) * cols), row * cols);
  });
  for (const { point, parent, generator } of edges) moveRow(data, parent * cols, point * cols, moves[generator]);
  return new Float64Matrix(rows, cols, data);
}

/** Multiply–adds up to which rows are made here: to write a program for them takes as long (measured). */
const FEW = 2 ** 21;

/** The rows of the same matrix that are listed, all by default. */
export async function rowsOfMap(
  blocks: readonly Float64Layout[],
  Y: IsotypicStructure,
  X: IsotypicStructure,
  operations: Operations,
  rows?: ArrayLike<number>,
): Promise<Float64Matrix> {
  const coordinates = rowsOfBasis(Y, rows);
  const [from, to] = [changeOf(Y), changeOf(X)];
  const terms = to.summands.reduce((sum, { points }) => sum + points.length ** 2, 0);
  if (rows !== undefined && rows.length * terms <= FEW) return fewRowsOfMap(blocks, coordinates, Y, X);
  const backend = await doublePrecision(operations, 'matrices of maps are made in float64');
  // Row i is (⊕ C_kᵀ ⊗ I) applied to the coordinates of e_i.
  const transposed = blocks.map((C) => Float64Matrix.generate(C.cols, C.rows, (i, j) => C.data[j * C.cols + i]));
  return backend.fromCoordinates({ coordinates, from, to, blocks: transposed });
}

/** The same where only some rows are asked for: products by hand, zeros left out. */
function fewRowsOfMap(
  blocks: readonly Float64Layout[],
  { data: q, rows, cols }: Float64Layout,
  Y: IsotypicStructure,
  X: IsotypicStructure,
): Float64Matrix {
  const images = new Float64Matrix(rows, X.dimension);
  const { data } = images;
  for (let r = 0; r < rows; r++) {
    Y.components.forEach(({ offset, pooled }, k) => {
      const { data: C, rows: height, cols: width } = blocks[k];
      const start = r * X.dimension + X.components[k].offset;
      for (let i = 0; i < height; i++) {
        for (let s = 0; s < pooled; s++) {
          const value = q[r * cols + offset + i * pooled + s];
          if (value === 0) continue; // most are, where copies are many
          for (let j = 0; j < width; j++) data[start + j * pooled + s] += value * C[i * width + j];
        }
      }
    });
  }
  return vectorsOf(images, changeOf(X));
}

/**
 * Rows of coordinates to rows of vectors: one product for all summands that have the same matrix, transforms of cycles.
 */
function vectorsOf(images: Float64Matrix, basis: ChangeOfBasis): Float64Matrix {
  const { summands } = basis;
  const { data, rows, cols } = images;
  const result = new Float64Matrix(rows, cols);
  for (const matrix of new Set(summands.map((s) => s.matrix))) {
    const n = matrix.rows;
    const equal = summands.filter((s) => s.matrix === matrix);
    if (equal.every(({ cycles }) => cycles !== undefined)) {
      for (const summand of equal) transformRows(images, summand, result);
      continue;
    }
    const parts = new Float64Matrix(equal.length * rows, n);
    equal.forEach(({ coordinates }, a) => {
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < n; j++) parts.data[(a * rows + r) * n + j] = data[r * cols + coordinates[j]];
      }
    });
    const { data: vectors } = product(parts, matrix, { transposeRight: true });
    equal.forEach(({ points }, a) => {
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < n; i++) result.data[r * cols + points[i]] = vectors[(a * rows + r) * n + i];
      }
    });
  }
  for (let r = 0; r < rows; r++) rotateBack(result.data.subarray(r * cols, (r + 1) * cols), basis);
  return result;
}

/** The points of one summand, row by row. */
function transformRows({ data, rows, cols }: Float64Layout, summand: Summand, result: Float64Layout): void {
  const { points, coordinates } = summand;
  const own = new Float64Array(points.length);
  for (let start = 0; start < rows * cols; start += cols) {
    for (let j = 0; j < own.length; j++) own[j] = data[start + coordinates[j]];
    const vector = vectorOfSummand(own, summand);
    for (let i = 0; i < own.length; i++) result.data[start + points[i]] = vector[i];
  }
}

/** The rows of Q that are listed, all by default. */
function rowsOfBasis(structure: IsotypicStructure, rows: ArrayLike<number> | undefined): Float64Layout {
  const { dimension: D, operator } = structure;
  if (operator === undefined) {
    const Q = structure.basis;
    if (rows === undefined) return Q;
    const listed = new Float64Matrix(rows.length, D);
    for (let r = 0; r < rows.length; r++) listed.data.set(Q.data.subarray(rows[r] * D, (rows[r] + 1) * D), r * D);
    return listed;
  }
  const count = rows?.length ?? D;
  const listed = new Float64Matrix(count, D);
  for (let r = 0; r < count; r++) {
    const { coordinates, values } = basisRow(structure, rows?.[r] ?? r);
    coordinates.forEach((c, e) => {
      listed.data[r * D + c] = values[e];
    });
  }
  return listed;
}
