/** Spans of sampled bases against escnn's. */
import { kernelBasis } from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';
import { elementsOf, rankOfRows } from '../helpers/matrices.js';

interface SampledCase {
  readonly group: string;
  readonly in: string;
  readonly out: string;
  readonly kernelSize: number;
  readonly shape: readonly [number, number, number, number];
  readonly values: readonly number[];
}

test('the same spans as sampled by escnn, by both constructions', () => {
  for (const { group, in: input, out: output, kernelSize: size, shape, values } of escnnVectors<{
    cases: SampledCase[];
  }>('r2conv-sampled-bases').cases) {
    const space = spaceNamed(group);
    for (const kernel of ['auto', 'steerable'] as const) {
      const basis = kernelBasis(space, representationNamed(space, input), representationNamed(space, output), {
        size,
        kernel,
      });
      assert.is(basis.dimension, shape[0]);
      const own = elementsOf(basis);
      const data = Float64Array.from([...own, ...values]);
      // escnn's values are written with 12 decimals, so elements of norm ~1 are within 1e-11 of the span
      const rank = rankOfRows(data, 2 * shape[0], 1e-10);
      assert.is(rank, shape[0], `${group}: ${input} → ${output}, ${size}, ${kernel}`);
    }
  }
});

test('expandTranspose is the transpose of expand', () => {
  const space = spaceNamed('D4');
  for (const [input, output] of [
    ['regular', 'irrep:1,1'],
    ['regular', 'regular'],
    ['irrep:1,1', 'irrep:1,1'],
  ]) {
    const basis = kernelBasis(space, representationNamed(space, input), representationNamed(space, output), {
      size: 3,
    });
    const c = Float64Array.from({ length: 2 * basis.dimension }, (_, k) => Math.sin(k + 1));
    const filters = basis.expand(c);
    const f = Float64Array.from(filters, (_, k) => Math.cos(k * k));
    const left = filters.reduce((sum, x, k) => sum + x * f[k], 0);
    const right = basis.expandTranspose(f).reduce((sum, x, k) => sum + x * c[k], 0);
    // two sums of some thousand terms of size ~1
    assert.ok(Math.abs(left - right) <= 1e-11);
  }
});

test('squaredNorms are the norms of the elements', () => {
  const space = spaceNamed('C8');
  const basis = kernelBasis(space, space.regular, space.regular, { size: 5 });
  const elements = elementsOf(basis);
  const cols = elements.length / basis.dimension;
  basis.squaredNorms().forEach((norm, b) => {
    const own = elements.subarray(b * cols, (b + 1) * cols).reduce((sum, x) => sum + x * x, 0);
    assert.ok(Math.abs(norm - own) <= 1e-13 * own);
    assert.ok(Math.abs(norm - 8) <= 1e-12); // ‖B‖² = dim ρ_out
  });
});

test.run();
