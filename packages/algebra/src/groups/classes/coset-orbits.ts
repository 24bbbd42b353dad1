/**
 * Orbits of a centralizer on the classes of one coset, with stabilizers. The centralizer is known by a polycyclic
 * sequence of its part in the solvable kernel, where each element lengthens an orbit p times or gives an element of the
 * stabilizer (Laue, Neubüser & Schoenwaelder 1984), and by generators of the rest, with the order of the group that
 * they generate in the quotient: Schreier generators of the stabilizer are taken until they generate a group of the
 * order that the orbit's length leaves.
 */
import { randomSource } from '../../random.js';
import { type Element, elementOf, type Images, inverted, powerOf, product } from '../polycyclic/element.js';
import { type CosetSpace, zeros } from './affine-action.js';

/** C_G(h) modulo a term of the series. */
export interface Centralizer {
  /** Generators modulo the kernel, and the order of what they generate in the quotient by it. */
  readonly tops: readonly Element[];
  readonly topOrder: bigint;
  /** Each normalizes the group of those before it, and has its p-th power there. */
  readonly sequence: readonly Element[];
  readonly primes: readonly number[];
}

/** What is needed of the quotient by the kernel. */
export interface TopGroup {
  /**
   * A lower bound of the order that elements generate in the quotient, at most `most`; the order itself nearly always.
   */
  generatedOrder(elements: readonly Element[], most: bigint): bigint;
  /** Does an element lie in the kernel? */
  isTrivial(g: Element): boolean;
}

/** An orbit of the part in the kernel. */
interface SmallOrbit {
  /** Points in order: Δ, cΔ, … for each of the elements in `extending`. */
  readonly points: readonly number[];
  readonly extending: readonly number[];
  /** Carries the first point of the whole orbit to the first point of this; absent for the identity. */
  readonly from?: Element;
  /** The number of the whole orbit. */
  readonly orbit: number;
}

export interface CosetOrbit {
  /** The first point. */
  readonly point: number;
  readonly length: number;
}

export class CosetOrbits {
  readonly orbits: CosetOrbit[] = [];
  private readonly small: SmallOrbit[] = [];
  /** The number of the small orbit, and the index in it, of each element of W. */
  private readonly orbitOf: number[];
  private readonly position: number[];
  private readonly sequenceTables: readonly (readonly number[])[];
  private readonly topTables: readonly (readonly number[])[];
  /** The small orbits of each orbit. */
  private readonly parts: number[][] = [];
  private readonly acting: readonly number[];

  constructor(
    private readonly space: CosetSpace,
    private readonly centralizer: Centralizer,
    private readonly top: TopGroup,
  ) {
    const { size } = space;
    this.orbitOf = new Array<number>(size).fill(-1);
    this.position = zeros(size);
    this.sequenceTables = size === 1 ? [] : centralizer.sequence.map((c) => space.tableOf(c));
    this.topTables = size === 1 ? [] : centralizer.tops.map((c) => space.tableOf(c));
    this.acting = this.sequenceTables.flatMap((table, i) => (table.every((y, x) => x === y) ? [] : [i]));
    for (let point = 0; point < size; point++) if (this.orbitOf[point] === -1) this.addOrbit(point);
  }

  private addOrbit(point: number): void {
    const orbit = this.orbits.length;
    const parts: number[] = [];
    this.parts.push(parts);
    let length = 0;
    const add = (first: number, from?: Element): void => {
      parts.push(this.small.length);
      length += this.addSmallOrbit(first, orbit, from);
    };
    add(point);
    for (const j of parts) {
      const { points, from } = this.small[j];
      this.topTables.forEach((table, k) => {
        const image = table[points[0]];
        if (this.orbitOf[image] !== -1) return;
        const x = this.centralizer.tops[k];
        add(image, from === undefined ? x : product(x, from));
      });
    }
    this.orbits.push({ point, length });
  }

