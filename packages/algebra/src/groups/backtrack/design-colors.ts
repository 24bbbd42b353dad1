/**
 * Colors of points that two multiply transitive groups have in common. In a t-transitive group the stabilizer of fewer
 * than t points has one orbit on the others, and no orbital either: nothing cuts a search there. But t points with the
 * shortest orbit of their stabilizer are a block of a design that the group keeps (the octads of M₂₄, the planes of
 * AGL(n, 2)). How often the blocks of one group meet those of the other in so many points colors the blocks, and these
 * the points; what lies in both groups keeps the colors.
 */

import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { WorkMeter } from '../../work.js';
import { strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import type { Group } from '../group.js';
import { mix } from './coloring.js';

/** Images of t points, below which a search finds its way by itself: a few milliseconds. */
const WORTH = 10_000;
/** Only symmetric and alternating groups are 6-transitive. */
const MOST_TRANSITIVE = 5;
/** Points of all blocks of a design, 2¹⁸: some ten milliseconds. */
const MOST_POINTS = 2 ** 18;
/** Words compared to intersect all pairs of blocks, 2²²: as long. Above, blocks are looked up in the other design. */
const MOST_WORDS = 2 ** 22;
/** Rounds that carry colors between blocks and points. */
const ROUNDS = 4;

interface Design {
  readonly blocks: readonly Uint32Array[];
  /** By what tells its points. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** A color for each point, from 0 on, or undefined where nothing is to be gained. */
export function designColors(g: Group, h: Group, meter: WorkMeter, worth = WORTH): Int32Array | undefined {
  const first = designOf(g, worth, meter);
  const second = first && designOf(h, worth, meter);
  if (first === undefined || second === undefined) return undefined;
  const meetings = meetingColors(g.degree, first, second, meter);
  const colors = new Int32Array(g.degree);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Int32Array(g.degree);
    [first, second].forEach(({ blocks }, which) => {
      blocks.forEach((block, k) => {
        let inside = 0;
        for (const x of block) inside += mix(colors[x], which);
        const color = mix(meetings[which][k], inside | 0);
        for (const x of block) sums[x] += mix(color, which);
      });
    });
    for (let x = 0; x < colors.length; x++) colors[x] = mix(colors[x], sums[x]);
  }
  const names = new Map<number, number>();
  for (const color of colors) if (!names.has(color)) names.set(color, names.size);
  return names.size > 1 ? colors.map((color) => names.get(color) as number) : undefined;
}

function designOf(group: Group, worth: number, meter: WorkMeter): Design | undefined {
  const { degree } = group;
  const chain = group.chainWithin(meter);
  let t = 0;
  let images = 1;
  while (t <= MOST_TRANSITIVE && chain.levels[t]?.orbit.length === degree - t) images *= degree - t++;
  if (images < worth || t > MOST_TRANSITIVE) return undefined;
  const block = shortestBlock(
    degree,
    chain.base.slice(0, t),
    strongGeneratorsFrom(chain, t).map((x) => x.images),
  );
  return block.length > degree / 2 ? undefined : orbitOfBlock(group, block, meter);
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

function orbitOfBlock(group: Group, block: readonly number[], meter: WorkMeter): Design | undefined {
  const first = Uint32Array.from(block).sort();
  const blocks = [first];
  const numbers = new Map([[keyOf(first), 0]]);
  for (const known of blocks) {
    meter.step(0);
    for (const { images } of group.generators) {
      const next = known.map((x) => images[x]).sort();
      const key = keyOf(next);
      if (numbers.has(key)) continue;
      numbers.set(key, blocks.length);
      blocks.push(next);
      if (blocks.length * block.length > MOST_POINTS) return undefined;
    }
  }
  return { blocks, numbers };
}

const keyOf = (block: Uint32Array): string => block.join();

/** For each block of either design a hash of how it meets those of the other. */
function meetingColors(degree: number, first: Design, second: Design, meter: WorkMeter): [Int32Array, Int32Array] {
  const words = (degree + 31) >> 5;
  const colors: [Int32Array, Int32Array] = [new Int32Array(first.blocks.length), new Int32Array(second.blocks.length)];
  if (first.blocks.length * second.blocks.length * words > MOST_WORDS) {
    first.blocks.forEach((block, k) => {
      const same = second.numbers.get(keyOf(block));
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
function bitsOf(blocks: readonly Uint32Array[], words: number): Int32Array {
  const bits = new Int32Array(blocks.length * words);
  blocks.forEach((block, k) => {
    for (const x of block) bits[k * words + (x >> 5)] |= 1 << (x & 31);
  });
  return bits;
}

function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
