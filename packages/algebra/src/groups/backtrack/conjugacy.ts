/** Centralisers of elements, and conjugating elements, by backtrack. */
import { commute } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import type { StabilizerChain } from '../stabilizer-chain.js';
import { BacktrackSearch, mix, type SearchProperty } from './search.js';

/** Nodes of the search tree before it gives up. */
const DEFAULT_BUDGET = 5e6;

/** C_G(g), for any permutation g of the degree. One step is one node of the search. */
export function centralizer(group: PermutationGroup, g: Permutation, options: WorkOptions = {}): PermutationGroup {
  if (group.generators.every((h) => commute(h.images, g.images))) return group;
  return new ConjugacySearch(group, g, 'PermutationGroup.centralizer', options).centralizer();
}

/** Some x in G with x·g·x⁻¹ = h, or undefined when there is none. */
export function conjugatingElement(
  group: PermutationGroup,
  g: Permutation,
  h: Permutation,
  options: WorkOptions = {},
): Permutation | undefined {
  if (g.equals(h)) return Permutation.identity(group.degree);
  if (cycleLengthsKey(g) !== cycleLengthsKey(h)) return undefined;
  return new ConjugacySearch(group, g, 'PermutationGroup.conjugatingElement', options).elementTo(h);
}

/** All searches about the conjugates of one element: the chain along its cycles and its centraliser are shared. */
export class ConjugacySearch {
  private readonly chain: StabilizerChain;
  private readonly search: BacktrackSearch;
  private lazyCentralizer: PermutationGroup | undefined;

  constructor(
    private readonly group: PermutationGroup,
    readonly element: Permutation,
    where: string,
    options: WorkOptions = {},
    likewise?: ConjugacySearch,
  ) {
    this.chain = likewise?.chain ?? chainForCyclesOf(group, element.images);
    const property = new CarriesTo(this.chain, element.images, element.images);
    // A generator of the same cyclic group has the same centraliser: that search, its chain and its result serve again.
    this.search =
      likewise?.search.another(property) ??
      new BacktrackSearch(this.chain, property, new WorkMeter(where, options, DEFAULT_BUDGET));
    this.lazyCentralizer = likewise?.centralizer();
  }

  centralizer(): PermutationGroup {
    if (this.lazyCentralizer === undefined) {
      const { group, element } = this;
      const { generators, order } = this.search.findSubgroup(group.contains(element) ? [element.images] : []);
      this.lazyCentralizer = group.subgroup(generators.filter((h) => h.some((y, x) => y !== x)));
      this.lazyCentralizer.adoptOrder(order);
    }
    return this.lazyCentralizer;
  }

  /** Some x in the group with x·element·x⁻¹ = h. Elements x·k, k centralising, do the same: that shortens the search. */
  elementTo(h: Permutation): Permutation | undefined {
    this.centralizer();
    const found = this.search.another(new CarriesTo(this.chain, this.element.images, h.images)).findElement();
    return found === undefined ? undefined : Permutation.fromTrustedImages(found);
  }
}

/**
 * N_G(⟨g⟩): the centraliser, and for generators k of the units that occur an element that carries g to gᵏ.
 */
