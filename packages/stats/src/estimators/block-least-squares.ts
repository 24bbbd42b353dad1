/** Equivariant least squares on one component: pooled samples over ℝ, ℂ or ℍ, by Cholesky, or QR and SVD. */
import {
  choleskySolve,
  type Float64Layout,
  Float64Matrix,
  leastSquares,
  product,
  qr,
  svd,
  symmetricEigen,
  tryCholesky,
} from '@isotypic/numeric/dense';
import { fromFirstColumns, projectOnUnits, UNIT_ENTRIES } from '@isotypic/numeric/internal';
import type { StructureComponent } from '../structure/isotypic-structure.js';

export interface ComponentOptions {
  readonly ridge: number;
  /**
   * The size of X: the largest norm of an isotypic coordinate over all components. The change of basis leaves errors
   * of ε times that in components which are really zero, so rank is decided against it and not within the component.
   */
  readonly scale: number;
}

export interface BlockSolution {
  readonly C: Float64Layout;
  readonly rank: number;
  readonly residual: number;
}

/** The projection of B times G⁻¹; zeros where G has no factor. */
export function correction(
  B: Float64Layout,
  L: Float64Layout | undefined,
  cx: StructureComponent,
  cy: StructureComponent,
): Float64Layout {
  if (L === undefined) return new Float64Matrix(B.rows, B.cols);
  projectOnUnits(B.data, cy.multiplicity, cx.multiplicity, cx.units);
  const C = choleskySolve(L, Float64Matrix.from(B).transpose()).transpose();
  projectOnUnits(C.data, cy.multiplicity, cx.multiplicity, cx.units);
  return C;
}

export function largestDiagonal(G: Float64Layout): number {
  let largest = 0;
  for (let i = 0; i < G.rows; i++) largest = Math.max(largest, G.data[i * G.cols + i]);
  return largest;
}

/** The least column, of the size of X, and the least pivot of a scaled Gram matrix that Cholesky is trusted with. */
export const LEAST_NORM = 1e-6;
export const LEAST_PIVOT = 1e-6;

/**
 * Cholesky of G with rows and columns scaled to unit diagonal, undone; undefined when a scaled pivot is
 * below 1e-6, or a column's norm below `smallest` times the size of X.
 */
export function wellConditionedFactor(
  G: Float64Layout,
  scale: number,
  { smallest = LEAST_NORM }: { readonly smallest?: number } = {},
): Float64Layout | undefined {
  const n = G.rows;
  const d = new Float64Array(n);
  for (let i = 0; i < n; i++) d[i] = Math.sqrt(G.data[i * n + i]);
  if (d.some((v) => !(v > smallest * scale))) return undefined;
  const scaled = { ...G, data: new Float64Array(n * n) };
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < n; j++, at++) scaled.data[at] = G.data[at] / (d[i] * d[j]);
  const factor = tryCholesky(scaled);
  if (!('L' in factor)) return undefined;
  const { L } = factor;
  for (let i = 0; i < n; i++) if (L.data[i * n + i] ** 2 < LEAST_PIVOT) return undefined;
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < n; j++, at++) L.data[at] *= d[i];
  return L;
}

/**
 * The unit-augmented design itself: unknowns are the first columns c of the e×e blocks, and the v-th coordinate of
 * (Σ_u c_u E_u) x_j is Σ_u c_u (E_u x_j)_v, so the row (n, s, v) holds (E_u x_j)_v in column (j, u). QR brings it to a
 * square, SVD solves that with minimum norm; ‖A‖_F² is a fixed multiple of ‖c‖², so the minimum is the right one.
 */
