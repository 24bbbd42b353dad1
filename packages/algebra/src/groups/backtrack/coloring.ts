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
