import {
  characterTable,
  rationalCharacters,
  rationalIrreducibleCharacters,
  verifyCharacterTable,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, smallGroups as groups } from './small-groups.js';

test('every group of order at most 63 is there', () => {
  assert.is(groups.length, 319);
  assert.is(new Set(groups.map((g) => g.id.join())).size, 319);
});

test(`degrees, indicators, rational and Galois-orbit characters of ${groups.length} groups agree with GAP`, () => {
  for (const vector of groups) {
    const { id, ...expected } = vector;
    const table = characterTable(groupOf(vector));
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
