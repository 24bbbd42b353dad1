/**
 * Backtrack search in a stabiliser chain (Sims 1971; Leon 1991; Seress 2003, ch. 9): for one element with a property, or
 * for the subgroup of all of them. Elements are built base image by base image. Extensions of a partial element t whose
 * first l base images are set are the coset t·Gˡ, which carries each orbit Δ of Gˡ onto tΔ: properties that compare Δ with
 * tΔ cut the search long before the element is known.
 */
import { compose, identityImages, invertImages } from '../../permutations/images.js';
import type { WorkMeter } from '../../work.js';
import { orbitRepresentatives } from '../orbits.js';
import { strongGeneratorsFrom } from '../sims-verify.js';
import type { StabilizerChain } from '../stabilizer-chain.js';

/** A property of group elements, with what partial elements can say about it. */
export interface SearchProperty {
  /** The only possible image of base point l, given the images of those before; −1 when there is a choice. */
  forcedImage(l: number, baseImages: Int32Array): number;
  /** May base point l go to y? */
  admits(l: number, y: number): boolean;
  /** May some element of t·Gˡ have the property? `labels[x]` names the Gˡ-orbit of x, `inverse` is t⁻¹. */
  mayExtend(l: number, inverse: Uint32Array, labels: Int32Array): boolean;
  /** A test of a few points of the element with inverse step·inverse, before it is multiplied out. */
  isPlausible(step: Uint32Array, inverse: Uint32Array): boolean;
  holds(element: Uint32Array): boolean;
}

export class BacktrackSearch {
  private readonly orbitLabels: (Int32Array | undefined)[] = [];
  private readonly baseImages: Int32Array;
  /**
   * Orbits of the group Kˡ of elements that fix the base points before l and with which, on the right, the property is
   * unchanged. Of each coset c·K only the element with least base images is looked for: it sends base point l to the least
   * of the images of the Kˡ-orbit of that point.
   */
  private readonly rightOrbits: (Int32Array | undefined)[] = [];

  constructor(
    readonly chain: StabilizerChain,
    private readonly property: SearchProperty,
    private readonly meter: WorkMeter,
  ) {
    this.baseImages = new Int32Array(chain.levels.length);
  }

  /** The search for another property, where c·k has it with c for all k in the subgroup found here. */
  another(property: SearchProperty): BacktrackSearch {
    const search = new BacktrackSearch(this.chain, property, this.meter);
    search.rightOrbits.push(...this.rightOrbits);
    return search;
  }

  /** Some element of the group with the property. */
  findElement(): Uint32Array | undefined {
    const one = identityImages(this.chain.degree);
    return this.extend(0, one, one);
  }

  /**
   * Generators of the subgroup of all elements with the property, which must be one, and its order. `known` elements of it
   * save work. Bottom-up: level l looks for one element for each image of base point l that the elements found so far, all
   * of which fix the base points before, do not yet reach.
   */
  findSubgroup(known: readonly Uint32Array[] = []): { generators: Uint32Array[]; order: bigint } {
    const { levels, degree } = this.chain;
    const generators: Uint32Array[] = [];
    let order = 1n;
    let top = levels.length;
    // Levels at which everything belongs to the subgroup.
    while (top > 0 && strongGeneratorsFrom(this.chain, top - 1).every((g) => this.property.holds(g.images))) {
      order *= BigInt(levels[--top].orbit.length);
    }
    generators.push(...strongGeneratorsFrom(this.chain, top).map((g) => g.images));
    for (let l = top; l < levels.length; l++) this.rightOrbits[l] = this.labelsAt(l);
    for (let l = top - 1; l >= 0; l--) {
      const { basePoint, orbit } = levels[l];
      for (const g of known)
        if (levels.slice(0, l).every((level) => g[level.basePoint] === level.basePoint)) generators.push(g);
      for (let k = 0; k < l; k++) this.baseImages[k] = levels[k].basePoint;
      let representatives = orbitRepresentatives(degree, generators.map(asActing));
      const refuted = new Set<number>();
      for (const y of orbit) {
        const r = representatives[y];
        if (r === representatives[basePoint] || refuted.has(r)) continue;
        const found = this.place(l, y, identityImages(degree), identityImages(degree));
        if (found === undefined) {
          refuted.add(r);
          continue;
        }
        generators.push(found);
        representatives = orbitRepresentatives(degree, generators.map(asActing));
        // Orbits have merged: a refuted one stays refuted under its new name.
        for (const x of [...refuted]) refuted.add(representatives[x]);
      }
      const length = orbit.reduce((n, y) => (representatives[y] === representatives[basePoint] ? n + 1 : n), 0);
      order *= BigInt(length);
      this.rightOrbits[l] = representatives;
    }
    return { generators, order };
  }

  /** Depth-first: t has the images of base points before l. */
  private extend(l: number, t: Uint32Array, inverse: Uint32Array): Uint32Array | undefined {
    const { levels } = this.chain;
    const { property } = this;
    this.meter.step();
    if (l === levels.length) return property.holds(t) ? t : undefined;
    if (!property.mayExtend(l, inverse, this.labelsAt(l))) return undefined;
    const forced = property.forcedImage(l, this.baseImages);
    if (forced !== -1) return this.place(l, forced, t, inverse);
    // Least images first: what is least in its coset is then met early.
    for (const y of Uint32Array.from(levels[l].orbit, (x) => t[x]).sort()) {
      const found = this.place(l, y, t, inverse);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Sends base point l to y, if some element of t·Gˡ does, and goes on. */
  private place(l: number, y: number, t: Uint32Array, inverse: Uint32Array): Uint32Array | undefined {
    const level = this.chain.levels[l];
    const x = inverse[y];
    if (!level.contains(x) || !this.property.admits(l, y)) return undefined;
    const forced = this.property.forcedImage(l, this.baseImages);
    if (forced !== -1 && forced !== y) return undefined;
    if (!this.isLeastInCoset(l, y)) return undefined;
    this.baseImages[l] = y;
    if (x === level.basePoint) return this.extend(l + 1, t, inverse);
    const step = level.inverseTransversal(x);
    if (l === this.chain.levels.length - 1 && !this.property.isPlausible(step, inverse)) return undefined;
    const nextInverse = compose(step, inverse);
    return this.extend(l + 1, invertImages(nextInverse), nextInverse);
  }

  private isLeastInCoset(l: number, y: number): boolean {
    const { levels } = this.chain;
    const { basePoint } = levels[l];
    for (let m = l - 1; m >= 0; m--) {
      const orbits = this.rightOrbits[m];
      if (orbits === undefined) return true;
      if (y < this.baseImages[m] && orbits[basePoint] === orbits[levels[m].basePoint]) return false;
    }
    return true;
  }

  private labelsAt(l: number): Int32Array {
    let labels = this.orbitLabels[l];
    if (labels === undefined) {
      labels = orbitRepresentatives(this.chain.degree, strongGeneratorsFrom(this.chain, l));
      this.orbitLabels[l] = labels;
    }
    return labels;
  }
}

const asActing = (images: Uint32Array): { images: Uint32Array } => ({ images });

/** Mixes small integers into 32 bits; sums of these compare multisets. */
export function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b) ^ Math.imul(c + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return h ^ (h >>> 15);
}
