/**
 * Conjugacy classes of a group small enough to be listed: elements are ranked through the stabilizer chain, and a
 * breadth-first search under conjugation by the generators labels each. Ranks are read off base images, so that the
 * price of an element is that of the base, not of the degree.
 */
import { conjugateImages, invertImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
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

/** O(|G| · generators · base²) time, 8|G| bytes. One step of the meter is one element. */
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
  const conjugates = conjugateRanks(chain, generators);
  for (let start = 0; start < order; start++) {
    if (labels[start] !== -1) continue;
    const label = sizes.length;
    representatives.push(Permutation.fromTrustedImages(unrank(chain, start)));
    labels[start] = label;
    queue[0] = start;
    let end = 1;
    for (let at = 0; at < end; at++) {
      meter.step();
      for (const rank of conjugates(queue[at])) {
        if (labels[rank] === -1) {
          labels[rank] = label;
          queue[end++] = rank;
        }
      }
    }
    sizes.push(end);
  }
  return { representatives, sizes, labels };
}

/** Images in the tables of transversals, 32 MB both ways; where they are more, whole permutations are multiplied. */
const MOST_ENTRIES = 1 << 22;

/** The ranks of the conjugates of the element of a given rank by the generators, in a list that is used again. */
function conjugateRanks(
  chain: StabilizerChain,
  generators: readonly Permutation[],
): (rank: number) => ArrayLike<number> & Iterable<number> {
  const { levels, degree, base } = chain;
  const ranks = new Float64Array(generators.length);
  if (levels.length === 1) return regularConjugateRanks(levels[0], generators, ranks);
  if (levels.reduce((n, { orbit }) => n + orbit.length * degree, 0) > MOST_ENTRIES) {
    return (rank) => {
      const element = unrank(chain, rank);
      generators.forEach(({ images }, k) => {
        ranks[k] = rankOf(chain, conjugateImages(images, element)) as number;
      });
      return ranks;
    };
  }
  const inverses = levels.map((level) => level.orbit.map((point) => level.inverseTransversal(point)));
  const transversals = inverses.map((list) => list.map(invertImages));
  const positions = levels.map(({ orbit }) => {
    const position = new Int32Array(degree);
    orbit.forEach((point, i) => {
      position[point] = i;
    });
    return position;
  });
  const lengths = levels.map(({ orbit }) => orbit.length);
  const carried = generators.map(({ images }) => images);
  // Where the generators' inverses send the base.
  const origins = carried.map((images) => {
    const inverse = invertImages(images);
    return base.map((point) => inverse[point]);
  });
  const factors = new Array<Uint32Array>(levels.length);
  const points = new Int32Array(levels.length);
  return (rank) => {
    for (let l = levels.length - 1, rest = rank; l >= 0; l--) {
      factors[l] = transversals[l][rest % lengths[l]];
      rest = Math.floor(rest / lengths[l]);
    }
    for (let k = 0; k < carried.length; k++) {
      for (let b = 0; b < points.length; b++) {
        let x = origins[k][b];
        for (let l = levels.length - 1; l >= 0; l--) x = factors[l][x];
        points[b] = carried[k][x];
      }
      let conjugate = 0;
      for (let l = 0; l < points.length; l++) {
        const digit = positions[l][points[l]];
        conjugate = conjugate * lengths[l] + digit;
        if (digit === 0) continue;
        const inverse = inverses[l][digit];
        for (let b = l + 1; b < points.length; b++) points[b] = inverse[points[b]];
      }
      ranks[k] = conjugate;
    }
    return ranks;
  };
}

/**
 * On the orbit of b, where only 1 fixes b, x·g·x⁻¹ carries b to x(r(gb)), r the map that commutes with the group and
 * carries b to x⁻¹b: a look-up for each conjugate.
 */
function regularConjugateRanks(
  { orbit, basePoint, degree }: SchreierTree,
  generators: readonly Permutation[],
  ranks: Float64Array,
): (rank: number) => Float64Array {
  const images = generators.map((g) => g.images);
  const position = new Int32Array(degree);
  orbit.forEach((point, i) => {
    position[point] = i;
  });
  const tables = images.map((x) => {
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
  return (rank) => {
    tables.forEach((table, k) => {
      ranks[k] = table[rank];
    });
    return ranks;
  };
}
