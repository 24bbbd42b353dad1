/**
 * Classes of conjugate subgroups, each found once. A subgroup is named by its cyclic subgroups of prime power order;
 * all conjugates are kept by a hash of those names and the way from the representative, along which a name is
 * compared, so that no answer rests on a hash.
 */
import { IsotypicError } from '../../errors.js';
import { type RandomSource, randomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import type { ElementTable } from './element-table.js';
import { Zuppos } from './zuppos.js';

export interface StoredClass {
  /** Numbers of elements that generate the representative. */
  readonly generators: readonly number[];
  readonly elements: Int32Array;
  readonly zuppos: Int32Array;
  /** How many conjugates there are. */
  readonly length: number;
  /** For each conjugate the one it was reached from, and by which generator of the group; −1 for the first. */
  readonly parents: Int32Array;
  readonly steps: Uint16Array;
}

export class SubgroupStore {
  readonly classes: StoredClass[] = [];
  readonly zuppos: Zuppos;
  /** Class and conjugate of each hash. */
  private readonly known = new Map<number, { readonly index: number; readonly conjugate: number }>();
  private readonly high: Int32Array;
  private readonly low: Int32Array;
  private readonly random: RandomSource;

  constructor(
    readonly table: ElementTable,
    private readonly meter: WorkMeter,
  ) {
    this.zuppos = new Zuppos(table);
    this.random = randomSource();
    const hashes = (): Int32Array => Int32Array.from({ length: this.zuppos.count }, () => this.random.below(2 ** 31));
    this.high = hashes();
    this.low = hashes();
  }

  /** Adds the class of a subgroup unless it is there; the number of the class. One step is one conjugate. */
  add(elements: Int32Array, generators: readonly number[]): number {
    const zuppos = this.zuppos.within(elements);
    const there = this.find(zuppos);
    if (there !== undefined) return there;
    const index = this.classes.length;
    const parents: number[] = [-1];
    const steps: number[] = [0];
    const conjugates = [zuppos];
    this.known.set(this.hashOf(zuppos), { index, conjugate: 0 });
    for (let k = 0; k < conjugates.length; k++) {
      this.meter.step();
      for (const [s, conjugation] of this.zuppos.conjugation.entries()) {
        const image = conjugates[k].map((z) => conjugation[z]);
        const hash = this.hashOf(image);
        if (this.known.get(hash)?.index === index) continue;
        this.known.set(hash, { index, conjugate: conjugates.length });
        parents.push(k);
        steps.push(s);
        conjugates.push(image);
      }
    }
    this.classes.push({
      generators,
      elements,
      zuppos,
      length: conjugates.length,
      parents: Int32Array.from(parents),
      steps: Uint16Array.from(steps),
    });
    return index;
  }

  /** The number of the class of a subgroup; undefined where it is not there. */
  indexOf(elements: Int32Array): number | undefined {
    return this.find(this.zuppos.within(elements));
  }

  /** Sums of random numbers: the same in any order. */
  private hashOf(zuppos: Int32Array): number {
    let [a, b] = [0, 0];
    for (const z of zuppos) {
      a = (a + this.high[z]) | 0;
      b = (b + this.low[z]) | 0;
    }
    return (a >>> 0) * 2 ** 21 + (b >>> 11);
  }

  /** The class with a conjugate that has these cyclic groups. */
  private find(zuppos: Int32Array): number | undefined {
    const found = this.known.get(this.hashOf(zuppos));
    if (found === undefined) return undefined;
    const there = this.conjugate(found.index, found.conjugate);
    const inside = new Set(there);
    if (there.length === zuppos.length && zuppos.every((z) => inside.has(z))) return found.index;
    throw collision();
  }

  /** The cyclic groups of a conjugate of a representative, in no order. */
  conjugate(index: number, conjugate: number): Int32Array {
    const { zuppos, parents, steps } = this.classes[index];
    let image = zuppos;
    for (const s of pathTo(conjugate, parents, steps)) {
      const conjugation = this.zuppos.conjugation[s];
      image = image.map((z) => conjugation[z]);
    }
    return image;
  }

  /** All conjugates of a representative, by their cyclic groups. */
  conjugates(index: number): Int32Array[] {
    const { zuppos, parents, steps, length } = this.classes[index];
    const all = [zuppos];
    for (let k = 1; k < length; k++) {
      const conjugation = this.zuppos.conjugation[steps[k]];
      all.push(all[parents[k]].map((z) => conjugation[z]));
    }
    return all;
  }

  /**
   * The elements of the normalizer of a representative: those of the stabilizer of its name, from random Schreier
   * generators, until there are as many as the length of the class leaves; that many prove both to be right.
   */
  normalizer(index: number): { readonly elements: Int32Array; readonly generators: readonly number[] } | undefined {
    const { table } = this;
    const { elements, generators, length } = this.classes[index];
    if (length === 1) return undefined;
    const target = table.order / length;
    const by = [...generators];
    let found = elements;
    for (let tries = 0; found.length < target; tries++) {
      this.meter.step(0);
      if (tries > 1000) throw collision();
      const s = this.schreierGenerator(index);
      const larger = table.closure(found, by, [s]);
      if (larger === undefined || larger.length === found.length) continue;
      if (!this.isNormalizing(s, index)) throw collision();
      by.push(s);
      found = larger;
    }
    return { elements: found, generators: by };
  }

  private isNormalizing(s: number, index: number): boolean {
    const { elements, generators } = this.classes[index];
    const inside = new Set(elements);
    return generators.every((g) => inside.has(this.table.conjugate(s, g)));
  }

  /** A random element of the group, divided by the one that carries the representative to the same conjugate. */
  private schreierGenerator(index: number): number {
    const { table } = this;
    const { zuppos, parents, steps } = this.classes[index];
    const x = this.random.below(table.order);
    const image = zuppos.map((z) => this.zuppos.of[table.conjugate(x, this.zuppos.generators[z])]);
    const { conjugate } = this.known.get(this.hashOf(image)) as { conjugate: number };
    let carrier = 0;
    for (const s of pathTo(conjugate, parents, steps)) carrier = table.product(table.generators[s], carrier);
    return table.product(table.inverses[carrier], x);
  }
}

/** The generators that lead from the representative to a conjugate, first one first. */
function pathTo(conjugate: number, parents: Int32Array, steps: Uint16Array): number[] {
  const path: number[] = [];
  for (let k = conjugate; parents[k] !== -1; k = parents[k]) path.push(steps[k]);
  return path.reverse();
}

/** Two subgroups of one 53-bit hash: it happens once in about 10⁵ runs with 10⁵ subgroups each. */
function collision(): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', {
    where: 'subgroupClasses',
    expected: 'different hashes for different subgroups',
    received: 'equal ones',
  });
}
