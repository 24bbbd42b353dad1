/** Restriction to and induction from subgroups, permutation characters. */
import { Cyclotomic, IsotypicError, type PermutationGroup, type WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, fixedCount } from '@isotypic/algebra/internal';
import Fraction from 'fraction.js';
import { GROUP } from '../argument-kinds.js';
import { meterFor } from '../work.js';
import { CLASS_FUNCTION, ClassFunction } from './class-function.js';
import { CLASS_STRUCTURE, ClassStructure } from './class-structure.js';

/**
 * `fusion[d]` is the class of G that contains class d of the subgroup H. A step of `budget` is a class of H.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not a subgroup; `INVALID_ARGUMENT` for what is no `ClassStructure`
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * const [S3, A3] = [catalogue.symmetric(3), catalogue.alternating(3)].map((G) => characterTable(G).structure);
 * classFusion(A3, S3) // [0, 2, 2]
 */
export function classFusion(subgroup: ClassStructure, group: ClassStructure, options: WorkOptions = {}): number[] {
  checkArgument('classFusion', 'subgroup', subgroup, CLASS_STRUCTURE);
  checkArgument('classFusion', 'group', group, CLASS_STRUCTURE);
  return fusionOf('classFusion', subgroup, group, meterFor('classFusion', options));
}

function fusionOf(where: string, subgroup: ClassStructure, group: ClassStructure, meter: WorkMeter): number[] {
  requireSubgroup(where, subgroup.group, group.group);
  return subgroup.classes.map((c) => {
    meter.step();
    return group.identify(c.representative);
  });
}

function requireSubgroup(where: string, subgroup: PermutationGroup, group: PermutationGroup): void {
  const outside = subgroup.generators.find((g) => g.degree !== group.degree || !group.contains(g));
  if (outside === undefined && subgroup.degree === group.degree) return;
  throw new IsotypicError('NOT_IN_GROUP', {
    where,
    expected: 'a subgroup, acting on the same points',
    received:
      outside === undefined ? `a group on ${subgroup.degree} points` : `a generator ${outside} outside the group`,
    remedy: `Give it generators of degree ${group.degree} that lie in the group.`,
  });
}

/**
 * The restriction of f to a subgroup. A step of `budget` is a class of the subgroup.
 * @throws {IsotypicError} `NOT_IN_GROUP` when it is not one; `INVALID_ARGUMENT` for arguments of another kind
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * const [S3, A3] = [catalogue.symmetric(3), catalogue.alternating(3)].map((G) => characterTable(G));
 * `${restrictCharacter(S3.characters[2], A3.structure)}` // '2 -1 -1'
 */
export function restrictCharacter(
  f: ClassFunction,
  subgroup: ClassStructure,
  options: WorkOptions = {},
): ClassFunction {
  checkArgument('restrictCharacter', 'f', f, CLASS_FUNCTION);
  checkArgument('restrictCharacter', 'subgroup', subgroup, CLASS_STRUCTURE);
  const fusion = fusionOf('restrictCharacter', subgroup, f.classes, meterFor('restrictCharacter', options));
  return new ClassFunction(
    subgroup,
    fusion.map((c) => f.values[c]),
  );
}

/**
 * The class function of G induced from f on a subgroup H:
 * (Ind f)(C) = |G|/(|H| |C|) · Σ |D| f(D) over the classes D of H inside C. A step of `budget` is a class of H.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not a subgroup; `INVALID_ARGUMENT` for arguments of another kind
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * const [S3, A3] = [catalogue.symmetric(3), catalogue.alternating(3)].map((G) => characterTable(G));
 * `${induceCharacter(A3.characters[1], S3.structure)}` // '2 0 -1'
 */
export function induceCharacter(f: ClassFunction, group: ClassStructure, options: WorkOptions = {}): ClassFunction {
  checkArgument('induceCharacter', 'f', f, CLASS_FUNCTION);
  checkArgument('induceCharacter', 'group', group, CLASS_STRUCTURE);
  return induced('induceCharacter', f, group, meterFor('induceCharacter', options));
}

function induced(where: string, f: ClassFunction, group: ClassStructure, meter: WorkMeter): ClassFunction {
  const fusion = fusionOf(where, f.classes, group, meter);
  const sums = new Array<Cyclotomic>(group.count).fill(Cyclotomic.zero);
  fusion.forEach((c, d) => {
    meter.step(0);
    const x = f.values[d];
    if (!x.isZero()) sums[c] = sums[c].plus(x.times(Cyclotomic.fromRational(f.classes.classes[d].size)));
  });
  const index = new Fraction(group.groupOrder, f.classes.groupOrder);
  return new ClassFunction(
    group,
    sums.map((x, c) => (x.isZero() ? x : x.times(Cyclotomic.fromRational(index.div(group.classes[c].size))))),
  );
}

/**
 * The number of fixed points: the character of the group's action on its points. A step of `budget` is a class.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no `ClassStructure`
 * @throws {BudgetExceededError | AbortedError}
 * @example `${permutationCharacter(characterTable(catalogue.symmetric(3)).structure)}` // '3 1 0'
 */
export function permutationCharacter(group: ClassStructure, options: WorkOptions = {}): ClassFunction {
  checkArgument('permutationCharacter', 'group', group, CLASS_STRUCTURE);
  const meter = meterFor('permutationCharacter', options);
  const values = group.classes.map(({ representative: { images } }) => {
    meter.step();
    return Cyclotomic.fromRational(fixedCount(images));
  });
  return new ClassFunction(group, values);
}

/**
 * The character of the action on the cosets of a subgroup: its trivial character induced. A step of `budget` is a class
 * of the subgroup, or of a power of one.
 * @throws {IsotypicError} `NOT_IN_GROUP` when it is not a subgroup; `INVALID_ARGUMENT` for arguments of another kind
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * `${cosetCharacter(catalogue.alternating(3), characterTable(catalogue.symmetric(3)).structure)}` // '2 0 2'
 */
export function cosetCharacter(
  subgroup: PermutationGroup,
  group: ClassStructure,
  options: WorkOptions = {},
): ClassFunction {
  checkArgument('cosetCharacter', 'subgroup', subgroup, GROUP);
  checkArgument('cosetCharacter', 'group', group, CLASS_STRUCTURE);
  const meter = meterFor('cosetCharacter', options);
  requireSubgroup('cosetCharacter', subgroup, group.group);
  const classes = new ClassStructure(subgroup, undefined, undefined, meter);
  const trivial = classes.classes.map(() => Cyclotomic.one);
  return induced('cosetCharacter', new ClassFunction(classes, trivial), group, meter);
}
