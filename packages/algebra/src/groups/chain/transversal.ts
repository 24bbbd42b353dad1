/** Transversals of point stabilizers, from generators alone: a Schreier tree on the orbit. */
import { invalidArgument } from '../../errors.js';
import { Permutation } from '../../permutations/permutation.js';
import { Word } from '../word.js';
import { SchreierTree, strongGenerator, transversalBudget } from './schreier-tree.js';

/** An orbit with an element, and its word, that carries `point` to each point of it. */
export interface Transversal {
  readonly point: number;
  /** In order of discovery; `point` first. */
  readonly orbit: readonly number[];
  /** An element that carries `point` to y. O(degree · depth of the tree). */
  elementTo(y: number): Permutation;
  /** The same element as a word in the generators. */
  wordTo(y: number): Word;
}

/**
 * The transversal of the stabilizer of `point` that a breadth-first search of its orbit gives. O(orbit · generators).
 */
export function transversal(degree: number, generators: readonly Permutation[], point: number): Transversal {
  const tree = new SchreierTree(degree, point, transversalBudget(0));
  generators.forEach((g, i) => {
    tree.extend(strongGenerator(g.images, Word.generator(i)));
  });
  tree.rebuild();
  const checked = (where: string, y: number): number => {
    if (Number.isInteger(y) && y >= 0 && y < degree && tree.contains(y)) return y;
    throw invalidArgument(where, `y to be a point of the orbit of ${point}`, y, 'Its .orbit lists them.');
  };
  return {
    point,
    orbit: tree.orbit,
    elementTo: (y) => Permutation.fromTrustedImages(tree.transversal(checked('Transversal.elementTo', y))),
    wordTo: (y) => tree.transversalWord(checked('Transversal.wordTo', y)),
  };
}
