import { equivariantMaps, verifyEquivariantMaps } from '@isotypic/maps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dimensionRows, representationsOfRow } from './dimension-rows.js';

/** Beyond this many unknowns the verification is left to the slow tests. */
const SMALL = 60;

for (const row of dimensionRows) {
  const name = `row ${row.id}: ${row.group}, ${row.rep_in ?? row.in_action} → ${row.rep_out ?? row.out_action}`;
  test(name, () => {
    const [into, out] = representationsOfRow(row);
    assert.is(into.dimension, row.dim_in);
    assert.is(out.dimension, row.dim_out);
    const maps = equivariantMaps(into, out);
    assert.is(maps.dimension, row.equivariant_dimension);
    if (row.dim_in * row.dim_out <= SMALL) assert.equal(verifyEquivariantMaps(maps).notProved, []);
  });
}

test.run();
