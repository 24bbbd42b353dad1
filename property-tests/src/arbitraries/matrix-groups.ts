/** Random matrix groups, finite and continuous, and tensor types over them. */

import { checkArgument } from '@isotypic/algebra/internal';
import { type MatrixGroup, parseMatrixGroup, Scalar, T, type TensorType, V } from '@isotypic/maps';
import fc from 'fast-check';
import { GROUP_EXPRESSIONS } from '../arguments.js';

/** Compact groups of every kind: finite, of one and of several dimensions, disconnected, complex, a wreath product. */
export const COMPACT_GROUPS: readonly string[] = [
  'C(3)',
  'S(3)',
  'Alt(4)',
  'SO(2)',
  'O(2)',
  'SO(3)',
  'SU(2)',
  'O(2) wr S(2)',
];

/**
 * One of `COMPACT_GROUPS`, or of the given names; shrinks towards the front of the list.
 * @example fc.assert(fc.property(matrixGroup(), (G) => G.dimension <= 4));
 */
export function matrixGroup(names: readonly string[] = COMPACT_GROUPS): fc.Arbitrary<MatrixGroup> {
  checkArgument('matrixGroup', 'names', names, GROUP_EXPRESSIONS);
  return fc.constantFrom(...names).map((name) => parseMatrixGroup(name));
}

/**
 * Tensor types in which equivariant maps of small groups have at most hundreds of unknowns; shrinks to scalars.
 * @example
 * const G = parseMatrixGroup('SO(3)');
 * fc.assert(fc.property(tensorType(), (type) => type.over(G).dimension > 0));
 */
export function tensorType(): fc.Arbitrary<TensorType> {
  return fc.constantFrom(
    Scalar,
    V,
    V.dual(),
    V.plus(Scalar),
    V.plus(V),
    T(2),
    T(1, 1),
    V.symmetricPower(2),
    V.alternatingPower(2),
    V.conjugate(),
  );
}
