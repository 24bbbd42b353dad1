/** Transitive and primitive groups of the families, of order above 20 000: three irreps of each. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { largeFamilyRows, testPromisedRows } from './promised-irreps.js';

const rows = largeFamilyRows();

test('as many groups as docs/reps.md says', () => {
  assert.is(rows.length, 208);
});

testPromisedRows(rows, { sample: 3 });

test.run();
