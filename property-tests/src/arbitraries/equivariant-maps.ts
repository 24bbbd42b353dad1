/** Random equivariant linear maps, exact. */
import { type ExactMatrix, Matrix, rationals } from '@isotypic/algebra';
import { checkArgument } from '@isotypic/algebra/internal';
import { type ExactRepresentation, intertwiners } from '@isotypic/reps';
import fc from 'fast-check';
import { EXACT_REPRESENTATION } from '../arguments.js';
import { printed } from './printed.js';

/**
 * Elements of Hom_G(X, Y) as dim Y × dim X matrices: combinations of a basis with small integers, of which half are 0.
 * They shrink to the zero map. Cost: that of `intertwiners(X, Y).basis()`, once.
 * @throws {IsotypicError} as `intertwiners`
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * fc.assert(fc.property(equivariantMap(rep, rep), (A) => A.rows === 3));
 */
export function equivariantMap(X: ExactRepresentation, Y: ExactRepresentation): fc.Arbitrary<ExactMatrix> {
  checkArgument('equivariantMap', 'X', X, EXACT_REPRESENTATION);
  checkArgument('equivariantMap', 'Y', Y, EXACT_REPRESENTATION);
  const basis = intertwiners(X, Y).basis() as readonly Matrix<unknown>[];
  const zero = basis.length === 0 ? Matrix.zero(rationals, Y.dimension, X.dimension) : undefined;
  const coefficient = fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 }));
  return fc.array(coefficient, { minLength: basis.length, maxLength: basis.length }).map((coefficients) => {
    const sum = zero ?? basis.map((B, k) => B.scale(B.field.fromInteger(coefficients[k]))).reduce((A, B) => A.plus(B));
    return printed(sum as ExactMatrix, () => `[${String(sum).replaceAll('\n', ' | ')}]`);
  });
}
