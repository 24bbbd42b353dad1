/**
 * Designs of multiply transitive groups. In a t-transitive group the stabilizer of fewer than t points has one orbit on
 * the others, and no orbital either. But t points with the shortest orbit of their stabilizer are a block of a design
 * that the group keeps: the octads of M₂₄, the planes of AGL(n, 2), the lines of PSL(n, q).
 */
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { WorkMeter } from '../../work.js';
import { strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';
import { mix } from './coloring.js';

/** Only symmetric and alternating groups are 6-transitive. */
const MOST_TRANSITIVE = 5;
/** Points of all blocks of a design to intersect with another, 2¹⁸: some ten milliseconds. */
const MOST_POINTS = 2 ** 18;
/** Words compared to intersect all pairs of blocks, 2²²: as long. Above, blocks are looked up in the other design. */
const MOST_WORDS = 2 ** 22;

/** Sets of points. */
export interface Design {
  readonly blocks: readonly ArrayLike<number>[];
}

/**
 * The design of a group on the images of t ≥ 1 points, the most that it permutes transitively; undefined where there
 * are fewer than `worth` of them, or the blocks are large or have more than `most` points in all.
 */
export function designOf(group: Group, worth: number, meter: WorkMeter, most = MOST_POINTS): Design | undefined {
  const { degree } = group;
  const chain = group.chainWithin(meter);
  let t = 0;
  let images = 1;
  while (t <= MOST_TRANSITIVE && chain.levels[t]?.orbit.length === degree - t) images *= degree - t++;
  if (t === 0 || images < worth || t > MOST_TRANSITIVE) return undefined;
  const block = shortestBlock(
    degree,
    chain.base.slice(0, t),
    strongGeneratorsFrom(chain, t).map((x) => x.images),
  );
  return block.length > degree / 2 ? undefined : orbitOfBlock(group, block, most, meter);
}

/** Fixed points with a shortest orbit on the others. */
function shortestBlock(degree: number, fixed: readonly number[], generators: readonly Uint32Array[]): number[] {
  const labels = orbitRepresentatives(
    degree,
    generators.map((images) => ({ images })),
  );
  const orbits = new Map<number, number[]>();
  labels.forEach((label, x) => {
    if (fixed.includes(x)) return;
    orbits.set(label, [...(orbits.get(label) ?? []), x]);
  });
  const shortest = [...orbits.values()].reduce((a, b) => (b.length < a.length ? b : a));
  return [...fixed, ...shortest];
}

function orbitOfBlock(group: Group, block: readonly number[], most: number, meter: WorkMeter): Design | undefined {
  const blocks = [Uint32Array.from(block).sort()];
  const seen = new Set(blocks.map(keyOf));
  for (const known of blocks) {
    meter.step(0);
    for (const { images } of group.generators) {
      const next = known.map((x) => images[x]).sort();
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      blocks.push(next);
      if (blocks.length * block.length > most) return undefined;
    }
  }
  return { blocks };
}

const keyOf = (block: ArrayLike<number>): string => Uint32Array.from(block).sort().join();

/** For each block of either design a hash of how it meets those of the other. */
export function meetingColors(
  degree: number,
  first: Design,
  second: Design,
  meter: WorkMeter,
): readonly [Int32Array, Int32Array] {
  const words = (degree + 31) >> 5;
  const colors: [Int32Array, Int32Array] = [new Int32Array(first.blocks.length), new Int32Array(second.blocks.length)];
  if (first.blocks.length * second.blocks.length * words > MOST_WORDS) {
    const numbers = new Map(second.blocks.map((block, k) => [keyOf(block), k]));
    first.blocks.forEach((block, k) => {
      const same = numbers.get(keyOf(block));
      if (same !== undefined) colors[0][k] = colors[1][same] = 1;
    });
    return colors;
  }
  const [a, b] = [first, second].map(({ blocks }) => bitsOf(blocks, words));
  for (let i = 0; i < first.blocks.length; i++) {
    meter.step(0);
    for (let j = 0; j < second.blocks.length; j++) {
      let size = 0;
      for (let w = 0; w < words; w++) size += bitCount(a[i * words + w] & b[j * words + w]);
      const color = mix(size, 1);
      colors[0][i] += color;
      colors[1][j] += color;
    }
  }
  return colors;
}

/** The blocks as bits, so many words each. */
function bitsOf(blocks: Design['blocks'], words: number): Int32Array {
  const bits = new Int32Array(blocks.length * words);
  blocks.forEach((block, k) => {
    for (let i = 0; i < block.length; i++) bits[k * words + (block[i] >> 5)] |= 1 << (block[i] & 31);
  });
  return bits;
}

function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
