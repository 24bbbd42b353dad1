/** The basis in which every field falls apart into irreducibles. */
import { checkArgument } from '@isotypic/algebra/internal';
import { FIELD_TYPE, FieldType } from './field-type.js';
import type { FieldRepresentation } from './gspace.js';

/** Where one copy of an irreducible stands among the coordinates. */
export interface IsotypicCopy {
  readonly isTrivial: boolean;
  readonly from: number;
  readonly degree: number;
}

/** A type in isotypic coordinates. */
export interface IsotypicCoordinates {
  /** The irreducibles in their order, as fields of their own. */
  readonly type: FieldType;
  /** Qᵀ: channels to coordinates, orthogonal, size×size, row-major. */
  readonly matrix: Float64Array;
  readonly copies: readonly IsotypicCopy[];
}

/**
 * The irreducible fields that a type consists of, field by field, and the orthogonal change to them.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields by matrices that are not orthogonal
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * isotypicType(fieldType(C4, [C4.regular])).type.representations.map((r) => r.dimension) // [1, 1, 2]
 */
export function isotypicType(type: FieldType): IsotypicCoordinates {
  checkArgument('isotypicType', 'type', type, FIELD_TYPE);
  const fibers = type.kinds.map((rep) => type.space.fibers([rep])[0]);
  const matrix = new Float64Array(type.size * type.size);
  const copies: IsotypicCopy[] = [];
  const representations: FieldRepresentation[] = [];
  for (const { offset, dimension, kind } of type.fields) {
    const { basis, parts } = fibers[kind];
    for (let i = 0; i < dimension; i++) {
      for (let j = 0; j < dimension; j++) matrix[(offset + j) * type.size + offset + i] = basis[i * dimension + j];
    }
    let from = offset;
    for (const { irrep, multiplicity } of parts) {
      for (let copy = 0; copy < multiplicity; copy++, from += irrep.degree) {
        copies.push({ isTrivial: irrep.isTrivial, from, degree: irrep.degree });
        representations.push(irrep.representation);
      }
    }
  }
  return { type: new FieldType(type.space, representations), matrix, copies };
}
