import { equivariantMaps, verifyEquivariantMaps } from '@isotypic/maps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dimensionRows, representationsOfRow } from './dimension-rows.js';

for (const row of dimensionRows) {
  const name = `row ${row.id}: ${row.group}, ${row.rep_in ?? row.in_action} → ${row.rep_out ?? row.out_action}`;
  test(`${name}: equivariant on generators, independent, complete`, () => {
    const maps = equivariantMaps(...representationsOfRow(row));
    assert.is(maps.dimension, row.equivariant_dimension);
    assert.equal(verifyEquivariantMaps(maps).notProved, []);
  });
}

test.run();
