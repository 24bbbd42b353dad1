/** Exports whose matrices depend on the extents of the input: what the module computes, and refused without extents. */
import { catalogue, cosetAction, PermutationGroup } from '@isotypic/algebra';
import {
  type DenseGraph,
  type EquivariantModule,
  exportModule,
  FieldAttention,
  FieldRmsNorm,
  fieldType,
  float32Forward,
  GridAttention,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  InvariantPositions,
  noBaseSpace,
  PointwiseAdaptiveAvgPool,
  PointwiseAdaptiveMaxPool,
  PointwiseMaxPool,
  R2Conv,
  R3Conv,
  type SequenceModule,
  SequentialModule,
  type Tensor,
  TransformerEncoder,
  tensor,
  Upsampling,
  VectorFieldNonlinearity,
} from '@isotypic/nn';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { waves } from '../helpers/derivatives.js';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { shake } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

const [C4, D4, cube] = [gspaces.rot2dOnR2(4), gspaces.flipRot2dOnR2(4), gspaces.octaOnR3()];
const regular = fieldType(C4, [C4.regular, C4.trivial, C4.regular]);
const onCube = fieldType(cube, [cube.irrep(1), cube.trivial]);
const S3 = noBaseSpace(catalogue.symmetric(3));
const onPoint = fieldType(S3, [S3.regular, S3.regular]);

const onGrids: readonly (readonly [EquivariantModule, readonly number[], RegExp])[] = [
  [new Upsampling(regular, 2, { mode: 'linear' }), [5, 5], /mode 'linear'/],
  [new Upsampling(regular, undefined, { size: 10 }), [5, 5], /fixed size/],
  [new Upsampling(onCube, undefined, { size: 4, mode: 'linear', alignCorners: true }), [3, 3, 3], /mode 'linear'/],
  [new PointwiseAdaptiveAvgPool(onCube, 2), [3, 4, 5], /PointwiseAdaptiveAvgPool to 2 places/],
  [new PointwiseAdaptiveMaxPool(regular, 3), [7, 5], /PointwiseAdaptiveMaxPool to 3 places/],
  [new GridAttention(regular), [3, 3], /GridAttention/],
  [new GridAttention(fieldType(C4, [C4.regular, C4.regular]), { heads: 2 }), [3, 5], /GridAttention/],
  // extents change on the way: the pool reads 4×4 places
  [
    new SequentialModule([
      new R2Conv(regular, regular, 3, { stride: 2 }),
      new InnerBatchNorm(regular),
      new PointwiseAdaptiveMaxPool(regular, 3),
      new PointwiseMaxPool(regular, 3),
    ]),
    [9, 9],
    /PointwiseAdaptiveMaxPool to 3 places/,
  ],
  [
    new SequentialModule([new R3Conv(onCube, onCube, 3, { padding: 1 }), new PointwiseAdaptiveAvgPool(onCube, 2)]),
    [3, 3, 3],
    /PointwiseAdaptiveAvgPool/,
  ],
];

const inTime: readonly (readonly [SequenceModule, RegExp])[] = [
  [new FieldAttention(onPoint, { causal: true }), /FieldAttention with positions or a causal mask/],
  [new FieldAttention(onPoint, { heads: 2, positions: 'relative', reach: 2 }), /FieldAttention with positions/],
  [new FieldAttention(onPoint, { positions: 'rotary', causal: true }), /FieldAttention with positions/],
  [new InvariantPositions(onPoint, 9), /InvariantPositions, which have a length/],
  [new TransformerEncoder(onPoint, { heads: 2, positions: 'relative', causal: true }), /FieldAttention/],
];

/** The graph against the module: the same sums in an order of their own, up to 200 products of size ~1, ten times. */
function checkGraph(graph: DenseGraph, x: Tensor, y: Tensor): void {
  const largest = y.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const z = evaluateGraph(graph, x);
  assert.equal(z.shape, y.shape);
  const fits = (shape: readonly number[], { shape: own }: Tensor): boolean =>
    shape.length === own.length && shape.every((n, axis) => (axis === 0 ? n === -1 : n === -1 || n === own[axis]));
  assert.ok(fits(graph.inputs[0].shape, x) && fits(graph.outputShape, y));
  assert.ok(largestDifference(z.data, y.data) <= 10 * 200 * 2 ** -52 * largest);
  const single = float32Forward(graph)(x);
  assert.equal(single.shape, y.shape);
  assert.ok(largestDifference(single.data, y.data) <= 10 * 200 * 2 ** -24 * largest);
}

for (const [layer, extents, name] of onGrids) {
  test(`${layer.kind} over ${layer.inType} at ${extents}: as dense operations, and refused without extents`, () => {
    shake(layer);
    layer.train(); // what is written down is evaluation nevertheless, and the module stays as it is
    const before = layer.state();
    assert.throws(() => exportModule(layer), name);
    const graph = exportModule(layer, { extents });
    assert.is(layer.isTraining, true);
    assert.equal(layer.state(), before);
    layer.evaluate();
    const x = waves([2, layer.inType.size, ...extents], 3);
    assert.equal(graph.inputs, [{ name: 'x', shape: [-1, ...x.shape.slice(1)] }]);
    checkGraph(graph, x, layer.forward(geometricTensor(x, layer.inType)).tensor);
  });
}

for (const [layer, name] of inTime) {
  test(`${layer.kind} at a time of 7: as dense operations, and refused without it`, () => {
    shake(layer);
    layer.evaluate();
    assert.throws(() => exportModule(layer), name);
    const x = waves([2, layer.inType.size, 7], 1);
    checkGraph(exportModule(layer, { extents: [7] }), x, layer.forward(x));
  });
}

test('modes of modules within stay as they are', () => {
  const layers = [new InnerBatchNorm(regular), new FieldRmsNorm(regular)];
  const model = new SequentialModule(layers);
  model.train();
  layers[1].evaluate();
  exportModule(model, { extents: [3, 3] });
  assert.equal(
    [model, ...layers].map((module) => module.isTraining),
    [true, true, false],
  );
});

test('extents of other axes, and too long a time, are refused', () => {
  const pool = new PointwiseAdaptiveAvgPool(regular, 2);
  const code = (expected: string) => (e: { code: string }) => e.code === expected;
  assert.throws(() => exportModule(pool, { extents: [5] }), code('SHAPE_MISMATCH'));
  assert.throws(() => exportModule(pool, { extents: [5, 0] }), code('INVALID_ARGUMENT'));
  assert.throws(() => exportModule(new InvariantPositions(onPoint, 3), { extents: [4] }), /a time of at most 3/);
  const odd = new R2Conv(regular, regular, 3, { stride: 2 });
  assert.throws(() => exportModule(odd, { extents: [8, 8] }), /8/);
});

test('the greatest channel as a vector: fields of two kinds in turn, and ties', () => {
  const mirror = new PermutationGroup([D4.group.generators[1]]);
  const quotient = permutationRepresentation(D4.group, cosetAction(D4.group, mirror).generators);
  const mixed = fieldType(D4, [quotient, D4.regular, quotient]);
  const layer = new VectorFieldNonlinearity(mixed, D4.irrep(1, 1));
  for (const round of [(v: number) => v, (v: number) => Math.round(2 * v)]) {
    const smooth = waves([3, mixed.size, 2, 2], 5);
    const x = tensor(smooth.data.map(round), smooth.shape); // halves, and so ties, the second time
    checkGraph(exportModule(layer), x, layer.forward(geometricTensor(x, mixed)).tensor);
  }
});

test.run();
