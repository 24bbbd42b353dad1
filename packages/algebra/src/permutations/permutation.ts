/**
 * Permutations of {0, …, n−1}. Left action: `g.times(h)` applies h first, (g·h)[i] = g[h[i]], so that the permutation
 * matrices M[p[i]][i] = 1 satisfy M(g·h) = M(g) M(h).
 */
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import { parseCycles, printCycles } from './cycles.js';

export class Permutation {
  /** Image array: `images[i]` is where i goes. Shared, not copied: treat as read-only. */
  readonly images: Uint32Array;

  private constructor(images: Uint32Array) {
    this.images = images;
  }

  /**
   * The permutation with the given image array.
   * @throws {IsotypicError} `NOT_A_PERMUTATION`, naming the image that is repeated or out of range (`details` has it
   * and its
   *   points); `INVALID_ARGUMENT` for what is no array.
   * @example Permutation.fromImages([1, 2, 0]).toString() // '(0 1 2)'
   */
  static fromImages(images: ArrayLike<number>): Permutation {
    if (!Array.isArray(images) && !ArrayBuffer.isView(images)) {
      throw invalidArgument(
        'Permutation.fromImages',
        'an array of images',
        images,
        'Permutation.fromCycles reads text.',
      );
    }
    const degree = images.length;
    const seenAt = new Int32Array(degree).fill(-1);
    const checked = new Uint32Array(degree);
    for (let i = 0; i < degree; i++) {
      const image = images[i] as number;
      if (!Number.isInteger(image) || image < 0 || image >= degree) {
        throw notAPermutation(images, `image ${image} of point ${i} is outside 0…${degree - 1}`, {
          image,
          points: [i],
        });
      }
      if (seenAt[image] !== -1) {
        const points = [seenAt[image], i];
        throw notAPermutation(images, `image ${image} is repeated, at points ${points.join(' and ')}`, {
          image,
          points,
        });
      }
      seenAt[image] = i;
      checked[i] = image;
    }
    return new Permutation(checked);
  }

  /** Adopts an image array that the caller knows to be a permutation and gives up: no check, no copy. */
  static fromTrustedImages(images: Uint32Array): Permutation {
    return new Permutation(images);
  }

  /** @throws {IsotypicError} `INVALID_ARGUMENT` */
  static identity(degree: number): Permutation {
    if (!Number.isInteger(degree) || degree < 0) throw invalidArgument('Permutation.identity', 'a degree ≥ 0', degree);
    const images = new Uint32Array(degree);
    for (let i = 0; i < degree; i++) images[i] = i;
    return new Permutation(images);
  }

  /**
   * Reads disjoint cycles: `(0 1 2)(3 4)`, 0-based by default, commas or spaces; `{ base: 1 }` reads GAP's
   * `(1,2,3)(4,5)`. The degree is the largest point + 1 unless given.
   * @throws {IsotypicError} `PARSE`, with the position; `INVALID_ARGUMENT` for a text, degree or base of another kind.
   */
  static fromCycles(text: string, degree?: number, options: { readonly base?: 0 | 1 } = {}): Permutation {
    const { base = 0 } = options;
    const where = 'Permutation.fromCycles';
    if (typeof text !== 'string') throw invalidArgument(where, 'a text such as (0 1 2)(3 4)', text);
    if (degree !== undefined && !(Number.isInteger(degree) && degree >= 0)) {
      throw invalidArgument(where, 'a degree, an integer from 0 on, or undefined', degree);
    }
    if (base !== 0 && base !== 1) throw invalidArgument(where, 'a base of 0 or 1', base);
    return new Permutation(parseCycles(text, degree, base));
  }

  get degree(): number {
    return this.images.length;
  }

  /** Where `point` goes. */
  image(point: number): number {
    if (!Number.isInteger(point) || point < 0 || point >= this.degree) {
      throw invalidArgument('Permutation.image', `a point in 0…${this.degree - 1}`, point);
    }
    return this.images[point] as number;
  }

  /** The product g·h: h first, then g. */
  times(other: Permutation): Permutation {
    const g = this.images;
    const h = other.images;
    if (g.length !== h.length) throw degreeMismatch('Permutation.times', g.length, h.length);
    const product = new Uint32Array(g.length);
    for (let i = 0; i < g.length; i++) product[i] = g[h[i] as number] as number;
    return new Permutation(product);
  }

