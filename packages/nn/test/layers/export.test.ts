/** Exported graphs compute what modules compute; bases come back. */
import { catalogue } from '@isotypic/algebra';
import {
  DisentangleModule,
  type EquivariantModule,
  encodeBasis,
  encodeGraph,
  exportModule,
  FieldAffine,
  FieldDropout,
  FieldLayerNorm,
  FieldLinear,
  FieldRmsNorm,
  FourierNonlinearity,
  fieldType,
  float32Forward,
  GatedNonlinearity,
  GroupFourierNonlinearity,
  GroupPooling,
  geometricTensor,
  gspaces,
  InducedNormNonlinearity,
  InducedNormPool,
  InnerBatchNorm,
  InvariantBias,
  IrrepNormPooling,
  IsotypicModule,
  loadBasis,
  MaskModule,
  NormBatchNorm,
  NormNonlinearity,
  NormPool,
  noBaseSpace,
  PointwiseAdaptiveAvgPool,
  PointwiseAdaptiveMaxPool,
  PointwiseAvgPool,
  PointwiseAvgPoolAntialiased,
  PointwiseMaxPool,
  PointwiseNonlinearity,
  QuadraticPooling,
  R2Conv,
  R2ConvTransposed,
  R3Conv,
  RestrictionModule,
  SequentialModule,
  type Tensor,
  TensorProductModule,
  tensor,
  Upsampling,
  VectorFieldNonlinearity,
} from '@isotypic/nn';
import { decodeSafetensors } from '@isotypic/tables/formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { waves } from '../helpers/derivatives.js';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { largestDifference } from '../helpers/matrices.js';

function shaken<T extends EquivariantModule>(module: T): T {
  for (const [, place] of module.parameters()) place.value = waves(place.value.shape);
  for (const [name, place] of module.buffers()) {
    const { data, shape } = waves(place.value.shape);
    place.value = name.endsWith('Variance')
      ? tensor(
          data.map((x) => 1 + x * x),
          shape,
        )
      : tensor(data, shape);
  }
  module.evaluate();
  return module;
}

const C4 = gspaces.rot2dOnR2(4);
const D4 = gspaces.flipRot2dOnR2(4);
const SO2 = gspaces.rot2dOnR2();
const regular = fieldType(C4, [C4.regular, C4.trivial, C4.regular]);
const mixed = fieldType(SO2, [SO2.trivial, SO2.irrep(1), SO2.irrep(2), SO2.irrep(1)]);
const onCube = fieldType(gspaces.octaOnR3(), [gspaces.octaOnR3().irrep(1)]);
const onPoint = fieldType(noBaseSpace(catalogue.cyclic(3)), [noBaseSpace(catalogue.cyclic(3)).trivial]);

const mixedC4 = fieldType(C4, [C4.irrep(1), C4.regular, C4.trivial, C4.irrep(1)]);

const layers: readonly EquivariantModule[] = [
  new R2Conv(regular, regular, 3, { padding: 1, stride: 2 }),
  new R2Conv(mixed, mixed, 5, { dilation: 1, bias: false }),
  new R2ConvTransposed(regular, regular, 3, { stride: 2 }),
  new InnerBatchNorm(regular),
  new NormBatchNorm(mixed),
  ...(['relu', 'elu', 'leaky-relu', 'sigmoid', 'tanh'] as const).map((f) => new PointwiseNonlinearity(regular, f)),
  new NormNonlinearity(mixed),
  new NormNonlinearity(mixed, 'sigmoid'),
  new GatedNonlinearity(mixed),
  new GroupPooling(regular),
  new NormPool(mixed),
  new IrrepNormPooling(regular),
  new PointwiseMaxPool(regular, 3, { stride: 2 }),
  new PointwiseAvgPool(mixed, 3, { padding: 1, stride: 1 }),
  new PointwiseAvgPoolAntialiased(mixed, 0.6, 2),
  new MaskModule(regular, 5, 1),
  new RestrictionModule(fieldType(D4, [D4.regular]), C4),
  new R3Conv(onCube, onCube, 3, { padding: 1 }),
  new SequentialModule([
    new R2Conv(regular, regular, 3),
    new PointwiseNonlinearity(regular, 'relu'),
    new GroupPooling(regular),
  ]),
  new DisentangleModule(regular),
  new FieldDropout(mixed, 0.3),
  new FieldRmsNorm(mixed),
  new FieldLayerNorm(regular),
  new FourierNonlinearity(SO2, 'elu', { channels: 2, frequency: 2, samples: 8 }),
  new NormPool(onPoint),
  new FieldLinear(regular, mixedC4),
  new FieldLinear(onPoint, onPoint),
  new FieldAffine(mixedC4),
  new InvariantBias(mixedC4),
  new IsotypicModule(mixedC4, (t) => new FieldRmsNorm(t)),
  new TensorProductModule(mixedC4, regular),
  new TensorProductModule(mixed, mixed, { pairs: 'fields' }),
  new QuadraticPooling(mixedC4),
  new QuadraticPooling(onPoint),
  new InducedNormPool(mixedC4),
  new InducedNormNonlinearity(mixedC4),
  new InducedNormNonlinearity(mixedC4, 'sigmoid'),
  new GroupFourierNonlinearity(D4, 'elu', { channels: 2, irreps: [D4.trivial, D4.irrep(1, 1)] }),
  new GroupFourierNonlinearity(SO2, 'tanh', { channels: 1, irreps: [SO2.trivial, SO2.irrep(2)], grid: 5 }),
  new Upsampling(regular, 2),
  new VectorFieldNonlinearity(fieldType(C4, [C4.regular, C4.regular]), C4.irrep(1)),
  new PointwiseAdaptiveAvgPool(mixed, 1),
  new PointwiseAdaptiveMaxPool(regular, 1),
];

