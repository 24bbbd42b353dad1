/** The laws of a character table. */
import { type Cyclotomic, cyclotomics, gcd, type Permutation, type PermutationGroup } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { productOf } from '../arbitraries/groups.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/** What `characterLaws` asks of an implementation: a `CharacterTable` has it all. */
export interface CharacterTableImplementation {
  readonly group: Pick<PermutationGroup, 'degree' | 'generators' | 'order'>;
  readonly classes: readonly {
    readonly representative: Permutation;
    readonly size: bigint;
    readonly elementOrder: number | bigint;
  }[];
  readonly characters: readonly {
    readonly values: readonly Cyclotomic[];
    readonly degree: number;
    readonly indicator: 1 | 0 | -1;
  }[];
  readonly classOf: (g: Permutation) => number;
  readonly powerMap: (k: number) => ArrayLike<number>;
}

const TABLE: Kind = {
  expected: 'a character table: { group, classes, characters, classOf, powerMap }',
  accepts: (v) =>
    typeof v === 'object' &&
    v !== null &&
    ['group', 'classes', 'characters', 'classOf', 'powerMap'].every((k) => k in v),
  remedy: (v) => (typeof v === 'object' && v !== null && 'generators' in v ? 'Pass characterTable(group).' : undefined),
};

/**
 * The laws of a character table: as many characters as classes, the trivial one first; degrees divide |G| and their
 * squares add up to it; rows and columns are orthogonal; χ(g⁻¹) is the conjugate of χ(g), and χ(gᵏ) its Galois
 * conjugate for k prime to the order; products are sums of characters; indicators count square roots; power maps and
 * `classOf` are those of the elements; the points that elements fix are a character. 20 cases each.
 *
 * @example assertLaws(characterLaws(characterTable(catalogue.alternating(5))));
 */
export function characterLaws(table: CharacterTableImplementation, options: LawOptions = {}): readonly Law[] {
  checkArgument('characterLaws', 'table', table, TABLE);
  checkOptions('characterLaws', options, LAW_OPTION_KINDS);
  const suite = new LawSuite('characterLaws', `of a group of order ${table.group.order}`, options, 20);
  degreeLaws(suite, table);
  orthogonalityLaws(suite, table);
  powerLaws(suite, table);
  classLaws(suite, table);
  return suite.laws;
}

const rational = (n: bigint | number): Cyclotomic => cyclotomics.fromInteger(n);

/** |G|·⟨φ, ψ⟩ = Σ |C| φ(C) ψ(C)*. */
function innerProduct(
  { classes }: CharacterTableImplementation,
  a: readonly Cyclotomic[],
  b: readonly Cyclotomic[],
): Cyclotomic {
  return classes.reduce(
    (sum, { size }, c) => sum.plus(rational(size).times(a[c]).times(b[c].conjugate())),
    cyclotomics.zero,
  );
}

/** ⟨φ, χ⟩ is a non-negative integer. */
function isMultiplicity(table: CharacterTableImplementation, sum: Cyclotomic): boolean {
  const value = sum.dividedBy(rational(table.group.order));
  return value.isInteger() && value.toNumber() >= 0;
}

function degreeLaws(suite: LawSuite, table: CharacterTableImplementation): void {
  const { group, classes, characters } = table;
  suite.fact('as many characters as classes, of as many values', () => {
    return characters.length === classes.length && characters.every(({ values }) => values.length === classes.length);
  });
  suite.fact('the first character is trivial', () => characters[0].values.every((x) => x.equals(rational(1))));
  suite.fact('χ(1) is the degree', () => characters.every((x) => x.values[0].equals(rational(x.degree))));
  suite.fact('degrees divide |G|', () => characters.every(({ degree }) => group.order % BigInt(degree) === 0n));
  suite.fact('Σ χ(1)² = |G|', () => {
    return characters.reduce((sum, { degree }) => sum + BigInt(degree) ** 2n, 0n) === group.order;
  });
}

