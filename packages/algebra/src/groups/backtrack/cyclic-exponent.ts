/** Powers gᵏ where k is known modulo the length of each cycle of g only: no discrete logarithm, no large exponent. */

export class CyclicExponent {
  private constructor(private readonly residues: ReadonlyMap<number, number>) {}

  /** The k with gᵏ = `power`, modulo each cycle length of g. One cycle of each length is walked. O(degree). */
  static between(g: Uint32Array, power: Uint32Array): CyclicExponent {
    const residues = new Map<number, number>();
    const seen = new Uint8Array(g.length);
    for (let start = 0; start < g.length; start++) {
      if (seen[start] === 1) continue;
      let length = 0;
      let steps = 0;
      for (let x = start; seen[x] === 0; x = g[x], length++) {
        seen[x] = 1;
        if (x === power[start]) steps = length;
      }
      residues.set(length, steps);
    }
    return new CyclicExponent(residues);
  }

  /** hᵏ, for h with cycles of the same lengths; undefined when it has others. */
  powerOf(h: Uint32Array): Uint32Array | undefined {
    const images = new Uint32Array(h.length);
    const seen = new Uint8Array(h.length);
    const cycle: number[] = [];
    for (let start = 0; start < h.length; start++) {
      if (seen[start] === 1) continue;
      cycle.length = 0;
      for (let x = start; seen[x] === 0; x = h[x]) {
        seen[x] = 1;
        cycle.push(x);
      }
      const k = this.residues.get(cycle.length);
      if (k === undefined) return undefined;
      cycle.forEach((x, i) => {
        images[x] = cycle[(i + k) % cycle.length];
      });
    }
    return images;
  }
}
