/** Fields seen by a subgroup. */
import type { Permutation } from '@isotypic/algebra';
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import {
  MatrixRepresentation,
  matrixRepresentation,
  NumericRepresentation,
  numericRepresentation,
  PermutationRepresentation,
  permutationRepresentation,
} from '@isotypic/reps';
import { FIELD_TYPE, FieldType } from './field-type.js';
import { FiniteGSpace } from './finite-gspace.js';
import type { FieldRepresentation, GroupElement, GSpace } from './gspace.js';

const FINITE = instance(FiniteGSpace, 'a space with a finite group', () => 'Continuous subgroups are not handled.');

/**
 * The same channels under a subgroup that acts on the same base space: for each generator of the subgroup the element
 * of the group that moves points alike, and what it does to the fields.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the other space's group is finite and lies in this one
 * @example
 * const [D4, C4] = [gspaces.flipRot2dOnR2(4), gspaces.rot2dOnR2(4)];
 * restrictedType(fieldType(D4, [D4.regular]), C4).size // 8
 */
export function restrictedType(type: FieldType, subspace: FiniteGSpace): FieldType {
  const where = 'restrictedType';
  checkArgument(where, 'type', type, FIELD_TYPE);
  checkArgument(where, 'subspace', subspace, FINITE);
  const elements = embeddedElements(where, type.space, subspace, subspace.group.generators);
  const restricted = type.kinds.map((rep) => restrictedRepresentation(type, subspace, rep, elements));
  return new FieldType(
    subspace,
    type.fields.map((field) => restricted[field.kind]),
  );
}

/**
 * Elements of a subgroup as those of the group that move points alike.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless they are in it, and both act on one base space
 */
export function embeddedElements(
  where: string,
  space: GSpace,
  subspace: GSpace,
  elements: readonly GroupElement[],
): GroupElement[] {
  const refuse = (): never => {
    throw invalidArgument(where, `a subgroup of ${space.name}, on the same base space`, subspace.name);
  };
  if (space.baseDimension !== subspace.baseDimension) refuse();
  if (space.baseDimension === 0) {
    if (!(space instanceof FiniteGSpace)) return refuse();
    const { group } = space;
    const own = elements as readonly Permutation[];
    if (!own.every((g) => g.degree === group.degree && group.contains(g))) refuse();
    return [...own];
  }
  const matrices = elements.map((g) => subspace.pointMatrix(g));
  if (!(space instanceof FiniteGSpace)) return matrices;
  // exact matrices rounded once: equal ones are equal to the bit
  const byPoints = new Map(space.elements.map((g): [string, Permutation] => [space.pointMatrix(g).data.join(), g]));
  return matrices.map((matrix) => byPoints.get(matrix.data.join()) ?? refuse());
}

function restrictedRepresentation(
  type: FieldType,
  subspace: FiniteGSpace,
  rep: FieldRepresentation,
  elements: readonly GroupElement[],
): FieldRepresentation {
  if (rep === type.space.trivial || elements.length === 0) {
    if (rep.dimension === 1) return subspace.trivial;
  }
  const { group } = subspace;
  if (rep instanceof PermutationRepresentation) {
    const images = elements.map((g) => rep.permutation(g as Permutation));
    return permutationRepresentation(group, images, { degree: rep.dimension, check: false });
  }
  if (rep instanceof MatrixRepresentation) {
    const matrices = elements.map((g) => rep.matrix(g as Permutation));
    return matrixRepresentation(group, matrices, { label: rep.label, dimension: rep.dimension });
  }
  const n = rep.dimension;
  const matrices = elements.map((g) => ({ data: type.space.matrix(rep, g), rows: n, cols: n }));
  if (matrices.length === 0) {
    return permutationRepresentation(group, [], { degree: n });
  }
  // products of matrices by floats: each letter of a word adds its own rounding
  return numericRepresentation(group, matrices, rep instanceof NumericRepresentation ? { tolerance: 1e-12 } : {});
}
