/** The irreducible characters of a listed group that Clifford's correspondence does not lead to. */
import { Cyclotomic, rationals, type WorkMeter } from '@isotypic/algebra';
import { characterTableWithin } from '../../characters/character-table.js';
import { sortRows } from '../../characters/row-order.js';
import type { ElementTable } from '../elements/element-table.js';
import type { PrimeArithmetic } from '../elements/prime-arithmetic.js';
import { exactCharacter, lazyCharacter, type TableCharacter } from '../elements/table-character.js';

/** Most induced characters that are reduced by each other: a pass takes their number squared times the classes. */
const SIEVE_LIMIT = 64;

/** What has exact values on the classes. */
type Source = Pick<TableCharacter, 'value'>;

/** A virtual character as Σ m·source, with its residues. */
interface Combination {
  readonly residues: Float64Array;
  readonly parts: Map<Source, number>;
}

/** A virtual character orthogonal to the irreducible ones that are known. */
interface Vector extends Combination {
  norm: number;
}

/**
 * The irreducible characters that are not among those found, in the order of the character table: by
 * `charactersFromCyclicSubgroups`, and when that does not find all of them, from the character table itself.
 */
export function remainingCharacters(
  table: ElementTable,
  field: PrimeArithmetic,
  found: readonly TableCharacter[],
  meter: WorkMeter,
): TableCharacter[] {
  return charactersFromCyclicSubgroups(table, field, found, meter) ?? charactersOfTable(table, field, found, meter);
}

/** The rows of the character table that are not among those found. */
export function charactersOfTable(
  table: ElementTable,
  field: PrimeArithmetic,
  found: readonly TableCharacter[],
  meter: WorkMeter,
): TableCharacter[] {
  const full = characterTableWithin(table.group, meter);
  const classes = table.classes.map(({ representative }) => {
    meter.step(0);
    return full.structure.identify(table.element(representative));
  });
  const keys = new Set(found.map((χ) => χ.residues.join()));
  return full.characters
    .map((χ) => {
      meter.step(0);
      const values = classes.map((c) => χ.values[c]);
      return exactCharacter(table, values, field);
    })
    .filter((χ) => !keys.has(χ.residues.join()));
}

/**
 * Linear characters of maximal cyclic subgroups are induced, what is known is split off, and each is reduced by the
 * others as long as norms fall: a virtual character of norm 1 and positive degree is irreducible. The norm of an
 * induced character is at most its degree, an index of a subgroup, and no later norm is larger: inner products are
 * integers below p/2 and known from their residues. Undefined when not all are found so.
 */
export function charactersFromCyclicSubgroups(
  table: ElementTable,
  field: PrimeArithmetic,
  found: readonly TableCharacter[],
  meter: WorkMeter,
): TableCharacter[] | undefined {
  // Of a perfect group with a faithful irrep nothing is found before, and cyclic subgroups seldom do.
  if (found.length === 0) return undefined;
  const missing = table.classes.length - found.length;
  const inner = innerProduct(table, field);
  const sources = inducedFromCyclic(table, field, meter);
  if (sources === undefined) return undefined;
  const accepted: TableCharacter[] = [];
  let vectors: Vector[] = [];
  for (const source of sources) {
    meter.step(0);
    const vector: Vector = { ...single(source), residues: source.residues.slice(), norm: 0 };
    for (const χ of found) subtract(field, vector, single(χ), inner(vector.residues, χ.residues));
    vector.norm = inner(vector.residues, vector.residues);
    vectors.push(vector);
  }
  for (let isChanged = true; isChanged && accepted.length < missing; ) {
    isChanged = reduceByEachOther(field, vectors, inner, meter);
    for (let unit = vectors.find((v) => v.norm === 1); unit !== undefined; unit = vectors.find((v) => v.norm === 1)) {
      isChanged = true;
      if ([...unit.parts.values()].some(Number.isNaN)) return undefined;
      const χ = irreducible(table, field, unit);
      accepted.push(χ);
      for (const vector of vectors) {
        const m = inner(vector.residues, χ.residues);
        subtract(field, vector, single(χ), m);
        vector.norm -= m * m;
      }
    }
    vectors = vectors.filter((v) => v.norm > 0);
  }
  return accepted.length === missing ? inTableOrder(table, accepted, meter) : undefined;
}

/** ⟨a, b⟩ from residues, as the integer nearest to 0. */
function innerProduct(table: ElementTable, { add, mul, inv, p }: PrimeArithmetic) {
  const perElement = inv(table.order);
  const weights = table.classes.map(({ size }) => mul(size, perElement));
  const inverseClass = table.classes.map(({ representative }) => table.classOf[table.inverse[representative]]);
  return (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let c = 0; c < a.length; c++) {
      if (a[c] !== 0) sum = add(sum, mul(mul(a[c], b[inverseClass[c]]), weights[c]));
    }
    return 2 * sum > p ? sum - p : sum;
  };
}

