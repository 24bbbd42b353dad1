/**
 * Colored points and colored blocks of them as the object of a search: sets of sets or of tuples, partitions, matrices.
 * A point is recolored by the blocks it lies in, a block by its points, each with the role that the point has there.
 */
import { identityImages } from '../../permutations/images.js';
import { mix } from './coloring.js';
import type { SearchObject } from './search-object.js';

/** Points in roles: two of one role may change places. */
export interface Block {
  readonly color: number;
  readonly points: readonly number[];
  /** One for each point; all alike where absent. */
  readonly roles?: readonly number[];
}

export class IncidenceObject implements SearchObject<IncidenceObject> {
  readonly hashes: Int32Array;
  readonly images: Uint32Array;
  readonly cycleLengths: Int32Array;
  readonly ways = 1;
  private lazyCounts: Map<string, number> | undefined;

  constructor(
    readonly colors: Int32Array,
    readonly blocks: readonly Block[],
  ) {
    this.images = identityImages(colors.length);
    this.cycleLengths = new Int32Array(colors.length).fill(1);
    this.hashes = colors.map((color) => mix(color, 1));
  }

  get degree(): number {
    return this.colors.length;
  }

  isIdle(): boolean {
    return false;
  }

  recolor(_way: number, colors: Int32Array, sums: Int32Array): number {
    sums.fill(0);
    for (const { color, points, roles } of this.blocks) {
      let inside = 0;
      for (let k = 0; k < points.length; k++) inside += mix(colors[points[k]], roles === undefined ? 0 : roles[k]);
      const hash = mix(color, inside | 0);
      for (let k = 0; k < points.length; k++) sums[points[k]] += mix(hash, roles === undefined ? 0 : roles[k]);
    }
    let total = 0;
    for (let x = 0; x < colors.length; x++) {
      const color = mix(colors[x], sums[x]);
      colors[x] = color;
      total = (total + color) | 0;
    }
    return total;
  }

  /** Base points have colors of their own anyway. */
  recolorByPoints(): number {
    return 0;
  }

  /** Compared are colors and blocks themselves. */
  isCarriedTo(target: IncidenceObject, x: Uint32Array): boolean {
    if (this.blocks.length !== target.blocks.length) return false;
    for (let p = 0; p < x.length; p++) if (this.colors[p] !== target.colors[x[p]]) return false;
    const left = new Map(target.counts);
    return this.blocks.every((block) => {
      const key = keyOf(block, x);
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count > 0;
    });
  }

  isKeptBy(x: Uint32Array): boolean {
    return this.isCarriedTo(this, x);
  }

  /** How often each block occurs. */
  private get counts(): Map<string, number> {
    if (this.lazyCounts === undefined) {
      this.lazyCounts = new Map();
      for (const block of this.blocks) {
        const key = keyOf(block, this.images);
        this.lazyCounts.set(key, (this.lazyCounts.get(key) ?? 0) + 1);
      }
    }
    return this.lazyCounts;
  }
}

function keyOf({ color, points, roles }: Block, x: Uint32Array): string {
  const images = points.map((p) => x[p]);
  if (roles === undefined) return `${color}:${images.sort((a, b) => a - b)}`;
  return `${color}:${images.map((y, k) => `${roles[k]}.${y}`).sort()}`;
}
