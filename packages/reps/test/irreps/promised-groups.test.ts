/** Every group of the catalogue is promised or refused. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LARGE, LONG, MANY, PROVED, QUICK, REFUSED, WITHOUT_TABLE } from './promised-groups.js';
import { catalogueIds } from './promised-irreps.js';

test('every group of the catalogue of order above 20 000 is in one list', () => {
  const named = [...QUICK, ...PROVED, ...LONG, ...MANY, ...LARGE, ...WITHOUT_TABLE, ...REFUSED];
  assert.equal(named.sort(), catalogueIds((order) => order > 20_000n).sort());
});

test.run();
