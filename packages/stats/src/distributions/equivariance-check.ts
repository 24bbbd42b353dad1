/** A matrix that is said to be equivariant is taken at its word only after a look. */
import { IsotypicError } from '@isotypic/algebra';
import type { Float64Layout } from '@isotypic/numeric/dense';
import type { Operations } from '../run/run.js';
import { withOperations } from '../run/run.js';
import { assembleMap } from '../structure/assemble-map.js';
import { projectOnHom, requireAligned } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

/**
 * The blocks of A ∈ Hom_G(X, Y).
 * @throws {IsotypicError} `INVALID_ARGUMENT` when A is further than 1e-8·‖A‖_F from its projection on Hom_G: A was
 * given in float64, so an honest one is within D·ε; 1e-8 is half the digits.
 */
export async function blocksOfEquivariant(
  where: string,
  A: Float64Layout,
  Y: IsotypicStructure,
  X: IsotypicStructure,
  backend: Operations | undefined,
): Promise<Float64Layout[]> {
  requireAligned(where, X, Y);
  if (A.rows !== Y.dimension || A.cols !== X.dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `a ${Y.dimension}×${X.dimension} matrix`,
      received: `${A.rows}×${A.cols}`,
    });
  }
  return withOperations(backend, async (products) => {
    const blocks = await projectOnHom(A, Y, X, products);
    const projected = await assembleMap(blocks, Y, X, products);
    let [distance, size] = [0, 0];
    for (let i = 0; i < A.data.length; i++) {
      distance += (A.data[i] - projected.data[i]) ** 2;
      size += A.data[i] ** 2;
    }
    // squares: off by 1e-8, half the digits, as where the mean is asked to be invariant; rounding leaves D·ε
    if (distance > 1e-16 * size) {
      throw new IsotypicError('INVALID_ARGUMENT', {
        where,
        expected: 'an equivariant matrix, A ρ_X(g) = ρ_Y(g) A',
        received: `one at distance ${Math.sqrt(distance / size).toExponential(1)}·‖A‖ from the nearest`,
        remedy: 'Project it on Hom_G first (crossCov, lstsq and cov do).',
      });
    }
    return blocks;
  });
}
