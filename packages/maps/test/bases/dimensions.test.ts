import { equivariantMaps } from '@isotypic/maps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dimensionRows, representationsOfRow } from './dimension-rows.js';

for (const row of dimensionRows.filter((r) => r.kind !== 'permutation action')) {
  test(`row ${row.id}: ${row.group}, ${row.rep_in} → ${row.rep_out}`, () => {
    const [into, out] = representationsOfRow(row);
    assert.is(into.dimension, row.dim_in);
    assert.is(out.dimension, row.dim_out);
    assert.is(equivariantMaps(into, out).dimension, row.equivariant_dimension);
  });
}

test.run();
