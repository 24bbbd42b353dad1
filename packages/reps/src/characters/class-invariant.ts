import type { Permutation, PermutationGroup } from '@isotypic/algebra';

/**
 * A cheap invariant of conjugacy: a hash of the cycle type on each orbit of the group. Equal for conjugate elements;
 * elements of different classes may share it, by nature or by collision, so only a value held by one class decides.
 */
export function classInvariant(group: PermutationGroup): (g: Permutation) => number {
  const { degree } = group;
  const orbitOf = new Int32Array(degree);
  group.orbits().forEach((orbit, i) => {
    for (const x of orbit) orbitOf[x] = i;
  });
  const seen = new Int32Array(degree);
  let stamp = 0;
  return (g) => {
    const { images } = g;
    stamp++;
    let hash = 0;
    for (let start = 0; start < degree; start++) {
      if (seen[start] === stamp) continue;
      let length = 0;
      for (let x = start; seen[x] !== stamp; x = images[x]) {
        seen[x] = stamp;
        length++;
      }
      hash = (hash + mix(orbitOf[start], length)) | 0; // a sum, so the order of the cycles does not matter
    }
    return hash;
  };
}

/** A well-spread 32-bit value for a cycle of `length` on orbit `orbit` (the finaliser of MurmurHash3). */
function mix(orbit: number, length: number): number {
  let h = Math.imul(orbit + 1, 0x9e3779b1) ^ Math.imul(length, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
