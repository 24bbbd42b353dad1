/**
 * The group's own chain for a search about one element g, in place of a chain along a base that suits g: elements that
 * keep g are t·x·t⁻¹ for those x that keep t⁻¹gt, and t in the group is chosen so that base points of the chain follow
 * one another along the cycles of t⁻¹gt. No random elements are drawn and no trees are grown.
 */
import { compose, identityImages, invertImages } from '../../permutations/images.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';

/** Base point number `from`, moved so many times. */
export interface Follower {
  readonly from: number;
  readonly steps: number;
}

/** Longer bases have levels where nothing follows. */
const LONGEST_BASE = 10;
/** So many points along a cycle, and so many cycles, are looked at: microseconds. */
const [STEPS, STARTS] = [32, 16];
/**
 * So many images, at most, are left to the base points that follow none, the first one aside; colors refuse nearly all
 * of them. Measured on powers of random elements: up to 10³ fewer elements gain, from 10⁵ on some searches take longer.
 */
const MOST_FREE = 30_000;

/** For each base point how it follows an earlier one along a cycle of g. */
export function followers(base: readonly number[], g: Uint32Array): (Follower | undefined)[] {
  const found: (Follower | undefined)[] = base.map(() => undefined);
  const level = new Map(base.map((point, l) => [point, l]));
  for (let from = 0; from < base.length; from++) {
    if (found[from] !== undefined) continue;
    for (let steps = 1, x = g[base[from]]; steps <= STEPS && x !== base[from]; steps++, x = g[x]) {
      const l = level.get(x);
      if (l !== undefined && l > from) found[l] ??= { from, steps };
    }
  }
  return found;
}

/** t as above; undefined where too few base points would follow. `cycleLengths` has that of each point. */
export function alignment(chain: StabilizerChain, g: Uint32Array, cycleLengths: Int32Array): Uint32Array | undefined {
  const { levels, degree } = chain;
  if (levels.length > LONGEST_BASE) return undefined;
  const longest = levels[0].orbit.reduce((most, x) => Math.max(most, cycleLengths[x]), 1);
  const starts = levels[0].orbit.filter((x) => cycleLengths[x] === longest);
  let least = MOST_FREE + 1;
  let best: (number | undefined)[] | undefined;
  const stride = Math.ceil(starts.length / STARTS);
  for (let i = 0; i < starts.length && least > 1; i += stride) {
    const points = alongCycle(chain, g, starts[i]);
    const free = levels.reduce((n, { orbit }, l) => (points[l] === undefined ? n * orbit.length : n), 1);
    if (free < least) [least, best] = [free, points];
  }
  if (best === undefined) return undefined;
  let inverse = identityImages(degree);
  best.forEach((x, l) => {
    if (x !== undefined) inverse = compose(levels[l].inverseTransversal(x), inverse);
  });
  return invertImages(inverse);
}

/** For each level the point that t, as far as it is chosen, carries to one that follows `start`. */
function alongCycle({ levels }: StabilizerChain, g: Uint32Array, start: number): (number | undefined)[] {
  let cycle: number[] = [];
  for (let x = g[start]; x !== start && cycle.length < STEPS; x = g[x]) cycle.push(x);
  return levels.map((level, l) => {
    const x = l === 0 ? start : cycle.find((y) => level.contains(y));
    if (x !== undefined) cycle = cycle.map((y) => level.carryBack(x, y));
    return x;
  });
}
