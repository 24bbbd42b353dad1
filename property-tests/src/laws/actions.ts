/** The laws of a group action, for any action given on the generators of a permutation group. */
import { IsotypicError, Permutation, type PermutationGroup, Word } from '@isotypic/algebra';
import fc from 'fast-check';

export interface LawOptions {
  /** Cases of each law (default 20). */
  readonly runs?: number;
  /** Replays a failure: fast-check prints both with it. */
  readonly seed?: number;
  readonly path?: string;
}

/**
 * Asserts that `images`, one permutation for each generator of `group`, define an action of it: 1 acts as the identity,
 * (gh)x = g(hx), g⁻¹ undoes g, a word that is 1 in the group acts as 1; that orbits partition the points and are closed;
 * and that |orbit of x| · |stabiliser of x| is the order of the group that acts.
 *
 * @throws {IsotypicError} `VERIFICATION_FAILED` naming the law, inside fast-check's report of the shrunk case
 * @example actionLaws(G, actionOnSubsets(G, 2).generators);
 */
export function actionLaws(group: PermutationGroup, images: readonly Permutation[], options: LawOptions = {}): void {
  require(images.length === group.generators.length, 'there is one image for each generator');
  if (images.length === 0) return;
  const degree = images[0].degree;
  const one = Permutation.identity(degree);
  const act = (word: Word): Permutation => word.evaluate(images);
  const letter = fc.tuple(fc.nat(images.length - 1), fc.constantFrom(1, -1));
  const words = fc.array(letter, { maxLength: 12 }).map((letters) => Word.fromLetters(letters));
  const point = fc.nat(Math.max(0, degree - 1));
  const parameters = {
    numRuns: options.runs ?? 20,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.path === undefined ? {} : { path: options.path }),
  };
  fc.assert(
    fc.property(words, words, point, (g, h, x) => {
      require(act(g.times(h)).image(x) === act(g).image(act(h).image(x)), '(gh)x = g(hx)');
      require(act(g).times(act(g.inverse())).equals(one), 'g⁻¹ undoes g');
      // the same element by another word: g divided by the word that the stabiliser chain finds for it
      const value = g.evaluate(group.generators);
      const other = group.factor(value);
      require(other.evaluate(group.generators).equals(value), 'a factorisation multiplies back');
      require(act(g).equals(act(other)), 'what acts is the element, not the word');
    }),
    parameters,
  );
}

/**
 * Asserts what orbits and stabilisers of a permutation group owe each other, and that its elements are closed under
 * products and inverses with orders that divide the order of the group.
 * @throws {IsotypicError} `VERIFICATION_FAILED` naming the law
 */
export function orbitLaws(group: PermutationGroup, options: LawOptions = {}): void {
  const orbits = group.orbits();
  require(orbits
    .flat()
    .sort((a, b) => a - b)
    .every((x, i) => x === i), 'orbits partition the points');
  for (const orbit of orbits) {
    const inside = new Set(orbit);
    require(orbit.every((x) => group.generators.every((g) => inside.has(g.image(x)))), 'orbits are closed');
  }
  for (const orbit of orbits.slice(0, 3)) {
    const stabilizer = group.stabilizer(orbit[0]);
    require(stabilizer.order * BigInt(orbit.length) === group.order, '|orbit| · |stabiliser| = |G|');
    require(stabilizer.generators.every((g) => g.image(orbit[0]) === orbit[0]), 'the stabiliser fixes the point');
    require(stabilizer.generators.every((g) => group.contains(g)), 'the stabiliser is a subgroup');
  }
  for (let i = 0; i < (options.runs ?? 20); i++) {
    const [g, h] = [group.randomElement(), group.randomElement()];
    require(group.contains(g.times(h.inverse())), 'gh⁻¹ is in the group');
    require(group.order % g.order() === 0n, 'the order of an element divides the order of the group');
    require(group.unrank(group.rank(g)).equals(g), 'unranking undoes ranking');
  }
}

function require(holds: boolean, law: string): void {
  if (holds) return;
  throw new IsotypicError('VERIFICATION_FAILED', { where: 'laws', expected: law, received: 'a counterexample' });
}
