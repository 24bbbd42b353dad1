/** Disjoint sets of numbers, joined pair by pair: orbits of a growing group, connected components, congruences. */

import { checkArgument, integer } from './arguments.js';

/** A partition of 0…n−1 by label, labels numbered by the first element that has them. */
interface LabeledPartition {
  readonly labels: Int32Array;
  /** The number of elements with each label. */
  readonly sizes: Int32Array;
  /** The smallest element with each label. */
  readonly representatives: Int32Array;
}

/**
 * A partition of 0…n−1 that grows coarser. Union–find with path halving (Tarjan & van Leeuwen 1984); the smallest
 * element of a set is its root, so that answers do not depend on the order of joins: O(log n) amortised a join.
 *
 * @example
 * const sets = new DisjointSets(5);
 * sets.unite(3, 1);
 * sets.uniteAlong([2, 1, 0, 3, 4]);
 * sets.find(3) // 1
 * sets.parts() // [ [ 0, 2 ], [ 1, 3 ], [ 4 ] ]
 */
export class DisjointSets {
  private readonly parent: Int32Array;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` unless size is an integer from 0 to 2³⁰ */
  constructor(size: number) {
    checkArgument('DisjointSets', 'size', size, integer(0, 2 ** 30));
    this.parent = new Int32Array(size);
    for (let i = 0; i < size; i++) this.parent[i] = i;
  }

  /** The smallest element of the set of x. */
  find(x: number): number {
    const { parent } = this;
    let root = x;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  same(x: number, y: number): boolean {
    return this.find(x) === this.find(y);
  }

  /** Joins the sets of x and y; false when they were one already. */
  unite(x: number, y: number): boolean {
    const a = this.find(x);
    const b = this.find(y);
    if (a === b) return false;
    if (a < b) this.parent[b] = a;
    else this.parent[a] = b;
    return true;
  }

  /** Joins each element with its image: orbits, when that is done for generators. */
  uniteAlong(images: ArrayLike<number>): void {
    for (let x = 0; x < images.length; x++) this.unite(x, images[x]);
  }

  /** For each element the smallest of its set. */
  roots(): Int32Array {
    // A parent is smaller than its children, so that its root is known when theirs is wanted.
    const roots = this.parent.slice();
    for (let x = 0; x < roots.length; x++) roots[x] = roots[roots[x]];
    return roots;
  }

  labeled(): LabeledPartition {
    const labels = new Int32Array(this.parent.length);
    const sizes: number[] = [];
    const representatives: number[] = [];
    for (let x = 0; x < labels.length; x++) {
      const root = this.find(x);
      if (root === x) {
        labels[x] = representatives.push(x) - 1;
        sizes.push(0);
      } else labels[x] = labels[root];
      sizes[labels[x]]++;
    }
    return { labels, sizes: Int32Array.from(sizes), representatives: Int32Array.from(representatives) };
  }

  /** The sets, each sorted, by smallest element. */
  parts(): number[][] {
    const { labels, representatives } = this.labeled();
    const parts = Array.from(representatives, (): number[] => []);
    for (let x = 0; x < labels.length; x++) parts[labels[x]].push(x);
    return parts;
  }
}
