/** Power maps, inverse classes and rational classes, by identifying powers of representatives. */
import { anyInteger, checkArgument, checkOptions, WORK_OPTION_KINDS } from '../../arguments.js';
import { unitGenerators } from '../../scalars/units.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';

/**
 * powerMap(G, k)[c] is the index of the class of the k-th powers of class c. One step is one class; those that list the
 * classes are counted apart.
 * @example powerMap(catalogue.symmetric(3), 2) // [0, 0, 2]: of (), (0 1) and (0 1 2)
 */
export function powerMap(group: PermutationGroup, k: number | bigint, options: WorkOptions = {}): number[] {
  return powersOfClasses('powerMap', group, k, options);
}

/**
 * The class of the inverses of each class. One step is one class.
 * @example inverseClasses(catalogue.cyclic(3)) // [0, 2, 1]
 */
export function inverseClasses(group: PermutationGroup, options: WorkOptions = {}): number[] {
  return powersOfClasses('inverseClasses', group, -1, options);
}

function powersOfClasses(where: string, group: PermutationGroup, k: number | bigint, options: WorkOptions): number[] {
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'k', k, anyInteger);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const classes = group.conjugacyClasses(options);
  const meter = new WorkMeter(where, options);
  return classes.map(({ representative }) => {
    meter.step();
    return group.classOf(representative.power(k));
  });
}

/**
 * The rational classes: classes whose elements generate conjugate cyclic groups, as lists of class indices. Their
 * number is that of the conjugacy classes of cyclic subgroups, and of the irreducible characters over ℚ. The units
 * modulo the order of the elements act on the classes by powers; one step is one class and one generator of the units.
 * @example rationalClasses(catalogue.cyclic(4)) // [[0], [1], [2, 3]]
 */
export function rationalClasses(group: PermutationGroup, options: WorkOptions = {}): number[][] {
  const where = 'rationalClasses';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const classes = group.conjugacyClasses(options);
  const meter = new WorkMeter(where, options);
  const done = new Set<number>();
  const rational: number[][] = [];
  classes.forEach(({ elementOrder }, c) => {
    if (done.has(c)) return;
    const units = unitGenerators(Number(elementOrder));
    const members = new Set<number>([c]);
    for (const m of members) {
      meter.step(Math.max(units.length, 1));
      for (const k of units) members.add(group.classOf(classes[m].representative.power(k)));
    }
    for (const member of members) done.add(member);
    rational.push([...members].sort((a, b) => a - b));
  });
  return rational;
}
