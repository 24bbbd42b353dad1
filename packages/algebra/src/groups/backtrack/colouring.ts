/**
 * Colourings of the points by 32-bit hashes. The two sides of a search are recoloured by the same rules, so that an element
 * with the wanted property carries each colour to itself: unequal sums over all points show that there is none. Colours
 * that collide merge two cells, which weakens a test and never makes it wrong.
 */

/** Mixes two integers into 32 bits. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** A colour of its own for the point with which a base point is paired. */
export function individualize(colours: Int32Array, point: number, depth: number): void {
  colours[point] = mix(colours[point], ~depth);
}

/** By the orbit in which `inverse` puts each point. Returns the sum of the new colours, as the other rules do. */
export function recolourByOrbits(colours: Int32Array, labels: Int32Array, inverse: Uint32Array): number {
  let sum = 0;
  for (let y = 0; y < colours.length; y++) {
    const colour = mix(colours[y], labels[inverse[y]]);
    colours[y] = colour;
    sum = (sum + colour) | 0;
  }
  return sum;
}

/** By the colour of each point's image. */
export function recolourByImages(colours: Int32Array, images: Uint32Array, scratch: Int32Array): number {
  scratch.set(colours);
  let sum = 0;
  for (let y = 0; y < colours.length; y++) {
    const colour = mix(scratch[y], scratch[images[y]]);
    colours[y] = colour;
    sum = (sum + colour) | 0;
  }
  return sum;
}

/** Counts the points of each colour, in an open-addressed table: cells are counted far more often than anything is drawn. */
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

  /** The number of colours. */
  count(colours: Int32Array): number {
    const { slots, keys, counts } = this;
    slots.fill(0);
    let cells = 0;
    for (let x = 0; x < this.degree; x++) {
      const slot = this.slotOf(colours[x]);
      if (slots[slot] === 0) {
        keys[cells] = colours[x];
        counts[cells] = 0;
        slots[slot] = ++cells;
      }
      counts[slots[slot] - 1]++;
    }
    return cells;
  }

  /** The number of points of a colour, in the colouring last counted. */
  sizeOf(colour: number): number {
    const slot = this.slots[this.slotOf(colour)];
    return slot === 0 ? 0 : this.counts[slot - 1];
  }

  private slotOf(colour: number): number {
    const { slots, keys, mask } = this;
    let slot = (colour ^ (colour >>> 16)) & mask;
    while (slots[slot] !== 0 && keys[slots[slot] - 1] !== colour) slot = (slot + 1) & mask;
    return slot;
  }
}
