/** Reads the character tables that GAP computed and compares ours with them, fact by fact. */
import { readdirSync, readFileSync } from 'node:fs';
import { Cyclotomic, Permutation, PermutationGroup } from '@isotypic/algebra';
import { type CharacterTable, multiplicities, permutationCharacter } from '@isotypic/reps';
import * as assert from 'uvu/assert';
import { primeDivisors } from '../../dist/characters/modulus.js';

export interface TableVector {
  readonly id: string;
  readonly degree: number;
  readonly order: string;
  readonly gens: readonly (readonly number[])[];
  readonly classes: readonly { readonly order: number; readonly rep: readonly number[]; readonly size: string }[];
  /** Indices into `values`. */
  readonly irr: readonly (readonly number[])[];
  readonly values: readonly { readonly n: number; readonly coeffs: Readonly<Record<string, string>> }[];
  readonly frobeniusSchur: readonly number[];
  readonly powerMaps: Readonly<Record<string, readonly number[]>>;
  readonly inverseClass: readonly number[];
  readonly permCharacter: readonly number[];
  readonly permMultiplicities: readonly number[];
  readonly degrees: readonly number[];
  readonly nrClasses: number;
  /** Of the action on the points: the sum of the squares of its multiplicities. */
  readonly rank: number | null;
}

/** What a vector says: facts that are compared, and remarks on how GAP came by them. A name in neither is a failure. */
const FACTS = [
  'order',
  'nrClasses',
  'classes',
  'powerMaps',
  'inverseClass',
  'values',
  'irr',
  'frobeniusSchur',
  'degrees',
  'permCharacter',
  'permMultiplicities',
  'rank',
];
const REMARKS = ['id', 'degree', 'gens', 'libraryName', 'libraryTableIsomorphic', 'orthogonalityChecked'];

/** So many tables there are: a reader that loses some must not pass. */
export const TABLE_COUNT = 148;

const folder = new URL('../../../../vectors/groups/tables/', import.meta.url);

export function tableNames(): string[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.json'))
    .map((f) => f.slice(0, -'.json'.length))
    .sort();
}

export function readTable(name: string): TableVector {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

export function groupOf(vector: TableVector): PermutationGroup {
  return new PermutationGroup(
    vector.gens.map((g) => Permutation.fromImages(g)),
    { degree: vector.degree },
  );
}

/** The value Σ coeffs[e]·E(n)^e. */
function cyclotomicOf({ n, coeffs }: TableVector['values'][number]): Cyclotomic {
  return Object.entries(coeffs).reduce(
    (sum, [e, c]) => sum.plus(Cyclotomic.rootOfUnity(n, Number(e)).times(Cyclotomic.fromRational(Number(c)))),
    Cyclotomic.zero,
  );
}

/**
 * Equal up to the order of classes and of characters: values, sizes, power maps, inverses, indicators, degrees, and the
 * character of the action on the points with its multiplicities. Every fact of the vector is compared.
 */
export function assertSameTable(table: CharacterTable, vector: TableVector): void {
  for (const name of Object.keys(vector)) assert.ok(FACTS.includes(name) || REMARKS.includes(name), `fact ${name}`);
  for (const name of FACTS) assert.ok(name in vector, `no ${name}`);
  assert.is(table.order, BigInt(vector.order));
  assert.is(table.classes.length, vector.classes.length);
  assert.is(table.classes.length, vector.nrClasses);
  assert.is(vector.irr.length, vector.nrClasses);
  assert.equal(
    table.characters.map((x) => x.degree),
    [...vector.degrees].sort((a, b) => a - b),
  );
  // ours[c] is our index of GAP's class c
  const ours = vector.classes.map((c) => table.classOf(Permutation.fromImages(c.rep)));
  assert.is(new Set(ours).size, vector.classes.length, 'classes correspond one to one');
  vector.classes.forEach((c, i) => {
    assert.is(table.classes[ours[i]].size, BigInt(c.size));
    assert.is(table.classes[ours[i]].elementOrder, BigInt(c.order));
  });
  const primes = primeDivisors(table.exponent);
  assert.equal(Object.keys(vector.powerMaps).map(Number), primes, 'a power map for every prime');
  for (const [p, map] of Object.entries(vector.powerMaps)) {
    const power = table.powerMap(Number(p));
    map.forEach((image, i) => {
      assert.is(power[ours[i]], ours[image], `power map ${p}`);
    });
  }
  vector.inverseClass.forEach((image, i) => {
    assert.is(table.inverseClass[ours[i]], ours[image]);
  });
  const texts = vector.values.map((v) => cyclotomicOf(v).toString());
  const theirRows = vector.irr.map((row, i) => `${vector.frobeniusSchur[i]}: ${row.map((v) => texts[v]).join(' ')}`);
  const ourRows = table.characters.map((x) => `${x.indicator}: ${ours.map((c) => x.values[c].toString()).join(' ')}`);
  assert.equal([...ourRows].sort(), [...theirRows].sort());
  // The rows are different from each other, so that theirs names one of ours.
  const indexOf = new Map(ourRows.map((row, i) => [row, i]));
  assert.is(indexOf.size, vector.nrClasses);
  const onPoints = permutationCharacter(table.structure);
  vector.permCharacter.forEach((x, i) => {
    assert.is(onPoints.values[ours[i]].toString(), `${x}`, 'permutation character');
  });
  const occurs = multiplicities(table, onPoints);
  vector.permMultiplicities.forEach((m, i) => {
    assert.is(occurs[indexOf.get(theirRows[i]) as number], m, 'multiplicity in the permutation character');
  });
  if (vector.rank !== null)
    assert.is(
      occurs.reduce((sum, m) => sum + m * m, 0),
      vector.rank,
    );
}
