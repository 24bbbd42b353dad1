/** The laws of a group action, for any action given on the generators of a permutation group. */
import { Permutation, type PermutationGroup, Word } from '@isotypic/algebra';
import fc from 'fast-check';
import { require } from './require.js';

export interface LawOptions {
  /** Cases of each law (default 20). */
  readonly runs?: number;
  /** Replays a failure: fast-check prints both with it. */
  readonly seed?: number;
  readonly path?: string;
}

/**
 * Asserts that `images`, one permutation for each generator of `group`, define an action of it: 1 acts as the identity,
 * (gh)x = g(hx), g⁻¹ undoes g, a word that is 1 in the group acts as 1; that orbits partition the points and are
 * closed; and that |orbit of x| · |stabilizer of x| is the order of the group that acts.
 *
 * @throws {IsotypicError} `VERIFICATION_FAILED` naming the law, inside fast-check's report of the shrunk case
 * @example
 * const G = catalogue.symmetric(5);
 * actionLaws(G, actionOnSubsets(G, 2).generators);
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
      // the same element by another word: g divided by the word that the stabilizer chain finds for it
      const value = g.evaluate(group.generators);
      const other = group.factor(value);
      require(other.evaluate(group.generators).equals(value), 'a factorization multiplies back');
      require(act(g).equals(act(other)), 'what acts is the element, not the word');
    }),
    parameters,
  );
}
