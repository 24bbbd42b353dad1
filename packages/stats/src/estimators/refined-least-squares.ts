/**
 * Equivariant least squares from products in single precision: the N·D² work of the Gram matrices runs on an
 * accelerator in float32, the N·D residuals and gradients that correct the solution in float64, so that it is one of
 * float64. Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.9 (iterative refinement).
 */
import { type Float64Layout, Float64Matrix, symmetricEigen, tryCholesky } from '@isotypic/numeric/dense';
import { subtractFrom, traceOf } from '@isotypic/numeric/internal';
import { accumulate, chunkHeight, chunksOf, rowRange } from '../run/chunks.js';
import type { Products } from '../run/run.js';
import { assembleMap, projectOnHom } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { type BlockSolution, correction, emptyBlock, squares } from './block-least-squares.js';

/**
 * A Gram matrix of the accelerator is right to 20·2⁻²⁴ of Σ|x||y| (16 roundings of sums, 4 of operands); rounded up.
 */
const GRAM_ERROR = 2 ** -19;
/** Each step at least halves the error; from 2⁻³ to 2⁻⁵² that is at most 50, and in practice 2 or 3. */
const MOST_STEPS = 50;

export interface RefinedSolution {
  readonly solved: readonly Omit<BlockSolution, 'residual'>[];
  /** ‖Y − XAᵀ‖². */
  readonly residual: number;
  readonly steps: number;
}

/**
 * The minimizer over Hom_G(X, Y) by blocks, or undefined where single precision cannot lead to it: when some
 * component's Gram matrix is so ill conditioned that its error could keep refinement from converging, or when it does
 * not.
 *
 * With S = XᵀX and its error E, ‖E‖ ≤ `GRAM_ERROR`·tr S, a step C ← C + ∇·(S + E)⁻¹ multiplies the error by at most
 * ‖E‖/λmin(S + E). Components whose λmin is above 8·`GRAM_ERROR`·tr S therefore gain at least a factor of 7 a step.
 */
export async function refinedLeastSquares(
  X: Float64Layout,
  Y: Float64Layout,
  SX: IsotypicStructure,
  SY: IsotypicStructure,
  ridge: number,
  single: Products,
  double: Products,
): Promise<RefinedSolution | undefined> {
  const S = await single.gram(X);
  const scale = traceOf(S);
  const active = SX.components.map((cx, k) => cx.multiplicity > 0 && SY.components[k].multiplicity > 0);
  const grams = timesPooled(await projectOnHom(S, SX, SX, double), SX);
  const { factors, least } = factorized(grams, SX, active, ridge);
  if (!(least > 8 * GRAM_ERROR * scale) || factors.some((L, k) => active[k] && L === undefined)) return undefined;

  const solve = (B: readonly Float64Layout[]): Float64Layout[] =>
    B.map((block, k) => correction(block, factors[k], SX.components[k], SY.components[k]));
  const height = chunkHeight(Math.max(X.cols, Y.cols));
  const C = solve(timesPooled(await projectOnHom(await single.crossGram(Y, X), SY, SX, double), SX));
  let previous = Number.POSITIVE_INFINITY;
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    const { product, sum } = await residualProduct(X, Y, await assembleMap(C, SY, SX, double), double);
    const descent = timesPooled(await projectOnHom(product, SY, SX, double), SX);
    const step = solve(
      descent.map((block, k) => ({
        ...block,
        data: block.data.map((v, i) => v - ridge * SX.components[k].pooled * C[k].data[i]),
      })),
    );
    C.forEach((block, k) => {
      accumulate(block, step[k]);
    });
    const [change, size] = [weightedNorm(step, SX), weightedNorm(C, SX)];
    // What the rounding of RᵀX alone makes of a step: sums of `height` rows, then of chunks.
    const rounding = ((height + X.rows / height) * Number.EPSILON * Math.sqrt(scale * sum)) / least;
    const settled = change <= Number.EPSILON * size + rounding;
    // steps that shrink no more are rounding; 1e-11, above D·ε up to D = 10⁴, tells them from divergence
    if (settled || (change <= 1e-11 * size && change > previous / 2)) {
      return {
        solved: C.map((block, k) =>
          active[k]
            ? { C: block, rank: SX.components[k].multiplicity }
            : emptyBlock(SX.components[k], SY.components[k], 0),
        ),
        residual: Math.max(0, sum + gainOf(step, grams, descent, SX, ridge)),
        steps,
      };
    }
    if (change > previous / 2) return undefined;
    previous = change;
  }
  return undefined;
}

/** Adds the ridge to the Gram matrices, and gives their Cholesky factors and the least eigenvalue of a pooled one. */
function factorized(
  grams: readonly Float64Layout[],
  SX: IsotypicStructure,
  active: readonly boolean[],
  ridge: number,
): { readonly factors: (Float64Matrix | undefined)[]; readonly least: number } {
  let least = Number.POSITIVE_INFINITY;
  const factors = grams.map((G, k) => {
    if (!active[k]) return undefined;
    const { pooled } = SX.components[k];
    for (let i = 0; i < G.rows; i++) G.data[i * G.cols + i] += ridge * pooled;
    least = Math.min(least, symmetricEigen(G).values[0] / pooled);
    const factor = tryCholesky(G);
    return 'L' in factor ? factor.L : undefined;
  });
  return { factors, least };
}

/** RᵀX and ‖R‖² of the residuals R = Y − XAᵀ. */
async function residualProduct(
  X: Float64Layout,
  Y: Float64Layout,
  A: Float64Layout,
  double: Products,
): Promise<{ product: Float64Layout; sum: number }> {
  const product = new Float64Matrix(Y.cols, X.cols);
  let sum = 0;
  for (const [start, end] of chunksOf(X.rows, Math.max(X.cols, Y.cols))) {
    const rows = rowRange(X, start, end);
    const R = subtractFrom(rowRange(Y, start, end), await double.multiplyTransposed(rows, A));
    const part = await double.crossGram(R, rows);
    accumulate(product, part);
    sum += squares(R);
  }
  return { product, sum };
}

/** ‖R − X·stepᵀ‖² − ‖R‖², by blocks; the Gram matrices hold the ridge, which is no residual. */
function gainOf(
  step: readonly Float64Layout[],
  grams: readonly Float64Layout[],
  descent: readonly Float64Layout[],
  SX: IsotypicStructure,
  ridge: number,
): number {
  let gain = 0;
  step.forEach(({ data, rows, cols: n }, k) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < n; j++) {
        const d = data[i * n + j];
        let image = -ridge * SX.components[k].pooled * d - 2 * descent[k].data[i * n + j];
        for (let l = 0; l < n; l++) image += data[i * n + l] * grams[k].data[l * n + j];
        gain += d * image;
      }
    }
  });
  return gain;
}

/** Sums over the pooled coordinates, where {@link projectOnHom} gives means. */
function timesPooled(blocks: readonly Float64Layout[], SX: IsotypicStructure): Float64Layout[] {
  return blocks.map((block, k) => ({ ...block, data: block.data.map((v) => v * SX.components[k].pooled) }));
}

/** ‖A‖_F of the map with these blocks. */
function weightedNorm(blocks: readonly Float64Layout[], SX: IsotypicStructure): number {
  return Math.sqrt(blocks.reduce((sum, block, k) => sum + SX.components[k].pooled * squares(block), 0));
}
