/** Few rows of a map, made by hand, against all rows by the pipeline. */
import { catalogue } from '@isotypic/algebra';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { projectOnUnits } from '@isotypic/numeric/internal';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rowsOfMap } from '../../dist/structure/assemble-map.js';
import { structuresOf } from '../../dist/structure/structure-of.js';

const quaternions = regularRepresentation(catalogue.quaternion(8));
const pentagon = permutationRepresentation(catalogue.dihedral(5));

for (const [name, y, x] of [
  ['C₂₀ on itself', regularRepresentation(catalogue.cyclic(20)), regularRepresentation(catalogue.cyclic(20))],
  ['the quaternions on themselves, twice, to once', multiple(2, quaternions), quaternions],
  ['the pentagon to D₅ on itself', pentagon, regularRepresentation(pentagon.group)],
] as const) {
  test(name, async () => {
    const backend = await openBackend();
    const [Y, X] = structuresOf('test', y, x);
    const blocks = Y.components.map(({ multiplicity: m, units }, k) => {
      const n = X.components[k].multiplicity;
      const C = standardNormals(m * units, n * units, k + 1);
      projectOnUnits(C.data, m, n, units);
      return C;
    });
    const all = await rowsOfMap(blocks, Y, X, backend);
    const rows = [Y.dimension - 1, 0, 3];
    const few = await rowsOfMap(blocks, Y, X, backend, rows);
    rows.forEach((row, r) => {
      for (let j = 0; j < X.dimension; j++) assert.ok(Math.abs(few.at(r, j) - all.at(row, j)) <= 1e-14, `${row}, ${j}`);
    });
    await backend.close();
  });
}

test.run();
