/** Dimensions of bases against escnn's, and the rank of what they expand to. */
import { catalogue } from '@isotypic/algebra';
import { gspaces, kernelBasis, noBaseSpace } from '@isotypic/nn';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';
import { elementsOf, rankOfRows } from '../helpers/matrices.js';

interface ConvolutionCase {
  readonly group: string;
  readonly in: string;
  readonly out: string;
  readonly kernelSize: number;
  readonly dimension: number;
}

for (const file of ['r2conv-dimensions', 'r3conv-dimensions']) {
  test(`escnn's ${file}, and the rank of expand is the dimension`, () => {
    const { cases } = escnnVectors<{ cases: ConvolutionCase[] }>(file);
    for (const { group, in: input, out: output, kernelSize: size, dimension } of cases) {
      const space = spaceNamed(group);
      const basis = kernelBasis(space, representationNamed(space, input), representationNamed(space, output), { size });
      const label = `${group}: ${input} → ${output}, ${size}`;
      assert.is(basis.dimension, dimension, label);
      if (dimension === 0 || dimension > 24) continue; // the larger ones are sums of such blocks
      const rows = elementsOf(basis);
      assert.is(rankOfRows(rows, dimension), dimension, label);
    }
  });
}

test('the induced filters of regular fields are as many as the steerable ones', () => {
  for (const name of ['C4', 'C6', 'D4', 'D8', 'flip', 'inv', 'C4z', 'D3z']) {
    const space = spaceNamed(name);
    for (const output of [space.trivial, space.regular]) {
      const count = (kernel: 'induced' | 'steerable'): number =>
        kernelBasis(space, space.regular, output, { size: 3, kernel }).dimension;
      assert.is(count('induced'), count('steerable'), name);
    }
  }
});

test("escnn's Linear: weights and biases over a point", () => {
  const { cases } = escnnVectors<{
    cases: { group: string; in: string[]; out: string[]; weights: number; bias: number }[];
  }>('linear-dimensions');
  const others: Record<string, () => ReturnType<typeof spaceNamed>> = {
    C5: () => gspaces.rot2dOnR2(5),
    D3: () => gspaces.flipRot2dOnR2(3),
  };
  for (const { group, in: input, out: output, weights } of cases) {
    const space = (others[group] ?? (() => spaceNamed(group)))();
    let sum = 0;
    for (const a of input) {
      for (const b of output) {
        sum += kernelBasis(space, representationNamed(space, a), representationNamed(space, b), { size: 1 }).dimension;
      }
    }
    assert.is(sum, weights, `${group}: ${input} → ${output}`);
  }
});

test('orbits on a grid: as many as Burnside counts, more than rings have', () => {
  const space = gspaces.flipRot2dOnR2(4);
  const all = kernelBasis(space, space.regular, space.regular, { size: 5, kernel: 'orbits' });
  assert.is(all.dimension, (25 * 64) / 8); // the regular action on pairs is free
  const octa = gspaces.octaOnR3();
  assert.is(kernelBasis(octa, octa.regular, octa.regular, { size: 3, kernel: 'orbits' }).dimension, 27 * 24);
  assert.is(kernelBasis(octa, octa.trivial, octa.trivial, { size: 3, kernel: 'orbits' }).dimension, 4);
  assert.throws(
    () =>
      kernelBasis(spaceNamed('C8'), spaceNamed('C8').regular, spaceNamed('C8').regular, { size: 3, kernel: 'orbits' }),
    /keeps the grid/,
  );
});

test('over a point a large group has one filter for each orbital', () => {
  const group = catalogue.symmetric(12);
  const space = noBaseSpace(group);
  const natural = permutationRepresentation(group);
  assert.is(kernelBasis(space, natural, natural).dimension, 2);
});

test.run();
