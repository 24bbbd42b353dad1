/** Inference in float32, beside the module in float64. */
import {
  type EquivariantModule,
  exportModule,
  fieldType,
  float32Forward,
  GroupPooling,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  PointwiseAvgPool,
  PointwiseNonlinearity,
  R2Conv,
  SequentialModule,
  type Tensor,
  tensor,
  zeros,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { foldScales } from '../../dist/inference/fold-scales.js';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { largestDifference } from '../helpers/matrices.js';
import { normals } from '../tensor/difference-quotients.js';

const C4 = gspaces.rot2dOnR2(4);
const image = fieldType(C4, [C4.trivial]);
const regular = (n: number) => fieldType(C4, new Array(n).fill(C4.regular));

function model(): EquivariantModule {
  const hidden = regular(3);
  const layers = new SequentialModule([
    new R2Conv(image, hidden, 3),
    new InnerBatchNorm(hidden),
    new PointwiseNonlinearity(hidden, 'relu'),
    new R2Conv(hidden, hidden, 3, { padding: 1 }),
    new PointwiseNonlinearity(hidden, 'relu'),
    new InnerBatchNorm(hidden),
    new R2Conv(hidden, regular(1), 3, { stride: 2 }),
    new PointwiseAvgPool(regular(1), 3, { stride: 2 }),
    new GroupPooling(regular(1)),
  ]);
  let seed = 0;
  for (const [name, place] of [...layers.parameters(), ...layers.buffers()]) {
    const { data, shape } = normals(place.value.shape, ++seed, 0.5);
    const positive = data.map((x) => 0.5 + x * x);
    place.value = tensor(name.endsWith('Variance') ? positive : data, shape);
  }
  layers.evaluate();
  return layers;
}

const size = ({ data }: Tensor): number => data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test('inputs of several shapes, one after another and again', () => {
  const module = model();
  const forward = float32Forward(exportModule(module));
  for (const [samples, extent] of [
    [1, 17],
    [3, 17],
    [2, 13],
    [1, 17],
  ]) {
    const x = normals([samples, 1, extent, extent], samples);
    const y = module.forward(geometricTensor(x, image)).tensor;
    const single = forward(x);
    assert.equal(single.shape, y.shape);
    assert.equal(single.data, single.data.map(Math.fround));
    // three convolutions of up to 108 products and five lighter operations
    assert.ok(largestDifference(single.data, y.data) <= (3 * 108 + 5 * 4) * 2 ** -24 * Math.max(1, size(y)));
    assert.equal([...forward(x).data], [...single.data]);
  }
});

test('a factor and a shift of channels go into the convolution before them, and nowhere else', () => {
  const graph = exportModule(model());
  const folded = foldScales(graph);
  const names = (g: typeof graph): string[] => g.operations.map(({ operation }) => operation);
  assert.equal(names(graph).slice(0, 8), ['Conv', 'Mul', 'Add', 'Relu', 'Conv', 'Relu', 'Mul', 'Add']);
  assert.equal(names(folded).slice(0, 6), ['Conv', 'Relu', 'Conv', 'Relu', 'Mul', 'Add']);
  const x = normals([2, 1, 13, 13], 5);
  const [y, z] = [graph, folded].map((g) => evaluateGraph(g, x));
  // constants are rounded once more: all sums of up to 108 products
  assert.ok(largestDifference(y.data, z.data) <= 3 * 108 * 2 ** -52 * Math.max(1, size(y)));
});

test('the same bits from two functions of one graph, and none of other shapes', () => {
  const graph = exportModule(model());
  const x = normals([2, 1, 13, 13], 3);
  assert.equal([...float32Forward(graph)(x).data], [...float32Forward(graph)(x).data]);
  assert.throws(() => float32Forward(graph)(zeros([2, 2, 13, 13])), /-1, 1, -1, -1/);
});

test.run();
