/**
 * Colorings of the points by 32-bit hashes. The two sides of a search are recolored by the same rules, so that an
 * element with the wanted property carries each color to itself: unequal sums over all points show that there is none.
 * Colors that collide merge two cells, which weakens a test and never makes it wrong.
 */

/** Mixes two integers into 32 bits. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** A color of its own for the point with which a base point is paired. */
export function individualize(colors: Int32Array, point: number, depth: number): void {
  colors[point] = mix(colors[point], ~depth);
}

/** By the orbit in which `inverse` puts each point. Returns the sum of the new colors, as the other rules do. */
export function recolorByOrbits(colors: Int32Array, labels: Int32Array, inverse: Uint32Array): number {
  let sum = 0;
  for (let y = 0; y < colors.length; y++) {
    const color = mix(colors[y], labels[inverse[y]]);
    colors[y] = color;
    sum = (sum + color) | 0;
  }
  return sum;
}

/** By the color of each point's image. */
export function recolorByImages(colors: Int32Array, images: Uint32Array, scratch: Int32Array): number {
  scratch.set(colors);
  let sum = 0;
  for (let y = 0; y < colors.length; y++) {
    const color = mix(scratch[y], scratch[images[y]]);
    colors[y] = color;
    sum = (sum + color) | 0;
  }
  return sum;
}

/** An odd number whose powers stay far from 1 modulo 2³²: 1 − BASE^m has two factors 2 more than m has, at most. */
const BASE = 0x2c1b3c6b;
/** BASE·INVERSE ≡ 1 modulo 2³². */
const INVERSE = inverseModulo32(BASE);

function inverseModulo32(odd: number): number {
  let inverse = odd;
  // Newton: an odd number is its own inverse modulo 8, and each step doubles the digits.
  for (let digits = 3; digits < 32; digits *= 2) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

/** The cycles of a permutation, one after the other. */
export interface CycleList {
  /** The points, each before its image but where a cycle ends. */
  readonly points: Uint32Array;
  /** Where each cycle ends in `points`. */
  readonly ends: Int32Array;
}

/**
 * By the colors of the whole cycle of each point, from the point on: Σ c(xg^k)·Bᵏ over the cycle, which a step to the
 * image changes as in Karp & Rabin (1987). Nothing that a permutation says of a coloring is left after one round. O(n).
 */
export function recolorByCycles(colors: Int32Array, { points, ends }: CycleList): number {
  let sum = 0;
  for (let i = 0, start = 0; i < ends.length; i++) {
    const end = ends[i];
    let hash = 0;
    let power = 1;
    for (let k = start; k < end; k++) {
      hash = (hash + Math.imul(colors[points[k]], power)) | 0;
      power = Math.imul(power, BASE);
    }
    const wrap = (1 - power) | 0;
    for (let k = start; k < end; k++) {
      const color = colors[points[k]];
      const recolored = mix(color, hash);
      hash = Math.imul(hash - Math.imul(color, wrap), INVERSE);
      colors[points[k]] = recolored;
      sum = (sum + recolored) | 0;
    }
    start = end;
  }
  return sum;
}

/**
 * Counts the points of each color, in an open-addressed table: cells are counted far more often than anything is drawn.
 */
export class CellCounter {
  private readonly mask: number;
  private readonly slots: Int32Array;
  private readonly keys: Int32Array;
  private readonly counts: Int32Array;

  constructor(private readonly degree: number) {
    let size = 4;
    while (size < 2 * degree) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size);
    this.keys = new Int32Array(degree);
    this.counts = new Int32Array(degree);
  }

  /** The number of colors. */
  count(colors: Int32Array): number {
    const { slots, keys, counts } = this;
    slots.fill(0);
    let cells = 0;
    for (let x = 0; x < this.degree; x++) {
      const slot = this.slotOf(colors[x]);
      if (slots[slot] === 0) {
        keys[cells] = colors[x];
        counts[cells] = 0;
        slots[slot] = ++cells;
      }
      counts[slots[slot] - 1]++;
    }
    return cells;
  }

  /** The number of points of a color, in the coloring last counted. */
  sizeOf(color: number): number {
    const slot = this.slots[this.slotOf(color)];
    return slot === 0 ? 0 : this.counts[slot - 1];
  }

  private slotOf(color: number): number {
    const { slots, keys, mask } = this;
    let slot = (color ^ (color >>> 16)) & mask;
    while (slots[slot] !== 0 && keys[slots[slot] - 1] !== color) slot = (slot + 1) & mask;
    return slot;
  }
}
