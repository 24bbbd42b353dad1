/** Equivariant least squares from Gram matrices in the original coordinates, refined with residuals of the samples. */
import { solveCholesky } from '../dense/cholesky.js';
import { type Float64Layout, transpose, zeros } from '../dense/layout.js';
import type { Products } from '../dense/products.js';
import { assembleMap, projectOnHom } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { projectOnUnits } from '../structure/units.js';
import { type BlockSolution, emptyBlock, wellConditionedFactor } from './block-least-squares.js';

/** Rows taken together, so that a chunk of X, of Y and of the residual stay in cache. */
const CHUNK_NUMBERS = 2 ** 17;

/**
 * All components at once where every one of them is well conditioned, undefined otherwise. One pass gives XᵀX and YᵀX,
 * whose projections on Hom_G are the normal equations of every component. Their solution A₁ has an error of about
 * cond(G)·ε ≤ 1e-9 relative; a second pass takes R = Y − XA₁ᵀ and RᵀX, and the correction RᵀX·G⁻¹ squares that error.
 * A third measures the residual. No row is ever brought to isotypic coordinates.
 */
export async function solveByGram(
  X: Float64Layout,
  Y: Float64Layout,
  SX: IsotypicStructure,
  SY: IsotypicStructure,
  ridge: number,
  products: Products,
): Promise<BlockSolution[] | undefined> {
  if (X.rows === 0) return undefined;
  const G = zeros(SX.dimension, SX.dimension);
  const B = zeros(SY.dimension, SX.dimension);
  for (const [x, y] of chunks(X, Y)) {
    accumulate(G, await products.gram(x));
    accumulate(B, await products.crossGram(y, x));
  }
  const grams = await projectOnHom(G, SX, SX, products);
  // Projections average over the pooled coordinates; the pooled sums are `pooled` times that.
  const used = SX.components.map((c, k) => c.multiplicity > 0 && SY.components[k].multiplicity > 0);
  let scale = 0;
  SX.components.forEach((c, k) => {
    for (let i = 0; i < grams[k].rows; i++) {
      scale = Math.max(scale, Math.sqrt(c.pooled * grams[k].data[i * grams[k].cols + i]));
      grams[k].data[i * grams[k].cols + i] += ridge;
    }
    for (let at = 0; at < grams[k].data.length; at++) grams[k].data[at] *= c.pooled;
  });
  const factors: (Float64Layout | undefined)[] = [];
  for (const [k, gram] of grams.entries()) {
    // 1e-2: the Gram matrix of all of X is only right to ε of its largest part.
    const factor = used[k] ? wellConditionedFactor(gram, scale, 1e-2) : undefined;
    if (used[k] && factor === undefined) return undefined;
    factors.push(factor);
  }
  const blocks = SX.components.map((c, k) => zeros(SY.components[k].multiplicity * c.units, c.multiplicity * c.units));
  await correct(blocks, factors, B, SX, SY, ridge, products);
  const first = await assembleMap(blocks, SY, SX, products);
  const C = zeros(SY.dimension, SX.dimension);
  for (const [x, y] of chunks(X, Y)) {
    accumulate(C, await products.crossGram(subtract(y, await products.multiplyTransposed(x, first)), x));
  }
  await correct(blocks, factors, C, SX, SY, ridge, products);
  const second = await assembleMap(blocks, SY, SX, products);
  let residual = 0;
  for (const [x, y] of chunks(X, Y)) {
    const { data } = subtract(y, await products.multiplyTransposed(x, second));
    let part = 0;
    for (let i = 0; i < data.length; i++) part += data[i] * data[i];
    residual += part;
  }
  return blocks.map((block, k) => {
    const share = k === 0 ? residual : 0;
    const [cx, cy] = [SX.components[k], SY.components[k]];
    return used[k] ? { C: block, rank: cx.multiplicity, residual: share } : emptyBlock(cx, cy, share);
  });
}

/** C_k += (B_k − λ·pooled·C_k) G_k⁻¹ on every component, B_k the pooled sums of `cross`. */
async function correct(
  blocks: readonly Float64Layout[],
  factors: readonly (Float64Layout | undefined)[],
  cross: Float64Layout,
  SX: IsotypicStructure,
  SY: IsotypicStructure,
  ridge: number,
  products: Products,
): Promise<void> {
  const right = await projectOnHom(cross, SY, SX, products);
  blocks.forEach((block, k) => {
    const L = factors[k];
    if (L === undefined) return;
    const { pooled, units, multiplicity } = SX.components[k];
    const target = right[k];
    for (let i = 0; i < target.data.length; i++) target.data[i] = pooled * (target.data[i] - ridge * block.data[i]);
    const step = transpose(solveCholesky(L, transpose(target)));
    projectOnUnits(step.data, SY.components[k].multiplicity, multiplicity, units);
    accumulate(block, step);
  });
}

function* chunks(X: Float64Layout, Y: Float64Layout): Generator<[Float64Layout, Float64Layout]> {
  const height = Math.max(64, Math.floor(CHUNK_NUMBERS / Math.max(1, X.cols, Y.cols)));
  for (let start = 0; start < X.rows; start += height) {
    const end = Math.min(X.rows, start + height);
    yield [rowsOf(X, start, end), rowsOf(Y, start, end)];
  }
}

function rowsOf({ data, cols }: Float64Layout, start: number, end: number): Float64Layout {
  return { data: data.subarray(start * cols, end * cols), rows: end - start, cols };
}

function accumulate(target: Float64Layout, part: Float64Layout): void {
  for (let i = 0; i < target.data.length; i++) target.data[i] += part.data[i];
}

/** y − part, in the memory of `part`. */
function subtract(y: Float64Layout, part: Float64Layout): Float64Layout {
  for (let i = 0; i < y.data.length; i++) part.data[i] = y.data[i] - part.data[i];
  return part;
}
