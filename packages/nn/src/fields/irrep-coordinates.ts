/** Field types taken apart together, so that copies of one irreducible are found in all of them. */
import { Tensor } from '../tensor/tensor.js';
import type { FieldType } from './field-type.js';
import type { FiberIrrep } from './gspace.js';

/** One copy of an irreducible among the coordinates of a type. */
export interface IrrepCopy {
  /** The number of its field. */
  readonly field: number;
  /** Its first coordinate. */
  readonly from: number;
}

/** A type in the basis in which every field falls apart. */
export interface IrrepCoordinates {
  /** Qᵀ: channels to coordinates, orthogonal. */
  readonly matrix: Tensor;
  /** The copies of each irreducible, over all fields. */
  readonly parts: ReadonlyMap<FiberIrrep, readonly IrrepCopy[]>;
}

/** All types must be over one space. */
export function irrepCoordinates(types: readonly FieldType[]): IrrepCoordinates[] {
  const { space } = types[0];
  const fibers = space.fibers(types.flatMap((type) => type.kinds));
  let first = 0;
  return types.map((type) => {
    const own = fibers.slice(first, first + type.kinds.length);
    first += type.kinds.length;
    const data = new Float64Array(type.size * type.size);
    const parts = new Map<FiberIrrep, IrrepCopy[]>();
    type.fields.forEach(({ offset, dimension, kind }, field) => {
      const { basis, parts: contents } = own[kind];
      for (let i = 0; i < dimension; i++) {
        for (let j = 0; j < dimension; j++) data[(offset + j) * type.size + offset + i] = basis[i * dimension + j];
      }
      let from = offset;
      for (const { irrep, multiplicity } of contents) {
        const copies = parts.get(irrep) ?? [];
        parts.set(irrep, copies);
        for (let copy = 0; copy < multiplicity; copy++, from += irrep.degree) copies.push({ field, from });
      }
    });
    return { matrix: new Tensor([type.size, type.size], data), parts };
  });
}
