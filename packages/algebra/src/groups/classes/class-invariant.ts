/** What conjugate elements have in common and can be read off. */
import type { Permutation } from '../../permutations/permutation.js';
import type { Group } from '../group.js';

/** Cycle lengths on each orbit of the group, as a key. O(degree) an element. */
export function classInvariant(group: Group): (p: Permutation) => string {
  const orbitOf = new Int32Array(group.degree);
  group.orbits().forEach((orbit, k) => {
    for (const x of orbit) orbitOf[x] = k;
  });
  return ({ images, degree }) => {
    const seen = new Uint8Array(degree);
    const counts = new Map<number, number>();
    for (let start = 0; start < degree; start++) {
      if (seen[start] === 1) continue;
      let length = 0;
      for (let x = start; seen[x] === 0; x = images[x]) {
        seen[x] = 1;
        length++;
      }
      const cycle = orbitOf[start] * (degree + 1) + length;
      counts.set(cycle, (counts.get(cycle) ?? 0) + 1);
    }
    return [...counts]
      .sort((a, b) => a[0] - b[0])
      .map(([cycle, count]) => `${cycle}:${count}`)
      .join();
  };
}
