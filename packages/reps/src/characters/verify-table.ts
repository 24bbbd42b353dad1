/** Proof of a character table, independent of how it was computed. */
import { type Certificate, Cyclotomic, lcm, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  boolean,
  checkArgument,
  checkOptions,
  type OptionKinds,
  refuted,
  unitGenerators,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { groupFingerprint } from '../group-fingerprint.js';
import { indicatorOf } from './adams.js';
import { brauerFailure } from './brauer-criterion.js';
import { CHARACTER_TABLE, type CharacterTable } from './character-table.js';
import { ClassIdentifier, classInvariants } from './class-identifier.js';
import { elementaryCost } from './elementary-induction.js';
import { Modulus, primeDivisors, rootOfUnityModulo, splittingPrime } from './modulus.js';
import { TableWork } from './table-work.js';

/** Elementary subgroups are looked at by default when they cost less than this many class identifications: seconds. */
const AFFORDABLE = 3e6;

/** What `verifyCharacterTable` proved. */
export interface TableCertificate extends Certificate {
  /** Of the group's generators: what the certificate is of, for those who read it elsewhere. */
  readonly group: string;
}

/** Options of `verifyCharacterTable`. */
export interface VerifyTableOptions extends WorkOptions {
  /**
   * Whether to prove the table by its elementary subgroups. Default: when they are not too dear, as W(E₈)'s are not.
   */
  readonly elementary?: boolean;
}

const OPTION_KINDS: OptionKinds<VerifyTableOptions> = { ...WORK_OPTION_KINDS, elementary: boolean };

/** A fact of the proof: what is wrong, or nothing. */
type Fact = (table: CharacterTable, work: TableWork) => string | undefined;

const FACTS: readonly (readonly [string, Fact])[] = [
  ['class equation', classEquation],
  ['degrees', degrees],
  ['power maps', powerMaps],
  ['class structure', classStructure],
  ['rows', rows],
  ['Galois closure', galoisClosure],
  ['power map congruences', powerCongruences],
  ['row orthogonality', (t, work) => orthogonality(t, 'rows', work)],
  ['column orthogonality', (t, work) => orthogonality(t, 'columns', work)],
  ['indicators', indicators],
];

const BRAUER = 'restriction to elementary subgroups';

/**
 * Checks a table by these facts, in this order; the certificate names those that were proved:
 *
 * - `class equation`: each representative is in its class and of its order, sizes are |G| / |centralizer| and add up to
 *   |G|;
 * - `degrees`: as many characters as classes, degrees that divide |G|, Σ χ(1)² = |G|;
 * - `power maps`: g ↦ gᵏ agrees with the classes of the powers of the representatives, for every prime k ∣ exponent,
 *   for generators k of the units modulo the exponent, and for k = −1;
 * - `class structure`: what the table's `structure` says, all its powers and Galois orbits included, follows from the
 *   classes and power maps, and it finds the class of each representative;
 * - `rows`: each character has its place and its degree, the trivial one comes first, degrees do not descend;
 * - `Galois closure`: χ(gᵏ) is the conjugate of χ(g) under ζ ↦ ζᵏ, and the conjugate rows are rows;
 * - `power map congruences`: χ(g)ᵖ ≡ χ(gᵖ) modulo p in ℤ[ζ];
 * - `row orthogonality`, `column orthogonality`, in ℤ[ζ];
 * - `indicators`: ν₂(χ) is the stored one, and Σ ν₂(χ) χ(1) is the number of solutions of x² = 1;
 * - `restriction to elementary subgroups`: Brauer's criterion, by which the rows are characters, of these classes. The
 *   facts before it cannot tell columns apart that only change places. Where it is dear it is left out, and named under
 *   `notProved`.
 *
 * Orthogonality is proved modulo primes p ≡ 1 (mod exponent). A difference α ∈ ℤ[ζ] of the two sides that vanishes
 * modulo one prime ideal over p, for all pairs of rows (columns) and hence, by Galois closure, for all conjugates of α,
 * lies in pℤ[ζ]; when the product of the primes exceeds every |σ(α)|, the norm of α divided by it is below 1 and α = 0.
 *
 * O(k³) operations modulo small primes for k classes, k centralizers, and class identifications by the number of k and
 * primes. A step of `budget` (default 2·10⁸) is a class, a row, or a pair of rows or columns, looked at.
 * @throws {IsotypicError} `REFUTED`, naming the fact that fails; `INVALID_ARGUMENT` for what is no table
 * @throws {BudgetExceededError | AbortedError} with the facts proved by then in `details.known`
 * @example verifyCharacterTable(characterTable(catalogue.mathieu(11))).proved.length // 11
 */
export function verifyCharacterTable(table: CharacterTable, options: VerifyTableOptions = {}): TableCertificate {
  checkArgument('verifyCharacterTable', 'table', table, CHARACTER_TABLE);
  checkOptions('verifyCharacterTable', options, OPTION_KINDS);
  const meter = new WorkMeter('verifyCharacterTable', options, 2e8);
  const work = new TableWork(meter, table.group.seed);
  const proved: string[] = [];
  meter.known = () => [...proved];
  const prove = (name: string, fact: Fact): void => {
    const failure = fact(table, work);
    if (failure !== undefined) throw refuted('verifyCharacterTable', `the ${name} of a character table`, failure);
    proved.push(name);
    work.report('facts', proved.length, FACTS.length + 1);
  };
  for (const [name, fact] of FACTS) prove(name, fact);
  const { elementary = elementaryCost(table.structure) <= AFFORDABLE } = options;
  if (elementary) prove(BRAUER, brauerFailure);
  return {
    group: groupFingerprint(table.group),
    proved,
    notProved: elementary ? [] : [BRAUER],
    method: elementary
      ? "orthogonality in ℤ[ζ] modulo primes, and Brauer's characterization of characters (1953)"
      : 'orthogonality in ℤ[ζ] modulo primes',
  };
}

function classEquation({ classes, order, group }: CharacterTable, work: TableWork): string | undefined {
  const sum = classes.reduce((total, c) => total + c.size, 0n);
  if (sum !== order || order !== group.order) return `sizes that add up to ${sum} in a group of order ${group.order}`;
  for (const [i, { representative: g, size, elementOrder }] of classes.entries()) {
    work.step();
    if (g.order() !== elementOrder) return `an element of order ${elementOrder} in class ${i}`;
    if (g.degree !== group.degree || !group.contains(g)) return `a representative of class ${i} outside of the group`;
    if (group.classOf(g) !== i) return `a representative of class ${group.classOf(g)} for ${i}`;
    const centralizer = work.meter.part((options) => group.centralizer(g, options));
    if (centralizer.order * size !== order) return `size ${size} of class ${i}`;
  }
  return undefined;
}

function degrees({ characters, classes, order }: CharacterTable): string | undefined {
  if (characters.length !== classes.length) return `${characters.length} characters on ${classes.length} classes`;
  for (const x of characters) {
    if (!Number.isSafeInteger(x.degree) || x.degree < 1 || order % BigInt(x.degree) !== 0n) return `degree ${x.degree}`;
  }
  const sum = characters.reduce((total, x) => total + BigInt(x.degree) ** 2n, 0n);
  return sum === order ? undefined : `Σ χ(1)² = ${sum}`;
}

function powerMaps(table: CharacterTable, work: TableWork): string | undefined {
  const { classes, group, exponent, structure, inverseClass } = table;
  if (exponent !== classes.reduce((n, c) => lcm(n, Number(c.elementOrder)), 1)) return `exponent ${exponent}`;
  const misshapen = misshapenPowers(table);
  if (misshapen !== undefined) return misshapen;
  // Invariants of classes decide most powers; the group's own search is dear.
  const identifier = new ClassIdentifier(
    classes.map((c) => c.representative),
    classInvariants(group),
    (g) => group.classOf(g),
  );
  for (const k of [...generatingPowers(exponent), -1]) {
    const map = k === -1 ? inverseClass : structure.powerMap(k);
    for (const [i, { representative }] of classes.entries()) {
      work.step();
      if (identifier.identify(representative.power(k)) === map[i]) continue;
      return `class ${map[i]} for the ${k}-th powers of class ${i}`;
    }
  }
  return undefined;
}

/** Powers by these generate all: the primes that divide the exponent, and generators of the units modulo it. */
function generatingPowers(exponent: number): number[] {
  return [...primeDivisors(exponent), ...unitGenerators(exponent)];
}

function misshapenPowers({ classes, structure, inverseClass }: CharacterTable): string | undefined {
  if (inverseClass.length !== classes.length) return `${inverseClass.length} inverses of ${classes.length} classes`;
  const { powers } = structure;
  if (powers.length !== classes.length) return `powers of ${powers.length} classes, of ${classes.length}`;
  const bad = powers.findIndex((row, c) => BigInt(row.length) !== classes[c].elementOrder);
  return bad === -1 ? undefined : `${powers[bad].length} powers of class ${bad}, of order ${classes[bad].elementOrder}`;
}

/**
 * The structure's own copies of the classes, and all its powers: gⁱ for i = k·j, k a generating power, is the j-th
 * power of gᵏ, so that the power maps by generating powers, proved before, determine them all.
 */
function classStructure(table: CharacterTable, work: TableWork): string | undefined {
  const { structure, classes, group, order, exponent } = table;
  const { orders, powers } = structure;
  if (structure.group !== group) return 'the structure of another group';
  if (structure.count !== classes.length) return `a count of ${structure.count}`;
  if (structure.groupOrder !== order || structure.exponent !== exponent) return 'another order or exponent';
  if (!sameNumbers(structure.unitGenerators, unitGenerators(exponent))) return `units ${structure.unitGenerators}`;
  if (!sameNumbers(structure.inverse, table.inverseClass)) return `inverses ${structure.inverse}`;
  if (
    !sameNumbers(
      orders,
      classes.map((c) => Number(c.elementOrder)),
    )
  )
    return `orders ${orders}`;
  if (structure.classes.length !== classes.length) return `${structure.classes.length} classes`;
  for (const [c, { representative, size, elementOrder }] of structure.classes.entries()) {
    work.step();
    const same = size === classes[c].size && elementOrder === classes[c].elementOrder;
    if (!same || !representative.equals(classes[c].representative)) return `another class ${c} in the structure`;
    if (structure.identify(representative) !== c) return `another class for the representative of class ${c}`;
    if (powers[c][0] !== 0 || powers[c][1 % orders[c]] !== c) return `powers 0 and 1 of class ${c}`;
    for (const k of generatingPowers(orders[c])) {
      const below = powers[powers[c][k % orders[c]]];
      const bad = powers[c].findIndex((_, j) => powers[c][(k * j) % orders[c]] !== below[j % below.length]);
      if (bad !== -1) return `class ${powers[c][(k * bad) % orders[c]]} for power ${k * bad} of class ${c}`;
    }
  }
  return galoisOrbitsOf(table);
}

function galoisOrbitsOf({ structure }: CharacterTable): string | undefined {
  const { powers, orders, exponent, galoisOrbits } = structure;
  const units = unitGenerators(exponent);
  const seen = new Set<number>();
  const expected = powers.flatMap((_, start) => {
    if (seen.has(start)) return [];
    const orbit = new Set([start]);
    for (const c of orbit) for (const u of units) orbit.add(powers[c][u % orders[c]]);
    for (const c of orbit) seen.add(c);
    return [[...orbit].sort((a, b) => a - b)];
  });
  const same = expected.length === galoisOrbits.length && expected.every((o, i) => sameNumbers(o, galoisOrbits[i]));
  return same ? undefined : `Galois orbits ${galoisOrbits.map((orbit) => `{${orbit}}`).join(' ')}`;
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((x, i) => x === b[i]);
}

const TYPES = { '1': 'real', '0': 'complex', '-1': 'quaternionic' } as const;

function rows({ characters, structure }: CharacterTable, work: TableWork): string | undefined {
  for (const [i, x] of characters.entries()) {
    work.step();
    if (x.classes !== structure) return `values of character ${i} on other classes`;
    if (x.index !== i) return `index ${x.index} of character ${i}`;
    if (x.type !== TYPES[x.indicator]) return `type ${x.type} of character ${i}, of indicator ${x.indicator}`;
    if (x.values.length !== structure.count) return `${x.values.length} values of character ${i}`;
    if (x.values.some((v) => !(v instanceof Cyclotomic))) return `values of character ${i} that are no numbers`;
    if (!x.values[0].equals(Cyclotomic.fromRational(x.degree))) return `degree ${x.degree}, χ(1) = ${x.values[0]}`;
    if (i > 0 && x.degree < characters[i - 1].degree) return `degree ${x.degree} after ${characters[i - 1].degree}`;
  }
  return characters[0].values.every((v) => v.equals(Cyclotomic.one)) ? undefined : `${characters[0]} in the first row`;
}

function galoisClosure({ characters, structure }: CharacterTable, work: TableWork): string | undefined {
  const rows = new Set(characters.map((x) => x.values.join(' ')));
  if (rows.size !== characters.length) return 'a repeated character';
  for (const u of structure.unitGenerators) {
    const conjugates = new Map<Cyclotomic, Cyclotomic>();
    for (const x of characters) {
      work.step();
      const conjugate = x.adams(u);
      for (const [c, value] of x.values.entries()) {
        if (value.isRational() ? conjugate.values[c].equals(value) : imageOf(value).equals(conjugate.values[c]))
          continue;
        return `χ(g^${u}) ≠ χ(g)^σ for character ${x.index} on class ${c}`;
      }
      if (!rows.has(conjugate.values.join(' '))) return `no row that is conjugate to character ${x.index}`;
    }
    function imageOf(value: Cyclotomic): Cyclotomic {
      let image = conjugates.get(value);
      if (!image) {
        image = value.galois(u % value.conductor);
        conjugates.set(value, image);
      }
      return image;
    }
  }
  return undefined;
}

/** x^p ≡ Σ a_i ζ^{ip} (mod p) for x = Σ a_i ζⁱ, and the Zumbroich basis is a ℤ-basis of ℤ[ζ]. */
function powerCongruences({ characters, structure, exponent }: CharacterTable, work: TableWork): string | undefined {
  for (const p of primeDivisors(exponent)) {
    const map = structure.powerMap(p);
    const frobenius = new Map<Cyclotomic, Cyclotomic>();
    for (const x of characters) {
      work.step();
      for (const [c, value] of x.values.entries()) {
        let power = frobenius.get(value);
        if (!power) {
          power = value.isRational() ? value : frobeniusImage(value, p);
          frobenius.set(value, power);
        }
        if (power === x.values[map[c]]) continue;
        const { coefficients } = power.minus(x.values[map[c]]).terms();
        if (coefficients.some((a) => a.d !== 1n || a.n % BigInt(p) !== 0n)) {
          return `χ(g)^${p} ≢ χ(g^${p}) for character ${x.index} on class ${c}`;
        }
      }
    }
  }
  return undefined;
}

/** Σ a_i ζ^{ip} for x = Σ a_i ζⁱ. */
function frobeniusImage(x: Cyclotomic, p: number): Cyclotomic {
  const { conductor, exponents, coefficients } = x.terms();
  return Cyclotomic.fromExponents(
    conductor,
    exponents.map((e, i) => [(e * p) % conductor, coefficients[i]] as const),
  );
}

function orthogonality(table: CharacterTable, side: 'rows' | 'columns', work: TableWork): string | undefined {
  const { characters, classes, order, exponent, inverseClass } = table;
  // Σ |coefficients| bounds a value and its conjugates.
  const sizes = new Map<Cyclotomic, number>();
  let largest = 1;
  for (const { values } of characters) {
    work.step(0);
    for (const x of values) {
      if (sizes.has(x)) continue;
      const { coefficients } = x.terms();
      if (coefficients.some((a) => a.d !== 1n)) return `the value ${x}, not an algebraic integer`;
      const size = coefficients.reduce((sum, a) => sum + Number(a.n), 0);
      sizes.set(x, size);
      largest = Math.max(largest, size);
    }
  }
  const count = characters.length;
  // rows: |Σ |C| χ ψ̄ − |G|δ| ≤ |G|(B² + 1); columns: |Σ χ(g) χ̄(h) − |C_G(g)|δ| ≤ kB² + |G|.
  const bound = (order + BigInt(count)) * (BigInt(Math.ceil(largest)) ** 2n + 1n);
  let product = 1n;
  for (let last = 2 ** 25; product <= bound; product *= BigInt(last)) {
    last = splittingPrime(exponent, last + 1);
    const failure = orthogonalModulo(new Modulus(last));
    if (failure) return failure;
  }
  return undefined;

  function orthogonalModulo(modulus: Modulus): string | undefined {
    const root = rootOfUnityModulo(modulus, exponent);
    const residues = new Map<Cyclotomic, number>();
    for (const x of sizes.keys()) {
      work.step(0);
      const { conductor, exponents, coefficients } = x.terms();
      let sum = 0;
      exponents.forEach((e, i) => {
        const a = coefficients[i];
        const c = modulus.fromBigInt(a.s < 0n ? -a.n : a.n);
        sum = modulus.add(sum, modulus.mul(c, modulus.pow(root, (e * exponent) / conductor)));
      });
      residues.set(x, sum);
    }
    const values = characters.map((x) => Float64Array.from(x.values, (v) => residues.get(v) as number));
    const bar = values.map((row) => Float64Array.from(inverseClass, (c) => row[c]));
    const weights = classes.map((c) => modulus.fromBigInt(c.size));
    const left =
      side === 'rows'
        ? values.map((row) => row.map((x, c) => modulus.mul(x, weights[c])))
        : weights.map((w, c) => Float64Array.from(values, (row) => modulus.mul(row[c], w)));
    const right = side === 'rows' ? bar : weights.map((_, c) => Float64Array.from(bar, (row) => row[c]));
    const total = modulus.fromBigInt(order);
    for (let i = 0; i < count; i++) {
      work.step(i + 1);
      for (let j = 0; j <= i; j++) {
        if (modulus.dot(left[i], right[j]) !== (i === j ? total : 0)) return `${side} ${j} and ${i}`;
      }
    }
    return undefined;
  }
}

function indicators({ characters, classes }: CharacterTable, work: TableWork): string | undefined {
  let involutions = 0n;
  for (const x of characters) {
    work.step();
    const indicator = indicatorOf(x, 2);
    if (!indicator.isRational() || Number(indicator.toFraction().valueOf()) !== x.indicator) {
      return `indicator ${x.indicator} where ν₂ = ${indicator}, character ${x.index}`;
    }
    involutions += BigInt(x.indicator * x.degree);
  }
  const solutions = classes.reduce((sum, c) => (c.elementOrder <= 2n ? sum + c.size : sum), 0n);
  return involutions === solutions ? undefined : `Σ ν₂(χ) χ(1) = ${involutions} with ${solutions} solutions of x² = 1`;
}
