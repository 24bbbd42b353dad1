/**
 * Whole families of groups against GAP: vectors/groups/families, made by families.mjs and families.g beside it. Tables,
 * and the natural and the regular representation over ℝ, group by group.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PermutationGroup } from '@isotypic/algebra';
import {
  type CharacterTable,
  characterTable,
  fieldOfValues,
  type IsotypicDecomposition,
  isotypicDecomposition,
  multiplicities,
  permutationCharacter,
  permutationRepresentation,
  realIrreducibleCharacters,
  regularRepresentation,
  verifyCharacterTable,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** [degree, indicator, multiplicity in the action on points, degree of the field of values, how many]. */
type Row = readonly [number, number, number, number, number];

export interface Facts {
  readonly id: string;
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly order: number;
  /** [element order, size, how many such classes]. */
  readonly classes: readonly (readonly [number, number, number])[];
  readonly rows: readonly Row[];
}

/** A group that GAP's side left out, with the reason. */
interface Skipped {
  readonly id: string;
  readonly order: number;
  readonly skipped: string;
}

/** Tables of groups up to this order are proved on their own, too. */
const PROVED_ORDER = 5000;

/** Regular representations are decomposed up to this order. */
export const REGULAR_ORDER = 200;

/** Seconds of processor time from which on a group is named. */
const NAMED_SECONDS = 20;

export function family(name: string): (Facts | Skipped)[] {
  const file = new URL(`../../../../vectors/groups/families/${name}.jsonl.gz`, import.meta.url);
  return gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export const isFacts = (x: Facts | Skipped): x is Facts => !('skipped' in x);

/** The distinct texts with how often each occurs, sorted. */
function collected(texts: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => `${count} of ${text}`).sort();
}

/** `[degree, multiplicity, type]` of real components, how often, from complex rows; `times` is a row's multiplicity. */
function realShape(rows: readonly Row[], times: (row: Row) => number): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const [degree, indicator, , , count] = row;
    const m = times(row);
    if (m === 0) continue;
    const [text, share] =
      indicator === 1
        ? [`${degree}×${m} real`, count]
        : indicator === -1
          ? [`${2 * degree}×${m / 2} quaternionic`, count]
          : [`${2 * degree}×${m} complex`, count / 2]; // in conjugate pairs of equal multiplicity
    counts.set(text, (counts.get(text) ?? 0) + share);
  }
  return [...counts].map(([text, count]) => `${count} of ${text}`).sort();
}

function assertTable({ id, order, classes, rows }: Facts, group: PermutationGroup): CharacterTable {
  assert.equal(
    collected(group.conjugacyClasses().map((c) => `${c.elementOrder},${c.size}`)),
    classes.map(([of, size, count]) => `${count} of ${of},${size}`).sort(),
    `${id}: classes`,
  );
  const table = characterTable(group);
  const natural = multiplicities(table, permutationCharacter(table.structure));
  assert.equal(
    collected(table.characters.map((χ, i) => `${χ.degree},${χ.indicator},${natural[i]},${fieldOfValues(χ).degree}`)),
    rows.map(([degree, indicator, m, field, count]) => `${count} of ${degree},${indicator},${m},${field}`).sort(),
    `${id}: characters`,
  );
  const real = realIrreducibleCharacters(table).map(({ character, constituents, multiplicity }) => {
    const type = multiplicity === 2 ? 'quaternionic' : constituents.length === 2 ? 'complex' : 'real';
    return `${character.values[0]}×1 ${type}`;
  });
  const types = rows.map((row): Row => [row[0], row[1], 1, 1, row[4]]);
  assert.equal(
    collected(real),
    realShape(types, ([, indicator]) => (indicator === -1 ? 2 : 1)),
    `${id}: real types`,
  );
  if (order <= PROVED_ORDER) verifyCharacterTable(table, { elementary: false });
  return table;
}

function assertShape(decomposition: IsotypicDecomposition, expected: readonly string[], name: string): void {
  const found = decomposition.components.map((c) => `${c.degree}×${c.multiplicity} ${c.type}`);
  assert.equal(collected(found), expected, name);
  assert.ok(verifyDecomposition(decomposition).irreducibilityProved, name);
}

/** Classes, table, indicators, real types, natural and, of a small group, regular representation: as GAP says. */
export function assertFacts(facts: Facts): void {
  const { id, degree, gens, order, rows } = facts;
  const group = new PermutationGroup(gens, { degree });
  assert.is(group.order, BigInt(order), id);
  assertTable(facts, group);
  const natural = isotypicDecomposition(permutationRepresentation(group));
  assertShape(
    natural,
    realShape(rows, (row) => row[2]),
    `${id}: natural representation`,
  );
  if (order > REGULAR_ORDER) return;
  const regular = isotypicDecomposition(regularRepresentation(group));
  assertShape(
    regular,
    realShape(rows, (row) => row[0]),
    `${id}: regular representation`,
  );
}

/** What is wrong with a group, or nothing; a group that takes long is named. */
function faultOf(facts: Facts): string | undefined {
  const start = process.cpuUsage();
  try {
    assertFacts(facts);
    return undefined;
  } catch (error) {
    return `${facts.id}: ${error}`;
  } finally {
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    if (seconds > NAMED_SECONDS) console.log(`  ${facts.id} of order ${facts.order}: ${seconds.toFixed(0)} s`);
  }
}

/** Tests over a family, fifty groups each, and a closing line that says how many were done, left out and wrong. */
export function testFamily(name: string, title: string, size: number): void {
  const all = family(name);
  const done = all.filter(isFacts);
  const left = all.filter((x): x is Skipped => !isFacts(x));
  const wrong: string[] = [];
  test(`${title}: no group is lost`, () => assert.is(all.length, size));
  for (let from = 0; from < done.length; from += 50) {
    const some = done.slice(from, from + 50);
    test(`${title}: ${some[0].id} to ${some[some.length - 1].id}`, () => {
      const faults = some.map(faultOf).filter((x) => x !== undefined);
      wrong.push(...faults);
      assert.equal(faults, []);
    });
  }
  test(`${title}: counts`, () => {
    const regular = done.filter(({ order }) => order <= REGULAR_ORDER).length;
    const reasons = collected(left.map(({ skipped }) => skipped.replace(/^\d+ /, ''))).join(', ');
    const without = left.length === 0 ? '' : `, ${left.length} left out (${reasons})`;
    console.log(`${title}: ${done.length} groups, ${regular} in regular action${without}, ${wrong.length} wrong`);
    assert.is(wrong.length, 0);
  });
}