  inverse(): Permutation {
    const inverse = new Uint32Array(this.degree);
    for (let i = 0; i < inverse.length; i++) inverse[this.images[i] as number] = i;
    return new Permutation(inverse);
  }

  /** gⁿ for any integer n, cycle by cycle: O(degree) whatever n is. */
  power(n: number | bigint): Permutation {
    if (typeof n === 'number' && !Number.isInteger(n)) throw invalidArgument('Permutation.power', 'an integer', n);
    const exponent = BigInt(n);
    const result = new Uint32Array(this.degree);
    for (const cycle of this.cyclesWithFixedPoints()) {
      const length = cycle.length;
      const shift = Number(((exponent % BigInt(length)) + BigInt(length)) % BigInt(length));
      for (let i = 0; i < length; i++) result[cycle[i] as number] = cycle[(i + shift) % length] as number;
    }
    return new Permutation(result);
  }

  /** x·this·x⁻¹, the conjugate by x. */
  conjugateBy(x: Permutation): Permutation {
    if (x.degree !== this.degree) throw degreeMismatch('Permutation.conjugateBy', this.degree, x.degree);
    const result = new Uint32Array(this.degree);
    for (let i = 0; i < this.degree; i++) result[x.images[i] as number] = x.images[this.images[i] as number] as number;
    return new Permutation(result);
  }

  /** The least n ≥ 1 with gⁿ = 1: the least common multiple of the cycle lengths. */
  order(): bigint {
    let order = 1n;
    for (const length of new Set(this.cycles().map((c) => c.length))) {
      let [a, b] = [order, BigInt(length)];
      while (b) [a, b] = [b, a % b];
      order = (order / a) * BigInt(length);
    }
    return order;
  }

  sign(): 1 | -1 {
    let parity = 0;
    for (const cycle of this.cycles()) parity ^= (cycle.length - 1) & 1;
    return parity ? -1 : 1;
  }

  /** The cycles of length at least 2, each from its smallest point, in order of those. */
  cycles(): number[][] {
    return this.cyclesWithFixedPoints().filter((c) => c.length > 1);
  }

  /** How many cycles there are of each length, fixed points included. */
  cycleType(): Map<number, number> {
    const type = new Map<number, number>();
    for (const { length } of this.cyclesWithFixedPoints()) type.set(length, (type.get(length) ?? 0) + 1);
    return type;
  }

  isIdentity(): boolean {
    const images = this.images;
    for (let i = 0; i < images.length; i++) if (images[i] !== i) return false;
    return true;
  }

  equals(other: Permutation): boolean {
    const [g, h] = [this.images, other.images];
    if (g.length !== h.length) return false;
    for (let i = 0; i < g.length; i++) if (g[i] !== h[i]) return false;
    return true;
  }

  toArray(): number[] {
    return Array.from(this.images);
  }

  /** Cycle notation, 0-based; the identity is `()`. */
  toString(): string {
    return printCycles(this.cycles());
  }

  private cyclesWithFixedPoints(): number[][] {
    const seen = new Uint8Array(this.degree);
    const cycles: number[][] = [];
    for (let start = 0; start < this.degree; start++) {
      if (seen[start]) continue;
      const cycle: number[] = [];
      for (let i = start; !seen[i]; i = this.images[i] as number) {
        seen[i] = 1;
        cycle.push(i);
      }
      cycles.push(cycle);
    }
    return cycles;
  }
}

function notAPermutation(
  images: ArrayLike<number>,
  why: string,
  details: { readonly image: number; readonly points: readonly number[] },
): IsotypicError {
  return new IsotypicError('NOT_A_PERMUTATION', {
    where: 'Permutation.fromImages',
    expected: `each of 0…${images.length - 1} exactly once`,
    received: `${describe(Array.from(images))}, where ${why}`,
    remedy: 'Images are 0-based; use Permutation.fromCycles for cycle notation.',
    details,
  });
}

function degreeMismatch(where: string, left: number, right: number): IsotypicError {
  return new IsotypicError('DEGREE_MISMATCH', {
    where,
    expected: 'permutations of the same degree',
    received: `degrees ${left} and ${right}`,
  });
}
