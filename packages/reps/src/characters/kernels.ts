/** Kernels and centers of characters. */
import { type Cyclotomic, type Permutation, PermutationGroup, type WorkOptions } from '@isotypic/algebra';
import { checkArgument } from '@isotypic/algebra/internal';
import { meterFor } from '../work.js';
import { CLASS_FUNCTION, type ClassFunction } from './class-function.js';

/**
 * Classes where f(g) = f(1); for a character, those of the kernel of its representation.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no class function
 * @example kernelClasses(characterTable(catalogue.symmetric(3)).characters[1]) // [0, 2]
 */
export function kernelClasses(f: ClassFunction): number[] {
  checkArgument('kernelClasses', 'f', f, CLASS_FUNCTION);
  return classesOfKernel(f);
}

/**
 * Classes where |f(g)| = f(1); for a character, those where its representation is scalar.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no class function
 * @example centerClasses(characterTable(catalogue.quaternion()).characters[4]) // [0, 1]
 */
export function centerClasses(f: ClassFunction): number[] {
  checkArgument('centerClasses', 'f', f, CLASS_FUNCTION);
  return classesOfCenter(f);
}

/**
 * The kernel of a character, a normal subgroup. A step of `budget` is a conjugate looked at.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no class function
 * @throws {BudgetExceededError | AbortedError} `details.known`: a subgroup of it
 * @example characterKernel(characterTable(catalogue.symmetric(4)).characters[2]).order // 4n
 */
export function characterKernel(f: ClassFunction, options: WorkOptions = {}): PermutationGroup {
  checkArgument('characterKernel', 'f', f, CLASS_FUNCTION);
  return normalSubgroup('characterKernel', f, classesOfKernel(f), options);
}

/**
 * Z(χ), the elements that act as scalars: a normal subgroup, and Z(χ)/ker χ is the center of G/ker χ if χ is
 * irreducible. A step of `budget` is a conjugate looked at.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no class function
 * @throws {BudgetExceededError | AbortedError} `details.known`: a subgroup of it
 * @example characterCenter(characterTable(catalogue.quaternion()).characters[4]).order // 2n
 */
export function characterCenter(f: ClassFunction, options: WorkOptions = {}): PermutationGroup {
  checkArgument('characterCenter', 'f', f, CLASS_FUNCTION);
  return normalSubgroup('characterCenter', f, classesOfCenter(f), options);
}

function classesOfKernel(f: ClassFunction): number[] {
  return classesWhere(f, (x) => x.equals(f.values[0]));
}

function classesOfCenter(f: ClassFunction): number[] {
  const square = f.values[0].times(f.values[0]);
  return classesWhere(f, (x) => x.times(x.conjugate()).equals(square));
}

function classesWhere(f: ClassFunction, holds: (x: Cyclotomic) => boolean): number[] {
  return f.values.flatMap((x, c) => (holds(x) ? [c] : []));
}

/** The normal subgroup that is the union of these classes: closed under conjugation until its order is reached. */
function normalSubgroup(
  where: string,
  f: ClassFunction,
  classes: readonly number[],
  options: WorkOptions,
): PermutationGroup {
  const meter = meterFor(where, options);
  const { group, classes: all } = f.classes;
  const order = classes.reduce((sum, c) => sum + all[c].size, 0n);
  const generators: Permutation[] = [];
  let subgroup = new PermutationGroup([], { degree: group.degree });
  meter.known = () => subgroup;
  const include = (g: Permutation): void => {
    meter.step();
    if (subgroup.contains(g)) return;
    generators.push(g);
    subgroup = new PermutationGroup([...generators], { degree: group.degree });
  };
  for (const c of classes) {
    if (subgroup.order === order) break;
    include(all[c].representative);
  }
  for (const g of generators) {
    if (subgroup.order === order) break;
    for (const x of group.generators) include(g.conjugateBy(x));
  }
  return subgroup;
}
