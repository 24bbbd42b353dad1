/**
 * Permutations of {0, …, n−1}. Left action: `g.times(h)` applies h first, (g·h)[i] = g[h[i]], so that the permutation
 * matrices M[p[i]][i] = 1 satisfy M(g·h) = M(g) M(h).
 */
import { anyInteger, checkArgument, checkOptions, integer, type Kind, type OptionKinds } from '../arguments.js';
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import { gcd, lcmBig } from '../scalars/integers.js';
import { parseCycles, printCycles } from './cycles.js';
import { compose, equalImages, identityImages, invertImages, isIdentityImages, signOfImages } from './images.js';

/** Options of `Permutation.fromCycles`. */
export interface FromCyclesOptions {
  /** What the first point is called: 0, unless given; GAP's texts have 1. */
  readonly base?: 0 | 1;
  /** The largest degree that the text may stand for: 2²⁴, unless given. */
  readonly limit?: number;
}

/** A permutation takes 4 bytes a point: 64 MiB. Texts that name larger points are nearly always mistyped. */
const DEGREE_LIMIT = 2 ** 24;

const FROM_CYCLES_KINDS: OptionKinds<FromCyclesOptions> = {
  base: { expected: '0 or 1', accepts: (v) => v === 0 || v === 1 },
  limit: integer(0, 2 ** 28),
};

const CYCLES: Kind = {
  expected: 'text such as (0 1 2)(3 4)',
  accepts: (v) => typeof v === 'string',
  remedy: (v) => (Array.isArray(v) ? 'Permutation.fromImages takes an array of images.' : undefined),
};

const IMAGES: Kind = {
  expected: 'an array of images',
  accepts: (v) => Array.isArray(v) || (ArrayBuffer.isView(v) && !(v instanceof DataView)),
  remedy: (v) => (typeof v === 'string' ? 'Permutation.fromCycles reads text.' : undefined),
};

/**
 * A permutation of {0, …, n−1}, immutable. Products are left actions: (g·h)[i] = g[h[i]].
 * @example
 * const g = Permutation.fromCycles('(0 1 2)');
 * g.times(g).toString() // '(0 2 1)'
 */
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
    checkArgument('Permutation.fromImages', 'images', images, IMAGES);
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

  /** @throws {IsotypicError} `INVALID_ARGUMENT` unless 0 ≤ degree ≤ 2²⁸ */
  static identity(degree: number): Permutation {
    checkArgument('Permutation.identity', 'degree', degree, integer(0, 2 ** 28));
    return new Permutation(identityImages(degree));
  }

  /**
   * Reads disjoint cycles: `(0 1 2)(3 4)`, 0-based by default, commas or spaces; `{ base: 1 }` reads GAP's
   * `(1,2,3)(4,5)`. The degree is the largest point + 1 unless given.
   * @throws {IsotypicError} `PARSE`, with the position; `INVALID_ARGUMENT` for a text, degree or base of another kind;
   *   `OUT_OF_MEMORY`, with `details.size`, for a degree above `{ limit }`, 2²⁴ unless given
   */
  static fromCycles(text: string, degree?: number, options: FromCyclesOptions = {}): Permutation {
    const where = 'Permutation.fromCycles';
    checkArgument(where, 'text', text, CYCLES);
    if (degree !== undefined) checkArgument(where, 'degree', degree, integer(0));
    checkOptions(where, options, FROM_CYCLES_KINDS);
    return new Permutation(
      parseCycles(text, { degree, base: options.base ?? 0, limit: options.limit ?? DEGREE_LIMIT }),
    );
  }

  get degree(): number {
    return this.images.length;
  }

  /** Where `point` goes. */
  image(point: number): number {
    if (!Number.isInteger(point) || point < 0 || point >= this.degree) {
      throw invalidArgument('Permutation.image', `point to be an integer from 0 to ${this.degree - 1}`, point);
    }
    return this.images[point] as number;
  }

  /** The product g·h: h first, then g. */
  times(other: Permutation): Permutation {
    if (!(other instanceof Permutation)) checkArgument('Permutation.times', 'other', other, PERMUTATION);
    const g = this.images;
    const h = other.images;
    if (g.length !== h.length) throw degreeMismatch('Permutation.times', g.length, h.length);
    return new Permutation(compose(g, h));
  }

  inverse(): Permutation {
    return new Permutation(invertImages(this.images));
  }

  /** gⁿ for any integer n, cycle by cycle: O(degree) whatever n is. */
  power(n: number | bigint): Permutation {
    checkArgument('Permutation.power', 'n', n, anyInteger);
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
    checkArgument('Permutation.conjugateBy', 'x', x, PERMUTATION);
    if (x.degree !== this.degree) throw degreeMismatch('Permutation.conjugateBy', this.degree, x.degree);
    const result = new Uint32Array(this.degree);
    for (let i = 0; i < this.degree; i++) result[x.images[i] as number] = x.images[this.images[i] as number] as number;
    return new Permutation(result);
  }

  /** The least n ≥ 1 with gⁿ = 1: the least common multiple of the cycle lengths. */
  order(): bigint {
    const { images } = this;
    const seen = new Uint8Array(images.length);
    let order = 1n;
    // Multiples are gathered in doubles while they are exact.
    let partial = 1;
    for (let start = 0; start < images.length; start++) {
      let length = 0;
      for (let x = start; seen[x] === 0; x = images[x]) {
        seen[x] = 1;
        length++;
      }
      if (length === 0 || partial % length === 0) continue;
      const multiple = (partial / gcd(partial, length)) * length;
      if (multiple > Number.MAX_SAFE_INTEGER) {
        order = lcmBig(order, BigInt(partial));
        partial = length;
      } else partial = multiple;
    }
    return order === 1n ? BigInt(partial) : lcmBig(order, BigInt(partial));
  }

  sign(): 1 | -1 {
    return signOfImages(this.images);
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
    return isIdentityImages(this.images);
  }

  equals(other: Permutation): boolean {
    if (!(other instanceof Permutation)) checkArgument('Permutation.equals', 'other', other, PERMUTATION);
    const [g, h] = [this.images, other.images];
    return g.length === h.length && equalImages(g, h);
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

/** What a permutation argument must be. */
export const PERMUTATION: Kind = {
  expected: 'a Permutation',
  accepts: (v) => v instanceof Permutation,
  remedy(v) {
    if (Array.isArray(v)) return 'Permutation.fromImages makes one of an array of images.';
    if (typeof v === 'object' && v !== null && 'generators' in v)
      return 'Pass one of its elements, such as .generators[0].';
    if (typeof v === 'object' && v !== null && 'group' in v) return 'Pass an element of its .group.';
    return typeof v === 'string' ? 'Permutation.fromCycles makes one of cycles in text.' : undefined;
  },
};

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
