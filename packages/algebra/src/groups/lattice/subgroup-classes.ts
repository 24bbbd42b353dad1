/** The classes of conjugate subgroups of a group, and the subgroups of one index. */
import { checkArgument, checkOptions, integer, type OptionKinds, WORK_OPTION_KINDS } from '../../arguments.js';
import { tooLarge } from '../../errors.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { extendCyclically } from './cyclic-extension.js';
import { ElementTable } from './element-table.js';
import { addPerfectSubgroups } from './perfect-subgroups.js';
import { SubgroupStore } from './subgroup-store.js';

/** A class of conjugate subgroups. */
export interface SubgroupClass {
  readonly representative: PermutationGroup;
  readonly order: bigint;
  /** How many subgroups there are in the class: the index of the normalizer. */
  readonly length: bigint;
  readonly normalizerOrder: bigint;
}

/** Options of `subgroupClasses`. */
export interface SubgroupClassesOptions extends WorkOptions {
  /** The largest order of a group that is listed; default 10⁵, as far as perfect subgroups are known to be found. */
  readonly limit?: number;
}

export const SUBGROUP_CLASSES_KINDS: OptionKinds<SubgroupClassesOptions> = {
  ...WORK_OPTION_KINDS,
  limit: integer(1, 2 ** 24),
};

const LIMIT = 100_000;

/**
 * The subgroups of a group up to conjugacy, by order, then by the length of the class: the trivial group first, the
 * group last. By cyclic extension (Neubüser 1960) over the table of all elements, from the trivial and the perfect
 * subgroups; lengths are proved by normalizers. One step is one subgroup, or one that is generated on the way.
 *
 * @throws {IsotypicError} `OUT_OF_MEMORY` for a group of order above `limit`, 10⁵ unless given, or of more than 2²⁶
 * images in all
 * @throws {BudgetExceededError} when `budget` is given and used up
 * @example
 * subgroupClasses(catalogue.symmetric(4)).map((c) => `${c.length} of order ${c.order}`).slice(0, 4)
 * // [ '1 of order 1', '3 of order 2', '6 of order 2', '4 of order 3' ]
 */
export function subgroupClasses(group: PermutationGroup, options: SubgroupClassesOptions = {}): SubgroupClass[] {
  const where = 'subgroupClasses';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, SUBGROUP_CLASSES_KINDS);
  const meter = new WorkMeter(where, options);
  return classesOf(group, storeOf(where, group, options.limit, meter));
}

/** The store of all classes, in the order of the answer. */
export function storeOf(
  where: string,
  group: PermutationGroup,
  limit: number | undefined,
  meter: WorkMeter,
): SubgroupStore {
  const store = emptyStore(where, group, limit, meter);
  store.add(Int32Array.of(0), []);
  const series = group.derivedSeries();
  const residual = series[series.length - 1].generators.map((g) => store.table.numberOf(g.images));
  addPerfectSubgroups(store, residual, meter);
  extendCyclically(store, meter);
  store.classes.sort((a, b) => a.elements.length - b.elements.length || a.length - b.length);
  return store;
}

/** @throws {IsotypicError} `OUT_OF_MEMORY` */
export function emptyStore(
  where: string,
  group: PermutationGroup,
  limit: number | undefined,
  meter: WorkMeter,
): SubgroupStore {
  const order = group.orderWithin(meter);
  if (order > BigInt(limit ?? LIMIT)) throw tooLarge(where, 'a group order', Number(order), limit ?? LIMIT);
  return new SubgroupStore(new ElementTable(where, group, meter), meter);
}

export function classesOf(group: PermutationGroup, { classes, table }: SubgroupStore): SubgroupClass[] {
  return classes.map(({ generators, elements, length }) => ({
    representative: group.subgroup(
      generators.map((a) => table.imagesOf(a)),
      { order: BigInt(elements.length) },
    ),
    order: BigInt(elements.length),
    length: BigInt(length),
    normalizerOrder: BigInt(table.order / length),
  }));
}

/**
 * The subgroups of one index, up to conjugacy, as `subgroupClasses` finds them.
 * @throws {IsotypicError} as `subgroupClasses`
 * @example subgroupsOfIndex(catalogue.symmetric(4), 3).map((c) => c.length) // [ 3n ]
 */
export function subgroupsOfIndex(
  group: PermutationGroup,
  index: number,
  options: SubgroupClassesOptions = {},
): SubgroupClass[] {
  const where = 'subgroupsOfIndex';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'index', index, integer(1));
  checkOptions(where, options, SUBGROUP_CLASSES_KINDS);
  const meter = new WorkMeter(where, options);
  const order = group.orderWithin(meter);
  if (order % BigInt(index) !== 0n) return [];
  const classes = classesOf(group, storeOf(where, group, options.limit, meter));
  return classes.filter((c) => c.order * BigInt(index) === order);
}
