/**
 * Where to look for vectors that generate irreducible subspaces. A subspace cut out by kernels of elements of the group
 * algebra is mapped into itself by everything that commutes with the group; where it holds one line of every
 * irreducible (over its commuting algebra), each of its vectors generates a sum of different irreducibles, which
 * rational numbers split. Weights do that: of SO(3) every irreducible has one line of weight 0, of SU(2) the other ones
 * one of weight ±½.
 */
import {
  type ExactMatrix,
  type ExactScalar,
  type Field,
  Matrix,
  minimalPolynomial,
  nullspace,
  solve,
  type WorkMeter,
} from '@isotypic/algebra';
import { product } from '@isotypic/reps/internal';
import type { ActionMatrices } from './action-matrices.js';
import { rationalRoots } from './roots.js';

/**
 * A vector of the given subspace (columns) that generates few irreducibles: fixed by as many one-parameter subgroups
 * and generators as possible, one after the other, or else of a smallest weight.
 */
export function generatingVector(action: ActionMatrices, space: ExactMatrix, meter: WorkMeter): readonly ExactScalar[] {
  let U = space;
  const narrow = (A: ExactMatrix, eigenvalue: ExactScalar): boolean => {
    const image = product(A, U, meter).minus(U.scale(eigenvalue));
    const kernel = nullspace(image, { meter });
    if (kernel.cols === 0) return false;
    U = product(U, kernel, meter);
    return true;
  };
  const { field } = space;
  for (const X of action.derivations) {
    if (U.cols === 1 || narrow(X, field.zero)) continue;
    const square = product(X, X, meter);
    const smallest = largestRoot(square, U, field, meter);
    if (smallest !== undefined) narrow(square, smallest);
  }
  for (const h of action.elements) {
    if (U.cols === 1) break;
    const real = h.plus(h.transpose()); // with eigenvalues 2 cos of the angles
    if (narrow(real, field.fromInteger(2)) || narrow(real, field.fromInteger(-2))) continue;
    const other = largestRoot(real, U, field, meter);
    if (other !== undefined) narrow(real, other);
  }
  return U.column(0);
}

/** The largest rational eigenvalue of A on U, if A maps U into itself. */
function largestRoot(
  A: ExactMatrix,
  U: ExactMatrix,
  field: Field<ExactScalar>,
  meter: WorkMeter,
): ExactScalar | undefined {
  const image = product(A, U, meter);
  const dual = U.transpose();
  const onU = solve(product(dual, U, meter), product(dual, image, meter), { meter });
  if (!product(U, onU, meter).equals(image)) return undefined;
  const roots = rationalRoots(minimalPolynomial(onU));
  if (roots.length === 0) return undefined;
  const largest = roots.reduce((a, b) => (b.compare(a) > 0 ? b : a));
  return field.div(field.fromInteger(largest.s * largest.n), field.fromInteger(largest.d));
}

/** A basis (columns) of the vectors orthogonal to the given columns. */
export function complement(columns: readonly ExactMatrix[], identity: ExactMatrix, meter: WorkMeter): ExactMatrix {
  if (columns.length === 0) return identity;
  const rows = columns.flatMap((M) => M.transpose().toRows());
  return nullspace(Matrix.fromRows(identity.field, rows), { meter });
}
