import { PermutationGroup } from '@isotypic/algebra';
import * as assert from 'uvu/assert';

const partOf = (n: bigint, p: bigint): bigint => (n % p === 0n ? p * partOf(n / p, p) : 1n);

/** The order, membership, and that the generators make a group of that order. */
export function checkSylow(group: PermutationGroup, p: bigint, name: string): void {
  const sylow = group.sylowSubgroup(p);
  assert.is(sylow.order, partOf(group.order, p), `${name}, ${p}`);
  assert.ok(
    sylow.generators.every((g) => group.contains(g)),
    `${name}, ${p}`,
  );
  // The order was found on the way: it has to be that of the group that the generators make.
  assert.is(new PermutationGroup(sylow.generators, { degree: group.degree }).order, sylow.order, `${name}, ${p}`);
}

export const primesOf = (n: bigint): bigint[] => {
  const primes: bigint[] = [];
  for (let p = 2n, m = n; m > 1n; p++) {
    if (m % p === 0n) primes.push(p);
    while (m % p === 0n) m /= p;
  }
  return primes;
};
