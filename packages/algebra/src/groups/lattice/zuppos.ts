/** The cyclic subgroups of prime power order, by which Neubüser (1960) names the subgroups of a group. */
import { factor } from '../../scalars/integers.js';
import type { ElementTable } from './element-table.js';

export class Zuppos {
  /** For each element the number of the cyclic group it generates; −1 unless its order is a prime power above 1. */
  readonly of: Int32Array;
  /** A generator of each. */
  readonly generators: number[] = [];
  readonly primes: number[] = [];
  /** The subgroup of index p in each; −1 for the trivial one. */
  readonly below: number[] = [];
  /** Conjugation by the generators of the group. */
  readonly conjugation: readonly Int32Array[];

  constructor(private readonly table: ElementTable) {
    const { order } = table;
    this.of = new Int32Array(order).fill(-1);
    const seen = new Uint8Array(order);
    seen[0] = 1;
    for (let a = 1; a < order; a++) {
      if (seen[a] === 1) continue;
      const powers = [0, a];
      for (let b = table.product(a, a); b !== 0; b = table.product(a, b)) powers.push(b);
      const n = powers.length;
      const primes = factor(n);
      if (primes.length > 1) {
        seen[a] = 1;
        continue;
      }
      const [[p]] = primes;
      const number = this.generators.length;
      for (let k = 1; k < n; k++) {
        if (k % p === 0) continue;
        this.of[powers[k]] = number;
        seen[powers[k]] = 1;
      }
      this.generators.push(a);
      this.primes.push(p);
      this.below.push(n === p ? -1 : powers[p]);
    }
    this.below = this.below.map((a) => (a === -1 ? -1 : this.of[a]));
    this.conjugation = table.generators.map((s) => this.conjugationBy(s));
  }

  get count(): number {
    return this.generators.length;
  }

  /** The permutation of the cyclic groups by conjugation with an element. */
  conjugationBy(s: number): Int32Array {
    const { table, of } = this;
    return Int32Array.from(this.generators, (a) => of[table.conjugate(s, a)]);
  }

  /** Those in a subgroup, ascending. */
  within(elements: Int32Array): Int32Array {
    const inside = new Uint8Array(this.count);
    let count = 0;
    for (const a of elements) {
      const z = this.of[a];
      if (z === -1 || inside[z] === 1) continue;
      inside[z] = 1;
      count++;
    }
    const found = new Int32Array(count);
    for (let z = 0, k = 0; k < count; z++) if (inside[z] === 1) found[k++] = z;
    return found;
  }
}
