/** Orbits of a group that grows generator by generator, by union–find. */
import { findRoot } from '../orbits.js';

export class GrowingOrbits {
  private readonly parent: Int32Array;

  constructor(degree: number) {
    this.parent = Int32Array.from({ length: degree }, (_, x) => x);
  }

  add(images: Uint32Array): void {
    const { parent } = this;
    for (let x = 0; x < images.length; x++) {
      const a = findRoot(parent, x);
      const b = findRoot(parent, images[x]);
      if (a < b) parent[b] = a;
      else parent[a] = b;
    }
  }

  /** The smallest point of the orbit of x. */
  representative(x: number): number {
    return findRoot(this.parent, x);
  }

  /** For every point the smallest point of its orbit. */
  labels(): Int32Array {
    return this.parent.map((_, x) => findRoot(this.parent, x));
  }
}
