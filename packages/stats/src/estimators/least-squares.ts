/**
 * Least squares among equivariant maps. By Schur's lemma the problem falls apart into one small problem per irreducible:
 * every pooled coordinate is one more sample of an mX-vector to be sent to an mY-vector over ℝ, ℂ or ℍ.
 */
import { invalidArgument } from '@isotypic/algebra';
import { type Float64Matrix, leastSquares, qr, svd, symmetricEigen } from '@isotypic/numeric';
import { type CheckedSamples, checkTogether, type SampleOptions, type Samples } from '../data/samples.js';
import { choleskyFactor, solveCholesky } from '../dense/cholesky.js';
import { type Float64Layout, times, transpose, zeros } from '../dense/layout.js';
import type { Products } from '../dense/products.js';
import { type BackendOption, withProducts } from '../dense/products.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';
import { assembleMap, pooledSamples } from '../structure/equivariant-blocks.js';
import { type IsotypicStructure, pooledBasis, type StructureComponent } from '../structure/isotypic-structure.js';
import { type StructureSource, structuresOf } from '../structure/structure-of.js';
import { fromFirstColumns, projectOnUnits, UNIT_ENTRIES } from '../structure/units.js';
import { columnMeans, projectOnInvariants } from './mean.js';

export interface LeastSquaresOptions extends SampleOptions, BackendOption {
  /** λ ≥ 0 in ‖Y − XAᵀ‖² + λ‖A‖_F². Default 0. */
  readonly ridge?: number;
  /** Fit y ≈ A x + b with b ∈ Y^G. Default false. */
  readonly intercept?: boolean;
}

/** The solution, by blocks and as a matrix. */
export interface EquivariantLeastSquares {
  /** A, Dy×Dx, equivariant. */
  readonly coefficients: Float64Matrix;
  /** b ∈ Y^G; zeros when no intercept was asked for. */
  readonly intercept: Float64Array;
  /** Σ w‖y − Ax − b‖². */
  readonly residual: number;
  /** Rank of the samples as a map: Σ d·r over the components that Y has too, r the rank of that component's problem. */
  readonly rank: number;
  /** Per component: the rank r over ℝ, ℂ or ℍ, out of mX. */
  readonly ranks: readonly { readonly label: string; readonly rank: number; readonly of: number }[];
  /** Free real parameters that the data determine: Σ e·mY·r, and dim Y^G with an intercept. */
  readonly parameters: number;
  /** N·Dy − parameters. */
  readonly degreesOfFreedom: number;
  /** A by components, in the real form of ℝ, ℂ, ℍ matrices. */
  readonly blocks: readonly Float64Layout[];
}

/**
 * argmin over A ∈ Hom_G(X, Y) of Σ w‖y − A x‖² (+ ridge), of minimum Frobenius norm where the minimiser is not unique.
 *
 * @param X N×Dx samples. @param Y N×Dy samples, the same rows.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `INVALID_ARGUMENT`, `TOO_FEW_SAMPLES`.
 * Complexity O(N(Dx² + Dy² + D·m·e)). Well-conditioned components are solved by Cholesky with two steps of residual
 * refinement, the others by QR and SVD with a rank decision.
 * @example
 * const { coefficients } = await lstsq(X, Y, repX, repY, { intercept: true });
 */
export async function lstsq(
  X: Samples,
  Y: Samples,
  repX: StructureSource,
  repY: StructureSource,
  options: LeastSquaresOptions = {},
): Promise<EquivariantLeastSquares> {
  const where = 'lstsq';
  const ridge = checkRidge(where, options.ridge);
  const [SX, SY] = structuresOf(where, repX, repY);
  const [x, y] = checkTogether(
    where,
    [
      { samples: X, dimension: SX.dimension, name: 'X' },
      { samples: Y, dimension: SY.dimension, name: 'Y' },
    ],
    options,
  );
  return withProducts(options.backend, async (products) => {
    const means = options.intercept
      ? {
          x: projectOnInvariants(columnMeans(x, x.weights), SX),
          y: projectOnInvariants(columnMeans(y, y.weights), SY),
        }
      : undefined;
    const xs = await products.multiply(prepare(x, means?.x), pooledBasis(SX));
    const ys = await products.multiply(prepare(y, means?.y), pooledBasis(SY));
    const scale = largestColumnNorm(xs);
    const solved: BlockSolution[] = [];
    for (const [k, cx] of SX.components.entries()) {
      const cy = SY.components[k];
      if (cx.multiplicity === 0 || cy.multiplicity === 0) {
        solved.push(emptyBlock(cx, cy, cy.multiplicity === 0 ? 0 : squares(pooledSamples(ys, cy))));
      } else {
        const [Zx, Zy] = [pooledSamples(xs, cx), pooledSamples(ys, cy)];
        solved.push(await solveFromSamples(Zx, Zy, cx, cy, { ridge, scale }, products));
      }
    }
    return finish(solved, SX, SY, x.rows, means, products);
  });
}

