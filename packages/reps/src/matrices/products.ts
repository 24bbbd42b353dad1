/** Products of exact matrices, large ones interruptible; and matrices as a group to evaluate words in. */
import {
  type ExactMatrix,
  type ExactScalar,
  type Field,
  type GroupOperations,
  inverse,
  Matrix,
  type WorkMeter,
} from '@isotypic/algebra';
import { product } from '@isotypic/algebra/internal';

export { product };

/** Invertible matrices as a group. */
export function matrixOperations(
  field: Field<ExactScalar>,
  dimension: number,
  meter?: WorkMeter,
): GroupOperations<ExactMatrix> {
  return {
    one: Matrix.identity(field, dimension),
    times: (a, b) => product(a, b, meter),
    inverse: (a) => {
      // The inverse of an orthogonal matrix costs a product, which is little where it is sparse.
      const transpose = a.transpose();
      const isOrthogonal = product(a, transpose, meter).equals(Matrix.identity(a.field, a.rows));
      return isOrthogonal ? transpose : inverse(a, { meter });
    },
  };
}
