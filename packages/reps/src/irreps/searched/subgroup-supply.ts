/** Subgroups of a group that are easy to come by, in search of linear characters that occur once in an irrep. */
import {
  type ConjugacyClass,
  isPrime,
  normalizer,
  type Permutation,
  PermutationGroup,
  randomSource,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import type { CharacterTable } from '../../characters/character-table.js';
import { primeDivisors } from '../../characters/modulus.js';

/** Points of one orbit whose stabilizers are taken, one after another. */
const LONGEST_TUPLE = 5;

/** Stabilizers of sets of more than two points are sought in groups on so many points. */
const SMALL_DEGREE = 30;

/** Classes of a subgroup whose centralizers are taken: of so many elements at most. */
const SHORT_CLASS = 120n;

/** Subgroups whose classes are looked at. */
const MOST_LISTED = 500_000n;

/** Sequences of 3-transpositions drawn: Sp(8, 2) has five classes of subgroups of index below 20 000 in ten. */
const SEQUENCES = 10;

/** Products tried for one of order above 3: a class that passes is one of 3-transpositions in all but rare cases. */
const PRODUCTS = 20;

/** Pairs drawn for two classes: PSL(2, 23) of M₂₄ is met once in a thousand. */
const PAIRS = 2000;

/** Orders of products of a pair that are taken. */
const LARGEST_PRODUCT_ORDER = 3;

/**
 * Stabilizers of points and sets of points, groups of 3-transpositions, centralizers and normalizers of class
 * representatives, and Sylow subgroups; then the derived subgroups, the stabilizers of points and the Sylow subgroups
 * of all these, and the centralizers and normalizers in them of elements with few conjugates; before those, groups of
 * pairs. Each order comes at most `SAME_ORDER` times. A subgroup costs what its search costs: the list is lazy.
 */
export class SubgroupSupply {
  private readonly seen: PermutationGroup[] = [];
  /** The meter of the question that is being answered: subgroups are found for one question after another. */
  private meter: WorkMeter | undefined;
  private list: Iterator<PermutationGroup> | undefined;
  private skipped = 0;

  constructor(private readonly table: CharacterTable) {}

  /** The next subgroup. What is interrupted by an error goes on with the same subgroup at the next call. */
  next(meter: WorkMeter): PermutationGroup | undefined {
    this.meter = meter;
    try {
      for (;;) {
        this.list ??= this.all();
        const next = this.list.next();
        if (next.done === true) return undefined;
        if (this.skipped++ < this.seen.length) continue;
        this.seen.push(next.value);
        return next.value;
      }
    } catch (error) {
      // A generator that has thrown is over: the subgroups that were given out are passed over in a new one.
      this.list = undefined;
      this.skipped = 0;
      throw error;
    }
  }

  private part<T>(work: (options: WorkOptions) => T): T {
    return (this.meter as WorkMeter).part(work);
  }

  private *all(): Generator<PermutationGroup> {
    const { group, exponent } = this.table;
    const primes = primeDivisors(exponent);
    const fresh = freshness(group);
    const found: PermutationGroup[] = [];
    for (const H of this.first(primes)) {
      if (!fresh(H)) continue;
      found.push(H);
      yield H;
    }
    found.sort((a, b) => (a.order < b.order ? 1 : -1));
    for (const H of found) for (const K of this.within(H, primes)) if (fresh(K)) yield K;
    for (const H of this.triangles()) if (fresh(H)) yield H;
    for (const H of found) for (const K of this.aboutShortClasses(H)) if (fresh(K)) yield K;
  }

  private *first(primes: readonly number[]): Generator<PermutationGroup> {
    const { group, classes } = this.table;
    yield* this.stabilizers(group);
    yield* this.transpositionGroups();
    yield* this.aboutElements(group, elementsOf(classes));
    for (const p of primes) yield this.part((options) => group.sylowSubgroup(p, options));
  }

  private *stabilizers(group: PermutationGroup): Generator<PermutationGroup> {
    for (const orbit of group.orbits()) {
      if (orbit.length === 1) continue;
      for (let k = 1; k <= Math.min(LONGEST_TUPLE, orbit.length - 1); k++) {
        yield this.part((options) => group.stabilizer(orbit.slice(0, k), options));
        if (k > 1 && (k === 2 || group.degree <= SMALL_DEGREE))
          yield this.part((options) => group.setwiseStabilizer(orbit.slice(0, k), options));
      }
    }
  }

  private *aboutElements(group: PermutationGroup, elements: readonly Permutation[]): Generator<PermutationGroup> {
    for (const x of elements) {
      yield this.part((options) => group.normalizerOfCyclic(x, options));
      yield this.part((options) => group.centralizer(x, options));
    }
  }

  /**
   * Groups that a growing number of 3-transpositions generate, involutions of one class whose products have order ≤ 3
   * (Fischer 1971): in Sp(2n, 2) orthogonal and symmetric groups (Brown–Humphries 1986), in Weyl groups reflection
   * subgroups. Those of order above √|G|, large ones first.
   */
  private *transpositionGroups(): Generator<PermutationGroup> {
    const { group, classes } = this.table;
    const random = randomSource(group.seed);
    const found: PermutationGroup[] = [];
    const conjugate = (x: Permutation): Permutation => x.conjugateBy(group.randomElement(random));
    for (const { representative: x, elementOrder, size } of classes) {
      if (elementOrder !== 2n || size === 1n) continue;
      if (Array.from({ length: PRODUCTS }, () => conjugate(x).times(x).order()).some((n) => n > 3n)) continue;
      for (let sequence = 0; sequence < SEQUENCES; sequence++) {
        let H = new PermutationGroup([x], { degree: group.degree });
        for (let misses = 0; misses < PRODUCTS && H.order < group.order; ) {
          this.meter?.step(0);
          const y = conjugate(x);
          if (H.contains(y)) {
            misses++;
            continue;
          }
          H = this.part((options) =>
            new PermutationGroup([...H.generators, y], { degree: group.degree }).prepare(options),
          );
          if (H.order * H.order > group.order) found.push(H);
        }
      }
    }
    yield* found.sort((a, b) => (a.order < b.order ? 1 : -1));
  }

  private *within(H: PermutationGroup, primes: readonly number[]): Generator<PermutationGroup> {
    yield this.part((options) => H.derivedSubgroup(options));
    for (const orbit of H.orbits()) {
      if (orbit.length > 1) yield this.part((options) => H.stabilizer(orbit[0], options));
    }
    for (const p of primes) {
      if (H.order % BigInt(p) === 0n) yield this.part((options) => H.sylowSubgroup(p, options));
    }
  }

  /** Subgroups ⟨x, z⟩ with x of order 2, z of prime order and xz of small order: most are PSL(2, q) or the like. */
  private *triangles(): Generator<PermutationGroup> {
    const { group, classes } = this.table;
    const random = randomSource(group.seed);
    const involutions = classes.filter(({ elementOrder }) => elementOrder === 2n);
    const others = classes.filter(({ elementOrder: n }) => n > 4n && isPrime(Number(n))).reverse();
    for (const { representative: z } of others) {
      for (const { representative } of involutions) {
        for (let trial = 0; trial < PAIRS; trial++) {
          this.meter?.step(0);
          const x = representative.conjugateBy(group.randomElement(random));
          if (x.times(z).order() > LARGEST_PRODUCT_ORDER) continue;
          yield this.part((options) => new PermutationGroup([x, z], { degree: group.degree }).prepare(options));
        }
      }
    }
  }

  private *aboutShortClasses(H: PermutationGroup): Generator<PermutationGroup> {
    if (H.order > MOST_LISTED) return;
    const classes = this.part((options) => H.conjugacyClasses(options));
    const short = classes.filter(({ size }) => size > 1n && size <= SHORT_CLASS);
    for (const x of elementsOf(short)) {
      const K = this.part((options) => H.centralizer(x, options));
      yield K;
      yield this.part((options) => normalizer(H, K, options));
    }
  }
}

/** Subgroups of one order that are looked at. */
const SAME_ORDER = 4;

function freshness(group: PermutationGroup): (H: PermutationGroup) => boolean {
  const seen = new Map<bigint, number>();
  return (H) => {
    const before = seen.get(H.order) ?? 0;
    if (H.order < 3n || H.order === group.order || before === SAME_ORDER) return false;
    seen.set(H.order, before + 1);
    return true;
  };
}

function elementsOf(classes: readonly ConjugacyClass[]): Permutation[] {
  return classes.filter(({ elementOrder }) => elementOrder > 1n).map(({ representative }) => representative);
}
