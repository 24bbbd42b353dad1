/** How fields are shared out over heads. */
import { invalidArgument } from '@isotypic/algebra/internal';
import { type FieldType, fieldType } from '../fields/field-type.js';

/** The fields of one of `heads` equal parts of a type. */
export function headsOf(where: string, type: FieldType, heads: number): FieldType {
  const representations = type.kinds.flatMap((rep, kind) => {
    const count = type.fieldsOf(kind).length;
    if (count % heads === 0) return new Array<typeof rep>(count / heads).fill(rep);
    throw invalidArgument(
      where,
      `fields that ${heads} heads can share evenly`,
      `${count} of ${rep.label}`,
      'Pass headType, the fields of one head, or another number of heads.',
    );
  });
  return fieldType(type.space, representations);
}
