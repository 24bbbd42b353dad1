/** Biases: vectors that the group leaves alone. */
import type { FieldType } from '../fields/field-type.js';

/** An orthonormal basis of the invariant vectors of a type, as rows over its channels: [count, size]. */
export function invariantVectors(type: FieldType): { readonly count: number; readonly rows: Float64Array } {
  const fibers = type.kinds.map((rep) => type.space.fibers([rep])[0]);
  const rows: Float64Array[] = [];
  for (const { offset, dimension, kind } of type.fields) {
    const { parts, basis } = fibers[kind];
    let column = 0;
    for (const { irrep, multiplicity } of parts) {
      if (irrep.isTrivial) {
        for (let copy = 0; copy < multiplicity; copy++) {
          const row = new Float64Array(type.size);
          for (let i = 0; i < dimension; i++) row[offset + i] = basis[i * dimension + column + copy];
          rows.push(row);
        }
      }
      column += irrep.degree * multiplicity;
    }
  }
  const joined = new Float64Array(rows.length * type.size);
  for (const [k, row] of rows.entries()) joined.set(row, k * type.size);
  return { count: rows.length, rows: joined };
}
