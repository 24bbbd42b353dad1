/**
 * Is a permutation group simple? Kernels of actions on orbits and blocks are normal, so a simple group is faithful on
 * each; that leads to a primitive group, where the O'Nan–Scott theorem says what the socle can be.
 */

import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { isPrime } from '../../scalars/integers.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { cycleLengthsKey } from '../backtrack/conjugacy.js';
import { restrict } from '../chain/order-bound.js';
import { PermutationGroup } from '../permutation-group.js';
import { normalClosureChain } from './normal-closure.js';
import { factorize } from './series.js';

export function isSimple(group: PermutationGroup): boolean {
  const { order } = group;
  if (group.isAbelian()) return isPrimeOrder(order);
  if (!group.isPerfect()) return false;
  const primitive = faithfulPrimitiveAction(group);
  return primitive !== undefined && isSimplePrimitive(primitive);
}

/** The group in a primitive action, or undefined when an action with a nontrivial kernel turns up on the way. */
function faithfulPrimitiveAction(group: PermutationGroup): PermutationGroup | undefined {
  let current = group;
  const orbit = group.orbits().find((o) => o.length > 1) as number[];
  if (orbit.length < group.degree) {
    current = acting(
      restrict(
        group.generators.map((g) => g.images),
        orbit,
      ),
    );
    if (current.order !== group.order) return undefined;
  }
  for (;;) {
    const blocks = minimalBlockSystem(current.degree, current.generators, [...Array(current.degree).keys()]);
    if (blocks === null) return current;
    const blockOf = new Int32Array(current.degree);
    blocks.forEach((block, j) => {
      for (const x of block) blockOf[x] = j;
    });
    const onBlocks: Uint32Array[] = current.generators.map((g) =>
      Uint32Array.from(blocks, (block) => blockOf[g.images[block[0]]]),
    );
    current = acting(onBlocks);
    if (current.order !== group.order) return undefined;
  }
}

function acting(images: readonly Uint32Array[]): PermutationGroup {
  return new PermutationGroup(images.map((g) => Array.from(g)));
}

/**
 * A perfect primitive group of degree n is simple unless its socle is abelian (n = pᵈ), or Tᵏ with k ≥ 2. If G permutes
 * the k factors trivially then k = 2 and G = T × T with |G| = n²; otherwise that action is perfect, k ≥ 5, and
 * n ≥ 5⁵. If k = 1, G lies between T and Aut T, and Out T is solvable, so that G = T (O'Nan–Scott, and Schreier's
 * conjecture as the classification proves it).
 */
function isSimplePrimitive(group: PermutationGroup): boolean {
  const n = BigInt(group.degree);
  if (group.order === n * n) return false;
  const primes = factorize(n);
  const mayBeAffine = primes.length === 1 && primes[0][1] > 1;
  if (!mayBeAffine && group.degree < 3125) return true;
  let half = 1n;
  for (let i = 3n; i <= n; i++) half *= i;
  if (group.order === half) return true;
  // A proper normal subgroup contains the normal closure of one of its elements of prime order. Random elements find
  // one soon where there is one; only the classes prove that there is none.
  const isProper = (p: Permutation): boolean =>
    normalClosureChain(
      group.degree,
      group.generators.map((g) => g.images),
      [p.images],
      randomSource(group.seed),
    ).chain.order !== group.order;
  const random = randomSource(group.seed);
  const seen = new Set<string>();
  for (let k = 0; k < 100; k++) {
    const g = group.randomElement(random);
    const order = g.order();
    for (const [p] of factorize(order)) {
      const x = g.power(order / p);
      const type = cycleLengthsKey(x);
      if (seen.has(type)) continue;
      seen.add(type);
      if (isProper(x)) return false;
    }
  }
  return group
    .conjugacyClasses()
    .every(({ representative, elementOrder }) => !isPrimeOrder(elementOrder) || !isProper(representative));
}

/** For orders of groups and elements: a prime one is that of a cycle, so at most the degree. */
function isPrimeOrder(n: bigint): boolean {
  return n <= BigInt(Number.MAX_SAFE_INTEGER) && isPrime(Number(n));
}
