/** Subgroups that two elements generate modulo a normal subgroup, up to conjugacy. */

import { DisjointSets } from '../../disjoint-sets.js';
import { randomSource } from '../../random.js';
import { gcd } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import type { Subgroup } from './normal-subgroups.js';
import type { SubgroupStore } from './subgroup-store.js';

/** Random elements of a stabilizer that is looked at: they merge what is conjugate, and may miss some of it. */
const STABILIZER_ELEMENTS = 6;

/**
 * The groups ⟨a, b⟩·R for a, b in a perfect group D and R normal: D itself, and the others from all pairs of cyclic
 * subgroups modulo R up to conjugacy. `leastIndex` bounds the index of the proper ones. The two elements come first
 * among the generators.
 */
export function pairGenerated(
  store: SubgroupStore,
  whole: Subgroup,
  normal: Subgroup,
  leastIndex: number,
  meter: WorkMeter,
): Subgroup[] {
  const { table } = store;
  const cyclic = new CyclicSubgroups(store, whole, normal);
  const most = Math.floor(whole.elements.length / leastIndex);
  const found: Subgroup[] = [wholeFromTwo(store, whole, normal, meter)];
  const seen = new Set<string>();
  for (const i of cyclic.representatives()) {
    const a = cyclic.generators[i];
    const alike = cyclic.partnersAlike(i);
    for (let j = 0; j < cyclic.generators.length; j++) {
      if (alike[j] !== j) continue;
      meter.step();
      const b = cyclic.generators[j];
      const elements = table.closure(normal.elements, normal.generators, [a, b], most);
      if (elements === undefined || elements.length === normal.elements.length) continue;
      const key = elements.slice().sort().join();
      if (seen.has(key)) continue;
      seen.add(key);
      found.push({ elements, generators: [a, b, ...normal.generators] });
    }
  }
  return found;
}

function wholeFromTwo(store: SubgroupStore, whole: Subgroup, normal: Subgroup, meter: WorkMeter): Subgroup {
  const { table } = store;
  const random = randomSource();
  const draw = (): number => whole.elements[random.below(whole.elements.length)];
  for (;;) {
    meter.step();
    const two = [draw(), draw()];
    const elements = table.closure(normal.elements, normal.generators, two) as Int32Array;
    if (elements.length === whole.elements.length) return { elements, generators: [...two, ...normal.generators] };
  }
}

/** The cyclic subgroups of a quotient D/R, numbered, with a generator of each. */
class CyclicSubgroups {
  readonly generators: number[] = [];
  /** For each element of D the number of the group it generates modulo R. */
  private readonly of: Int32Array;
  private readonly random = randomSource();

  constructor(
    private readonly store: SubgroupStore,
    whole: Subgroup,
    normal: Subgroup,
  ) {
    const { table } = store;
    this.of = new Int32Array(table.order).fill(-1);
    const isInside = new Uint8Array(table.order);
    for (const x of normal.elements) isInside[x] = 1;
    for (const a of whole.elements) {
      if (this.of[a] !== -1) continue;
      const powers = [0];
      for (let b = a; isInside[b] === 0; b = table.product(a, b)) powers.push(b);
      const number = this.generators.length;
      this.generators.push(a);
      powers.push(0);
      const n = powers.length - 1;
      for (let k = 1; k <= n; k++) {
        if (gcd(k, n) === 1) for (const x of normal.elements) this.of[table.product(powers[k % n], x)] = number;
      }
    }
  }

  /** One of each class under the whole group. */
  representatives(): number[] {
    const { table } = this.store;
    const classes = new DisjointSets(this.generators.length);
    for (const s of table.generators) classes.uniteAlong(this.generators.map((a) => this.of[table.conjugate(s, a)]));
    return classes.parts().map(([first]) => first);
  }

  /**
   * For each cyclic subgroup ⟨b⟩ the first that generates with the i-th, ⟨a⟩, the same group or one conjugate to it:
   * that is said of ⟨b⟩ and its images under elements of the normalizer of ⟨a⟩, and of b and b·aᵏ.
   */
  partnersAlike(i: number): Int32Array {
    const { table } = this.store;
    // carriers[k] carries the i-th to the k-th
    const carriers = new Map([[i, 0]]);
    for (const [k, carrier] of carriers) {
      for (const s of table.generators) {
        const image = this.of[table.conjugate(s, this.generators[k])];
        if (!carriers.has(image)) carriers.set(image, table.product(s, carrier));
      }
    }
    const orbits = new DisjointSets(this.generators.length);
    for (let n = 0; n < STABILIZER_ELEMENTS; n++) {
      const x = this.random.below(table.order);
      const image = this.of[table.conjugate(x, this.generators[i])];
      const y = table.product(table.inverses[carriers.get(image) as number], x);
      orbits.uniteAlong(this.generators.map((a) => this.of[table.conjugate(y, a)]));
    }
    const a = this.generators[i];
    for (let power = a; this.of[power] !== this.of[0]; power = table.product(a, power)) {
      orbits.uniteAlong(this.generators.map((b) => this.of[table.product(b, power)]));
    }
    return orbits.roots();
  }
}
