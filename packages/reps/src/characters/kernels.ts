/** Kernels and centers of characters. */
import { type Cyclotomic, type Permutation, PermutationGroup } from '@isotypic/algebra';
import type { ClassFunction } from './class-function.js';

/** Classes where f(g) = f(1); for a character, those of the kernel of its representation. */
export function kernelClasses(f: ClassFunction): number[] {
  return classesWhere(f, (x) => x.equals(f.values[0]));
}

/** Classes where |f(g)| = f(1); for a character, those where its representation is scalar. */
export function centerClasses(f: ClassFunction): number[] {
  const square = f.values[0].times(f.values[0]);
  return classesWhere(f, (x) => x.times(x.conjugate()).equals(square));
}

/** The kernel of a character, a normal subgroup. */
export function characterKernel(f: ClassFunction): PermutationGroup {
  return normalSubgroup(f, kernelClasses(f));
}

/**
 * Z(χ), the elements that act as scalars: a normal subgroup, and Z(χ)/ker χ is the center of G/ker χ if χ is
 * irreducible.
 */
export function characterCenter(f: ClassFunction): PermutationGroup {
  return normalSubgroup(f, centerClasses(f));
}

function classesWhere(f: ClassFunction, holds: (x: Cyclotomic) => boolean): number[] {
  return f.values.flatMap((x, c) => (holds(x) ? [c] : []));
}

/** The normal subgroup that is the union of these classes: closed under conjugation until its order is reached. */
function normalSubgroup(f: ClassFunction, classes: readonly number[]): PermutationGroup {
  const { group, classes: all } = f.classes;
  const order = classes.reduce((sum, c) => sum + all[c].size, 0n);
  const generators: Permutation[] = [];
  let subgroup = new PermutationGroup([], { degree: group.degree });
  const include = (g: Permutation): void => {
    if (subgroup.contains(g)) return;
    generators.push(g);
    subgroup = new PermutationGroup([...generators], { degree: group.degree });
  };
  for (const c of classes) include(all[c].representative);
  for (const g of generators) {
    if (subgroup.order === order) break;
    for (const x of group.generators) include(g.conjugateBy(x));
  }
  return subgroup;
}
