/**
 * The change to isotypic coordinates and back, X ↦ XQ and T ↦ TQᵀ, without multiplying by the zeros of Q. The basis of
 * a direct sum is supported summand by summand (that of a permutation representation orbit by orbit), so Q is block
 * diagonal up to the order of its rows and columns, and the product costs N·Σ nᵢ² instead of N·D².
 */
import { DisjointSets } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import type { Products } from '../run/run.js';
import { type IsotypicStructure, pooledBasis } from './isotypic-structure.js';

interface SupportBlock {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  /** Q restricted to rows × cols. */
  readonly matrix: Float64Matrix;
}

const supports = new WeakMap<Float64Layout, readonly SupportBlock[]>();

/** X·Q, pooled order: isotypic coordinates of the rows of X. */
export async function toIsotypic(
  X: Float64Layout,
  structure: IsotypicStructure,
  products: Products,
): Promise<Float64Matrix> {
  const blocks = supportOf(structure);
  if (blocks.length === 1) return products.multiply(X, pooledBasis(structure));
  const out = new Float64Matrix(X.rows, structure.dimension);
  for (const { rows, cols, matrix } of blocks) {
    scatter(await products.multiply(gather(X, rows), matrix), cols, out);
  }
  return out;
}

/**
 * The rows of X as pooled samples of every component: (N·pooled)×(m·e) each, the coordinates of X·Q without X·Q.
 */
export async function toPooled(
  X: Float64Layout,
  structure: IsotypicStructure,
  products: Products,
): Promise<Float64Matrix[]> {
  const { components } = structure;
  const out = components.map((c) => new Float64Matrix(X.rows * c.pooled, c.multiplicity * c.units));
  for (const { rows, cols, matrix } of supportOf(structure)) {
    const whole = rows.length === X.cols;
    const part = await products.multiply(whole ? X : gather(X, rows), matrix);
    // Columns ascend, so each component takes a run of them (joined structures list components in any order).
    components.forEach(({ offset, degree, multiplicity }, k) => {
      const span = degree * multiplicity;
      let from = 0;
      while (from < cols.length && cols[from] < offset) from++;
      let to = from;
      while (to < cols.length && cols[to] < offset + span) to++;
      const { data } = out[k];
      for (let n = 0; n < X.rows && to > from; n++) {
        const source = n * cols.length;
        const target = n * span - offset;
        for (let j = from; j < to; j++) data[target + cols[j]] = part.data[source + j];
      }
    });
  }
  return out;
}

/** T·Qᵀ: rows in isotypic coordinates back to the original ones. */
export async function fromIsotypic(
  T: Float64Layout,
  structure: IsotypicStructure,
  products: Products,
): Promise<Float64Matrix> {
  const blocks = supportOf(structure);
  if (blocks.length === 1) return products.multiplyTransposed(T, pooledBasis(structure));
  const out = new Float64Matrix(T.rows, structure.dimension);
  for (const { rows, cols, matrix } of blocks) {
    scatter(await products.multiplyTransposed(gather(T, cols), matrix), rows, out);
  }
  return out;
}

/** The connected components of Q's pattern of non-zeros; one block when there is only one, or D = 0. */
function supportOf(structure: IsotypicStructure): readonly SupportBlock[] {
  const known = supports.get(structure.basis);
  if (known) return known;
  const { data: Q } = pooledBasis(structure);
  const D = structure.dimension;
  const joined = new DisjointSets(2 * D); // rows, then columns
  for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) if (Q[i * D + j] !== 0) joined.unite(i, D + j);
  const members = joined.parts().map((part) => ({
    rows: part.filter((x) => x < D),
    cols: part.filter((x) => x >= D).map((x) => x - D),
  }));
  const blocks = joinSmall(members).map(({ rows, cols }) => ({
    rows: Int32Array.from(rows),
    cols: Int32Array.from(cols),
    matrix: Float64Matrix.generate(rows.length, cols.length, (i, j) => Q[rows[i] * D + cols[j]]),
  }));
  supports.set(structure.basis, blocks);
  return blocks;
}

/** Below this many columns a product costs more to call than to compute. */
const SMALL = 32;

/** Joins supports one after the other until each has at least SMALL columns. */
function joinSmall(parts: readonly { rows: number[]; cols: number[] }[]): { rows: number[]; cols: number[] }[] {
  const joined: { rows: number[]; cols: number[] }[] = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    if (last !== undefined && last.cols.length < SMALL) {
      last.rows.push(...part.rows);
      last.cols.push(...part.cols);
    } else joined.push({ rows: [...part.rows], cols: [...part.cols] });
  }
  for (const { rows, cols } of joined) {
    rows.sort((a, b) => a - b);
    cols.sort((a, b) => a - b);
  }
  return joined;
}

/** The columns of X listed by `columns`. */
function gather(X: Float64Layout, columns: Int32Array): Float64Matrix {
  const out = new Float64Matrix(X.rows, columns.length);
  const width = columns.length;
  for (let n = 0; n < X.rows; n++) {
    const row = n * X.cols;
    for (let j = 0; j < width; j++) out.data[n * width + j] = X.data[row + columns[j]];
  }
  return out;
}

/** Writes the columns of `part` to the columns of `out` listed by `columns`. */
function scatter(part: Float64Layout, columns: Int32Array, out: Float64Layout): void {
  const width = columns.length;
  for (let n = 0; n < out.rows; n++) {
    const row = n * out.cols;
    for (let j = 0; j < width; j++) out.data[row + columns[j]] = part.data[n * width + j];
  }
}
