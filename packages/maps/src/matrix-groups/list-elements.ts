/** The elements of a small finite matrix group. */
import { SparseMatrix } from '../linear/sparse-matrix.js';

/**
 * All products of the generators, the identity first; null when there are more than `most`. O(order·generators)
 * products.
 */
export function listElements(generators: readonly SparseMatrix[], most: number): SparseMatrix[] | null {
  if (generators.length === 0) return [];
  const identity = SparseMatrix.identity(generators[0].rows);
  const elements = [identity];
  const known = new Set([identity.toKey()]);
  for (let at = 0; at < elements.length; at++) {
    for (const g of generators) {
      const product = g.times(elements[at]);
      const key = product.toKey();
      if (known.has(key)) continue;
      if (elements.length >= most) return null;
      known.add(key);
      elements.push(product);
    }
  }
  return elements;
}