for (const layer of layers) {
  test(`${layer.constructor.name} over ${layer.inType} as dense operations`, () => {
    shaken(layer);
    const x = waves([2, layer.inType.size, ...new Array(layer.inType.space.baseDimension).fill(5)]);
    const graph = exportModule(layer);
    const y = layer.forward(geometricTensor(x, layer.inType)).tensor;
    // the same sums, in an order of their own: up to 200 products of size ~1
    assert.ok(largestDifference(evaluateGraph(graph, x).data, y.data) <= 1e-12);
    // in float32: up to 200 products in a sum, and ten such operations one after another
    const single = float32Forward(graph)(x);
    assert.equal(single.shape, y.shape);
    const size = y.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    assert.ok(largestDifference(single.data, y.data) <= 10 * 200 * 2 ** -24 * size);
    const file = decodeSafetensors(encodeGraph(graph, { precision: 'float32' }));
    assert.equal(Object.keys(file.tensors).sort(), Object.keys(graph.constants).sort());
    assert.is(JSON.parse(file.metadata.graph).operations.length, graph.operations.length);
  });
}

test('names of constants say which layer they are of', () => {
  const graph = exportModule(layers.find((layer) => layer instanceof SequentialModule) as SequentialModule);
  assert.equal(Object.keys(graph.constants).slice(0, 2), ['0.weight', '0.bias']);
});

test('a basis with its coefficients gives the filter, and coefficients come back', () => {
  for (const [type, kernel] of [
    [regular, 3],
    [mixed, 5],
    [regular, 1],
  ] as const) {
    const make = (seed: number): FieldLinear | R2Conv =>
      kernel === 1 ? new FieldLinear(type, type, { seed }) : new R2Conv(type, type, kernel, { seed });
    const filterOf = (of: FieldLinear | R2Conv): Tensor => (of instanceof FieldLinear ? of.matrix() : of.filter());
    const layer = shaken(make(1));
    const { tensors } = decodeSafetensors(encodeBasis(layer));
    const filter = new Float64Array(filterOf(layer).size);
    const places = kernel * kernel;
    for (let k = 0; `blocks.${k}.basis` in tensors; k++) {
      const [basis, c, outputs, inputs] = ['basis', 'coefficients', 'outputs', 'inputs'].map(
        (name) => tensors[`blocks.${k}.${name}`],
      );
      const [fieldsOut, fieldsIn, dimension] = c.shape;
      const [, a, b] = basis.shape;
      for (let o = 0; o < fieldsOut; o++)
        for (let i = 0; i < fieldsIn; i++)
          for (let d = 0; d < dimension; d++)
            for (let r = 0; r < a; r++)
              for (let s = 0; s < b; s++)
                for (let p = 0; p < places; p++) {
                  const row = Number(outputs.data[o * a + r]);
                  const col = Number(inputs.data[i * b + s]);
                  filter[(row * type.size + col) * places + p] +=
                    Number(c.data[(o * fieldsIn + i) * dimension + d]) *
                    Number(basis.data[((d * a + r) * b + s) * places + p]);
                }
    }
    assert.ok(largestDifference(filter, filterOf(layer).data) <= 1e-13);
    const other = make(99);
    loadBasis(encodeBasis(layer), other);
    assert.equal(filterOf(other).data, filterOf(layer).data);
  }
  assert.throws(
    () => loadBasis(encodeBasis(new R2Conv(mixed, mixed, 3)), new R2Conv(mixed, mixed, 5)),
    (e: { code: string }) => e.code === 'SHAPE_MISMATCH',
  );
});

test.run();
