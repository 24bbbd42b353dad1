/**
 * Short paths in Schreier trees. With a few random elements of the group among its edges a tree has logarithmic depth
 * (Babai, Cooperman, Finkelstein & Seress 1991; Seress 2003, §4.4), where the generators alone may give a path as long
 * as the orbit: ⟨(0 1 … n−1)⟩ does.
 */
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { ProductReplacement } from './product-replacement.js';
import { type SchreierTree, strongGenerator } from './schreier-tree.js';

/**
 * Regrows a tree deeper than 3·log₂|orbit| + 8, with random elements of its group as shortcuts where breadth first is
 * not enough.
 */
export function keepShallow(tree: SchreierTree, random: RandomSource, meter: WorkMeter): void {
  const bits = bitsOf(tree);
  // Diameters of abelian groups fall like the k-th root of the order: log₂ of it many shortcuts are always enough.
  addShortcuts(tree, random, meter, 3 * bits + 8, bits);
}

/**
 * Most shortcuts of a flat tree, and the height it should have: 65 edges at each point reach 10⁵ points in three or
 * four steps.
 */
const MOST_FLAT = 32;
const FLAT = 4;

/**
 * Makes a tree whose transversal elements are too many to be remembered very flat: each is a product of few edges then.
 */
export function flatten(tree: SchreierTree, random: RandomSource, meter: WorkMeter): void {
  if (!tree.remembersAll()) addShortcuts(tree, random, meter, FLAT, MOST_FLAT);
}

function bitsOf(tree: SchreierTree): number {
  return Math.ceil(Math.log2(tree.orbit.length + 1));
}

function addShortcuts(tree: SchreierTree, random: RandomSource, meter: WorkMeter, height: number, most: number): void {
  if (tree.height <= height) return;
  tree.rebuild();
  if (tree.height <= height) return;
  const source = new ProductReplacement(
    tree.generators.filter((g) => g.isShortcut !== true),
    random,
    tree.degree,
  );
  // Words in one generator reach exponents of the order of the orbit only after a while.
  for (let step = 4 * bitsOf(tree); step > 0; step--) source.next();
  for (let k = 0; k < most && tree.height > height; k += k < 8 ? 1 : 4) {
    for (let i = k < 8 ? 1 : 4; i > 0; i--) {
      for (let step = 0; step < 4; step++) source.next();
      const { images, word } = source.next();
      tree.generators.push({ ...strongGenerator(images.slice(), word), isShortcut: true });
    }
    meter.step(0);
    tree.rebuild();
  }
}
