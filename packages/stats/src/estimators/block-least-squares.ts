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
import { fromFirstColumns, projectOnUnits, subtractFrom, UNIT_ENTRIES } from '@isotypic/numeric/internal';
import { added, chunksOf, rowRange } from '../run/chunks.js';
import type { Products } from '../run/run.js';
import { toPooled } from '../structure/change-of-basis.js';
import type { IsotypicStructure, StructureComponent } from '../structure/isotypic-structure.js';

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

/**
 * All components, in two passes over chunks of rows that stay in cache. The Gram matrix G of a component's
 * unit-augmented design is the projection of ZxᵀZx on 𝔽-matrices, and C₁ = B G⁻¹. Scaled to unit diagonal, a Cholesky
 * pivot above 1e-6 bounds cond(G) well below 1/√ε, so that one refinement, (RᵀZx)·G⁻¹ with R = Zy − ZxC₁ᵀ from the
 * samples, gives the digits of an orthogonal method. Anything else goes to QR and SVD.
 */
export async function solveComponents(
  X: Float64Layout,
  Y: Float64Layout,
  SX: IsotypicStructure,
  SY: IsotypicStructure,
  ridge: number,
  products: Products,
): Promise<BlockSolution[]> {
  const absent = SX.components.map((cx, k) => cx.multiplicity === 0 || SY.components[k].multiplicity === 0);
  const grams: Float64Matrix[] = [];
  const cross: Float64Matrix[] = [];
  const ySquares = new Float64Array(SX.components.length);
  const keep = X.data.length + Y.data.length <= KEPT_NUMBERS;
  const kept: [number, Float64Layout, Float64Layout][] = [];
  for await (const [k, Zx, Zy] of pooledChunks(X, Y, SX, SY, products)) {
    if (keep) kept.push([k, Zx, Zy]);
    grams[k] = added(grams[k], await products.gram(Zx));
    cross[k] = added(cross[k], await products.crossGram(Zy, Zx));
    ySquares[k] += squares(Zy);
  }
  const scale = Math.sqrt(grams.reduce((a, G) => Math.max(a, largestDiagonal(G)), 0));
  const factors = SX.components.map((cx, k) => {
    const G = grams[k];
    projectOnUnits(G.data, cx.multiplicity, cx.multiplicity, cx.units);
    for (let i = 0; i < G.rows; i++) G.data[i * G.cols + i] += ridge * cx.pooled;
    return absent[k] ? undefined : wellConditionedFactor(G, scale);
  });
  const first = SX.components.map((cx, k) => correction(cross[k], factors[k], cx, SY.components[k]));
  const residualCross: Float64Matrix[] = [];
  const rSquares = new Float64Array(SX.components.length);
  const hard = new Map<number, [Float64Layout[], Float64Layout[]]>();
  for await (const [k, Zx, Zy] of keep ? kept : pooledChunks(X, Y, SX, SY, products)) {
    if (factors[k] === undefined) {
      if (absent[k]) continue;
      const collected = hard.get(k) ?? [[], []];
      collected[0].push(Zx);
      collected[1].push(Zy);
      hard.set(k, collected);
      continue;
    }
    const R = subtractFrom(Zy, await products.multiplyTransposed(Zx, first[k]));
    residualCross[k] = added(residualCross[k], await products.crossGram(R, Zx));
    rSquares[k] += squares(R);
  }
  return SX.components.map((cx, k): BlockSolution => {
    const cy = SY.components[k];
    if (absent[k]) return emptyBlock(cx, cy, ySquares[k]);
    const collected = hard.get(k);
    if (collected) return solveOrthogonally(stacked(collected[0]), stacked(collected[1]), cx, cy, { ridge, scale });
    const parts = { first: first[k], gram: grams[k], right: residualCross[k], squares: rSquares[k] };
    return refined(parts, factors[k], cx, cy, ridge);
  });
}

/**
 * C₁ with its step from the residuals R = Zy − ZxC₁ᵀ.
 * @param parts C₁, G, RᵀZx and ‖R‖².
 */
