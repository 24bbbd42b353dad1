/**
 * Short paths in Schreier trees. With a few random elements of the group among its edges a tree has logarithmic depth
 * (Babai, Cooperman, Finkelstein & Seress 1991; Seress 2003, §4.4), where the generators alone may give a path as long as
 * the orbit: ⟨(0 1 … n−1)⟩ does.
 */
import type { RandomSource } from '../random.js';
import { ProductReplacement } from './product-replacement.js';
import { type SchreierTree, strongGenerator } from './schreier-tree.js';

/** Regrows a tree deeper than 3·log₂|orbit| + 8, with random elements of its group as shortcuts where breadth first is not enough. */
export function keepShallow(tree: SchreierTree, random: RandomSource): void {
  const bits = Math.ceil(Math.log2(tree.orbit.length + 1));
  const bound = 3 * bits + 8;
  if (tree.height <= bound) return;
  tree.rebuild();
  if (tree.height <= bound) return;
  const source = new ProductReplacement(
    tree.generators.filter((g) => g.isShortcut !== true),
    random,
    tree.degree,
  );
  // Diameters of abelian groups fall like the k-th root of the order: log₂ of it many shortcuts are always enough.
  for (let k = 0; k < bits && tree.height > bound; k++) {
    // Words in one generator reach exponents of the order of the orbit only after a while.
    for (let step = 0; step < 4 * bits; step++) source.next();
    const { images, word } = source.next();
    tree.generators.push({ ...strongGenerator(images.slice(), word), isShortcut: true });
    tree.rebuild();
  }
}