export function normalizerOfCyclic(
  group: PermutationGroup,
  g: Permutation,
  options: WorkOptions = {},
): PermutationGroup {
  const order = Number(g.order());
  const generators = [...centralizer(group, g, options).generators];
  const reached = new Set([1]);
  for (let k = 2; k < order; k++) {
    if (gcd(k, order) !== 1 || reached.has(k)) continue;
    const x = conjugatingElement(group, g, g.power(k), options);
    if (x === undefined) continue;
    generators.push(x);
    const units = [...reached];
    for (let power = k; !reached.has(power); power = (power * k) % order) {
      for (const u of units) reached.add((u * power) % order);
    }
  }
  return group.subgroup(generators);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

export function cycleLengthsKey(g: Permutation): string {
  return [...g.cycleType()].sort((a, b) => a[0] - b[0]).join(';');
}

/** The same for the restrictions to the orbits of G. */
export function lengthOfCycleThrough(images: Uint32Array): Int32Array {
  const lengths = new Int32Array(images.length);
  for (let start = 0; start < images.length; start++) {
    if (lengths[start] !== 0) continue;
    let n = 1;
    for (let x = images[start]; x !== start; x = images[x]) n++;
    lengths[start] = n;
    for (let x = images[start]; x !== start; x = images[x]) lengths[x] = n;
  }
  return lengths;
}

/** A chain whose base runs along the cycles of g, those with fewest possible images first. */
function chainForCyclesOf(group: PermutationGroup, g: Uint32Array): StabilizerChain {
  const lengths = lengthOfCycleThrough(g);
  const orbits = group.orbits();
  const choices = new Int32Array(group.degree);
  for (const orbit of orbits) {
    const counts = new Map<number, number>();
    for (const x of orbit) counts.set(lengths[x], (counts.get(lengths[x]) ?? 0) + 1);
    for (const x of orbit) choices[x] = counts.get(lengths[x]) as number;
  }
  const starts = [...choices.keys()].sort((x, y) => choices[x] - choices[y] || lengths[y] - lengths[x] || x - y);
  const seen = new Uint8Array(group.degree);
  const preference: number[] = [];
  for (const start of starts) {
    for (let x = start; seen[x] === 0; x = g[x]) {
      seen[x] = 1;
      preference.push(x);
    }
  }
  return group.chainWithBase(preference);
}

/** t·g·t⁻¹ = h. Then t(gx) = h(tx): one point of a cycle determines the others, and lengths of cycles are kept. */
class CarriesTo implements SearchProperty {
  private readonly gLengths: Int32Array;
  private readonly hLengths: Int32Array;
  /** base[l] = g^exponent(base[earlier]), where an earlier base point lies on the same cycle. */
  private readonly dependence: ({ earlier: number; exponent: number } | undefined)[];
  private readonly signatures: (number | undefined)[] = [];

  constructor(
    private readonly chain: StabilizerChain,
    private readonly g: Uint32Array,
    private readonly h: Uint32Array,
  ) {
    this.gLengths = lengthOfCycleThrough(g);
    this.hLengths = lengthOfCycleThrough(h);
    const { base } = chain;
    const position = new Map(base.map((x, l) => [x, l]));
    this.dependence = base.map((b, l) => {
      // Walk back along the cycle to the nearest base point before.
      let exponent = 0;
      let x = b;
      do {
        const earlier = position.get(x);
        if (earlier !== undefined && earlier < l) return { earlier, exponent: this.gLengths[b] - exponent };
        x = g[x];
        exponent++;
      } while (x !== b);
      return undefined;
    });
  }

  forcedImage(l: number, baseImages: Int32Array): number {
    const dependence = this.dependence[l];
    if (dependence === undefined) return -1;
    let y = baseImages[dependence.earlier];
    for (let k = 0; k < dependence.exponent; k++) y = this.h[y];
    return y;
  }

  admits(l: number, y: number): boolean {
    return this.gLengths[this.chain.levels[l].basePoint] === this.hLengths[y];
  }

  /** Counts points x by the orbits of Gˡ on which x and gx lie, and by cycle length, and the same for h through t. */
  mayExtend(l: number, inverse: Uint32Array, labels: Int32Array): boolean {
    const { g, h, gLengths, hLengths } = this;
    let expected = this.signatures[l];
    if (expected === undefined) {
      expected = 0;
      for (let x = 0; x < g.length; x++) expected = (expected + mix(labels[x], labels[g[x]], gLengths[x])) | 0;
      this.signatures[l] = expected;
    }
    let sum = 0;
    for (let y = 0; y < h.length; y++) sum = (sum + mix(labels[inverse[y]], labels[inverse[h[y]]], hLengths[y])) | 0;
    return sum === expected;
  }

  isPlausible(step: Uint32Array, inverse: Uint32Array): boolean {
    const { g, h } = this;
    const sample = Math.min(8, h.length);
    for (let y = 0; y < sample; y++) if (step[inverse[h[y]]] !== g[step[inverse[y]]]) return false;
    return true;
  }

  holds(t: Uint32Array): boolean {
    const { g, h } = this;
    for (let x = 0; x < g.length; x++) if (t[g[x]] !== h[t[x]]) return false;
    return true;
  }
}
