/**
 * What backtrack searches are about: a coloring of the points together with a permutation of them. A set is a coloring
 * with the identity; an element is a permutation with one color. An element x of the group carries (c, g) to (d, h)
 * when d(xp) = c(p) for all points p and x·g·x⁻¹ = h.
 */
import { conjugateImages, identityImages, invertImages } from '../../permutations/images.js';
import { type CycleList, mix, recolorByCycles } from './coloring.js';
import type { SearchObject } from './search-object.js';

export class ColoredPermutation implements SearchObject<ColoredPermutation> {
  /** The first coloring of a search: color and cycle length, hashed. */
  readonly hashes: Int32Array;
  /** For each point the length of its cycle. */
  readonly cycleLengths: Int32Array;
  readonly ways: number;
  readonly settlesAtOnce = true;
  private readonly cycles: CycleList;

  constructor(
    readonly colors: Int32Array,
    readonly images: Uint32Array,
  ) {
    this.cycles = cycleList(images);
    this.cycleLengths = cycleLengths(this.cycles);
    this.hashes = colors.map((color, x) => mix(color, this.cycleLengths[x]));
    this.ways = this.cycles.ends.length === images.length ? 0 : 1;
  }

  static ofSet(degree: number, points: Iterable<number>): ColoredPermutation {
    const colors = new Int32Array(degree);
    for (const x of points) colors[x] = 1;
    return new ColoredPermutation(colors, identityImages(degree));
  }

  static ofElement(images: Uint32Array): ColoredPermutation {
    return new ColoredPermutation(new Int32Array(images.length), images);
  }

  get degree(): number {
    return this.images.length;
  }

  isIdle(point: number): boolean {
    return this.colors[point] < 0;
  }

  recolor(_way: number, colors: Int32Array): number {
    return recolorByCycles(colors, this.cycles);
  }

  /** Base points with their cycles are individualized anyway. */
  recolorByPoints(): number {
    return 0;
  }

  /** The same on a set of points that is invariant under the permutation, and one color, fixed, elsewhere. */
  restrictedTo(points: readonly number[]): ColoredPermutation {
    const colors = new Int32Array(this.degree).fill(-1);
    const images = identityImages(this.degree);
    for (const x of points) {
      colors[x] = this.colors[x];
      images[x] = this.images[x];
    }
    return new ColoredPermutation(colors, images);
  }

  /** x⁻¹ applied to it. */
  pulledBackBy(x: Uint32Array): ColoredPermutation {
    return new ColoredPermutation(
      this.colors.map((_, p) => this.colors[x[p]]),
      conjugateImages(invertImages(x), this.images),
    );
  }

  /** Does x carry it to `target`? */
  isCarriedTo(target: ColoredPermutation, x: Uint32Array): boolean {
    const { images, colors } = this;
    for (let p = 0; p < x.length; p++) {
      if (colors[p] !== target.colors[x[p]] || x[images[p]] !== target.images[x[p]]) return false;
    }
    return true;
  }

  isKeptBy(x: Uint32Array): boolean {
    return this.isCarriedTo(this, x);
  }
}

function cycleList(images: Uint32Array): CycleList {
  const points = new Uint32Array(images.length);
  const ends: number[] = [];
  const seen = new Uint8Array(images.length);
  let n = 0;
  for (let start = 0; start < images.length; start++) {
    if (seen[start] === 1) continue;
    for (let x = start; seen[x] === 0; x = images[x]) {
      seen[x] = 1;
      points[n++] = x;
    }
    ends.push(n);
  }
  return { points, ends: Int32Array.from(ends) };
}

function cycleLengths({ points, ends }: CycleList): Int32Array {
  const lengths = new Int32Array(points.length);
  let start = 0;
  for (const end of ends) {
    for (let k = start; k < end; k++) lengths[points[k]] = end - start;
    start = end;
  }
  return lengths;
}
