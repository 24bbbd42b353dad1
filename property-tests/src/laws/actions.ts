/** The laws of a group action: given by a permutation for each generator, or by what elements do to points. */
import { Permutation, type PermutationGroup, type Word } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, instance, invalidArgument, type Kind } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { productOf, word } from '../arbitraries/groups.js';
import { GROUP } from '../arguments.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/** An action of one's own on the points 0, …, degree − 1. */
export interface ActionImplementation {
  readonly degree: number;
  /** gx. */
  readonly image: (g: Permutation, x: number) => number;
}

const PERMUTATIONS = arrayOf(instance(Permutation, 'a Permutation'), 'an array of Permutations');

const ACTION: Kind = {
  expected: 'a Permutation for each generator, or { degree, image(g, x) }',
  accepts: (v) => {
    if (PERMUTATIONS.accepts(v)) return true;
    if (typeof v !== 'object' || v === null) return false;
    const { degree, image } = v as Partial<ActionImplementation>;
    return Number.isSafeInteger(degree) && typeof image === 'function';
  },
  remedy: (v) => (Array.isArray(v) ? 'Permutation.fromImages(images) makes one.' : undefined),
};

/**
 * The laws of an action of `group`. By images of the generators: what acts is the element, not the word, so that a word
 * that is 1 in the group acts as 1. By a function: 1x = x, (gh)x = g(hx), g⁻¹(gx) = x, and images are points. 20 cases
 * each.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless there is one image for each generator, all of one degree
 * @example
 * const G = catalogue.symmetric(5);
 * assertLaws(actionLaws(G, actionOnSubsets(G, 2).generators));
 * assertLaws(actionLaws(G, { degree: 5, image: (g, x) => g.image(x) }));
 */
export function actionLaws(
  group: PermutationGroup,
  action: readonly Permutation[] | ActionImplementation,
  options: LawOptions = {},
): readonly Law[] {
  checkArgument('actionLaws', 'group', group, GROUP);
  checkArgument('actionLaws', 'action', action, ACTION);
  checkOptions('actionLaws', options, LAW_OPTION_KINDS);
  const byImages = 'image' in action ? undefined : action;
  const degree = 'image' in action ? action.degree : (action[0]?.degree ?? 0);
  const suite = new LawSuite('actionLaws', `on ${degree} points`, options, 20);
  if (byImages === undefined) elementLaws(suite, group, action as ActionImplementation);
  else wordLaws(suite, group, requireImages(group, byImages, degree));
  return suite.laws;
}

function requireImages(group: PermutationGroup, images: readonly Permutation[], degree: number) {
  if (images.length === group.generators.length && images.every((p) => p.degree === degree)) return images;
  const count = group.generators.length;
  const expected = `action to be an image for each of the ${count} generators of group, all of one degree`;
  throw invalidArgument('actionLaws', expected, images.length);
}

function wordLaws(suite: LawSuite, group: PermutationGroup, images: readonly Permutation[]): void {
  if (images.length === 0) return;
  const act = (w: Word): Permutation => w.evaluate(images);
  const w = word(images.length);
  suite.forAll('what acts is the element, not the word', [w], (g) => {
    // the same element by another word: the one that the stabilizer chain finds for it
    return act(g).equals(act(group.factor(g.evaluate(group.generators))));
  });
  suite.forAll('relators act as 1', [w, w], (g, h) => {
    const value = g.times(h).evaluate(group.generators);
    return act(group.factor(value).inverse().times(g).times(h)).isIdentity();
  });
}

function elementLaws(suite: LawSuite, group: PermutationGroup, action: ActionImplementation): void {
  const { degree } = action;
  const image = (g: Permutation, x: number) => action.image(g, x);
  if (degree === 0) return;
  const one = Permutation.identity(group.degree);
  const element = productOf(group, 12);
  const point = fc.nat(degree - 1);
  suite.forAll('gx is a point', [element, point], (g, x) => {
    const y = image(g, x);
    return Number.isInteger(y) && y >= 0 && y < degree;
  });
  suite.forAll('1x = x', [point], (x) => image(one, x) === x);
  suite.forAll('(gh)x = g(hx)', [element, element, point], (g, h, x) => image(g.times(h), x) === image(g, image(h, x)));
  suite.forAll('g⁻¹(gx) = x', [element, point], (g, x) => image(g.inverse(), image(g, x)) === x);
}