export function solveOrthogonally(
  Zx: Float64Layout,
  Zy: Float64Layout,
  cx: StructureComponent,
  cy: StructureComponent,
  { ridge, scale }: ComponentOptions,
): BlockSolution {
  const e = cx.units;
  const mX = cx.multiplicity;
  const mY = cy.multiplicity;
  const width = mX * e;
  const extra = ridge > 0 ? width : 0;
  const design = new Float64Matrix(Zx.rows * e + extra, width);
  const target = new Float64Matrix(Zx.rows * e + extra, mY);
  for (let r = 0; r < Zx.rows; r++) {
    for (let j = 0; j < mX; j++) {
      for (let u = 0; u < e; u++) {
        for (const { row, col, sign } of UNIT_ENTRIES[e][u]) {
          design.data[(r * e + row) * width + j * e + u] = sign * Zx.data[r * width + j * e + col];
        }
      }
    }
    for (let i = 0; i < mY; i++) {
      for (let v = 0; v < e; v++) target.data[(r * e + v) * mY + i] = Zy.data[r * mY * e + i * e + v];
    }
  }
  // λ‖A‖² = λ·pooled·e·‖c‖².
  for (let i = 0; i < extra; i++) design.data[(Zx.rows * e + i) * width + i] = Math.sqrt(ridge * cx.pooled * e);
  const reduced = design.rows > 2 * width ? reduceRows(design, target) : { design, target };
  // NumPy's rule, max(rows, columns)·ε, with the size of all of X for the largest singular value. At its own size a
  // component of σ₁ = 0 has no other rank than 0.
  const largest = svd(reduced.design).values[0] ?? 0;
  const noise = Math.max(design.rows, width) * Number.EPSILON * Math.max(scale, largest);
  const relativeTolerance = largest > 0 ? noise / largest : 1;
  const { solution, rank } = leastSquares(reduced.design, reduced.target, { relativeTolerance });
  // solution[(j, u), i] = c_u of block (i, j): as first columns, row (i, u), column j.
  const first = new Float64Array(mY * e * mX);
  for (let i = 0; i < mY; i++) {
    for (let j = 0; j < mX; j++) {
      for (let u = 0; u < e; u++) first[(i * e + u) * mX + j] = solution.data[(j * e + u) * mY + i];
    }
  }
  const C: Float64Layout = { data: fromFirstColumns(first, mY, mX, e), rows: mY * e, cols: width };
  let residual = 0;
  for (let r = 0; r < Zx.rows; r++) {
    for (let i = 0; i < C.rows; i++) {
      let d = Zy.data[r * C.rows + i];
      for (let j = 0; j < width; j++) d -= C.data[i * width + j] * Zx.data[r * width + j];
      residual += d * d;
    }
  }
  return { C, rank: Math.round(rank / e), residual };
}

/** Qᵀ of the design applied to both sides: the least-squares problem with `width` rows. */
function reduceRows(design: Float64Layout, target: Float64Layout): { design: Float64Layout; target: Float64Layout } {
  const { Q, R } = qr(design, { pivot: false });
  return { design: R, target: product(Q, target, { transposeLeft: true }) };
}

/** C = B G⁺ from moments, G positive semidefinite up to rounding. */
export function solveNormalEquations(
  G: Float64Layout,
  B: Float64Layout,
  cx: StructureComponent,
  { ridge, scale }: ComponentOptions,
): { C: Float64Layout; rank: number } {
  const n = G.rows;
  const { values, vectors } = symmetricEigen(G);
  const C = new Float64Matrix(B.rows, n);
  let rank = 0;
  for (let k = 0; k < n; k++) {
    // Rounding of the sums leaves about n·ε of the largest second moment in a zero eigenvalue.
    if (ridge === 0 && !(values[k] > 8 * n * Number.EPSILON * scale)) continue;
    rank++;
    for (let i = 0; i < B.rows; i++) {
      let dot = 0;
      for (let j = 0; j < n; j++) dot += B.data[i * n + j] * vectors.data[j * n + k];
      dot /= Math.max(values[k], 0) + ridge;
      for (let j = 0; j < n; j++) C.data[i * n + j] += dot * vectors.data[j * n + k];
    }
  }
  projectOnUnits(C.data, B.rows / cx.units, cx.multiplicity, cx.units);
  return { C, rank: Math.round(rank / cx.units) };
}

export function emptyBlock(cx: StructureComponent, cy: StructureComponent, residual: number): BlockSolution {
  return { C: new Float64Matrix(cy.multiplicity * cy.units, cx.multiplicity * cx.units), rank: 0, residual };
}

export function squares(M: Float64Layout): number {
  let sum = 0;
  for (let i = 0; i < M.data.length; i++) sum += M.data[i] * M.data[i];
  return sum;
}
