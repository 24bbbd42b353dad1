/** What the arguments of laws and arbitraries may be. */
import { PermutationGroup } from '@isotypic/algebra';
import { instance, type Kind } from '@isotypic/algebra/internal';
import { MatrixRepresentation, PermutationRepresentation } from '@isotypic/reps';
import fc from 'fast-check';

export const GROUP: Kind = instance(PermutationGroup, 'a permutation group', (v) => {
  if (Array.isArray(v)) return 'new PermutationGroup([images, …]) makes one of generators.';
  return typeof v === 'object' && v !== null && 'group' in v ? 'Pass its .group.' : undefined;
});

export const EXACT_REPRESENTATION: Kind = instance(
  [PermutationRepresentation, MatrixRepresentation],
  'a representation by exact matrices',
  (v) =>
    v instanceof PermutationGroup || Array.isArray(v)
      ? 'permutationRepresentation(group, images) makes one.'
      : undefined,
);

export const ARBITRARY: Kind = instance(fc.Arbitrary, 'an arbitrary of fast-check');

export const FIELD: Kind = {
  expected: 'a field, such as rationals',
  accepts: (v) => typeof v === 'object' && v !== null && 'zero' in v && 'one' in v && 'mul' in v && 'print' in v,
};
