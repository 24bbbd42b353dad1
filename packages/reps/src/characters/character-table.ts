/** Character tables of finite groups. */

import {
  type Cyclotomic,
  invalidArgument,
  type Permutation,
  PermutationGroup,
  specialCasesAreOn,
  type WorkOptions,
} from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';
import type { CharacterRow } from './character-row.js';
import { ClassFunction } from './class-function.js';
import { type ClassRepresentative, ClassStructure } from './class-structure.js';
import { closedFormRows } from './closed-forms/closed-form.js';
import { GENERAL_METHODS, type GeneralMethod, irreducibleCharacters } from './general-method.js';
import { TableWork } from './table-work.js';

/** An irreducible character: a row of a character table. */
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
 * larger before smaller), class by class.
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

  constructor(structure: ClassStructure, rows: readonly CharacterRow[]) {
    this.group = structure.group;
    this.structure = structure;
    this.classes = structure.classes;
    this.order = structure.groupOrder;
    this.exponent = structure.exponent;
    this.inverseClass = Array.from(structure.inverse);
    this.characters = sortRows(rows).map(
      ({ values, indicator }, i) => new IrreducibleCharacter(structure, values, indicator, i),
    );
  }

  /** `powerMap(k)[c]` is the class of the k-th powers of class c, for any integer k. */
  powerMap(k: number): number[] {
    return Array.from(this.structure.powerMap(k));
  }

  /** Index of the class of g, which must be in the group. */
  classOf(g: Permutation): number {
    return this.structure.identify(g);
  }

  /** The class function with these values, one a class. */
  classFunction(values: readonly Cyclotomic[]): ClassFunction {
    return new ClassFunction(this.structure, values);
  }
}

export interface CharacterTableOptions extends WorkOptions {
  /**
   * How the irreducible characters are found. All methods give the same table; only the default is cached.
   *
   * - `auto` (default): a closed form where the group's family is recognized (abelian, dihedral, symmetric,
   *   alternating, direct and wreath products), else the general methods, cheapest first. With the environment variable
   *   ISOTYPIC_NO_SPECIAL_CASES=1 closed forms are left out;
   * - `class-matrices`: Burnside–Dixon–Schneider alone;
   * - `virtual-characters`: lattice reduction of virtual characters first, class matrices for what it leaves;
   * - `elementary-induction`: lattice reduction of characters induced from cyclic and elementary subgroups (Unger),
   *   class matrices only where norms are too large for exact inner products, in groups of order above 2⁴⁸.
   */
  readonly method?: GeneralMethod;
}

const tables = new ObjectCache<PermutationGroup, CharacterTable>();

/**
 * The character table of G over ℂ, exact; kept with the group object until `clearCaches()`.
 *
 * Burnside (1911), Dixon (1967) and Schneider (1990) by class matrices; Unger (2006) by lattices of induced characters;
 * the cheaper one, see `method`.
 *
 * Cost: the conjugacy classes, then class identifications by the number of elements of the smallest classes, O(k²)
 * operations for each virtual character and O(k³) in all for k classes. A step of `budget` (default 2·10⁸) is a class
 * identification, a virtual character looked at, or a value of a character that a closed form writes down.
 *
 * @throws {BudgetExceededError} `details.known` has the number of `classes` and the irreducible `characters` found so
 * far,
 *   as class functions
 * @throws {AbortedError} when `signal` fires, also in the search for classes
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no group, or a method of another name
 * @example
 * characterTable(new PermutationGroup([[1, 2, 0], [1, 0, 2]])).characters.map((x) => x.degree) // [1, 1, 2]
 */
export function characterTable(group: PermutationGroup, options: CharacterTableOptions = {}): CharacterTable {
  const { method = 'auto' } = options;
  if (!(group instanceof PermutationGroup)) throw invalidArgument('characterTable', 'a PermutationGroup', group);
  if (!GENERAL_METHODS.includes(method)) {
    throw invalidArgument('characterTable', `a method among ${GENERAL_METHODS.join(', ')}`, method);
  }
  if (method !== 'auto') return generalTable(classStructure(group, options), options);
  return tables.getOrMake(group, () => bestTable(classStructure(group, options), options));
}

/** The budget is for the table: the search for classes counts random elements and has a bound of its own. */
function classStructure(group: PermutationGroup, { signal, onProgress }: WorkOptions): ClassStructure {
  return new ClassStructure(
    group,
    group.conjugacyClasses({ ...(signal && { signal }), ...(onProgress && { onProgress }) }),
  );
}

function bestTable(structure: ClassStructure, options: CharacterTableOptions): CharacterTable {
  if (!specialCasesAreOn()) return generalTable(structure, options);
  const work = new TableWork(options, structure.group.seed);
  const rows = closedFormRows(structure, work, (group) => characterTable(group, options));
  return rows ? new CharacterTable(structure, rows) : generalTable(structure, options);
}

/** The general methods, whatever the group. */
function generalTable(structure: ClassStructure, options: CharacterTableOptions): CharacterTable {
  const work = new TableWork(options, structure.group.seed);
  const { characters, lift } = irreducibleCharacters(structure, options.method ?? 'auto', work);
  return new CharacterTable(
    structure,
    characters.values.map((chi) => ({ values: lift.lift(chi), indicator: characters.indicator(chi) })),
  );
}

/** Rows in the order of the table; see `CharacterTable`. */
function sortRows(rows: readonly CharacterRow[]): CharacterRow[] {
  const distinct = new Map<string, Cyclotomic>();
  const nameOf = new Map<Cyclotomic, string>();
  for (const { values } of rows) {
    for (const x of values) {
      if (nameOf.has(x)) continue;
      const name = x.toString();
      nameOf.set(x, name);
      distinct.set(name, x);
    }
  }
  const sorted = [...distinct].sort(([nameX, x], [nameY, y]) => {
    if (x.isRational() !== y.isRational()) return x.isRational() ? -1 : 1;
    if (x.isRational()) return y.toFraction().compare(x.toFraction());
    return x.conductor - y.conductor || (nameX < nameY ? -1 : 1);
  });
  const rank = new Map(sorted.map(([name], i) => [name, i]));
  const ranked = rows.map((row) => ({
    row,
    degree: row.values[0].toNumber(),
    ranks: Int32Array.from(row.values, (x) => rank.get(nameOf.get(x) as string) as number),
  }));
  ranked.sort((a, b) => {
    if (a.degree !== b.degree) return a.degree - b.degree;
    for (let c = 0; c < a.ranks.length; c++) if (a.ranks[c] !== b.ranks[c]) return a.ranks[c] - b.ranks[c];
    return 0;
  });
  return ranked.map(({ row }) => row);
}
