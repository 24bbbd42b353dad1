/** Every group of the catalogue is promised, refused or named as an exception. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LARGE, LONG, NOT_PROMISED, PROVED, QUICK, REFUSED } from './promised-groups.js';
import { catalogueIds } from './promised-irreps.js';

test('every group of the catalogue of order above 20 000 is in one list', () => {
  const named = [...QUICK, ...PROVED, ...LONG, ...LARGE, ...REFUSED, ...Object.keys(NOT_PROMISED)];
  assert.equal(named.sort(), catalogueIds((order) => order > 20_000n).sort());
});

test.run();