/** vector − m·other, the norm left to the caller. Coefficients that are not exact become NaN, and stay it. */
function subtract({ add, mul, p }: PrimeArithmetic, vector: Vector, other: Combination, m: number): void {
  if (m === 0) return;
  const factor = m > 0 ? p - m : -m;
  const { residues, parts } = vector;
  for (let c = 0; c < residues.length; c++) residues[c] = add(residues[c], mul(factor, other.residues[c]));
  for (const [source, n] of other.parts) {
    const product = m * n;
    const rest = (parts.get(source) ?? 0) - product;
    parts.set(source, Number.isSafeInteger(product) && Number.isSafeInteger(rest) ? rest : Number.NaN);
  }
}

/** Subtracts from each vector the multiples of others that lower its norm. Whether any norm fell. */
function reduceByEachOther(
  field: PrimeArithmetic,
  vectors: Vector[],
  inner: (a: Float64Array, b: Float64Array) => number,
  meter: WorkMeter,
): boolean {
  let isChanged = false;
  vectors.sort((a, b) => a.norm - b.norm);
  for (const v of vectors) {
    for (const w of vectors) {
      if (v === w || w.norm === 0 || w.norm > v.norm) continue;
      meter.step(0);
      const product = inner(v.residues, w.residues);
      const m = Math.round(product / w.norm);
      const norm = v.norm - 2 * m * product + m * m * w.norm;
      if (norm >= v.norm) continue;
      subtract(field, v, w, m);
      v.norm = norm;
      isChanged = true;
    }
  }
  return isChanged;
}

function single(source: Source & { readonly residues: Float64Array }): Combination {
  return { residues: source.residues, parts: new Map([[source, 1]]) };
}

/** The irreducible character that is ± a vector of norm 1. */
function irreducible(table: ElementTable, field: PrimeArithmetic, { residues, parts }: Combination): TableCharacter {
  // |χ(1)| < p/2
  const sign = 2 * residues[0] > field.p ? -1 : 1;
  const terms = [...parts].filter(([, m]) => m !== 0);
  return lazyCharacter(
    table,
    residues.map((x) => (sign === 1 ? x : field.sub(0, x))),
    (c) =>
      terms.reduce((sum, [χ, m]) => sum.plus(χ.value(c).times(Cyclotomic.fromRational(sign * m))), Cyclotomic.zero),
    field,
  );
}

/**
 * λ^G for every linear character λ of a maximal cyclic subgroup H, one of each class, each different character once:
 * λ^G(g) = |C(g)|/|H| · Σ λ(h) over the elements h of H in the class of g. Undefined when there are too many.
 */
function inducedFromCyclic(
  table: ElementTable,
  field: PrimeArithmetic,
  meter: WorkMeter,
): (Source & { readonly residues: Float64Array })[] | undefined {
  const { add, mul, inv, root } = field;
  const subgroups = maximalCyclicPowers(table, meter);
  if (subgroups.reduce((sum, powers) => sum + powers.length, 0) > SIEVE_LIMIT) return undefined;
  const byResidues = new Map<string, Source & { readonly residues: Float64Array }>();
  for (const powers of subgroups) {
    const n = powers.length;
    const perElement = inv(n);
    for (let k = 0; k < n; k++) {
      meter.step(0);
      const residues = new Float64Array(table.classes.length);
      powers.forEach((c, i) => {
        residues[c] = add(residues[c], root(i * k, n));
      });
      table.classes.forEach(({ size }, c) => {
        residues[c] = mul(mul(residues[c], table.order / size), perElement);
      });
      const value = (c: number): Cyclotomic => {
        const exponents = powers.flatMap((d, i) => (d === c ? [[i * k, 1] as const] : []));
        const scale = rationals.div(
          rationals.fromInteger(table.order / table.classes[c].size),
          rationals.fromInteger(n),
        );
        return Cyclotomic.fromExponents(n, exponents).times(Cyclotomic.fromRational(scale));
      };
      const key = residues.join();
      if (!byResidues.has(key)) byResidues.set(key, { residues, value });
    }
  }
  return [...byResidues.values()];
}

/** The classes of h⁰, h¹, … for one generator h of each class of maximal cyclic subgroups. */
function maximalCyclicPowers(table: ElementTable, meter: WorkMeter): number[][] {
  const powersOf = table.classes.map(({ representative: h }) => {
    meter.step(0);
    const powers = [0];
    for (let x = h; x !== 0; x = table.times(h, x)) powers.push(table.classOf[x]);
    return powers;
  });
  const isCovered = new Uint8Array(powersOf.length);
  const maximal: number[][] = [];
  for (const c of powersOf.map((_, i) => i).sort((a, b) => powersOf[b].length - powersOf[a].length || a - b)) {
    if (isCovered[c]) continue;
    maximal.push(powersOf[c]);
    for (const d of powersOf[c]) isCovered[d] = 1;
  }
  return maximal;
}

/** Sorted as the rows of the character table, whose columns are sorted by order of elements and size of classes. */
function inTableOrder(table: ElementTable, characters: readonly TableCharacter[], meter: WorkMeter): TableCharacter[] {
  const { classes } = table;
  const orders = classes.map(({ representative }) => table.elementOrder(representative));
  const columns = classes
    .map((_, c) => c)
    .sort((a, b) => orders[a] - orders[b] || classes[a].size - classes[b].size || a - b);
  const rows = characters.map((character) => ({
    character,
    indicator: character.indicator,
    values: columns.map((c) => character.value(c)),
  }));
  return sortRows(rows, meter).map(({ character }) => character);
}
