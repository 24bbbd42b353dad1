/** What arguments that name fields may be. */
import { instance } from '@isotypic/algebra/internal';
import { MatrixRepresentation, NumericRepresentation, PermutationRepresentation } from '@isotypic/reps';

export const REPRESENTATION_OF_GROUP = instance(
  [PermutationRepresentation, MatrixRepresentation, NumericRepresentation],
  'a representation of the group',
  (value) =>
    typeof value === 'object' && value !== null && 'family' in value
      ? 'That one is of a compact group: use the irreps of this space.'
      : 'Make one by gspace.irrep, gspace.regular, gspace.trivial, or of @isotypic/reps.',
);
