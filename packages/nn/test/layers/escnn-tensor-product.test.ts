/**
 * Tensor products of fields against escnn's. Its basis of equivariant maps is another one than ours, so that its
 * weights are found in ours by least squares on some samples; outputs then agree on the others.
 */
import { fieldType, geometricTensor, type Tensor, TensorProductModule, tensor } from '@isotypic/nn';
import { Float64Matrix, leastSquares } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';
import { largestDifference } from '../helpers/matrices.js';

interface Case {
  readonly group: string;
  readonly input: string;
  readonly output: string;
  /** Independent maps of symmetric products, for one field. */
  readonly rank: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const { fields, samples, cases } = escnnVectors<{ fields: number; samples: number; cases: readonly Case[] }>(
  'tensor-product',
);

/** Samples that weights are found on; the rest are compared. */
const FITTED = 24;

/** Field f of numbers [samples, fields, size]. */
function fieldOf(all: readonly number[], f: number): { size: number; rows: (from: number, to: number) => number[] } {
  const size = all.length / samples / fields;
  const row = (n: number): number[] => all.slice((n * fields + f) * size, (n * fields + f + 1) * size);
  return { size, rows: (from, to) => Array.from({ length: to - from }, (_, n) => row(from + n)).flat() };
}

/** Weights from a list of numbers, one after another. */
function setWeights(layer: TensorProductModule, values: ArrayLike<number>): void {
  let at = 0;
  for (const place of layer.weights) {
    const { shape, size } = place.value;
    const next = at + size;
    place.value = tensor(Array.from(values).slice(at, next), shape);
    at = next;
  }
}

for (const c of cases) {
  test(`${c.group}: ${c.input} times itself to ${c.output}, as many maps and the same outputs`, () => {
    const space = spaceNamed(c.group);
    const [type, out] = [c.input, c.output].map((name) => fieldType(space, [representationNamed(space, name)]));
    for (let f = 0; f < fields; f++) {
      const layer = new TensorProductModule(type, out);
      assert.is(layer.dimension, c.rank);
      const [x, y] = [fieldOf(c.x, f), fieldOf(c.y, f)];
      const outputs = (from: number, to: number): Tensor => {
        const shape = [to - from, x.size, ...new Array<number>(space.baseDimension).fill(1)];
        return layer.forward(geometricTensor(tensor(x.rows(from, to), shape), type)).tensor;
      };
      const columns = Array.from({ length: layer.dimension }, (_, k) => {
        setWeights(
          layer,
          Array.from({ length: layer.dimension }, (__, i) => Number(i === k)),
        );
        return outputs(0, FITTED).data;
      });
      const design = Float64Matrix.generate(FITTED * y.size, layer.dimension, (i, k) => columns[k][i]);
      const found = leastSquares(
        design,
        y.rows(0, FITTED).map((value) => [value]),
      );
      assert.is(found.rank, layer.dimension);
      setWeights(layer, found.solution.data);
      const [expected, { data }] = [y.rows(FITTED, samples), outputs(FITTED, samples)];
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(largest > 0.1);
      // escnn has its basis in float32: entries right to 2⁻²⁴, at most 64 of them in a sum
      assert.ok(largestDifference(data, expected) <= 64 * 2 ** -24 * Math.max(1, largest));
      assert.ok(largestDifference(data, expected) <= 1e-6);
    }
  });
}

test('all thirteen cases', () => assert.is(cases.length, 13));

test.run();
