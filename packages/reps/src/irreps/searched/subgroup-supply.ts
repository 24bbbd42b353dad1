/** Subgroups of a group that are easy to come by, in search of linear characters that occur once in an irrep. */
import type { Permutation, PermutationGroup, WorkMeter } from '@isotypic/algebra';
import type { CharacterTable } from '../../characters/character-table.js';
import { primeDivisors } from '../../characters/modulus.js';

/** Points of one orbit whose stabilizers are taken, one after another. */
const LONGEST_TUPLE = 5;

/** Stabilizers of sets of more than two points are sought in groups on so many points. */
const SMALL_DEGREE = 30;

/**
 * Stabilizers of points and sets of points, centralizers and normalizers of class representatives, and Sylow
 * subgroups; then the derived subgroups, the stabilizers of points and the Sylow subgroups of all these. Each
 * order comes at most `SAME_ORDER` times. A subgroup costs what its search costs: the list is lazy.
 */
export function* subgroupSupply(table: CharacterTable, meter: WorkMeter): Generator<PermutationGroup> {
  const { group, exponent } = table;
  const primes = primeDivisors(exponent);
  const fresh = freshness(group);
  const found: PermutationGroup[] = [];
  for (const H of first(table, primes, meter)) {
    if (!fresh(H)) continue;
    found.push(H);
    yield H;
  }
  for (const H of found.sort((a, b) => (a.order < b.order ? 1 : -1))) {
    for (const K of within(H, primes, meter)) if (fresh(K)) yield K;
  }
}

function* first(table: CharacterTable, primes: readonly number[], meter: WorkMeter): Generator<PermutationGroup> {
  const { group, classes } = table;
  yield* stabilizers(group, meter);
  yield* aboutElements(group, elementsOf(classes), meter);
  for (const p of primes) yield meter.part((options) => group.sylowSubgroup(p, options));
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

function elementsOf(classes: CharacterTable['classes']): Permutation[] {
  return classes.slice(1).map(({ representative }) => representative);
}

function* stabilizers(group: PermutationGroup, meter: WorkMeter): Generator<PermutationGroup> {
  for (const orbit of group.orbits()) {
    if (orbit.length === 1) continue;
    for (let k = 1; k <= Math.min(LONGEST_TUPLE, orbit.length - 1); k++) {
      yield meter.part((options) => group.stabilizer(orbit.slice(0, k), options));
      if (k > 1 && (k === 2 || group.degree <= SMALL_DEGREE))
        yield meter.part((options) => group.setwiseStabilizer(orbit.slice(0, k), options));
    }
  }
}

function* aboutElements(
  group: PermutationGroup,
  elements: readonly Permutation[],
  meter: WorkMeter,
): Generator<PermutationGroup> {
  for (const x of elements) {
    yield meter.part((options) => group.normalizerOfCyclic(x, options));
    yield meter.part((options) => group.centralizer(x, options));
  }
}

function* within(H: PermutationGroup, primes: readonly number[], meter: WorkMeter): Generator<PermutationGroup> {
  yield meter.part((options) => H.derivedSubgroup(options));
  for (const orbit of H.orbits()) {
    if (orbit.length > 1) yield meter.part((options) => H.stabilizer(orbit[0], options));
  }
  for (const p of primes) if (H.order % BigInt(p) === 0n) yield meter.part((options) => H.sylowSubgroup(p, options));
}
