/**
 * Partition backtrack (Leon 1991, 1997; Seress 2003, ch. 9) in a stabilizer chain: for one element that carries the
 * source to a target, or for the subgroup of all that keep the source. Elements are built base image by base image. The
 * extensions of a partial element t whose first l base images are set are the coset t·Gˡ, which carries orbits and
 * orbital graphs of Gˡ to their images under t: both sides are recolored by these and by source or target, and colors
 * that do not match cut the search long before the element is known.
 */
import { DisjointSets } from '../../disjoint-sets.js';
import { composeInto, identityImages } from '../../permutations/images.js';
import type { RandomSource } from '../../random.js';
import type { Follower } from './aligned-base.js';
import { individualize, recolorByOrbits } from './coloring.js';
import { ImageStabilizers } from './image-stabilizers.js';
import type { NodeCount } from './node-count.js';
import type { Depth, RefinedBase } from './refined-base.js';
import type { SearchObject } from './search-object.js';

/** A generator found, and the number of base points that it fixes. */
export interface FoundGenerator {
  readonly images: Uint32Array;
  readonly level: number;
}

/** Nodes below one candidate from which on it pays to know which others are equivalent to it. */
const WORTH_PRUNING = 20;

export class BacktrackSearch<S extends SearchObject<S>> {
  /** Of the node at each depth: t, t⁻¹, and the coloring of the target's side. */
  private readonly elements: Uint32Array[] = [];
  private readonly inverses: Uint32Array[] = [];
  private readonly colors: Int32Array[] = [];
  private readonly baseImages: Int32Array;
  /**
   * Orbits of the group Kˡ of elements that keep the source and fix the base points before l. Of each coset c·K only
   * the element with least base images is looked for: it sends base point l to the least of the images of the Kˡ-orbit
   * of that point.
   */
  private readonly rightOrbits: (Int32Array | undefined)[] = [];
  /**
   * Stabilizers, in what is known to keep the target and the images of the base points before `level`, of the images
   * from there on.
   */
  private left: { readonly level: number; readonly stabilizers: ImageStabilizers } | undefined;
  private target: S;
  readonly generators: FoundGenerator[] = [];

  constructor(
    private readonly base: RefinedBase<S>,
    private readonly random: RandomSource,
  ) {
    const { degree } = base.source;
    this.target = base.source;
    this.baseImages = new Int32Array(base.chain.levels.length);
    for (let l = 0; l <= base.depths.length; l++) {
      this.elements.push(identityImages(degree));
      this.inverses.push(identityImages(degree));
      this.colors.push(new Int32Array(degree));
    }
  }

  /**
   * The order of the subgroup K of all elements that keep the source; its generators are gathered in `generators`, and
   * `known` elements of it save work. Bottom-up: level l looks for one element for each image of base point l that the
   * elements found so far, all of which fix the base points before, do not yet reach.
   */
  findSubgroup(nodes: NodeCount, known: readonly Uint32Array[] = []): bigint {
    const { levels, degree } = this.base.chain;
    const { depths, source } = this.base;
    this.target = source;
    let order = this.takeKeptLevels();
    const orbits = new DisjointSets(degree);
    for (const { images } of this.generators) orbits.uniteAlong(images);
    for (let l = depths.length - 1; l >= 0; l--) {
      const { basePoint, orbit } = levels[l];
      const { colors } = depths[l];
      const add = (images: Uint32Array): void => {
        this.generators.push({ images, level: l });
        orbits.uniteAlong(images);
      };
      for (const images of known) if (fixedBasePoints(levels, images) === l) add(images);
      for (let k = 0; k < l; k++) this.baseImages[k] = levels[k].basePoint;
      this.colors[l].set(colors);
      identify(this.elements[l]);
      identify(this.inverses[l]);
      const refuted = new Set<number>();
      for (const y of orbit) {
        const r = orbits.find(y);
        if (colors[y] !== colors[basePoint] || r === orbits.find(basePoint) || refuted.has(r)) continue;
        this.left ??= {
          level: l,
          stabilizers: new ImageStabilizers(
            this.generators.map((g) => g.images),
            this.random,
          ),
        };
        const found = this.place(l, y, nodes);
        if (found === undefined) refuted.add(r);
        else {
          add(found);
          this.left = undefined;
          // Orbits have merged: a refuted one stays refuted under its new name.
          for (const x of [...refuted]) refuted.add(orbits.find(x));
        }
      }
      this.left = undefined;
      const home = orbits.find(basePoint);
      order *= BigInt(orbit.reduce((n, y) => (orbits.find(y) === home ? n + 1 : n), 0));
      this.rightOrbits[l] = orbits.roots();
    }
    return order;
  }

  /**
   * Some element of the group that carries the source to `target`; shortest after `findSubgroup`, which leaves the
   * orbits of K. When the source's own permutation lies in K, the target's keeps the target in the same way, or there
   * is no such element.
   */
  findElement(target: S, isOwnInK: boolean, nodes: NodeCount): Uint32Array | undefined {
    this.target = target;
    identify(this.elements[0]);
    identify(this.inverses[0]);
    this.colors[0].set(target.hashes);
    // Elements of K that keep the target too: all of K where the target is a power of the source.
    const keepers = this.generators.map((g) => g.images).filter((images) => target.isKeptBy(images));
    if (isOwnInK) keepers.push(target.images);
    this.left = { level: 0, stabilizers: new ImageStabilizers(keepers, this.random) };
    const first = this.base.depths[0];
    return first === undefined || this.matches(0, first) ? this.extend(0, nodes) : undefined;
  }

