/** The irreducible representations of a group small enough to be listed. */

import {
  Cyclotomic,
  cyclotomics,
  gcd,
  IsotypicError,
  Matrix,
  type PermutationGroup,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { ObjectCache } from '../../caches.js';
import { cliffordCorrespondence } from '../clifford/clifford.js';
import { descendedForm } from '../descent/real-descent.js';
import { type DixonForm, dixonForm } from '../dixon/dixon.js';
import { multiplicityOne, SEARCH_LIMIT } from '../dixon/multiplicity-one.js';
import { ElementTable, leftCoset } from '../elements/element-table.js';
import type { LinearCharacter } from '../elements/linear-character.js';
import { type PrimeArithmetic, primeArithmetic } from '../elements/prime-arithmetic.js';
import { inducedCharacter, type TableCharacter, transversal } from '../elements/table-character.js';
import { commonConductor, type FormedIrrep, type IrrepForm, labelOf } from '../formed-irrep.js';
import { remainingCharacters } from './remaining-characters.js';

/** An irreducible character of a listed group with a way to its matrices. */
export interface ListedIrrep extends FormedIrrep {
  readonly character: TableCharacter;
}

export interface ListedGroup {
  readonly table: ElementTable;
  readonly field: PrimeArithmetic;
  readonly irreps: readonly ListedIrrep[];
}

/** Subgroups looked at first, times |G|: a few seconds. */
const SHORT_SEARCH = 1e7;

const listed = new ObjectCache<PermutationGroup, ListedGroup>();

/**
 * All irreducible characters of the group, with constructions of their matrices: Clifford's correspondence as far as it
 * reaches, Dixon's construction from their characters for the others. Trivial first, then by degree.
 */
export function listedGroup(group: PermutationGroup, meter: WorkMeter): ListedGroup {
  return listed.getOrMake(group, () => build(group, meter));
}

function build(group: PermutationGroup, meter: WorkMeter): ListedGroup {
  const table = new ElementTable(group, meter);
  const field = primeArithmetic(table.order);
  const { monomial, complete } = cliffordCorrespondence(table, meter);
  const induced = monomial.map((λ) => inducedCharacter(table, λ, field, meter));
  const characters = complete ? induced : [...induced, ...remainingCharacters(table, field, induced, meter)];
  const total = characters.reduce((sum, χ) => sum + χ.degree ** 2, 0);
  if (total !== table.order || characters.length !== table.classes.length) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'irreps',
      expected: `Σ χ(1)² = ${table.order} over ${table.classes.length} characters`,
      received: `${total} over ${characters.length}`,
      remedy: 'This is a bug; please report it with the generators.',
    });
  }
  const isTrivial = (χ: TableCharacter): boolean => χ.residues.every((x) => x === 1);
  const sorted = characters
    .map((character, i) => ({ character, i, isTrivial: isTrivial(character) }))
    .sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.character.degree - b.character.degree || a.i - b.i);
  const positions = new Map(sorted.map(({ character }, i) => [character.residues.join(), i]));
  const inverseClass = table.classes.map(({ representative }) => table.classOf[table.inverse[representative]]);
  const irreps = sorted.map(({ character, isTrivial }, i): ListedIrrep => {
    const { degree, indicator, residues } = character;
    let form: IrrepForm | undefined;
    return {
      character,
      degree,
      indicator,
      isTrivial,
      label: labelOf(i, degree, isTrivial),
      conjugate: positions.get(inverseClass.map((c) => residues[c]).join()) as number,
      form: (work) => {
        form ??= makeForm(table, character, field, work);
        return form;
      },
    };
  });
  return { table, field, irreps };
}

