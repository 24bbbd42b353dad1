/**
 * Conjugacy classes of a group small enough to be listed: elements are ranked through the stabilizer chain, conjugation
 * by each generator becomes a permutation of the ranks, and the classes are the orbits. Ranks are read off base images,
 * so that the price of an element is that of the base, not of the degree.
 */
import { conjugateImages, invertImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import { rankOf, unrank } from '../chain/rank.js';
import type { SchreierTree } from '../chain/schreier-tree.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import type { ClassWork } from './class-form.js';

export interface EnumeratedClasses {
  readonly representatives: Permutation[];
  readonly sizes: number[];
  /** Class of the element of each rank. */
  readonly labels: Int32Array;
}

/** O(|G| · generators · base²) time, (8 + 4 · generators)|G| bytes. One step of the meter is one element. */
export function enumerateClasses(
  chain: StabilizerChain,
  generators: readonly Permutation[],
  { listing: meter, answer }: ClassWork,
): EnumeratedClasses {
  const order = Number(chain.order);
  const labels = new Int32Array(order).fill(-1);
  const queue = new Int32Array(order);
  const representatives: Permutation[] = [];
  const sizes: number[] = [];
  if (answer !== undefined) meter.known = () => answer(representatives);
  const actions = conjugationOfRanks(chain, generators, meter);
  for (let start = 0; start < order; start++) {
    if (labels[start] !== -1) continue;
    representatives.push(Permutation.fromTrustedImages(unrank(chain, start)));
    sizes.push(labelOrbit(actions, start, sizes.length, labels, queue, meter));
  }
  return { representatives, sizes, labels };
}

/** The length of the orbit of `start`, all of which gets the label. */
function labelOrbit(
  actions: readonly Int32Array[],
  start: number,
  label: number,
  labels: Int32Array,
  queue: Int32Array,
  meter: WorkMeter,
): number {
  labels[start] = label;
  queue[0] = start;
  let end = 1;
  for (let at = 0; at < end; at++) {
    meter.step();
    for (let k = 0; k < actions.length; k++) {
      const image = actions[k][queue[at]];
      if (labels[image] !== -1) continue;
      labels[image] = label;
      queue[end++] = image;
    }
  }
  return end;
}

/** Entries of the tables of transversals and ranks, 64 MB; where they are more, whole permutations are multiplied. */
const MOST_ENTRIES = 1 << 24;

/** For each generator x the rank of x·g·x⁻¹ by that of g. */
function conjugationOfRanks(
  chain: StabilizerChain,
  generators: readonly Permutation[],
  meter: WorkMeter,
): Int32Array[] {
  const { levels, degree } = chain;
  const images = generators.map((g) => g.images);
  if (levels.length === 0) return images.map(() => Int32Array.of(0));
  if (levels.length === 1) return regularConjugation(levels[0], images);
  let [entries, prefixes] = [0, 1];
  for (const { orbit } of levels) {
    entries += (orbit.length + prefixes) * degree;
    prefixes *= orbit.length;
  }
  if (entries <= MOST_ENTRIES) {
    const tables = new RankTables(chain, meter);
    return images.map((x) => tables.conjugation(x, meter));
  }
  const order = Number(chain.order);
  const actions = images.map(() => new Int32Array(order));
  for (let rank = 0; rank < order; rank++) {
    meter.step(0);
    const element = unrank(chain, rank);
    for (let k = 0; k < images.length; k++) {
      actions[k][rank] = rankOf(chain, conjugateImages(images[k], element)) as number;
    }
  }
  return actions;
}

/**
 * An element is u₀·u₁⋯ with u_l in the transversal of level l, and its rank is that of u₀⋯u_{l−1}, a prefix, times the
 * length of orbit l, plus the place of u_l. All elements are treated together, the image of one point at a time: what
 * is run is two short loops, since the first calls of long ones take longer than the work.
 */
class RankTables {
  /** Row i is the transversal element that carries the base point of the level to point i of its orbit. */
  private readonly transversals: readonly Uint32Array[];
  /** At r·degree + y the rank of the prefix that lengthens that of rank r and carries the next base point to y. */
  private readonly longer: readonly Int32Array[];

  constructor(
    private readonly chain: StabilizerChain,
    meter: WorkMeter,
  ) {
    const { levels, degree } = chain;
    this.transversals = levels.map((level) => {
      const rows = new Uint32Array(level.orbit.length * degree);
      for (let i = 0; i < level.orbit.length; i++) {
        rows.set(level.transversal(level.orbit[i]), i * degree);
      }
      return rows;
    });
    this.longer = levels.map(({ orbit }, l) => {
      let ranks = new Int32Array(0);
      for (let i = 0; i < orbit.length; i++) {
        meter.step(0);
        const images = this.imagesOf(orbit[i], l, this.transversals[0]);
        if (i === 0) ranks = new Int32Array(images.length * degree);
        for (let r = 0; r < images.length; r++) ranks[r * degree + images[r]] = r * orbit.length + i;
      }
      return ranks;
    });
  }

  /** The rank of x·g·x⁻¹ for each g, by rank. */
  conjugation(x: Uint32Array, meter: WorkMeter): Int32Array {
    const { base, degree, levels } = this.chain;
    const inverse = invertImages(x);
    const first = this.transversals[0].map((point) => x[point]);
    const ranks = new Int32Array(Number(this.chain.order));
    for (let l = 0; l < levels.length; l++) {
      meter.step(0);
      lengthen(ranks, this.imagesOf(inverse[base[l]], levels.length, first), this.longer[l], degree);
    }
    return ranks;
  }

  /** Where prefixes of so many factors carry a point, by rank; the first factor is a row of `first`. */
  private imagesOf(point: number, factors: number, first: Uint32Array): Uint32Array {
    const { degree } = this.chain;
    let images: Uint32Array = Uint32Array.of(point);
    for (let l = factors - 1; l >= 0; l--) images = imagesUnder(l === 0 ? first : this.transversals[l], degree, images);
    return images;
  }
}

/** The images of all points under the first permutation of a table, then under the second, … */
function imagesUnder(table: Uint32Array, degree: number, points: Uint32Array): Uint32Array {
  const images = new Uint32Array((table.length / degree) * points.length);
  for (let row = 0, at = 0; row < table.length; row += degree) {
    for (let i = 0; i < points.length; i++) images[at++] = table[row + points[i]];
  }
  return images;
}

/** From ranks of prefixes to those of prefixes that are one factor longer. */
function lengthen(ranks: Int32Array, images: Uint32Array, longer: Int32Array, degree: number): void {
  for (let i = 0; i < ranks.length; i++) ranks[i] = longer[ranks[i] * degree + images[i]];
}

/**
 * On the orbit of b, where only 1 fixes b, x·g·x⁻¹ carries b to x(r(gb)), r the map that commutes with the group and
 * carries b to x⁻¹b: a look-up for each conjugate.
 */
function regularConjugation({ orbit, basePoint, degree }: SchreierTree, images: readonly Uint32Array[]): Int32Array[] {
  const position = new Int32Array(degree);
  orbit.forEach((point, i) => {
    position[point] = i;
  });
  return images.map((x) => {
    const map = new Int32Array(degree).fill(-1);
    map[basePoint] = x.indexOf(basePoint);
    const queue = [basePoint];
    for (const y of queue) {
      for (const g of images) {
        if (map[g[y]] !== -1) continue;
        map[g[y]] = g[map[y]];
        queue.push(g[y]);
      }
    }
    return Int32Array.from(orbit, (y) => position[x[map[y]]]);
  });
}
