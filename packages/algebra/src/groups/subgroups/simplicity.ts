/**
 * Is a permutation group simple? Kernels of actions on orbits and blocks are normal, so a simple group is faithful on
 * each; that leads to a primitive group, where the O'Nan–Scott theorem says what the socle can be.
 */
import { cycleLengthsKey } from '../../permutations/cycle-type.js';
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { factorBig, factorial, isPrime } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { actionOnParts } from '../actions/block-action.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { restrict } from '../actions/constituents.js';
import type { ConjugacyClass } from '../classes/conjugacy-classes.js';
import type { Group } from '../group.js';
import { isPerfect, normalClosure } from './series.js';

/** Lists the classes of a group: the last resort, handed down. */
export type ClassLister = (group: Group) => readonly ConjugacyClass[];

/** Is the group of order above 1, without proper normal subgroups? One step of the meter is one sift. */
export function isSimple(group: Group, meter: WorkMeter, classesOf: ClassLister): boolean {
  const order = group.orderWithin(meter);
  if (group.isAbelian()) return isPrimeOrder(order);
  if (!isPerfect(group, meter)) return false;
  const primitive = faithfulPrimitiveAction(group, meter);
  return primitive !== undefined && isSimplePrimitive(primitive, meter, classesOf);
}

/** The group in a primitive action, or undefined when an action with a nontrivial kernel turns up on the way. */
function faithfulPrimitiveAction(group: Group, meter: WorkMeter): Group | undefined {
  let current = group;
  const orbit = group.orbits().find((o) => o.length > 1) as number[];
  if (orbit.length < group.degree) {
    current = group.acting(
      restrict(
        group.generators.map((g) => g.images),
        orbit,
      ),
      orbit.length,
    );
    if (current.orderWithin(meter) !== group.orderWithin(meter)) return undefined;
  }
  for (;;) {
    const blocks = minimalBlockSystem(current.degree, current.generators, current.orbits()[0], meter);
    if (blocks === null) return current;
    const onBlocks = actionOnParts(
      current.generators.map((g) => g.images),
      blocks,
    );
    current = group.acting(onBlocks, blocks.length);
    if (current.orderWithin(meter) !== group.orderWithin(meter)) return undefined;
  }
}

/**
 * A perfect primitive group of degree n is simple unless its socle is abelian (n = pᵈ), or Tᵏ with k ≥ 2. If G permutes
 * the k factors trivially then k = 2 and G = T × T with |G| = n²; otherwise that action is perfect, k ≥ 5, and
 * n ≥ 5⁵. If k = 1, G lies between T and Aut T, and Out T is solvable, so that G = T (O'Nan–Scott, and Schreier's
 * conjecture as the classification proves it).
 */
function isSimplePrimitive(group: Group, meter: WorkMeter, classesOf: ClassLister): boolean {
  group.ready(meter);
  const n = BigInt(group.degree);
  if (group.order === n * n) return false;
  const primes = factorBig(n);
  const mayBeAffine = primes.length === 1 && primes[0][1] > 1;
  if (!mayBeAffine && group.degree < 3125) return true;
  if (2n * group.order === factorial(group.degree)) return true;
  // A proper normal subgroup contains the normal closure of one of its elements of prime order. Random elements find
  // one soon where there is one; only the classes prove that there is none.
  const isProper = (p: Permutation): boolean => normalClosure(group, [p], meter).orderWithin(meter) !== group.order;
  const random = randomSource(group.seed);
  const seen = new Set<string>();
  for (let k = 0; k < DRAWS; k++) {
    meter.step();
    const g = group.randomElement(random);
    const order = g.order();
    for (const [p] of factorBig(order)) {
      const x = g.power(order / p);
      const type = cycleLengthsKey(x);
      if (seen.has(type)) continue;
      seen.add(type);
      if (isProper(x)) return false;
    }
  }
  return classesOf(group).every(
    ({ representative, elementOrder }) => !isPrimeOrder(elementOrder) || !isProper(representative),
  );
}

/** Misses a normal subgroup of index k with probability (1 − 1/k)¹⁰⁰; then the classes decide. */
const DRAWS = 100;

/** For orders of groups and elements: a prime one is that of a cycle, so at most the degree. */
function isPrimeOrder(n: bigint): boolean {
  return n <= BigInt(Number.MAX_SAFE_INTEGER) && isPrime(Number(n));
}
