/**
 * What backtrack searches are about: a coloring of the points together with a permutation of them. A set is a coloring
 * with the identity; an element is a permutation with one color. An element x of the group carries (c, g) to (d, h)
 * when d(xp) = c(p) for all points p and x·g·x⁻¹ = h.
 */
import { composeInto, conjugateImages, identityImages, invertImages } from '../../permutations/images.js';
import { mix, recolorByImages } from './coloring.js';
import type { SearchObject } from './search-object.js';

export class ColoredPermutation implements SearchObject<ColoredPermutation> {
  /** The first coloring of a search: color and cycle length, hashed. */
  readonly hashes: Int32Array;
  /** For each point the length of its cycle. */
  readonly cycleLengths: Int32Array;
  private lazyPowers: Uint32Array[] | undefined;

  constructor(
    readonly colors: Int32Array,
    readonly images: Uint32Array,
  ) {
    this.cycleLengths = cycleLengths(images);
    this.hashes = colors.map((color, x) => mix(color, this.cycleLengths[x]));
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

  /** g^(2^k) for 2^k below the longest cycle: k rounds of recoloring see 2^k points of a cycle. */
  get powers(): readonly Uint32Array[] {
    if (this.lazyPowers === undefined) {
      const longest = this.cycleLengths.reduce((a, b) => Math.max(a, b), 1);
      this.lazyPowers = [];
      let power = this.images;
      for (let reach = 1; reach < longest; reach *= 2) {
        this.lazyPowers.push(power);
        power = composeInto(new Uint32Array(power.length), power, power);
      }
    }
    return this.lazyPowers;
  }

  get ways(): number {
    return this.powers.length;
  }

  isIdle(point: number): boolean {
    return this.colors[point] < 0;
  }

  /** By the colors of images under a power. */
  recolor(way: number, colors: Int32Array, scratch: Int32Array): number {
    return recolorByImages(colors, this.powers[way], scratch);
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

function cycleLengths(images: Uint32Array): Int32Array {
  const lengths = new Int32Array(images.length);
  for (let start = 0; start < images.length; start++) {
    if (lengths[start] !== 0) continue;
    let n = 1;
    for (let x = images[start]; x !== start; x = images[x]) n++;
    lengths[start] = n;
    for (let x = images[start]; x !== start; x = images[x]) lengths[x] = n;
  }
  return lengths;
}
