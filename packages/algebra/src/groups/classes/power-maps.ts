/** Power maps, inverse classes and rational classes, by identifying powers of representatives. */
import type { PermutationGroup } from '../permutation-group.js';

/** powerMap(G, k)[c] is the index of the class of the k-th powers of class c. */
export function powerMap(group: PermutationGroup, k: number | bigint): number[] {
  return group.conjugacyClasses().map(({ representative }) => group.classOf(representative.power(k)));
}

/** The class of the inverses of each class. */
export function inverseClasses(group: PermutationGroup): number[] {
  return powerMap(group, -1);
}

/**
 * The rational classes: classes whose elements generate conjugate cyclic groups, as lists of class indices. Their number is
 * the number of rational-valued irreducible characters' Galois orbits, and of conjugacy classes of cyclic subgroups.
 */
export function rationalClasses(group: PermutationGroup): number[][] {
  const done = new Set<number>();
  const rational: number[][] = [];
  group.conjugacyClasses().forEach(({ representative, elementOrder }, c) => {
    if (done.has(c)) return;
    const members = new Set<number>([c]);
    const order = Number(elementOrder);
    for (let k = 2; k < order; k++) if (gcd(k, order) === 1) members.add(group.classOf(representative.power(k)));
    for (const member of members) done.add(member);
    rational.push([...members].sort((a, b) => a - b));
  });
  return rational;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
