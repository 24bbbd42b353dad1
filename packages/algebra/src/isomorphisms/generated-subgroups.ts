/**
 * What few elements generate, and whether a map of them is an isomorphism of it: by tables of all elements in small
 * groups, by stabilizer chains in others. Both are asked thousands of times in one search.
 */
import { sideBySide } from '../constructions/homomorphism-check.js';
import { ElementTable } from '../groups/lattice/element-table.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { numbered } from '../groups/schreier-sims/normal-closure.js';
import { schreierSims } from '../groups/schreier-sims/random-schreier-sims.js';
import type { Permutation } from '../permutations/permutation.js';
import { randomSource } from '../random.js';
import type { WorkMeter } from '../work.js';

/**
 * Groups up to this order get a table: a closure takes some 50 ns for each element of it, a chain 0.1 ms and more
 * (measured).
 */
const MOST_LISTED = 2000n;
/** Groups of longer bases may have structure that tells their order, and that of most subgroups, without a chain. */
const SHORT_BASE = 10;

export class GeneratedSubgroups {
  private readonly table: ElementTable | undefined;

  constructor(
    where: string,
    readonly group: PermutationGroup,
    private readonly meter: WorkMeter,
    mostListed = MOST_LISTED,
  ) {
    if (group.orderWithin(meter) <= mostListed) this.table = new ElementTable(where, group, meter);
  }

  /** Is there a table? */
  get isListed(): boolean {
    return this.table !== undefined;
  }

  /** The order of what elements of the group generate. One step. */
  orderOf(elements: readonly Permutation[]): bigint {
    const { group, table, meter } = this;
    meter.step();
    if (elements.length === 0) return 1n;
    if (elements.length === 1) return elements[0].order();
    if (table === undefined && group.chainWithin(meter).levels.length > SHORT_BASE) {
      return group.subgroup(elements).orderWithin(meter);
    }
    if (table === undefined) {
      // Most sequences generate the group, and a chain of its order needs no verification.
      const generators = numbered(elements.map((g) => g.images));
      return schreierSims(group.degree, generators, randomSource(group.seed), meter, { atMost: group.order }).order;
    }
    const numbers = elements.map((g) => table.numberOf(g.images));
    return BigInt((table.closure(Int32Array.of(0), [], numbers) as Int32Array).length);
  }

  /**
   * Does gᵢ ↦ hᵢ define an isomorphism of ⟨g₁, …⟩ and ⟨h₁, …⟩, for elements h of `target`? Then the graph
   * ⟨(g₁, h₁), …⟩ is as large as both (Holt, Eick & O'Brien, Handbook, §9.3). `order` is that of ⟨g₁, …⟩. One step.
   */
  isIsomorphism(
    elements: readonly Permutation[],
    target: GeneratedSubgroups,
    images: readonly Permutation[],
    order: bigint,
  ): boolean {
    const { table, meter } = this;
    meter.step();
    if (elements.length === 1) return images[0].order() === order;
    if (table !== undefined && target.table !== undefined) {
      const [from, to] = [elements.map((g) => table.numberOf(g.images)), images.map((h) => target.numberOf(h))];
      return isBijective(table, from, target.table, to);
    }
    const pairs = images.map((image, j) => sideBySide([elements[j], image]));
    const graph = target.group.acting(
      pairs.map((p) => p.images),
      elements[0].degree + images[0].degree,
    );
    return graph.orderWithin(meter) === order && target.group.subgroup(images).orderWithin(meter) === order;
  }

  private numberOf(g: Permutation): number {
    return (this.table as ElementTable).numberOf(g.images);
  }
}

/** Carries words in `from` to words in `to`, breadth first, as long as no element gets two partners. */
function isBijective(a: ElementTable, from: readonly number[], b: ElementTable, to: readonly number[]): boolean {
  const partner = new Int32Array(a.order).fill(-1);
  const isTaken = new Uint8Array(b.order);
  const found = [0];
  partner[0] = 0;
  isTaken[0] = 1;
  for (const x of found) {
    for (let j = 0; j < from.length; j++) {
      const y = a.product(from[j], x);
      const image = b.product(to[j], partner[x]);
      if (partner[y] === image) continue;
      if (partner[y] !== -1 || isTaken[image] === 1) return false;
      partner[y] = image;
      isTaken[image] = 1;
      found.push(y);
    }
  }
  return true;
}
