/** What the arguments of laws and arbitraries may be. */
import { PermutationGroup } from '@isotypic/algebra';
import { arrayOf, instance, type Kind, text } from '@isotypic/algebra/internal';
import { MatrixRepresentation, PermutationRepresentation } from '@isotypic/reps';
import fc from 'fast-check';

export const GROUP: Kind = instance(PermutationGroup, 'a permutation group', (v) => {
  if (Array.isArray(v)) return 'new PermutationGroup([images, …]) makes one of generators.';
  return typeof v === 'object' && v !== null && 'group' in v ? 'Pass its .group.' : undefined;
});

/** Whatever has generators, an order and a membership test. */
export const GROUP_LIKE: Kind = {
  expected: 'a group: { degree, generators, order, contains(p) }',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { degree, generators, order, contains } = v as Partial<PermutationGroup>;
    const isNamed = Array.isArray(generators) && typeof degree === 'number' && typeof contains === 'function';
    return isNamed && typeof order === 'bigint';
  },
  remedy: GROUP.remedy,
};

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

/** A list of at least one. */
export function someOf(kind: Kind, expected: string): Kind {
  const all = arrayOf(kind, expected);
  return { ...all, accepts: (v) => all.accepts(v) && (v as ArrayLike<unknown>).length > 0 };
}

export const GROUP_EXPRESSIONS: Kind = someOf(text, 'a list of group expressions, at least one');
