/** Tables against summaries of GAP's: vectors/groups/table-summaries.jsonl, with the script beside it. */
import { readFileSync } from 'node:fs';
import { PermutationGroup } from '@isotypic/algebra';
import {
  characterTable,
  fieldOfValues,
  multiplicities,
  permutationCharacter,
  verifyCharacterTable,
} from '@isotypic/reps';
import * as assert from 'uvu/assert';

interface Summary {
  readonly id: string;
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly order: number;
  readonly classes: number;
  /** [degree, indicator, multiplicity in the action on points, degree of the field of values], how often. */
  readonly rows: readonly (readonly [readonly [number, number, number, number], number])[];
}

const file = new URL('../../../../vectors/groups/table-summaries.jsonl', import.meta.url);

export function summaries(): Summary[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The table has the rows that the summary says; orthogonality, power maps and indicators are proved. */
export function assertSummary({ id, degree, gens, order, classes, rows }: Summary): void {
  const group = new PermutationGroup(gens, { degree });
  assert.is(group.order, BigInt(order), id);
  const table = characterTable(group);
  assert.is(table.classes.length, classes, id);
  const natural = multiplicities(table, permutationCharacter(table.structure));
  const found = new Map<string, number>();
  table.characters.forEach((χ, i) => {
    const key = `${χ.degree},${χ.indicator},${natural[i]},${fieldOfValues(χ).degree}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  });
  const expected = rows.map(([row, count]) => `${row.join()}: ${count}`);
  assert.equal([...found].map(([row, count]) => `${row}: ${count}`).sort(), expected.sort(), id);
  if (order <= 5000) verifyCharacterTable(table, { elementary: false });
}
