/** The laws of a group action, for any action given on the generators of a permutation group. */
import { Permutation, type PermutationGroup, Word } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, instance, invalidArgument } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { GROUP } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('actionLaws');

const PERMUTATIONS = 'an array of Permutations (of images, Permutation.fromImages makes one)';

/**
 * Asserts that `images`, one permutation for each generator of `group`, define an action of it: 1 acts as the identity,
 * (gh)x = g(hx), g⁻¹ undoes g, a word that is 1 in the group acts as 1; that orbits partition the points and are
 * closed; and that |orbit of x| · |stabilizer of x| is the order of the group that acts.
 *
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example
 * const G = catalogue.symmetric(5);
 * actionLaws(G, actionOnSubsets(G, 2).generators);
 */
export function actionLaws(group: PermutationGroup, images: readonly Permutation[], options: LawOptions = {}): void {
  checkArgument('actionLaws', 'group', group, GROUP);
  checkArgument('actionLaws', 'images', images, arrayOf(instance(Permutation, 'a Permutation'), PERMUTATIONS));
  checkOptions('actionLaws', options, LAW_OPTION_KINDS);
  if (images.length !== group.generators.length) {
    const expected = `images to be one for each of the ${group.generators.length} generators`;
    throw invalidArgument('actionLaws', expected, images.length);
  }
  if (images.length === 0) return;
  const degree = images[0].degree;
  const one = Permutation.identity(degree);
  const act = (word: Word): Permutation => word.evaluate(images);
  const letter = fc.tuple(fc.nat(images.length - 1), fc.constantFrom(1, -1));
  const words = fc.array(letter, { maxLength: 12 }).map((letters) => Word.fromLetters(letters));
  const point = fc.nat(Math.max(0, degree - 1));
  const parameters = lawParameters(options, 20);
  fc.assert(
    fc.property(words, words, point, (g, h, x) => {
      requireLaw(act(g.times(h)).image(x) === act(g).image(act(h).image(x)), '(gh)x = g(hx)');
      requireLaw(act(g).times(act(g.inverse())).equals(one), 'g⁻¹ undoes g');
      // the same element by another word: g divided by the word that the stabilizer chain finds for it
      const value = g.evaluate(group.generators);
      const other = group.factor(value);
      requireLaw(other.evaluate(group.generators).equals(value), 'a factorization multiplies back');
      requireLaw(act(g).equals(act(other)), 'what acts is the element, not the word');
    }),
    parameters,
  );
}
