/** Matrices without a symmetry through the pipeline: products and Gram matrices by names of their own. */
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { type ChangeOfBasis, unchangedBasis } from './change-of-basis.js';
import type { Pipeline } from './pipeline.js';

/** Variables as coordinates, in one component without pooled ones. */
function plainBasis(dimension: number): ChangeOfBasis {
  return unchangedBasis(dimension, [{ offset: 0, width: dimension, pooled: 1 }]);
}

/** XᵀX, exactly symmetric. */
export async function gramBy(pipeline: Pipeline, X: Float64Layout): Promise<Float64Matrix> {
  const spaces = [{ rows: X, basis: plainBasis(X.cols) }];
  const { grams } = await pipeline.pooledGrams({ spaces, pairs: [[0, 0]], centered: false });
  return new Float64Matrix(X.cols, X.cols, grams[0][0].data);
}

/** A·B: the rows of A through the map Bᵀ. */
export async function multiplyBy(pipeline: Pipeline, A: Float64Layout, B: Float64Matrix): Promise<Float64Matrix> {
  if (A.cols !== B.rows) {
    const received = `${shapeOf(A)} times ${shapeOf(B)}`;
    throw shapeMismatch('multiply', 'A and B with inner dimensions that agree', received);
  }
  const [from, to] = [plainBasis(A.cols), plainBasis(B.cols)];
  return pipeline.fromCoordinates({ coordinates: A, from, to, blocks: [B.transpose()] });
}
