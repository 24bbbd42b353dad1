/** Components of very different size: each must be right relative to itself. */
import { catalogue } from '@isotypic/algebra';
import { multiple, regularRepresentation } from '@isotypic/reps';
import { cov, lstsq, structureOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, testSamples } from '../support/data.js';

const rep = multiple(2, regularRepresentation(catalogue.dihedral(3)));
const structure = structureOf(rep);
const D = rep.dimension;
const Q = structure.basis.data;

/** Samples whose isotypic coordinates have the given size per component. */
function graded(sizes: readonly number[], seed: number): { rows: number[][]; coordinates: number[][] } {
  const coordinates = testSamples(60, D, seed).map((z) => {
    const scaled = [...z];
    structure.components.forEach((c, k) => {
      for (let j = 0; j < c.degree * c.multiplicity; j++) scaled[c.offset + j] *= sizes[k];
    });
    return scaled;
  });
  const rows = coordinates.map((z) =>
    Array.from({ length: D }, (_, i) => z.reduce((sum, v, j) => sum + Q[i * D + j] * v, 0)),
  );
  return { rows, coordinates };
}

test('variances of components 10⁶ times smaller keep their digits', async () => {
  const sizes = structure.components.map((_, k) => 10 ** (-6 * (k % 2)));
  const { rows, coordinates } = graded(sizes, 4);
  const S = await cov(rows, rep, { normalization: 'n' });
  structure.components.forEach((c, k) => {
    if (c.isTrivial) return;
    const q = Float64Array.from({ length: D }, (_, i) => Q[i * D + c.offset]);
    let found = 0;
    for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) found += q[i] * S.at(i, j) * q[j];
    // Pooled: the average over s of the square of (copy 0, unit 0).
    let expected = 0;
    for (const z of coordinates) {
      for (let s = 0; s < c.pooled; s++) expected += z[c.offset + s] ** 2 / c.pooled / coordinates.length;
    }
    // S is rounded to ε‖S‖ when it is written as a matrix: 1e-16 of 1 against 1e-12 is 1e-4 at worst, for any method.
    const bound = 1e-12 + (4e-15 * D) / sizes[k] ** 2;
    assert.ok(Math.abs(found / expected - 1) < bound, `component ${k}: ${found} ${expected}`);
  });
});

test('least squares on components 10⁵ times smaller finds their maps', async () => {
  const sizes = structure.components.map((_, k) => 10 ** (-5 * (k % 2)));
  const { rows } = graded(sizes, 4);
  const truth = (await lstsq(testSamples(60, D, 1), testSamples(60, D, 2), rep, rep)).coefficients;
  const Y = rows.map((x) => Array.from({ length: D }, (_, i) => x.reduce((s, v, j) => s + truth.at(i, j) * v, 0)));
  const { coefficients } = await lstsq(rows, Y, rep, rep);
  // Rows are rounded to ε of their largest part, which is 1e5·ε of the small components: about 1e-10.
  assert.ok(deviation(coefficients.data, truth.data) < 1e-9);
});

test.run();