  private addSmallOrbit(first: number, orbit: number, from: Element | undefined): number {
    const { orbitOf, position } = this;
    const number = this.small.length;
    const points = [first];
    const extending: number[] = [];
    orbitOf[first] = number;
    position[first] = 0;
    for (const i of this.acting) {
      const table = this.sequenceTables[i];
      if (orbitOf[table[first]] === number) continue;
      extending.push(i);
      const length = points.length;
      for (let k = length; k < this.centralizer.primes[i] * length; k++) {
        const point = table[points[k - length]];
        orbitOf[point] = number;
        position[point] = k;
        points.push(point);
      }
    }
    this.small.push({ points, extending, from, orbit });
    return points.length;
  }

  /** The number of the orbit of an element of W. */
  orbitNumber(point: number): number {
    return this.small[this.orbitOf[point]].orbit;
  }

  /** An element of the centralizer that carries the first point of the orbit to the given one; undefined for 1. */
  carrierTo(point: number): Element | undefined {
    const { extending, from } = this.small[this.orbitOf[point]];
    const { primes, sequence } = this.centralizer;
    let carrier = from;
    let digits = this.position[point];
    for (const i of extending) {
      const e = digits % primes[i];
      digits = Math.floor(digits / primes[i]);
      if (e === 0) continue;
      const x = powerOf(sequence[i], e);
      carrier = carrier === undefined ? x : product(x, carrier);
    }
    return carrier;
  }

  /** The centralizer of the class that an orbit stands for, modulo the layer. */
  stabilizer(number: number): Centralizer {
    const { space, centralizer } = this;
    const { point } = this.orbits[number];
    const hn = space.representative(point);
    const correct = (c: Element): Element => space.corrected(hn, c);
    const kernel = space.kernel.map((v) => elementOf(space.module.elementOf(v) as Images));
    const { extending } = this.small[this.parts[number][0]];
    const kept: number[] = [];
    const sequence: Element[] = [];
    centralizer.sequence.forEach((_, i) => {
      if (extending.includes(i)) return;
      kept.push(centralizer.primes[i]);
      sequence.push(correct(this.back(point, i)));
    });
    const m = this.parts[number].length;
    const topOrder = centralizer.topOrder / BigInt(m);
    return {
      tops: this.stabilizingTops(number, topOrder).map(correct),
      topOrder,
      sequence: [...kernel, ...sequence],
      primes: [...kernel.map(() => space.module.prime), ...kept],
    };
  }

  /** Element i of the sequence, divided by the one that carries the first point of its orbit to that point's image. */
  private back(point: number, i: number): Element {
    const c = this.centralizer.sequence[i];
    if (this.space.size === 1) return c;
    const image = this.sequenceTables[i][point];
    if (image === point) return c;
    return product(inverted(this.carrierTo(image) as Element), c);
  }

  private stabilizingTops(number: number, topOrder: bigint): Element[] {
    if (topOrder === 1n) return [];
    const { tops } = this.centralizer;
    const parts = this.parts[number];
    if (this.space.size === 1) return [...tops];
    const schreier = parts.flatMap((j) => {
      const { points, from } = this.small[j];
      return tops.map((x, k) => {
        const moved = from === undefined ? x : product(x, from);
        const carrier = this.carrierTo(this.topTables[k][points[0]]);
        return carrier === undefined ? moved : product(inverted(carrier), moved);
      });
    });
    const nontrivial = schreier.filter((s) => !this.top.isTrivial(s));
    return parts.length === 1 ? nontrivial : this.generating(nontrivial, topOrder);
  }

  /** Few of the elements that generate all: random products of some of them, until the order is met. */
  private generating(elements: readonly Element[], order: bigint): Element[] {
    if (elements.length <= 2) return [...elements];
    const random = randomSource(elements.length);
    const chosen: Element[] = [];
    for (let tries = 0; tries < TRIES; tries++) {
      let subproduct: Element | undefined;
      for (const x of elements) {
        if (random.below(2) === 0) continue;
        subproduct = subproduct === undefined ? x : product(subproduct, x);
      }
      if (subproduct === undefined || this.top.isTrivial(subproduct)) continue;
      chosen.push(subproduct);
      if (this.top.generatedOrder(chosen, order) === order) return chosen;
    }
    return [...elements];
  }
}

const TRIES = 12;
