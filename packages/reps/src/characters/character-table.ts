/** Character tables of finite groups. */

import {
  BudgetExceededError,
  type Cyclotomic,
  type Permutation,
  type PermutationGroup,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  instance,
  integer,
  type OptionKinds,
  oneOf,
  specialCasesAreOn,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { GROUP, PERMUTATION } from '../argument-kinds.js';
import { ObjectCache } from '../caches.js';
import type { CharacterRow } from './character-row.js';
import { ClassFunction } from './class-function.js';
import { type ClassRepresentative, ClassStructure } from './class-structure.js';
import { closedFormRows } from './closed-forms/closed-form.js';
import { GENERAL_METHODS, type GeneralMethod, irreducibleCharacters } from './general-method.js';
import { sortRows } from './row-order.js';
import { TableWork } from './table-work.js';

/**
 * An irreducible character: a row of a character table.
 * @example characterTable(catalogue.quaternion()).characters[4].type // 'quaternionic'
 */
export class IrreducibleCharacter extends ClassFunction {
  /** χ(1). */
  readonly degree: number;
  /** The Frobenius–Schur indicator: 1 real, 0 complex, −1 quaternionic. */
  readonly indicator: 1 | 0 | -1;
  /** Position in the table. */
  readonly index: number;

  constructor(classes: ClassStructure, values: readonly Cyclotomic[], indicator: 1 | 0 | -1, index: number) {
    super(classes, values);
    this.degree = values[0].toNumber();
    this.indicator = indicator;
    this.index = index;
  }

  /** 'real', 'complex' or 'quaternionic': ℝ, ℂ or ℍ is the endomorphism ring of the real irreducible it belongs to. */
  get type(): 'real' | 'complex' | 'quaternionic' {
    return this.indicator === 1 ? 'real' : this.indicator === 0 ? 'complex' : 'quaternionic';
  }
}

/**
 * The irreducible characters of a group: trivial first, then by degree, then by values (rational before irrational,
 * larger before smaller), class by class. The columns are the classes in the order of `G.conjugacyClasses()`.
 * @example
 * const table = characterTable(catalogue.symmetric(3));
 * table.characters.map(String) // ['1 1 1', '1 -1 1', '2 0 -1']
 */
export class CharacterTable {
  readonly group: PermutationGroup;
  readonly structure: ClassStructure;
  readonly classes: readonly ClassRepresentative[];
  readonly characters: readonly IrreducibleCharacter[];
  readonly order: bigint;
  readonly exponent: number;
  /** `inverseClass[c]` is the class of the inverses of class c. */
  readonly inverseClass: readonly number[];

  constructor(structure: ClassStructure, rows: readonly CharacterRow[], meter = new WorkMeter('CharacterTable')) {
    this.group = structure.group;
    this.structure = structure;
    this.classes = structure.classes;
    this.order = structure.groupOrder;
    this.exponent = structure.exponent;
    this.inverseClass = Array.from(structure.inverse);
    this.characters = sortRows(rows, meter).map(
      ({ values, indicator }, i) => new IrreducibleCharacter(structure, values, indicator, i),
    );
  }

  /**
   * `powerMap(k)[c]` is the class of the k-th powers of class c, for any integer k.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is an integer
   */
  powerMap(k: number): number[] {
    return Array.from(this.structure.powerMap(k));
  }

  /** Index of the class of g. @throws {IsotypicError} `NOT_IN_GROUP` */
  classOf(g: Permutation): number {
    checkArgument('CharacterTable.classOf', 'g', g, PERMUTATION);
    return this.structure.classOfMember('CharacterTable.classOf', g);
  }

  /**
   * The class function with these values, one a class.
   * @throws {IsotypicError} `SHAPE_MISMATCH` for another number of values, `INVALID_ARGUMENT` for ones that are not
   * cyclotomic numbers
   */
  classFunction(values: readonly Cyclotomic[]): ClassFunction {
    return new ClassFunction(this.structure, values);
  }
}

/** Options of `characterTable`. */
export interface CharacterTableOptions extends WorkOptions {
  /**
   * How the irreducible characters are found. All methods give the same table; only the default is cached.
   *
   * - `auto` (default): a closed form where the group's family is recognized (abelian, dihedral, symmetric,
   *   alternating, direct and wreath products), else Clifford theory over a full base of wreath products or an
   *   elementary abelian normal subgroup that shows in blocks, and the general methods, cheapest first, for what that
   *   leaves. With the environment variable ISOTYPIC_NO_SPECIAL_CASES=1 closed forms and Clifford theory are left out;
   * - `class-matrices`: Burnside–Dixon–Schneider alone;
   * - `virtual-characters`: lattice reduction of virtual characters first, class matrices for what it leaves;
   * - `elementary-induction`: lattice reduction of characters induced from cyclic and elementary subgroups (Unger),
   *   class matrices only where norms are too large for exact inner products, in groups of order above 2⁴⁸.
   */
  readonly method?: GeneralMethod;
  /**
   * Most conjugacy classes of a group whose table is made: for k classes it has k² values, 8 bytes each and more for
   * the different ones. Default: 7000, 400 MB.
   */
  readonly classLimit?: number;
}

// 7000² values are 392 MB; S₃₀, the largest of which there is a closed form, has 5604 classes
const CLASS_LIMIT = 7000;

const OPTION_KINDS: OptionKinds<CharacterTableOptions> = {
  ...WORK_OPTION_KINDS,
  method: oneOf(...GENERAL_METHODS),
  classLimit: integer(1),
};

/** Steps of a table; a minute or two of class identifications. */
const TABLE_BUDGET = 2e8;

export const CHARACTER_TABLE = instance(CharacterTable, 'a CharacterTable', (value) =>
  GROUP.accepts(value) ? 'Pass characterTable(group).' : undefined,
);

const tables = new ObjectCache<PermutationGroup, CharacterTable>();

/**
 * The character table of G over ℂ, exact; kept with the group object until `clearCaches()`.
 *
 * Clifford (1937) over normal subgroups that show in orbits and blocks; for what that leaves, Burnside (1911), Dixon
 * (1967) and Schneider (1990) by class matrices; Unger (2006) by lattices of induced characters;
 * the cheaper one, see `method`.
 *
 * Cost: the conjugacy classes, then class identifications by the number of elements of the smallest classes, O(k²)
 * operations for each virtual character and O(k³) in all for k classes. A step of `budget` (default 2·10⁸) is a class
 * identification, a virtual character looked at, or a value of a character that a closed form writes down; the search
 * for classes gets the same budget for the elements that it draws, when one is given.
 *
 * @throws {BudgetExceededError} above `classLimit` classes, and when `budget` runs out. `details.known` has the number
 *   of `classes`, 0 as long as they are searched for, and the irreducible `characters` found so far, as class functions
 * @throws {AbortedError} when `signal` fires, also in the search for classes; `details.known` likewise
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no group, or an option of another name or kind
 * @example
 * characterTable(new PermutationGroup([[1, 2, 0], [1, 0, 2]])).characters.map((x) => x.degree) // [1, 1, 2]
 */
export function characterTable(group: PermutationGroup, options: CharacterTableOptions = {}): CharacterTable {
  checkArgument('characterTable', 'group', group, GROUP);
  checkOptions('characterTable', options, OPTION_KINDS);
  const { method = 'auto', classLimit = CLASS_LIMIT } = options;
  const meter = new WorkMeter('characterTable', options, TABLE_BUDGET);
  const work = new TableWork(meter, group.seed);
  meter.known = () => work.known();
  if (method === 'auto') return tables.getOrMake(group, () => bestTable(group, work, classLimit));
  return generalTable(classStructure(group, work, classLimit), method, work);
}

/** The same as a part of work that has a meter already. */
export function characterTableWithin(group: PermutationGroup, meter: WorkMeter): CharacterTable {
  return tables.getOrMake(group, () => bestTable(group, new TableWork(meter, group.seed), CLASS_LIMIT));
}

function classStructure(group: PermutationGroup, work: TableWork, classLimit: number): ClassStructure {
  const classes = work.meter.part((options) => group.conjugacyClasses(options));
  work.known = () => ({ classes: classes.length, characters: [] });
  if (classes.length > classLimit) {
    throw new BudgetExceededError({
      where: 'characterTable',
      expected: `a group of at most ${classLimit} conjugacy classes`,
      received: `one of ${classes.length}, whose table has ${classes.length ** 2} values`,
      remedy: 'Pass a larger { classLimit } where there is memory for it.',
      details: { known: work.known() },
    });
  }
  return new ClassStructure(group, classes, undefined, work.meter);
}

function bestTable(group: PermutationGroup, work: TableWork, classLimit: number): CharacterTable {
  const structure = classStructure(group, work, classLimit);
  if (!specialCasesAreOn()) return generalTable(structure, 'auto', work);
  const tableOf = (factor: PermutationGroup): CharacterTable => characterTableWithin(factor, work.meter);
  const rows = closedFormRows(structure, work, tableOf);
  return rows ? new CharacterTable(structure, rows, work.meter) : generalTable(structure, 'auto', work, tableOf);
}

/** The general methods, whatever the group. */
function generalTable(
  structure: ClassStructure,
  method: GeneralMethod,
  work: TableWork,
  tableOf?: (group: PermutationGroup) => CharacterTable,
): CharacterTable {
  const { characters, lift } = irreducibleCharacters(structure, method, work, tableOf);
  const rows = characters.values.map((chi) => {
    work.step(0);
    return { values: lift.lift(chi), indicator: characters.indicator(chi) };
  });
  return new CharacterTable(structure, rows, work.meter);
}
