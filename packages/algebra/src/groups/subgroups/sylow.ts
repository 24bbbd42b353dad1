/**
 * Sylow subgroups. An element z of order p in the center of a Sylow p-subgroup has a centralizer that contains it; when
 * z is central, one passes to the action on the orbits of ⟨z⟩, whose kernel is a p-group: on each orbit it commutes
 * with the cycle that z is there. The natural symmetric and alternating groups have theirs in closed form.
 */
import { BudgetExceededError, invalidArgument } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { isPrime } from '../../scalars/integers.js';
import { actionOnBlocks } from '../actions/action-homomorphism.js';
import type { PermutationGroup } from '../permutation-group.js';
import { giantSylowSubgroup } from '../structure/giant-sylow.js';

/** Random elements tried for a central one of a Sylow subgroup. */
const TRIES = 2000;

/** A Sylow p-subgroup. @throws {IsotypicError} `INVALID_ARGUMENT` when p is not a prime */
export function sylowSubgroup(group: PermutationGroup, p: number | bigint): PermutationGroup {
  if (!isPrime(Number(p))) throw invalidArgument('PermutationGroup.sylowSubgroup', 'a prime below 2⁵³', p);
  return sylow(group, BigInt(p));
}

function sylow(group: PermutationGroup, p: bigint): PermutationGroup {
  const full = partAt(group.order, p);
  if (full === 1n) return group.subgroup([]);
  if (full === group.order) return group;
  const { structure } = group;
  if (structure?.kind === 'giant') return giantSylowSubgroup(group, structure.giant, Number(p), full);
  const random = randomSource(group.seed);
  for (let k = 0; k < TRIES; k++) {
    const g = group.randomElement(random);
    const order = g.order();
    if (order % p !== 0n) continue;
    const z = g.power(order / p);
    const centralizer = group.centralizer(z);
    if (partAt(centralizer.order, p) !== full) continue;
    return centralizer.order < group.order ? sylow(centralizer, p) : throughQuotient(group, z, p);
  }
  throw new BudgetExceededError({
    where: 'PermutationGroup.sylowSubgroup',
    expected: `an element of order ${p} with a centralizer of index prime to ${p}, within ${TRIES} random elements`,
    received: 'none',
    remedy: 'Try another seed.',
  });
}

/** z central of order p: the preimage of a Sylow subgroup of the action on the orbits of ⟨z⟩. */
function throughQuotient(group: PermutationGroup, z: Permutation, p: bigint): PermutationGroup {
  const homomorphism = actionOnBlocks(group, group.subgroup([z]).orbits());
  const above = sylow(homomorphism.image, p);
  return group.subgroup([
    ...homomorphism.kernel().generators,
    ...above.generators.map((g) => homomorphism.preimageOf(g)),
  ]);
}

/** The largest power of p that divides n. */
function partAt(n: bigint, p: bigint): bigint {
  let part = 1n;
  for (let m = n; m % p === 0n; m /= p) part *= p;
  return part;
}
