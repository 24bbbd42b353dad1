/** All representations: exact ones and numeric ones, told apart by their `kind`; and what arguments may be. */
import { checkArgument, instance } from '@isotypic/algebra/internal';
import { MatrixRepresentation } from './matrix-representation.js';
import { NumericRepresentation } from './numeric-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';

/** A representation by exact matrices: `matrix(g)` is exact, for every element of the group. */
export type ExactRepresentation = PermutationRepresentation | MatrixRepresentation;

/** What every representation can tell: its group, its dimension, the matrices of elements. */
export type Representation = ExactRepresentation | NumericRepresentation;

const EXACT = [PermutationRepresentation, MatrixRepresentation];

/** What makes a representation of something else. */
function makeOne(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return 'Pass one made from the group: permutationRepresentation(group, images).';
  if ('generatorMatrices' in value) return 'matrixRepresentation(irrep.group, irrep.generatorMatrices) makes one.';
  if ('generators' in value) return 'permutationRepresentation(group) makes one.';
  if ('representation' in value) return 'Pass its .representation.';
  return undefined;
}

export const REPRESENTATION = instance([...EXACT, NumericRepresentation], 'a representation', makeOne);

export const EXACT_REPRESENTATION = instance(EXACT, 'a representation by exact matrices', (value) =>
  value instanceof NumericRepresentation ? 'rationalize(rep, tolerance) makes one where it can.' : makeOne(value),
);

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless `rep` is a representation by exact matrices */
export function requireExact(where: string, rep: Representation): asserts rep is ExactRepresentation {
  checkArgument(where, 'rep', rep, EXACT_REPRESENTATION);
}

export const PERMUTATION_REPRESENTATION = instance(
  PermutationRepresentation,
  'a permutation representation',
  (value) => (value instanceof MatrixRepresentation ? 'One by matrices permutes no basis.' : makeOne(value)),
);
