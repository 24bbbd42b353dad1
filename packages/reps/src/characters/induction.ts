/** Restriction to and induction from subgroups, permutation characters. */
import { Cyclotomic, IsotypicError, type PermutationGroup } from '@isotypic/algebra';
import Fraction from 'fraction.js';
import { ClassFunction } from './class-function.js';
import { ClassStructure } from './class-structure.js';

/**
 * `fusion[d]` is the class of G that contains class d of the subgroup H.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not a subgroup
 */
export function classFusion(subgroup: ClassStructure, group: ClassStructure, where = 'classFusion'): number[] {
  requireSubgroup(where, subgroup.group, group.group);
  return subgroup.classes.map((c) => group.identify(c.representative));
}

function requireSubgroup(where: string, subgroup: PermutationGroup, group: PermutationGroup): void {
  for (const g of subgroup.generators) {
    if (group.contains(g)) continue;
    throw new IsotypicError('NOT_IN_GROUP', {
      where,
      expected: 'a subgroup, acting on the same points',
      received: `a generator ${g} outside the group`,
    });
  }
}

/** The restriction of f to a subgroup. @throws {IsotypicError} `NOT_IN_GROUP` */
export function restrictCharacter(f: ClassFunction, subgroup: ClassStructure): ClassFunction {
  const fusion = classFusion(subgroup, f.classes, 'restrictCharacter');
  return new ClassFunction(
    subgroup,
    fusion.map((c) => f.values[c]),
  );
}

/**
 * The class function of G induced from f on a subgroup H:
 * (Ind f)(C) = |G|/(|H| |C|) · Σ |D| f(D) over the classes D of H inside C.
 * @throws {IsotypicError} `NOT_IN_GROUP`
 */
export function induceCharacter(f: ClassFunction, group: ClassStructure): ClassFunction {
  const fusion = classFusion(f.classes, group, 'induceCharacter');
  const sums = new Array<Cyclotomic>(group.count).fill(Cyclotomic.zero);
  fusion.forEach((c, d) => {
    const x = f.values[d];
    if (!x.isZero()) sums[c] = sums[c].plus(x.times(Cyclotomic.fromRational(f.classes.classes[d].size)));
  });
  const index = new Fraction(group.groupOrder, f.classes.groupOrder);
  return new ClassFunction(
    group,
    sums.map((x, c) => (x.isZero() ? x : x.times(Cyclotomic.fromRational(index.div(group.classes[c].size))))),
  );
}

/** The number of fixed points: the character of the group's action on its points. */
export function permutationCharacter(group: ClassStructure): ClassFunction {
  const values = group.classes.map(({ representative: { images } }) => {
    let fixed = 0;
    for (let i = 0; i < images.length; i++) if (images[i] === i) fixed++;
    return Cyclotomic.fromRational(fixed);
  });
  return new ClassFunction(group, values);
}

/** The character of the action on the cosets of a subgroup: its trivial character induced. */
export function cosetCharacter(subgroup: PermutationGroup, group: ClassStructure): ClassFunction {
  const classes = new ClassStructure(subgroup);
  return induceCharacter(
    new ClassFunction(
      classes,
      classes.classes.map(() => Cyclotomic.one),
    ),
    group,
  );
}
