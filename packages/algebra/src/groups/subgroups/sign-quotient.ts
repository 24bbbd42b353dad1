/** The quotient of a permutation group by the elements that are even on every orbit. */
import type { Group } from '../group.js';

/**
 * |G : K| for the subgroup K of the elements that are even permutations of each orbit: a power of 2, and a divisor of
 * |G : G′|. The rank over GF(2) of the signs of the generators, orbit by orbit. O(generators · (degree + orbits ·
 * generators)).
 */
export function signQuotientOrder(group: Group): bigint {
  const orbits = group.orbits();
  const echelon: bigint[] = [];
  for (const { images } of group.generators) {
    const seen = new Uint8Array(images.length);
    let signs = 0n;
    for (const orbit of orbits) signs = 2n * signs + (isOddOn(images, orbit, seen) ? 1n : 0n);
    for (const row of echelon) if ((signs ^ row) < signs) signs ^= row;
    if (signs !== 0n) echelon.push(signs);
  }
  return 1n << BigInt(echelon.length);
}

function isOddOn(images: Uint32Array, orbit: readonly number[], seen: Uint8Array): boolean {
  let cycles = 0;
  for (const start of orbit) {
    if (seen[start] === 1) continue;
    cycles++;
    for (let x = start; seen[x] === 0; x = images[x]) seen[x] = 1;
  }
  return (orbit.length - cycles) % 2 === 1;
}