  /**
   * Below the depths everything belongs to K: as many of the strong generators there as generate it. Returns the order.
   */
  private takeKeptLevels(): bigint {
    const { levels, degree } = this.base.chain;
    const orbits = new DisjointSets(degree);
    let order = 1n;
    for (let l = levels.length - 1; l >= this.base.depths.length; l--) {
      const { basePoint, orbit, generators } = levels[l];
      const isHome = (x: number): boolean => orbits.find(x) === orbits.find(basePoint);
      order *= BigInt(orbit.length);
      while (!orbit.every(isHome)) {
        for (const { images } of generators) {
          if (orbit.every((x) => !isHome(x) || isHome(images[x]))) continue;
          this.generators.push({ images, level: fixedBasePoints(levels, images) });
          orbits.uniteAlong(images);
        }
      }
    }
    return order;
  }

  /** Depth-first from the node at depth l. */
  private extend(l: number, nodes: NodeCount): Uint32Array | undefined {
    const { chain, depths, source } = this.base;
    const element = this.elements[l];
    if (l === depths.length) return source.isCarriedTo(this.target, element) ? element.slice() : undefined;
    const { basePoint, orbit } = chain.levels[l];
    const color = depths[l].colors[basePoint];
    const candidates: number[] = [];
    for (const x of orbit) if (this.colors[l][element[x]] === color) candidates.push(element[x]);
    // Least images first: what is least in its coset is then met early, and each orbit is tried at its least candidate.
    let orbits = l === this.left?.level ? this.leftOrbits(l) : undefined;
    const refuted: number[] = [];
    const before = nodes.count;
    for (const y of candidates.sort((a, b) => a - b)) {
      if (orbits !== undefined && refuted.some((x) => orbits?.[x] === orbits?.[y])) continue;
      const found = this.place(l, y, nodes);
      if (found !== undefined) return found;
      refuted.push(y);
      if (nodes.count - before >= WORTH_PRUNING) orbits ??= this.leftOrbits(l);
    }
    return undefined;
  }

  /** Orbits of elements that keep the target and fix the images of the base points before l. */
  private leftOrbits(l: number): Int32Array | undefined {
    return this.left?.stabilizers.orbits(this.base.source.degree, this.baseImages.subarray(this.left.level, l));
  }

  /** Sends base point l to y, a point that some element of t·Gˡ sends it to, and goes on if the colors match. */
  private place(l: number, y: number, nodes: NodeCount): Uint32Array | undefined {
    nodes.step(this.generators);
    if (!this.isLeastInCoset(l, y) || !this.areFollowed(l, y)) return undefined;
    this.baseImages[l] = y;
    const level = this.base.chain.levels[l];
    const inverse = this.inverses[l];
    const next = this.inverses[l + 1];
    const x = inverse[y];
    if (x === level.basePoint) next.set(inverse);
    else composeInto(next, level.inverseTransversal(x), inverse);
    const depth = this.base.depths[l + 1];
    if (depth !== undefined) {
      this.colors[l + 1].set(this.colors[l]);
      if (!depth.isSettled) individualize(this.colors[l + 1], y, l);
    }
    return this.matches(l + 1, depth) ? this.extend(l + 1, nodes) : undefined;
  }

  /**
   * Where base points after l follow it or earlier ones along cycles, their images follow those: are they images under
   * the coset? Single points are traced, which refuses most of what the colors would refuse in O(degree).
   */
  private areFollowed(l: number, y: number): boolean {
    const { chain, followers } = this.base;
    const { images } = this.target;
    const inverse = this.inverses[l];
    const points = [inverse[y]];
    for (let m = l + 1; followers[m] !== undefined; m++) {
      const { from, steps } = followers[m] as Follower;
      let z = from === l ? y : this.baseImages[from];
      for (let k = 0; k < steps; k++) z = images[z];
      z = inverse[z];
      for (let k = l; k < m; k++) z = chain.levels[k].carryBack(points[k - l], z);
      if (!chain.levels[m].contains(z)) return false;
      points.push(z);
    }
    return true;
  }

  /** Recolors the target's side at depth l as the source's was. */
  private matches(l: number, depth: Depth | undefined): boolean {
    const inverse = this.inverses[l];
    const element = this.elements[l];
    const colors = this.colors[l];
    const isRecolored = depth !== undefined && !depth.isSettled;
    if (isRecolored && recolorByOrbits(colors, depth.labels, inverse) !== depth.orbitSum) return false;
    for (let y = 0; y < inverse.length; y++) element[inverse[y]] = y;
    if (!isRecolored) return true;
    if (this.target.recolorByPoints(colors, this.baseImages, l) !== depth.pointSum) return false;
    const { recoloring } = this.base;
    return depth.rounds.every(({ by, sum }) => recoloring.recolor(by, colors, this.target, element) === sum);
  }

  private isLeastInCoset(l: number, y: number): boolean {
    const { levels } = this.base.chain;
    const { basePoint } = levels[l];
    for (let m = l - 1; m >= 0; m--) {
      const orbits = this.rightOrbits[m];
      if (orbits === undefined) return true;
      if (y < this.baseImages[m] && orbits[basePoint] === orbits[levels[m].basePoint]) return false;
    }
    return true;
  }
}

function identify(images: Uint32Array): void {
  for (let x = 0; x < images.length; x++) images[x] = x;
}

/** How many base points, from the first on, the permutation fixes. */
function fixedBasePoints(levels: readonly { readonly basePoint: number }[], images: Uint32Array): number {
  const moved = levels.findIndex(({ basePoint }) => images[basePoint] !== basePoint);
  return moved === -1 ? levels.length : moved;
}