function orthogonalityLaws(suite: LawSuite, table: CharacterTableImplementation): void {
  const { group, classes, characters } = table;
  const index = fc.nat(characters.length - 1);
  const column = fc.nat(classes.length - 1);
  suite.forAll('⟨χᵢ, χⱼ⟩ = δᵢⱼ', [index, index], (i, j) => {
    const right = i === j ? rational(group.order) : cyclotomics.zero;
    return innerProduct(table, characters[i].values, characters[j].values).equals(right);
  });
  suite.forAll('⟨χ, χ⟩ = 1', [index], (i) => {
    return innerProduct(table, characters[i].values, characters[i].values).equals(rational(group.order));
  });
  suite.forAll('Σ χ(g)χ(h)* = |C(g)| for conjugate g and h, else 0', [column, column], (c, d) => {
    const sum = characters.reduce((s, { values }) => s.plus(values[c].times(values[d].conjugate())), cyclotomics.zero);
    return sum.equals(c === d ? rational(group.order / classes[c].size) : cyclotomics.zero);
  });
  suite.forAll('⟨χᵢχⱼ, χₖ⟩ is a non-negative integer', [index, index, index], (i, j, k) => {
    const product = characters[i].values.map((x, c) => x.times(characters[j].values[c]));
    return isMultiplicity(table, innerProduct(table, product, characters[k].values));
  });
  suite.forAll('the fixed points of elements are a character', [index], (i) => {
    const fixed = classes.map(({ representative }) =>
      rational(representative.toArray().filter((x, p) => x === p).length),
    );
    return isMultiplicity(table, innerProduct(table, fixed, characters[i].values));
  });
}

function powerLaws(suite: LawSuite, table: CharacterTableImplementation): void {
  const { group, classes, characters } = table;
  const index = fc.nat(characters.length - 1);
  suite.forAll('χ(g⁻¹) = χ(g)*', [index], (i) => {
    const inverse = table.powerMap(-1);
    return characters[i].values.every((x, c) => characters[i].values[inverse[c]].equals(x.conjugate()));
  });
  suite.forAll(
    'χ(gᵏ) is the k-th Galois conjugate of χ(g) for k prime to the order of g',
    [index, fc.integer({ min: 2, max: 12 })],
    (i, k) => {
      const powers = table.powerMap(k);
      const { values } = characters[i];
      return classes.every(({ elementOrder }, c) => {
        if (gcd(k, Number(elementOrder)) !== 1) return true;
        const { conductor } = values[c];
        return values[powers[c]].equals(values[c].galois(k % conductor === 0 ? 1 : k));
      });
    },
  );
  suite.forAll('the indicator is Σ χ(g²)/|G|', [index], (i) => {
    const { values, indicator } = characters[i];
    const squares = table.powerMap(2);
    const sum = classes.reduce((s, { size }, c) => s.plus(rational(size).times(values[squares[c]])), cyclotomics.zero);
    return sum.equals(rational(BigInt(indicator) * group.order));
  });
  suite.fact('Σ indicator·χ(1) counts the solutions of g² = 1', () => {
    const count = classes.reduce((sum, { size, elementOrder }) => (Number(elementOrder) <= 2 ? sum + size : sum), 0n);
    return characters.reduce((sum, { indicator, degree }) => sum + BigInt(indicator * degree), 0n) === count;
  });
}

function classLaws(suite: LawSuite, table: CharacterTableImplementation): void {
  const { group, classes } = table;
  const x = productOf(group, 12);
  const column = fc.nat(classes.length - 1);
  suite.fact('class sizes add up to |G|', () => classes.reduce((sum, { size }) => sum + size, 0n) === group.order);
  suite.forAll('a representative is in its class and has its order', [column], (c) => {
    const { representative, elementOrder } = classes[c];
    return table.classOf(representative) === c && representative.order() === BigInt(elementOrder);
  });
  suite.forAll('conjugates are in one class', [x, x], (g, h) => table.classOf(g) === table.classOf(g.conjugateBy(h)));
  suite.forAll('powerMap(k) is where k-th powers lie', [x, fc.integer({ min: -6, max: 6 })], (g, k) => {
    return table.powerMap(k)[table.classOf(g)] === table.classOf(g.power(k));
  });
}
