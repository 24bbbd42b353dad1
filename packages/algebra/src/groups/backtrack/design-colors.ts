/**
 * Colors of points that two multiply transitive groups have in common: how often the blocks of the design of one group
 * meet those of the other in so many points colors the blocks, and these the points; what lies in both groups keeps
 * the colors. Nothing else cuts a search there, since fewer than t points leave one orbit.
 */
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import { mix } from './coloring.js';
import { designOf, meetingColors } from './invariant-design.js';

/** Images of t points, below which a search finds its way by itself: a few milliseconds. */
const WORTH = 10_000;
/** Rounds that carry colors between blocks and points. */
const ROUNDS = 4;

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
        for (let i = 0; i < block.length; i++) inside += mix(colors[block[i]], which);
        const color = mix(meetings[which][k], inside | 0);
        for (let i = 0; i < block.length; i++) sums[block[i]] += mix(color, which);
      });
    });
    for (let x = 0; x < colors.length; x++) colors[x] = mix(colors[x], sums[x]);
  }
  const names = new Map<number, number>();
  for (const color of colors) if (!names.has(color)) names.set(color, names.size);
  return names.size > 1 ? colors.map((color) => names.get(color) as number) : undefined;
}
