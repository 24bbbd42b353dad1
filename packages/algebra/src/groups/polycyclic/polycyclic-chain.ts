/**
 * Solvable permutation groups, built from below (Sims 1990, "Computing the order of a solvable permutation group"): an
 * element that normalizes the group and has a p-th power in it, p prime, lengthens exactly one basic orbit, p times.
 * The index of a point in its orbit then tells the exponents of the generators that made the orbit, and an element's
 * coordinates in an elementary abelian layer are read off its base images.
 */
import { IsotypicError } from '../../errors.js';
import { composeInto, identityImages, invertImages, isIdentityImages } from '../../permutations/images.js';
import { type Element, elementOf } from './element.js';

interface Level {
  readonly base: number;
  /** Δ, zΔ, …, zᵖ⁻¹Δ for each generator z that belongs to the level, Δ the orbit before it. */
  readonly orbit: number[];
  /** The index of each point in the orbit, −1 outside. */
  readonly position: Int32Array;
  /** The inverses of the transversal elements, by index. */
  readonly inverses: Uint32Array[];
}

/** An elementary abelian factor N/M of the series, N and M normal in the whole group. */
export interface Layer {
  readonly prime: number;
  /** Elements of N that are a basis modulo M. */
  readonly basis: readonly Element[];
  /** The lengths of the basic orbits of M. */
  readonly below: readonly number[];
  /** For each level the numbers of the basis elements that belong to it. */
  readonly attached: readonly (readonly number[])[];
}

/** Entries of the transversals, 128 MB: groups that need more have none. */
const MOST_ENTRIES = 1 << 25;

/** The chain and the series of layers, both growing upwards. */
export class PolycyclicChain {
  readonly levels: Level[] = [];
  readonly layers: Layer[] = [];
  private entries = 0;

  constructor(readonly degree: number) {}

  /** The base images of an element are what its coordinates are read from. */
  get base(): number[] {
    return this.levels.map(({ base }) => base);
  }

  /** The lengths of the basic orbits: what `restore` and `contains` take. */
  lengths(): number[] {
    return this.levels.map(({ orbit }) => orbit.length);
  }

  get order(): bigint {
    return this.levels.reduce((n, { orbit }) => n * BigInt(orbit.length), 1n);
  }

  /** Membership in the group that had the given orbit lengths. */
  contains(images: Uint32Array, lengths?: readonly number[]): boolean {
    let residue = images;
    for (let l = 0; l < (lengths?.length ?? this.levels.length); l++) {
      const { base, position, inverses, orbit } = this.levels[l];
      const at = position[residue[base]];
      if (at < 0 || at >= (lengths?.[l] ?? orbit.length)) return false;
      if (at > 0) residue = composeInto(new Uint32Array(this.degree), inverses[at], residue);
    }
    return isIdentityImages(residue);
  }

  /**
   * Adds an element that is not in the group, normalizes it and has its p-th power in it. What stands for it from now
   * on, the same modulo the group, is returned with its level; undefined where the transversals become too large.
   */
  attach(images: Uint32Array, p: number): { element: Element; level: number } | undefined {
    let z = images;
    for (let l = 0; ; l++) {
      if (l === this.levels.length) {
        const moved = z.findIndex((y, x) => y !== x);
        const position = new Int32Array(this.degree).fill(-1);
        position[moved] = 0;
        this.levels.push({ base: moved, orbit: [moved], position, inverses: [identityImages(this.degree)] });
      }
      const level = this.levels[l];
      const at = level.position[z[level.base]];
      if (at > 0) z = composeInto(new Uint32Array(this.degree), level.inverses[at], z);
      if (at < 0) {
        this.entries += (p - 1) * level.orbit.length * this.degree;
        if (this.entries > MOST_ENTRIES) return undefined;
        lengthen(level, z, p);
        return { element: elementOf(z), level: l };
      }
    }
  }

  /** Goes back to the group that had these orbit lengths and so many layers. */
  restore(lengths: readonly number[], layers = this.layers.length): void {
    this.layers.length = layers;
    while (this.levels.length > lengths.length) {
      const { orbit } = this.levels.pop() as Level;
      this.entries -= (orbit.length - 1) * this.degree;
    }
    this.levels.forEach(({ orbit, position, inverses }, l) => {
      this.entries -= (orbit.length - lengths[l]) * this.degree;
      for (let k = lengths[l]; k < orbit.length; k++) position[orbit[k]] = -1;
      orbit.length = lengths[l];
      inverses.length = lengths[l];
    });
  }

  /** Declares what was attached since the orbits had the lengths `below` a layer. */
  closeLayer(prime: number, below: readonly number[], added: readonly { element: Element; level: number }[]): void {
    this.layers.push({
      prime,
      basis: added.map(({ element }) => element),
      below: this.levels.map((_, l) => below[l] ?? 1),
      attached: this.levels.map((_, l) => added.flatMap(({ level }, i) => (level === l ? [i] : []))),
    });
  }

  /**
   * The coordinates modulo the layers below of an element of the layer's group, read from its base images, which are
   * used up.
   */
  coordinates({ prime, below, attached }: Layer, images: Uint32Array, into: number[]): number[] {
    const { levels } = this;
    const count = below.length;
    into.fill(0);
    for (let l = 0; l < count; l++) {
      const { position, inverses } = levels[l];
      const at = position[images[l]];
      if (at === 0) continue;
      const inverse = inverses[at];
      if (inverse === undefined) throw outside();
      const here = attached[l];
      let digits = Math.floor(at / below[l]);
      for (let k = 0; digits > 0; k++) {
        if (k === here.length) throw outside();
        into[here[k]] += digits % prime;
        digits = Math.floor(digits / prime);
      }
      for (let k = l + 1; k < count; k++) images[k] = inverse[images[k]];
    }
    for (let i = 0; i < into.length; i++) into[i] %= prime;
    return into;
  }
}

function lengthen({ orbit, position, inverses }: Level, images: Uint32Array, p: number): void {
  const inverse = invertImages(images);
  const length = orbit.length;
  for (let k = length; k < p * length; k++) {
    const point = images[orbit[k - length]];
    if (position[point] !== -1) throw outside();
    position[point] = k;
    orbit.push(point);
    inverses.push(composeInto(new Uint32Array(images.length), inverses[k - length], inverse));
  }
}

function outside(): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', {
    where: 'PolycyclicChain',
    expected: 'an element of the layer',
    received: 'another one',
  });
}
