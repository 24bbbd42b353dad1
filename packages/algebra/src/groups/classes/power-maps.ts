/** Power maps, inverse classes and rational classes, by identifying powers of representatives. */
import { unitGenerators } from '../../scalars/units.js';
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
 * The rational classes: classes whose elements generate conjugate cyclic groups, as lists of class indices. Their
 * number is that of the conjugacy classes of cyclic subgroups, and of the irreducible characters over ℚ. The units
 * modulo the order of the elements act on the classes by powers; one step of the search is one generator of the units.
 */
export function rationalClasses(group: PermutationGroup): number[][] {
  const classes = group.conjugacyClasses();
  const done = new Set<number>();
  const rational: number[][] = [];
  classes.forEach(({ elementOrder }, c) => {
    if (done.has(c)) return;
    const units = unitGenerators(Number(elementOrder));
    const members = new Set<number>([c]);
    for (const m of members) for (const k of units) members.add(group.classOf(classes[m].representative.power(k)));
    for (const member of members) done.add(member);
    rational.push([...members].sort((a, b) => a - b));
  });
  return rational;
}