/**
 * The same from moments of pairs that were streamed and merged. Works on the normal equations, so it has half the
 * digits of {@link lstsq} where X is ill-conditioned; the rank decision is made on the Gram matrix.
 */
export async function lstsqOf(
  moments: SymmetricMoments,
  options: BackendOption & { readonly ridge?: number; readonly intercept?: boolean } = {},
): Promise<EquivariantLeastSquares> {
  const where = 'lstsqOf';
  const ridge = checkRidge(where, options.ridge);
  const [SX, SY] = moments.structures;
  if (SY === undefined) throw invalidArgument(where, 'moments of pairs (x, y)', 'moments of x only');
  const centre = options.intercept ? 'invariant-mean' : 'zero';
  const grams = SX.components.map((_, k) => moments.block(k, 0, 0, centre));
  const scale = grams.reduce((a, G) => Math.max(a, traceOf(G)), 0);
  const solved = SX.components.map((cx, k): BlockSolution => {
    const cy = SY.components[k];
    const YY = moments.block(k, 1, 1, centre);
    if (cx.multiplicity === 0 || cy.multiplicity === 0) return emptyBlock(cx, cy, cy.pooled * traceOf(YY));
    const G = grams[k];
    const B = moments.block(k, 1, 0, centre);
    const { C, rank } = solveNormalEquations(G, B, cx, { ridge, scale });
    // ‖Y − XCᵀ‖² = tr(YY) − 2⟨C, B⟩ + ⟨CG, C⟩, never below 0 but for rounding.
    const CG = times(C, G);
    let loss = traceOf(YY);
    for (let i = 0; i < C.data.length; i++) loss += C.data[i] * (CG.data[i] - 2 * B.data[i]);
    return { C, rank, residual: Math.max(0, cx.pooled * loss) };
  });
  const means = options.intercept ? { x: moments.invariantMean(0), y: moments.invariantMean(1) } : undefined;
  return withProducts(options.backend, (products) => finish(solved, SX, SY, moments.count, means, products));
}

interface ComponentOptions {
  readonly ridge: number;
  /**
   * The size of X: the largest norm of an isotypic coordinate over all components. The change of basis leaves errors
   * of ε times that in components which are really zero, so rank is decided against it and not within the component.
   */
  readonly scale: number;
}

interface BlockSolution {
  readonly C: Float64Layout;
  readonly rank: number;
  readonly residual: number;
}

/**
 * One component, from its pooled samples: Zx is (N·pooled)×(e·mX), Zy likewise.
 *
 * The Gram matrix G of the unit-augmented design is the projection of ZxᵀZx on 𝔽-matrices, and C = B G⁻¹. Scaled to
 * unit diagonal, a Cholesky pivot above 1e-6 bounds cond(G) well below 1/√ε; two refinements C += (residual-B) G⁻¹ with
 * residuals from the samples then give the digits of an orthogonal method. Anything else goes to QR and SVD.
 */
async function solveFromSamples(
  Zx: Float64Layout,
  Zy: Float64Layout,
  cx: StructureComponent,
  cy: StructureComponent,
  { ridge, scale }: ComponentOptions,
  products: Products,
): Promise<BlockSolution> {
  const G = await products.gram(Zx);
  projectOnUnits(G.data, cx.multiplicity, cx.multiplicity, cx.units);
  for (let i = 0; i < G.rows; i++) G.data[i * G.cols + i] += ridge * cx.pooled;
  const L = wellConditionedFactor(G, scale);
  if (L === undefined) return solveOrthogonally(Zx, Zy, cx, cy, { ridge, scale });
  const C = zeros(Zy.cols, Zx.cols);
  let R = Zy;
  for (let step = 0; step < 3; step++) {
    const B = await products.crossGram(R, Zx);
    projectOnUnits(B.data, cy.multiplicity, cx.multiplicity, cx.units);
    for (let i = 0; i < B.data.length; i++) B.data[i] -= ridge * cx.pooled * C.data[i];
    const correction = transpose(solveCholesky(L, transpose(B)));
    projectOnUnits(correction.data, cy.multiplicity, cx.multiplicity, cx.units);
    for (let i = 0; i < C.data.length; i++) C.data[i] += correction.data[i];
    const fitted = await products.multiplyTransposed(Zx, C);
    R = { ...Zy, data: Zy.data.map((v, i) => v - fitted.data[i]) };
  }
  return { C, rank: cx.multiplicity, residual: squares(R) };
}

