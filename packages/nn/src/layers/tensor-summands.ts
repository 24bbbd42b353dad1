/**
 * Types made of V and V* alone, as EMLP uses them: what a summand is but for its copies, when two are the same (under
 * an orthogonal group V* is V), and how a product of two is laid out.
 */
import { type ExactMatrix, type ExactScalar, IsotypicError, Matrix } from '@isotypic/algebra';
import { instance, type Kind } from '@isotypic/algebra/internal';
import { MatrixGroup, TensorType } from '@isotypic/maps';

export const TYPE: Kind = instance(TensorType, 'a type', () => "parseType('5*T(0) + 2*T(1)') reads one.");
export const MATRIX_GROUP: Kind = instance(MatrixGroup, 'a MatrixGroup', () => "parseMatrixGroup('SO(3)') reads one.");

/** Copies of a tensor product of V (false) and V* (true). */
export interface TensorSummand {
  readonly duals: readonly boolean[];
  readonly copies: number;
  /** The first of its coordinates. */
  readonly offset: number;
  /** Of one copy. */
  readonly dimension: number;
}

/** Whether V* is V: every generator is orthogonal, every element of the Lie algebra antisymmetric. */
export function isOrthogonal(group: MatrixGroup): boolean {
  return (
    group.isReal() &&
    group.generatorMatrices.every(isOrthogonalMatrix) &&
    group.derivations.every((A) => A.equals(A.transpose().scale(A.field.neg(A.field.one))))
  );
}

function isOrthogonalMatrix(g: ExactMatrix): boolean {
  const square: ExactMatrix = g.times(g.transpose());
  return square.equals(Matrix.identity(g.field, g.rows));
}

/** Whether the group acts by permutation matrices: then on all tensors too. */
export function isPermutationGroup(group: MatrixGroup): boolean {
  const isZeroOrOne = (x: ExactScalar): boolean => ['0', '1'].includes(String(x));
  return group.isMonomial() && group.generatorMatrices.every((g) => g.toRows().every((row) => row.every(isZeroOrOne)));
}

/**
 * The summands of a type, in the order of its coordinates.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a type with other atoms than the group's V and V*
 */
export function tensorSummands(where: string, type: TensorType, group: MatrixGroup): readonly TensorSummand[] {
  let offset = 0;
  return type.summands.map(({ multiplicity, atoms }) => {
    const duals = atoms.map((atom) => {
      if (atom.kind === 'vector' && !atom.conjugate && atom.group === undefined) return atom.dual;
      throw new IsotypicError('INVALID_ARGUMENT', {
        where,
        expected: 'a type made of V and V* of the one group',
        received: String(type),
        remedy: 'EquivariantLinear takes every type.',
      });
    });
    const dimension = group.dimension ** duals.length;
    const summand = { duals, copies: multiplicity, offset, dimension };
    offset += multiplicity * dimension;
    return summand;
  });
}

/** Equal exactly for equal spaces. */
export const spaceKey = (duals: readonly boolean[], orthogonal: boolean): string =>
  duals.map((dual) => (dual && !orthogonal ? '*' : 'V')).join('');

/**
 * The maps from one summand to another as a summand: to ⊗ from*, its factors sorted as those of types are, V before V*.
 * `axes[q]` is where factor q of to ⊗ from* stands among the sorted ones.
 */
export function mapsSummand(
  to: readonly boolean[],
  from: readonly boolean[],
  orthogonal: boolean,
): { readonly key: string; readonly axes: readonly number[] } {
  const duals = [...to, ...from.map((dual) => !dual)].map((dual) => dual && !orthogonal);
  const sorted = duals.map((_, q) => q).sort((p, q) => Number(duals[p]) - Number(duals[q]) || p - q);
  const axes = new Array<number>(duals.length);
  sorted.forEach((q, place) => {
    axes[q] = place;
  });
  return {
    key: spaceKey(
      sorted.map((q) => duals[q]),
      orthogonal,
    ),
    axes,
  };
}
