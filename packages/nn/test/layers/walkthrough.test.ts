/** escnn's walk-through on C4, number by number. */
import {
  fieldType,
  GroupPooling,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  PointwiseAvgPool,
  PointwiseNonlinearity,
  R2Conv,
  SequentialModule,
  tensor,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors } from '../helpers/escnn.js';
import { largestDifference } from '../helpers/matrices.js';

const numbers = (nested: unknown): number[] => (nested as number[]).flat(9) as number[];

interface Walkthrough {
  readonly representations: Readonly<Record<string, readonly [string, number]>>;
  readonly 'irrep_1(g1)': number[][];
  readonly 'regular(g1)': number[][];
  readonly 'shape 3 regular': number[];
  readonly weights: number;
  readonly rotations: number[][][];
  readonly filter: unknown;
  readonly 'conv(x)': unknown;
  readonly 'conv(rotated)': unknown;
  readonly 'rotated conv(x)': unknown;
  readonly article: unknown;
  readonly parameters: number[];
  readonly 'model output shape': number[];
  readonly pooled: number[];
}

const walk = escnnVectors<Walkthrough>('walkthrough-float64');
const C4 = gspaces.rot2dOnR2(4);
const quarter = C4.group.generators[0];
const image = fieldType(C4, [C4.trivial]);
const one = fieldType(C4, [C4.regular]);

test('the irreducibles and the regular representation of C4', () => {
  assert.equal(
    [C4.irrep(0), C4.irrep(1), C4.irrep(2), C4.regular].map((r) => r.dimension),
    Object.values(walk.representations).map(([, dimension]) => dimension),
  );
  assert.ok(largestDifference(C4.matrix(C4.irrep(1), quarter), numbers(walk['irrep_1(g1)'])) <= 1e-15);
  assert.ok(largestDifference(C4.matrix(C4.regular, quarter), numbers(walk['regular(g1)'])) === 0);
});

test('trivial → 3·regular, kernel 3: the shape', () => {
  const type = fieldType(C4, [C4.regular, C4.regular, C4.regular]);
  const x = geometricTensor(tensor(new Float64Array(2 * 32 * 32), [2, 1, 32, 32]), image);
  assert.equal(new R2Conv(image, type, 3).forward(x).shape, walk['shape 3 regular']);
});

test('the Vandermonde image: turned four times it comes back, and the convolution turns with it, to the bit', () => {
  const layer = new R2Conv(image, one, 3, { bias: false });
  assert.is(layer.basis.dimension, walk.weights);
  assert.ok(layer.setFilter(numbers(walk.filter)) <= 1e-12);
  const x = geometricTensor(tensor(numbers(walk.rotations[0]), [1, 1, 4, 4]), image);
  let turned = x;
  for (const expected of walk.rotations.slice(1)) {
    turned = turned.transform(quarter);
    assert.equal([...turned.tensor.data], numbers(expected));
  }
  const [after, before] = [layer.forward(x.transform(quarter)), layer.forward(x).transform(quarter)];
  // sums of nine products up to 27·0.9, in both
  assert.ok(largestDifference(layer.forward(x).tensor.data, numbers(walk['conv(x)'])) <= 1e-12);
  assert.ok(largestDifference(after.tensor.data, numbers(walk['conv(rotated)'])) <= 1e-12);
  assert.ok(largestDifference(before.tensor.data, numbers(walk['rotated conv(x)'])) <= 1e-12);
  assert.ok(largestDifference(after.tensor.data, numbers(walk.article)) <= 5e-5); // printed with four decimals
  // nine products added in another order: 9·ε·Σ|w x| with Σ|w x| ≤ 9·27
  assert.ok(largestDifference(after.tensor.data, before.tensor.data) <= 9 * 2 ** -52 * 9 * 27);
});

test('the model: parameters, shapes, and an invariant number', () => {
  const hidden = fieldType(C4, [C4.regular, C4.regular, C4.regular, C4.regular]);
  const convolutions = [
    new R2Conv(image, hidden, 3, { seed: 1 }),
    new R2Conv(hidden, hidden, 3, { seed: 2 }),
    new R2Conv(hidden, one, 3, { seed: 3 }),
  ];
  assert.equal(
    convolutions.map((layer) => layer.basis.dimension),
    walk.parameters,
  );
  const model = new SequentialModule([
    convolutions[0],
    new InnerBatchNorm(hidden),
    new PointwiseNonlinearity(hidden, 'relu'),
    convolutions[1],
    new InnerBatchNorm(hidden),
    new PointwiseNonlinearity(hidden, 'relu'),
    convolutions[2],
  ]).evaluate();
  const x = geometricTensor(
    tensor(
      Float64Array.from({ length: 289 }, (_, i) => Math.sin(i * i)),
      [1, 1, 17, 17],
    ),
    image,
  );
  const y = model.forward(x);
  assert.equal(y.shape, walk['model output shape']);
  const pool = new PointwiseAvgPool(one, 11);
  assert.equal(pool.forward(y).shape, walk.pooled);
  const invariant = new GroupPooling(one).forward(pool.forward(y)).tensor.item();
  const ofTurned = new GroupPooling(one).forward(pool.forward(model.forward(x.transform(quarter)))).tensor.item();
  // three layers of at most 144 products of numbers below 10
  assert.ok(Math.abs(invariant - ofTurned) <= 3 * 144 * 10 * 2 ** -52);
});

test.run();