function refined(
  parts: { first: Float64Layout; gram: Float64Layout; right: Float64Layout; squares: number },
  factor: Float64Layout | undefined,
  cx: StructureComponent,
  cy: StructureComponent,
  ridge: number,
): BlockSolution {
  const { first, gram, right } = parts;
  projectOnUnits(right.data, cy.multiplicity, cx.multiplicity, cx.units);
  const gradient = right.data.map((v, i) => v - ridge * cx.pooled * first.data[i]);
  const step = correction({ data: gradient, rows: right.rows, cols: right.cols }, factor, cx, cy);
  const C = { data: first.data.map((v, i) => v + step.data[i]), rows: right.rows, cols: right.cols };
  // ‖R − Zx·stepᵀ‖²: the step is a rounding of C₁, so nothing cancels. G holds the ridge, which is no residual.
  const stepG = product(step, gram);
  let residual = parts.squares;
  for (let i = 0; i < step.data.length; i++) {
    const d = step.data[i];
    residual += d * (stepG.data[i] - ridge * cx.pooled * d - 2 * right.data[i]);
  }
  return { C, rank: cx.multiplicity, residual: Math.max(0, residual) };
}

/** Up to 128 MiB of isotypic coordinates are kept for the second pass; beyond, they are computed again. */
const KEPT_NUMBERS = 2 ** 24;

/** [component, Zx, Zy] for every component and every range of rows; both from isotypic coordinates. */
async function* pooledChunks(
  X: Float64Layout,
  Y: Float64Layout,
  SX: IsotypicStructure,
  SY: IsotypicStructure,
  products: Products,
): AsyncGenerator<[number, Float64Layout, Float64Layout]> {
  for (const [start, end] of chunksOf(X.rows, Math.max(X.cols, Y.cols))) {
    const xs = await toPooled(rowRange(X, start, end), SX, products);
    const ys = await toPooled(rowRange(Y, start, end), SY, products);
    for (const [k, Zx] of xs.entries()) yield [k, Zx, ys[k]];
  }
}

function stacked(parts: readonly Float64Layout[]): Float64Layout {
  const rows = parts.reduce((sum, p) => sum + p.rows, 0);
  const data = new Float64Array(rows * parts[0].cols);
  let at = 0;
  for (const p of parts) {
    data.set(p.data, at);
    at += p.data.length;
  }
  return { data, rows, cols: parts[0].cols };
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

function largestDiagonal(G: Float64Layout): number {
  let largest = 0;
  for (let i = 0; i < G.rows; i++) largest = Math.max(largest, G.data[i * G.cols + i]);
  return largest;
}

/**
 * Cholesky of G with rows and columns scaled to unit diagonal, undone; undefined when a scaled pivot is
 * below 1e-6, or a column's norm below `smallest` times the size of X.
 */
export function wellConditionedFactor(G: Float64Layout, scale: number, smallest = 1e-6): Float64Layout | undefined {
  const n = G.rows;
  const d = new Float64Array(n);
  for (let i = 0; i < n; i++) d[i] = Math.sqrt(G.data[i * n + i]);
  if (d.some((v) => !(v > smallest * scale))) return undefined;
  const scaled = { ...G, data: G.data.map((v, at) => v / (d[Math.floor(at / n)] * d[at % n])) };
  const factor = tryCholesky(scaled);
  if (!('L' in factor)) return undefined;
  for (let i = 0; i < n; i++) if (factor.L.data[i * n + i] ** 2 < 1e-6) return undefined;
  return { ...G, data: factor.L.data.map((v, at) => v * d[Math.floor(at / n)]) };
}

/**
 * The unit-augmented design itself: unknowns are the first columns c of the e×e blocks, and the v-th coordinate of
 * (Σ_u c_u E_u) x_j is Σ_u c_u (E_u x_j)_v, so the row (n, s, v) holds (E_u x_j)_v in column (j, u). QR brings it to a
 * square, SVD solves that with minimum norm; ‖A‖_F² is a fixed multiple of ‖c‖², so the minimum is the right one.
 */
function solveOrthogonally(
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