/** Cholesky of G with rows and columns scaled to unit diagonal, undone; undefined when a scaled pivot is below 1e-6. */
function wellConditionedFactor(G: Float64Layout, scale: number): Float64Layout | undefined {
  const n = G.rows;
  const d = Float64Array.from({ length: n }, (_, i) => Math.sqrt(G.data[i * n + i]));
  if (d.some((v) => !(v > 1e-6 * scale))) return undefined;
  const scaled = { ...G, data: G.data.map((v, at) => v / (d[Math.floor(at / n)] * d[at % n])) };
  const factor = choleskyFactor(scaled);
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
  const design = zeros(Zx.rows * e + extra, width);
  const target = zeros(Zx.rows * e + extra, mY);
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
  return { design: R, target: times(transpose(Q), target) };
}

/** C = B G⁺ from moments, G positive semidefinite up to rounding. */
function solveNormalEquations(
  G: Float64Layout,
  B: Float64Layout,
  cx: StructureComponent,
  { ridge, scale }: ComponentOptions,
): { C: Float64Layout; rank: number } {
  const n = G.rows;
  const { values, vectors } = symmetricEigen(G);
  const C = zeros(B.rows, n);
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

async function finish(
  solved: readonly BlockSolution[],
  SX: IsotypicStructure,
  SY: IsotypicStructure,
  samples: number,
  means: { readonly x: Float64Array; readonly y: Float64Array } | undefined,
  products: Products,
): Promise<EquivariantLeastSquares> {
  const blocks = solved.map((s) => s.C);
  const coefficients = await assembleMap(blocks, SY, SX, products);
  const intercept = new Float64Array(SY.dimension);
  if (means !== undefined) {
    for (let i = 0; i < SY.dimension; i++) {
      intercept[i] = means.y[i];
      for (let j = 0; j < SX.dimension; j++) intercept[i] -= coefficients.data[i * SX.dimension + j] * means.x[j];
    }
  }
  let [rank, parameters] = [0, 0];
  SX.components.forEach((cx, k) => {
    const cy = SY.components[k];
    if (cy.multiplicity > 0) rank += cx.degree * solved[k].rank;
    parameters += cx.units * cy.multiplicity * solved[k].rank;
    if (means !== undefined && cy.isTrivial) parameters += cy.multiplicity;
  });
  return {
    coefficients,
    intercept,
    residual: solved.reduce((sum, s) => sum + s.residual, 0),
    rank,
    ranks: SX.components.map((c, k) => ({ label: c.label, rank: solved[k].rank, of: c.multiplicity })),
    parameters,
    degreesOfFreedom: samples * SY.dimension - parameters,
    blocks,
  };
}

/** √w (x − centre). */
function prepare(samples: CheckedSamples, centre: Float64Array | undefined): Float64Layout {
  const { data, rows, cols, weights } = samples;
  if (centre === undefined && weights === undefined) return samples;
  const out = new Float64Array(rows * cols);
  for (let n = 0; n < rows; n++) {
    const root = weights === undefined ? 1 : Math.sqrt(weights[n]);
    for (let j = 0; j < cols; j++) out[n * cols + j] = root * (data[n * cols + j] - (centre?.[j] ?? 0));
  }
  return { data: out, rows, cols };
}

function emptyBlock(cx: StructureComponent, cy: StructureComponent, residual: number): BlockSolution {
  return { C: zeros(cy.multiplicity * cy.units, cx.multiplicity * cx.units), rank: 0, residual };
}

function squares(M: Float64Layout): number {
  let sum = 0;
  for (let i = 0; i < M.data.length; i++) sum += M.data[i] * M.data[i];
  return sum;
}

function largestColumnNorm({ data, rows, cols }: Float64Layout): number {
  const squared = new Float64Array(cols);
  for (let n = 0; n < rows; n++) for (let j = 0; j < cols; j++) squared[j] += data[n * cols + j] ** 2;
  return Math.sqrt(squared.reduce((a, b) => Math.max(a, b), 0));
}

function traceOf(M: Float64Layout): number {
  let sum = 0;
  for (let i = 0; i < M.rows; i++) sum += M.data[i * M.cols + i];
  return sum;
}

function checkRidge(where: string, ridge = 0): number {
  if (!(ridge >= 0 && ridge < Number.POSITIVE_INFINITY)) throw invalidArgument(where, 'a ridge ≥ 0', ridge);
  return ridge;
}
