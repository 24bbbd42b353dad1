/**
 * Random permutations, groups, words, elements, points and orbits for fast-check; everything shrinks and replays from
 * seed and path.
 */
import { Permutation, PermutationGroup, parseGroup, Word } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { GROUP, GROUP_EXPRESSIONS } from '../arguments.js';
import { printed } from './printed.js';

/** One arbitrary for each point: more than 2¹⁶ are an oversight. */
const DEGREE = integer(0, 2 ** 16);

/**
 * A uniformly random permutation of the given degree; shrinks towards the identity.
 * @example
 * fc.assert(fc.property(permutation(5), (p) => p.times(p.inverse()).isIdentity()));
 */
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

/** Options of `permutationGroup`. */
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
        .map((generators) => shown(new PermutationGroup(generators, { degree }))),
    );
}

/** A group shown by its generators, or by the expression it was made from. */
const shown = (group: PermutationGroup, expression?: string): PermutationGroup =>
  printed(group, () => expression ?? `⟨${group.generators.join(', ')}⟩ on ${group.degree} points`);

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

/**
 * One of `SMALL_GROUPS` (or of the given expressions); shrinks towards the front of the list.
 * @example
 * fc.assert(fc.property(namedGroup(['cyclic(4)', 'dihedral(4)']), (G) => G.degree === 4));
 */
export function namedGroup(expressions: readonly string[] = SMALL_GROUPS): fc.Arbitrary<PermutationGroup> {
  checkArgument('namedGroup', 'expressions', expressions, GROUP_EXPRESSIONS);
  return fc.constantFrom(...expressions).map((expression) => shown(parseGroup(expression), expression));
}

/**
 * A word in so many generators and their inverses; shrinks to one generator, then to the empty word.
 * @example
 * const G = catalogue.dihedral(4);
 * fc.assert(fc.property(word(2), (w) => G.contains(w.evaluate(G.generators))));
 */
export function word(generators: number, maxLength = 12): fc.Arbitrary<Word> {
  checkArgument('word', 'generators', generators, integer(0, 2 ** 31));
  checkArgument('word', 'maxLength', maxLength, integer(0, 1e6)); // each letter is a product
  if (generators === 0) return fc.constant(Word.identity);
  const letter = fc.tuple(fc.nat(generators - 1), fc.constantFrom(1 as const, -1 as const));
  return fc.array(letter, { maxLength }).map((letters) => Word.fromLetters(letters));
}

/**
 * A random product of generators and inverses: an element of the group, all of which are reached; shrinks to 1.
 * @example
 * const G = catalogue.dihedral(5);
 * fc.assert(fc.property(elementOf(G), (g) => G.contains(g)));
 */
export function elementOf(group: PermutationGroup, maxLength = 24): fc.Arbitrary<Permutation> {
  checkArgument('elementOf', 'group', group, GROUP);
  checkArgument('elementOf', 'maxLength', maxLength, integer(0, 1e6)); // each letter is a product
  return productOf(group, maxLength);
}

/** The same for anything with generators. */
export function productOf(
  { degree, generators }: Pick<PermutationGroup, 'degree' | 'generators'>,
  maxLength: number,
): fc.Arbitrary<Permutation> {
  const inverses = generators.map((g) => g.inverse());
  const letter = fc.tuple(fc.nat(Math.max(0, generators.length - 1)), fc.boolean());
  return fc
    .array(letter, { maxLength: generators.length === 0 ? 0 : maxLength })
    .map((letters) =>
      letters.reduce(
        (product, [k, inverted]) => product.times(inverted ? inverses[k] : generators[k]),
        Permutation.identity(degree),
      ),
    );
}

/**
 * A point that the group acts on; shrinks to 0.
 * @example
 * const G = catalogue.cyclic(4);
 * fc.assert(fc.property(pointOf(G), (point) => point < G.degree));
 */
export function pointOf(group: PermutationGroup): fc.Arbitrary<number> {
  requirePoints('pointOf', group);
  return fc.nat(group.degree - 1);
}

/**
 * An orbit, as the group lists it; shrinks to that of point 0.
 * @example
 * fc.assert(fc.property(orbitOf(catalogue.cyclic(4)), (orbit) => orbit.length === 4));
 */
export function orbitOf(group: PermutationGroup): fc.Arbitrary<number[]> {
  requirePoints('orbitOf', group);
  return fc.constantFrom(...group.orbits());
}

/**
 * A subgroup on a few random elements; shrinks to the trivial one.
 * @example
 * const G = catalogue.dihedral(6);
 * fc.assert(fc.property(subgroupOf(G), (H) => G.order % H.order === 0n)); // Lagrange
 */
export function subgroupOf(group: PermutationGroup, maxGenerators = 2): fc.Arbitrary<PermutationGroup> {
  checkArgument('subgroupOf', 'group', group, GROUP);
  checkArgument('subgroupOf', 'maxGenerators', maxGenerators, integer(0, 1000));
  const { degree } = group;
  return fc
    .array(productOf(group, 24), { maxLength: maxGenerators })
    .map((generators) => shown(new PermutationGroup(generators, { degree })));
}

function requirePoints(where: string, group: PermutationGroup): void {
  checkArgument(where, 'group', group, GROUP);
  if (group.degree === 0) throw invalidArgument(where, 'a group that acts on at least one point', group.degree);
}