function makeForm(table: ElementTable, χ: TableCharacter, field: PrimeArithmetic, meter: WorkMeter): IrrepForm {
  const { monomial } = χ;
  if (monomial !== undefined && (isSigned(table, monomial) || χ.indicator !== 1)) return monomialForm(table, monomial);
  // A long search for λ = ±1 comes after descent: in W(H₄) one that finds nothing takes most of a minute, the descent
  // of its 48 five seconds.
  const short = Math.ceil(SHORT_SEARCH / table.order);
  let complex: IrrepForm | undefined;
  for (const most of short < SEARCH_LIMIT ? [short, SEARCH_LIMIT] : [SEARCH_LIMIT]) {
    if (χ.indicator === 1) {
      const ε = multiplicityOne(table, χ, field, (order) => order <= 2, meter, most);
      if (ε !== undefined) return dixonIrrepForm(table, dixonForm(table, χ, ε, field, meter), 'real', meter);
    }
    if (complex !== undefined) continue;
    const λ = monomial ?? multiplicityOne(table, χ, field, () => true, meter, most);
    if (λ === undefined) continue;
    complex = monomial
      ? monomialForm(table, λ)
      : dixonIrrepForm(table, dixonForm(table, χ, λ, field, meter), 'complex', meter);
    const form = χ.indicator === 1 ? descendedForm(table.group, complex, meter) : complex;
    if (form !== undefined) return form;
  }
  if (complex !== undefined) return complex;
  throw new IsotypicError('NOT_DECIDED', {
    where: 'irreps',
    expected: 'a subgroup with a linear character that occurs once in the character',
    received: `none found for a character of degree ${χ.degree}`,
    remedy: 'Decompose a permutation representation that contains it.',
    details: { degree: χ.degree, indicator: χ.indicator },
  });
}

/** Whether λ has values ±1 only. */
function isSigned(table: ElementTable, { subgroup, turns }: LinearCharacter): boolean {
  return subgroup.elements.every((x) => (2 * turns[x]) % table.order === 0);
}

/** ρ(g) takes the coset basis vector x_j to λ(k)·x_i, where g x_j = x_i k: unitary, one entry a column. */
function monomialForm(table: ElementTable, λ: LinearCharacter): IrrepForm {
  const xs = transversal(table, λ.subgroup);
  const cosetOf = new Int32Array(table.order);
  xs.forEach((x, i) => {
    for (const y of leftCoset(table, λ.subgroup.elements, x)) cosetOf[y] = i;
  });
  const N = table.order;
  const common = λ.subgroup.elements.reduce((g, x) => gcd(g, λ.turns[x]), N);
  const conductor = N / common;
  const d = xs.length;
  const isReal = conductor <= 2;
  const place = <T>(g: number, value: (turns: number) => T, zero: T): T[] => {
    const entries: T[] = new Array(d * d).fill(zero);
    xs.forEach((x, j) => {
      const y = table.times(g, x);
      const i = cosetOf[y];
      entries[i * d + j] = value(λ.turns[table.times(table.inverse[xs[i]], y)]);
    });
    return entries;
  };
  const minusOne = rationals.neg(rationals.one);
  return {
    isReal,
    conductor,
    gram: isReal ? Matrix.identity(rationals, d) : Matrix.identity(cyclotomics, d),
    matrix: (g, meter) => {
      meter.step(d * d);
      const x = table.indexOf(g);
      if (isReal)
        return new Matrix(
          rationals,
          d,
          d,
          place(x, (k) => (k === 0 ? rationals.one : minusOne), rationals.zero),
        );
      const root = (k: number): Cyclotomic => Cyclotomic.rootOfUnity(conductor, k / common);
      return new Matrix(cyclotomics, d, d, place(x, root, Cyclotomic.zero));
    },
  };
}

/** Dixon's matrices as a form of the irrep. */
export function dixonIrrepForm(
  table: ElementTable,
  dixon: DixonForm,
  kind: 'real' | 'complex',
  meter: WorkMeter,
): IrrepForm {
  return {
    isReal: kind === 'real',
    gram: dixon.gram,
    matrix: (g, work) => dixon.matrix(table.indexOf(g), work),
    conductor: commonConductor(table.generators.map((g) => dixon.matrix(g, meter))),
  };
}
