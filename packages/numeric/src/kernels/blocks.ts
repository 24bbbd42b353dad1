/** Block-diagonal maps: what isotypic projectors and equivariant maps are in isotypic coordinates. */
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { product } from './products.js';

/**
 * One block of a map: y[outStart + a] = Σ_b matrix[a][b] · x[inStart + b], repeated for `copies` consecutive runs when
 * the block is a Kronecker product.
 *
 * With `stride` s the block is M ⊗ I_s (copy-major coordinates): entry (a, r) is at outStart + a·s + r.
 */
export interface Block {
  readonly inStart: number;
  readonly outStart: number;
  readonly matrix: Float64Layout;
  /** Size s of the identity in M ⊗ I_s; 1 when absent. */
  readonly stride?: number;
}

/**
 * Applies a sum of blocks to every row of X (N×Dx); columns of the result that no block writes are zero, exactly.
 *
 * @example
 * // the projector onto the first coordinate of a plane
 * const X = Float64Matrix.from([[1, 2], [3, 4]]);
 * applyBlocks(X, [{ inStart: 0, outStart: 0, matrix: Float64Matrix.from([[1]]) }], 2).toRows(); // [[1, 0], [3, 0]]
 */
export function applyBlocks(X: Float64Layout, blocks: readonly Block[], outCols: number): Float64Matrix {
  checkBlocks(X, blocks, outCols);
  const Y = new Float64Matrix(X.rows, outCols);
  for (const { inStart, outStart, matrix, stride = 1 } of blocks) {
    for (let r = 0; r < stride; r++) {
      const part = strided(X, inStart + r, matrix.cols, stride);
      const image = product(part, matrix, { transposeRight: true });
      for (let i = 0; i < X.rows; i++) {
        for (let a = 0; a < matrix.rows; a++) {
          Y.data[i * outCols + outStart + a * stride + r] += image.data[i * matrix.rows + a];
        }
      }
    }
  }
  return Y;
}

/**
 * Q_out·M·Q_inᵀ applied to every row, M given by blocks: an equivariant map or a projector through its isotypic bases.
 *
 * @param X N×Dx. @param basisIn Dx×Cx. @param basisOut Dy×Cy. @returns N×Dy.
 * @throws {IsotypicError} `SHAPE_MISMATCH`.
 */
export function applyInBasis(
  X: Float64Layout,
  basisIn: Float64Layout,
  blocks: readonly Block[],
  basisOut: Float64Layout,
): Float64Matrix {
  const coordinates = applyBlocks(product(X, basisIn), blocks, basisOut.cols);
  return product(coordinates, basisOut, { transposeRight: true });
}

/** Refuses blocks that reach outside of their rows. */
export function checkBlocks(X: { readonly cols: number }, blocks: readonly Block[], outCols: number): void {
  for (const { inStart, outStart, matrix, stride = 1 } of blocks) {
    const inEnd = inStart + matrix.cols * stride;
    const outEnd = outStart + matrix.rows * stride;
    if (inStart < 0 || inEnd > X.cols || outStart < 0 || outEnd > outCols) {
      throw shapeMismatch(
        'applyBlocks',
        `blocks inside ${X.cols} input and ${outCols} output columns`,
        `a block ${shapeOf(matrix)} ⊗ I_${stride} over inputs ${inStart}…${inEnd}, outputs ${outStart}…${outEnd}`,
      );
    }
  }
}

function strided(X: Float64Layout, from: number, count: number, stride: number): Float64Matrix {
  const part = new Float64Matrix(X.rows, count);
  for (let i = 0; i < X.rows; i++) {
    const at = i * X.cols + from;
    for (let b = 0; b < count; b++) part.data[i * count + b] = X.data[at + b * stride];
  }
  return part;
}
