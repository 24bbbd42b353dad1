/** Random permutations, groups and group elements for fast-check; everything shrinks and replays from seed and path. */
import { Permutation, PermutationGroup, parseGroup } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, integer, type OptionKinds, text } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { GROUP } from '../arguments.js';

/** One arbitrary for each point: more than 2¹⁶ are an oversight. */
const DEGREE = integer(0, 2 ** 16);

/** A uniformly random permutation of the given degree; shrinks towards the identity. */
export function permutation(degree: number): fc.Arbitrary<Permutation> {
  checkArgument('permutation', 'degree', degree, DEGREE);
  // Fisher–Yates from its own draws: all zeros draw the identity, so that shrinking the draws shrinks the permutation.
  const draws = Array.from({ length: Math.max(0, degree - 1) }, (_, i) => fc.nat(degree - 1 - i));
  return fc.tuple(...draws).map((steps) => {
    const images = Array.from({ length: degree }, (_, i) => i);
    steps.forEach((step, i) => {
      [images[i], images[i + step]] = [images[i + step], images[i]];
    });
    return Permutation.fromImages(images);
  });
}

export interface GroupConstraints {
  /** Default 8. */
  readonly maxDegree?: number;
  /** Default 3. */
  readonly maxGenerators?: number;
}

const CONSTRAINT_KINDS: OptionKinds<GroupConstraints> = {
  maxDegree: integer(1, 2 ** 16),
  maxGenerators: integer(1, 1000),
};

/**
 * A permutation group on random generators. Most are symmetric or alternating on their orbits: see `namedGroup` for
 * groups with structure.
 * @example fc.assert(fc.property(permutationGroup(), (G) => G.generators.every((g) => G.contains(g))));
 */
export function permutationGroup(constraints: GroupConstraints = {}): fc.Arbitrary<PermutationGroup> {
  checkOptions('permutationGroup', constraints, CONSTRAINT_KINDS);
  const { maxDegree = 8, maxGenerators = 3 } = constraints;
  return fc
    .integer({ min: 1, max: maxDegree })
    .chain((degree) =>
      fc
        .array(permutation(degree), { minLength: 1, maxLength: maxGenerators })
        .map((generators) => new PermutationGroup(generators, { degree })),
    );
}

/** Groups of every kind that theorems distinguish: abelian, dihedral, solvable, simple, of all three real types. */
export const SMALL_GROUPS: readonly string[] = [
  'cyclic(1)',
  'cyclic(2)',
  'cyclic(3)',
  'cyclic(4)',
  'cyclic(5)',
  'cyclic(6)',
  'kleinFour',
  'cyclic(3) x cyclic(3)',
  'dihedral(3)',
  'dihedral(4)',
  'dihedral(5)',
  'quaternion',
  'dicyclic(3)',
  'alternating(4)',
  'symmetric(4)',
  'alternating(5)',
  'cyclic(2) wr cyclic(3)',
  'cyclic(2) x dihedral(3)',
];

/** One of `SMALL_GROUPS` (or of the given expressions); shrinks towards the front of the list. */
export function namedGroup(expressions: readonly string[] = SMALL_GROUPS): fc.Arbitrary<PermutationGroup> {
  const some = arrayOf(text, 'a list of group expressions, at least one');
  checkArgument('namedGroup', 'expressions', expressions, {
    ...some,
    accepts: (v) => some.accepts(v) && expressions.length > 0,
  });
  return fc.constantFrom(...expressions).map((expression) => parseGroup(expression));
}

/** A random product of generators and inverses: an element of the group, all of which are reached; shrinks to 1. */
export function elementOf(group: PermutationGroup, maxLength = 24): fc.Arbitrary<Permutation> {
  checkArgument('elementOf', 'group', group, GROUP);
  checkArgument('elementOf', 'maxLength', maxLength, integer(0, 1e6)); // each letter is a product
  if (group.generators.length === 0) return fc.constant(Permutation.identity(group.degree));
  const letter = fc.tuple(fc.nat(group.generators.length - 1), fc.boolean());
  return fc.array(letter, { maxLength }).map((word) =>
    word.reduce((product, [k, inverted]) => {
      const g = group.generators[k];
      return product.times(inverted ? g.inverse() : g);
    }, Permutation.identity(group.degree)),
  );
}
