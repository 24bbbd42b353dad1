/** EMLP's types as fields side by side. */
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import { TensorType } from '@isotypic/maps';
import { type FieldType, fieldType } from './field-type.js';
import { MatrixGSpace } from './matrix-gspace.js';

/**
 * One field for each copy of each summand of a type made of V and V*, in the order of its coordinates.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for other atoms
 * @example
 * const space = noBaseSpace(parseMatrixGroup('O(1,3)'));
 * const type = tensorFields(space, parseType('2*T(0) + T(1) + T(1,1)'));
 * type.representations.map(String) // ['T(0)', 'T(0)', 'T(1)', 'T(1,1)']
 */
export function tensorFields(space: MatrixGSpace, type: TensorType): FieldType {
  const where = 'tensorFields';
  checkArgument(
    where,
    'space',
    space,
    instance(MatrixGSpace, 'a matrix group over a point', () => 'noBaseSpace(parseMatrixGroup(…)) makes one.'),
  );
  checkArgument(
    where,
    'type',
    type,
    instance(TensorType, 'a type', () => "parseType('5*T(0) + 2*T(1)') reads one."),
  );
  const representations = type.summands.flatMap(({ multiplicity, atoms }) => {
    const duals = atoms.map((atom) => {
      if (atom.kind === 'vector' && !atom.conjugate && atom.group === undefined) return atom.dual;
      throw invalidArgument(where, 'a type made of V and V* of the one group', String(type));
    });
    const q = duals.filter(Boolean).length;
    return new Array(multiplicity).fill(space.tensor(duals.length - q, q));
  });
  return fieldType(space, representations);
}
