// Bilinear forms of blocks that are held by samples against those of the blocks as matrices.
import { catalogue } from '@isotypic/algebra';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { multiple, regularRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dualLeastSquares } from '../../dist/estimators/dual-least-squares.js';
import { changeOf } from '../../dist/structure/change-of-basis.js';
import { type HeldBlocks, MatrixBlocks, SampleBlocks } from '../../dist/structure/held-blocks.js';
import { HeldCovariance } from '../../dist/structure/held-covariance.js';
import { HeldSamples } from '../../dist/structure/held-samples.js';
import type { IsotypicStructure } from '../../dist/structure/isotypic-structure.js';
import { rowGrams } from '../../dist/structure/row-grams.js';
import { structureOf } from '../../dist/structure/structure-of.js';

/** Few terms, and more than rows of R(Z) are joined for. */
const COUNTS = [0, 1, 3, 8, 11];

function terms(width: number, count: number, seed: number): { a: number; value: number }[] {
  const values = standardNormals(1, width, seed).data;
  const step = Math.max(1, Math.floor(width / Math.max(1, count)));
  return Array.from({ length: Math.min(width, count) }, (_, t) => ({ a: t * step, value: values[t] }));
}

function expectForms(held: HeldBlocks, { components }: IsotypicStructure): void {
  const slow = new MatrixBlocks(held.blocks);
  components.forEach(({ multiplicity, units }, k) => {
    const width = multiplicity * units;
    const size = held.blocks[k].data.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    for (const count of COUNTS) {
      const [u, v] = [terms(width, count, 1 + k), terms(width, COUNTS[(k + count) % COUNTS.length], 40 + k)];
      for (const [left, right] of [
        [u, v],
        [u, u],
      ]) {
        const [got, want] = [held.form(k, left, right), slow.form(k, left, right)];
        assert.ok(Math.abs(got - want) <= 1e-12 * size * (1 + count) ** 2, `component ${k}, ${count}: ${got}, ${want}`);
      }
    }
  });
}

// types over ℝ, ℂ and ℍ; multiplicities of 12 and more
for (const [name, rep] of [
  ['quaternions', multiple(12, regularRepresentation(catalogue.quaternion(8)))],
  ['C₅', multiple(12, regularRepresentation(catalogue.cyclic(5)))],
] as const) {
  test(`forms of what is held by samples: ${name}`, async () => {
    const backend = await openBackend();
    const S = structureOf(rep);
    const D = rep.dimension;
    const [X, Y] = [standardNormals(7, D, 1), standardNormals(7, D, 2)];
    const coordinates = await backend.toCoordinates({ rows: X, basis: changeOf(S) });
    expectForms(
      new SampleBlocks(
        S,
        coordinates,
        S.components.map((_, k) => 3 + k),
      ),
      S,
    );
    const Z = new HeldSamples(S, X, undefined, undefined);
    const grams = await rowGrams(
      Z,
      S.components.map(() => true),
      backend,
    );
    const loadings = S.components.map((_, k) => ({ identity: 0.5 + k, samples: 1 / (2 + k) }));
    expectForms(new HeldCovariance(Z, grams, loadings), S);
    const { held } = await dualLeastSquares(Z, new HeldSamples(S, Y, undefined, undefined), 0.1, backend);
    expectForms(held, S);
    await backend.close();
  });
}

test.run();
