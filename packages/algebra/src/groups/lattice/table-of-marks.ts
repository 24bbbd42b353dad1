/** The table of marks (Burnside 1911): how many points each subgroup fixes in each transitive action. */
import { checkArgument, checkOptions } from '../../arguments.js';
import { WorkMeter } from '../../work.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import {
  classesOf,
  SUBGROUP_CLASSES_KINDS,
  type SubgroupClass,
  type SubgroupClassesOptions,
  storeOf,
} from './subgroup-classes.js';
import type { SubgroupStore } from './subgroup-store.js';

/** The table of marks of a group. */
export interface TableOfMarks {
  readonly classes: readonly SubgroupClass[];
  /**
   * marks[i][j], for j ≤ i, is the number of cosets of the i-th subgroup that the j-th fixes; the table is lower
   * triangular.
   */
  readonly marks: readonly (readonly number[])[];
}

/**
 * The classes of subgroups with their marks: the j-th subgroup H fixes |N(H) : H|·|H|/|K| = |N(H)|/|K| cosets of the
 * i-th, K, for each conjugate of H in K. One step is one subgroup.
 * @throws {IsotypicError} as `subgroupClasses`
 * @example tableOfMarks(catalogue.symmetric(3)).marks // [ [ 6 ], [ 3, 1 ], [ 2, 0, 2 ], [ 1, 1, 1, 1 ] ]
 */
export function tableOfMarks(group: PermutationGroup, options: SubgroupClassesOptions = {}): TableOfMarks {
  const where = 'tableOfMarks';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, SUBGROUP_CLASSES_KINDS);
  const meter = new WorkMeter(where, options);
  const store = storeOf(where, group, options.limit, meter);
  const marks = store.classes.map((_, i) => rowOfMarks(store, i, meter));
  return { classes: classesOf(group, store), marks };
}

/** Counted the other way about: the conjugates of K that contain H are (conjugates of H in K)·|class K|/|class H|. */
function rowOfMarks(store: SubgroupStore, i: number, meter: WorkMeter): number[] {
  const { classes, zuppos, table } = store;
  const { length, elements } = classes[i];
  const smaller = classes.slice(0, i + 1);
  const generating = smaller.map((c) => c.generators.flatMap((a) => primaryParts(store, a)));
  const counts = smaller.map(() => 0);
  const isInside = new Int32Array(zuppos.count).fill(-1);
  for (const [k, conjugate] of store.conjugates(i).entries()) {
    meter.step();
    for (const z of conjugate) isInside[z] = k;
    for (let j = 0; j <= i; j++) if (generating[j].every((z) => isInside[z] === k)) counts[j]++;
  }
  return counts.map(
    (count, j) => (((count * smaller[j].length) / length) * (table.order / smaller[j].length)) / elements.length,
  );
}

/** The cyclic groups of prime power order whose product an element generates. */
function primaryParts({ table, zuppos }: SubgroupStore, a: number): number[] {
  const parts = new Set<number>();
  for (let b = a; b !== 0; b = table.product(a, b)) if (zuppos.of[b] !== -1) parts.add(zuppos.of[b]);
  return [...parts];
}
