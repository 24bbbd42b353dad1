/**
 * What class functions need to know of a group: classes, their sizes, the power maps, and the class of any element.
 */
import { gcd, IsotypicError, lcm, Permutation, type PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { checkArgument, instance, integer, unitGenerators } from '@isotypic/algebra/internal';
import { GROUP, PERMUTATION } from '../argument-kinds.js';
import { ClassIdentifier, classInvariants } from './class-identifier.js';
import { primeDivisors } from './modulus.js';

/** The part of a conjugacy class that this chapter uses. */
export interface ClassRepresentative {
  readonly representative: Permutation;
  readonly size: bigint;
  readonly elementOrder: bigint;
}

/**
 * Conjugacy classes with power maps. Class 0 is the identity.
 * @example
 * const classes = new ClassStructure(catalogue.symmetric(4));
 * [classes.count, classes.exponent] // [5, 12]
 * classes.orders[classes.identify(Permutation.fromCycles('(0 1)(2 3)', 4))] // 2
 */
export class ClassStructure {
  readonly group: PermutationGroup;
  readonly classes: readonly ClassRepresentative[];
  readonly count: number;
  readonly groupOrder: bigint;
  readonly exponent: number;
  readonly orders: readonly number[];
  /** `powers[c][i]` is the class of gⁱ for g in class c, 0 ≤ i < order of g. */
  readonly powers: readonly Int32Array[];
  readonly inverse: Int32Array;
  /** Generators of the units modulo the exponent: the Galois group of ℚ(ζ) and, on classes, C ↦ Cᵏ. */
  readonly unitGenerators: readonly number[];
  /** The orbits of C ↦ Cᵏ, k a unit: classes that generate the same cyclic subgroups up to conjugacy. */
  readonly galoisOrbits: readonly (readonly number[])[];
  private rationalIdentifier: ClassIdentifier | undefined;
  private readonly identifier: ClassIdentifier;
  private readonly invariants: ReturnType<typeof classInvariants>;
  private readonly classOf: (g: Permutation) => number;

  /**
   * `classes` and `classOf` default to the group's own. A step of the meter is the class of a power of a
   * representative. O(Σ orders) time and memory.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no group
   * @throws {BudgetExceededError | AbortedError} by the meter
   * @example new ClassStructure(catalogue.symmetric(3)).orders // [1, 2, 3]
   */
  constructor(
    group: PermutationGroup,
    classes?: readonly ClassRepresentative[],
    classOf: (g: Permutation) => number = (g) => group.classOf(g),
    meter = new WorkMeter('ClassStructure'),
  ) {
    checkArgument('ClassStructure', 'group', group, GROUP);
    this.group = group;
    this.classes = classes ?? meter.part((options) => group.conjugacyClasses(options));
    this.classOf = classOf;
    this.count = this.classes.length;
    this.groupOrder = this.classes.reduce((sum, c) => sum + c.size, 0n);
    this.orders = this.classes.map((c) => Number(c.elementOrder));
    this.exponent = this.orders.reduce(lcm, 1);
    this.unitGenerators = unitGenerators(this.exponent);
    // In an abelian group the class of an element is its name, which the group's own list reads off.
    this.invariants = BigInt(this.count) === this.groupOrder ? [] : classInvariants(group);
    this.identifier = new ClassIdentifier(
      this.classes.map((c) => c.representative),
      this.invariants,
      classOf,
    );
    this.powers = this.powerClasses(meter);
    this.inverse = Int32Array.from(this.powers, (row) => row[row.length - 1]);
    this.galoisOrbits = this.orbitsUnderUnits(meter);
  }

  /**
   * Index of the class of g, an element of the group: by an invariant where that decides, else by the group's own
   * search.
   */
  identify(g: Permutation): number {
    if (!(g instanceof Permutation)) checkArgument('ClassStructure.identify', 'g', g, PERMUTATION);
    return this.identifier.identify(g);
  }

  /** Index of the class of g. @throws {IsotypicError} `NOT_IN_GROUP` @internal */
  classOfMember(where: string, g: Permutation): number {
    if (g.degree === this.group.degree && this.group.contains(g)) return this.identify(g);
    throw new IsotypicError('NOT_IN_GROUP', {
      where,
      expected: 'an element of the group',
      received: `${g}`,
    });
  }

  /** Whether `identify` never falls back on the group's own search, which may be a hundred times dearer. */
  get identifiesCheaply(): boolean {
    return this.identifier.isCheap;
  }

  /**
   * @internal Finds a class on which a function of classes has the same value; cheaper than `identify` where few occur.
   */
  identifierUpTo(value: (c: number) => unknown): ClassIdentifier {
    const blocks = new Map<unknown, number>();
    const blockOf = Int32Array.from(this.classes, (_, c) => {
      const x = value(c);
      if (!blocks.has(x)) blocks.set(x, blocks.size);
      return blocks.get(x) as number;
    });
    const representatives = this.classes.map((c) => c.representative);
    return new ClassIdentifier(representatives, this.invariants, this.classOf, blockOf);
  }

  /** Some class in the Galois orbit of the class of g; cheaper than `identify`. */
  identifyUpToGalois(g: Permutation): number {
    if (!(g instanceof Permutation)) checkArgument('ClassStructure.identifyUpToGalois', 'g', g, PERMUTATION);
    if (!this.rationalIdentifier) {
      const orbitOf = new Int32Array(this.count);
      for (const [i, orbit] of this.galoisOrbits.entries()) for (const c of orbit) orbitOf[c] = i;
      this.rationalIdentifier = new ClassIdentifier(
        this.classes.map((c) => c.representative),
        this.invariants,
        this.classOf,
        orbitOf,
      );
    }
    return this.rationalIdentifier.identify(g);
  }

  /** Class of gᵏ for each class, any integer k. @throws {IsotypicError} `INVALID_ARGUMENT` unless k is an integer */
  powerMap(k: number): Int32Array {
    checkArgument('powerMap', 'k', k, integer());
    return Int32Array.from(this.powers, (row) => row[((k % row.length) + row.length) % row.length]);
  }

  /** One class of generators for each conjugacy class of maximal cyclic subgroups: every class is a power of one. */
  maximalCyclicClasses(): number[] {
    const isProperPower = new Uint8Array(this.count);
    for (const [c, row] of this.powers.entries()) {
      for (const d of row) if (this.orders[d] < this.orders[c]) isProperPower[d] = 1;
    }
    return this.galoisOrbits.flatMap(([c]) => (isProperPower[c] === 1 ? [] : [c]));
  }

  private orbitsUnderUnits(meter: WorkMeter): number[][] {
    const seen = new Uint8Array(this.count);
    return this.powers.flatMap((row, start) => {
      if (seen[start]) return [];
      meter.step(0);
      const n = row.length;
      const orbit = [...new Set(row.filter((_, i) => gcd(i, n) === 1))];
      for (const c of orbit) seen[c] = 1;
      return [orbit.sort((a, b) => a - b)];
    });
  }

  /**
   * Class functions only need gᵍ for q prime or a generator of the units modulo the order; all other powers are
   * compositions, because the class of (gᵃ)ᵇ depends on the class of gᵃ alone.
   */
  private powerClasses(meter: WorkMeter): Int32Array[] {
    const rows: Int32Array[] = this.orders.map((n) => new Int32Array(n));
    const distinctOrders = [...new Set(this.orders)].sort((a, b) => a - b);
    for (const n of distinctOrders.slice(1)) {
      const members = this.orders.flatMap((order, c) => (order === n ? [c] : []));
      for (const c of members) this.fillProperPowers(rows, c, n, meter);
      this.fillUnitPowers(rows, members, n, meter);
    }
    return rows;
  }

  private fillProperPowers(rows: readonly Int32Array[], c: number, n: number, meter: WorkMeter): void {
    for (const q of primeDivisors(n)) {
      if (q === n) continue;
      meter.step();
      const below = rows[this.identifyOfOrder(this.classes[c].representative.power(q), n / q)];
      for (let i = 0; i < n / q; i++) rows[c][i * q] = below[i];
    }
  }

  /** From the permutation of the classes of order n by each generator of (ℤ/n)*. */
  private fillUnitPowers(rows: readonly Int32Array[], members: readonly number[], n: number, meter: WorkMeter): void {
    const generators = unitGenerators(n);
    const imageOf = (c: number, u: number): number => {
      if (members.length === 1) return c;
      meter.step();
      return this.identifyOfOrder(this.classes[c].representative.power(u), n);
    };
    const images = generators.map((u) => {
      const image = new Int32Array(this.count);
      for (const c of members) image[c] = imageOf(c, u);
      return image;
    });
    const walk = unitsReached(generators, n);
    for (const c of members) {
      meter.step(0);
      const row = rows[c];
      row[1] = c;
      for (const { unit, from, by } of walk) row[unit] = images[by][row[from]];
    }
  }

  private identifyOfOrder(g: Permutation, order: number): number {
    const c = this.identify(g);
    if (this.orders[c] === order) return c;
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'characterTable',
      expected: `the class of an element of order ${order}`,
      received: `class ${c}, of elements of order ${this.orders[c]}`,
      remedy: 'The conjugacy classes of this group are inconsistent; please report it with the generators.',
    });
  }
}

/** All units modulo n but 1, each as `generators[by]` times one before it. */
function unitsReached(generators: readonly number[], n: number): { unit: number; from: number; by: number }[] {
  const reached = new Set([1]);
  const walk: { unit: number; from: number; by: number }[] = [];
  for (const from of reached) {
    generators.forEach((u, by) => {
      const unit = (from * u) % n;
      if (reached.has(unit)) return;
      reached.add(unit);
      walk.push({ unit, from, by });
    });
  }
  return walk;
}

export const CLASS_STRUCTURE = instance(
  ClassStructure,
  'the conjugacy classes of a group, a ClassStructure',
  (value) =>
    typeof value === 'object' && value !== null && 'structure' in value
      ? "Pass the table's .structure."
      : GROUP.accepts(value)
        ? 'Pass new ClassStructure(group), or the .structure of its character table.'
        : undefined,
);
