import { readFileSync } from 'node:fs';
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import {
  characterTable,
  rationalCharacters,
  rationalIrreducibleCharacters,
  verifyCharacterTable,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface SmallGroup {
  readonly id: readonly [number, number];
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly classes: number;
  readonly degreesWithIndicator: readonly (readonly [number, number])[];
  readonly rationalIrreps: number;
  readonly qIrreps: number;
  readonly exponent: number;
}

const groups: SmallGroup[] = readFileSync(
  new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test(`degrees, indicators, rational and Galois-orbit characters of ${groups.length} groups agree with GAP`, () => {
  for (const { id, degree, gens, ...expected } of groups) {
    const group = new PermutationGroup(
      gens.map((g) => Permutation.fromImages(g)),
      { degree },
    );
    const table = characterTable(group);
    const types = table.characters.map((x): [number, number] => [x.degree, x.indicator]);
    assert.is(table.exponent, expected.exponent, `${id}`);
    assert.is(table.classes.length, expected.classes, `${id}`);
    assert.equal(
      types.sort(([a, s], [b, t]) => a - b || s - t),
      expected.degreesWithIndicator,
      `${id}`,
    );
    assert.is(rationalCharacters(table).length, expected.rationalIrreps, `${id}`);
    assert.is(rationalIrreducibleCharacters(table).length, expected.qIrreps, `${id}`);
    verifyCharacterTable(table);
  }
});

test.run();
