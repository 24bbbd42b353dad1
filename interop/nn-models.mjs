// `node nn-models.mjs FOLDER`: a model of fields over D4 and one of its layers, as docs/nn.md reads them in PyTorch and JAX;
// and a layer of every class as ONNX and as a state dict, with what goes in and comes out, in FOLDER/onnx.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Bilinear,
  ConditionalTransformer,
  ConditionalUnet1d,
  DisentangleModule,
  Emlp,
  EquivariantConv1d,
  EquivariantMlp,
  encodeBasis,
  encodeGraph,
  encodeOnnx,
  exportModule,
  FieldAttention,
  FieldLinear,
  fieldType,
  GatedNonlinearity,
  GridAttention,
  GroupFourierNonlinearity,
  GroupPooling,
  geometricTensor,
  gspaces,
  HamiltonianNetwork,
  InducedNormNonlinearity,
  InducedNormPool,
  InnerBatchNorm,
  InvariantPositions,
  IrrepNormPooling,
  MaskModule,
  MemoryModule,
  Mlp,
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
  SequenceModule,
  SequentialModule,
  TensorProductModule,
  TimeCnnEncoder,
  TransformerDecoder,
  TransformerEncoder,
  tensor,
  Upsampling,
  VectorFieldNonlinearity,
  WeightSharingLinear,
} from '@isotypic/nn';
import { standardNormals } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import { encodeSafetensors, float64Tensor, int64Tensor } from '@isotypic/tables/formats';

const folder = process.argv[2];
const D4 = gspaces.flipRot2dOnR2(4);
const image = fieldType(D4, [D4.trivial]);
const hidden = fieldType(D4, [D4.regular, D4.regular]);
const vectors = fieldType(D4, [D4.irrep(1, 1), D4.irrep(0, 2), D4.trivial]);
const gates = new GatedNonlinearity(vectors);

const normals = (shape, seed) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(standardNormals(size, 1, seed).data, shape);
};

const model = new SequentialModule([
  new R2Conv(image, hidden, 5, { padding: 2 }),
  new InnerBatchNorm(hidden),
  new PointwiseNonlinearity(hidden, 'elu'),
  new PointwiseMaxPool(hidden, 3, { stride: 2 }),
  new R2Conv(hidden, gates.inType, 3),
  gates,
  new NormBatchNorm(vectors),
  new R2ConvTransposed(vectors, hidden, 3, { stride: 2 }),
  new PointwiseAvgPool(hidden, 3, { stride: 1, padding: 1 }),
  new GroupPooling(hidden),
]);
// one pass in training, so that the running statistics are of something
model.forward(geometricTensor(normals([8, 1, 13, 13], 1), image));
model.evaluate();

const quarter = D4.group.generators[0];
const x = geometricTensor(normals([4, 1, 13, 13], 2), image);
const y = model.forward(x);
const layer = new R2Conv(hidden, hidden, 3, { padding: 1, seed: 3 });
const z = geometricTensor(normals([4, 16, 9, 9], 4), hidden);
const turn = D4.regular.permutation(quarter);

const named = Object.entries({
  x: x.tensor,
  y: y.tensor,
  turned_x: x.transform(quarter).tensor,
  z: z.tensor,
  turned_z: z.transform(quarter).tensor,
  layer_of_z: layer.forward(z).tensor,
}).map(([name, { shape, data }]) => [name, float64Tensor(shape, data)]);
// channel c of the turned field is channel source[c] of the field
const source = [0, 8].flatMap((offset) => Array.from(turn.inverse().images, (i) => offset + i));
const tensors = { ...Object.fromEntries(named), source: int64Tensor([16], source) };
writeFileSync(join(folder, 'samples.safetensors'), encodeSafetensors({ tensors, metadata: {} }));
writeFileSync(join(folder, 'model.safetensors'), encodeGraph(exportModule(model), { precision: 'float32' }));
writeFileSync(join(folder, 'layer.safetensors'), encodeBasis(layer, { precision: 'float32' }));

const SO2 = gspaces.rot2dOnR2();
const mixed = fieldType(SO2, [SO2.trivial, SO2.irrep(1), SO2.irrep(2)]);
const cube = gspaces.octaOnR3();
const inSpace = fieldType(cube, [cube.irrep(1), cube.trivial]);
const layers = {
  model,
  convolution: new R2Conv(mixed, mixed, 5, { padding: 2, stride: 2 }),
  dilated: new R2Conv(hidden, hidden, 3, { dilation: 2, bias: false }),
  transposed: new R2ConvTransposed(mixed, mixed, 3, { stride: 2, padding: 1 }),
  space: new R3Conv(inSpace, inSpace, 3, { padding: 1 }),
  relu: new PointwiseNonlinearity(hidden, 'relu'),
  leaky: new PointwiseNonlinearity(hidden, 'leaky-relu'),
  sigmoid: new PointwiseNonlinearity(hidden, 'sigmoid'),
  tanh: new PointwiseNonlinearity(hidden, 'tanh'),
  norm: new NormNonlinearity(mixed),
  'norm-sigmoid': new NormNonlinearity(mixed, 'sigmoid'),
  'norm-pool': new NormPool(mixed),
  invariants: new IrrepNormPooling(hidden),
  antialiased: new PointwiseAvgPoolAntialiased(mixed, 0.6, 2),
  mask: new MaskModule(hidden, 13, 1),
  isotypic: new DisentangleModule(hidden),
  linear: new FieldLinear(hidden, vectors),
  products: new TensorProductModule(mixed, mixed),
  quadratic: new QuadraticPooling(hidden),
  fourier: new GroupFourierNonlinearity(D4, 'elu', { channels: 2, irreps: [D4.trivial, D4.irrep(1, 1)] }),
  induced: new InducedNormPool(hidden),
  'induced-norm': new InducedNormNonlinearity(vectors),
  finer: new Upsampling(hidden, 2),
  'global-mean': new PointwiseAdaptiveAvgPool(mixed, 1),
  'global-max': new PointwiseAdaptiveMaxPool(hidden, 1),
  vector: new VectorFieldNonlinearity(hidden, D4.irrep(1, 1)),
};
// another matrix for each extent: written down for one
const atExtents = {
  lines: new Upsampling(mixed, 2, { mode: 'linear' }),
  size: new Upsampling(hidden, undefined, { size: 26 }),
  'adaptive-mean': new PointwiseAdaptiveAvgPool(inSpace, 2),
  'adaptive-max': new SequentialModule([
    new PointwiseMaxPool(hidden, 3, { stride: 2 }),
    new PointwiseAdaptiveMaxPool(hidden, 4),
  ]),
  places: new GridAttention(hidden, { heads: 2 }),
};
const C5 = noBaseSpace(catalogue.cyclic(5));
const inTime = fieldType(C5, [C5.regular, C5.irrep(1), C5.regular, C5.irrep(1)]);
const sequences = {
  attention: new FieldAttention(inTime, { heads: 2 }),
  encoder: new TransformerEncoder(inTime, { heads: 2 }),
  time: new EquivariantConv1d(inTime, inTime, 3, { stride: 2 }),
  'time-encoder': new TimeCnnEncoder(inTime, [inTime, inTime], inTime),
};
const atTime = {
  causal: new FieldAttention(inTime, { heads: 2, positions: 'relative', reach: 4, causal: true }),
  rotary: new TransformerEncoder(inTime, { positions: 'rotary', causal: true }),
  positions: new InvariantPositions(inTime, 20),
  decoder: new TransformerDecoder(inTime, { heads: 2, positions: 'relative', reach: 4 }),
};
for (const [, place] of [...atTime.causal.parameters(), ...atTime.positions.parameters()]) {
  place.value = normals(place.value.shape, 7);
}
const [SO3, lorentz] = ['SO(3)', 'O(1,3)'].map(parseMatrixGroup);
const cycle = [[1, 2, 3, 4, 0]];
const pentagon = permutationRepresentation(catalogue.dihedral(5));
const ofFeatures = {
  perceptron: new Mlp([5, 8, 3], { activation: 'gelu' }),
  shared: new WeightSharingLinear(cycle, cycle, { inChannels: 2, outChannels: 3 }),
  bilinear: new Bilinear(parseType('2*T(0) + 2*T(1)'), parseType('T(0) + T(1) + T(2)'), SO3),
  emlp: new Emlp(parseType('2*T(0) + 4*T(1)'), parseType('3*T(0) + T(1)'), lorentz, { channels: 40, layers: 2 }),
  'equivariant-perceptron': new EquivariantMlp(pentagon, pentagon, { copies: 2 }),
};

const [O2, scalar, bodies] = [parseMatrixGroup('O(2)'), parseType('T(0)'), parseType('4*T(1)')];
const fields = {
  hamiltonian: new HamiltonianNetwork(new Mlp([6, 16, 16, 1], { activation: 'gelu' })),
  'hamiltonian-emlp': new HamiltonianNetwork(new Emlp(bodies, scalar, O2, { channels: 40, layers: 2 })),
};
const plane = fieldType(C5, [C5.irrep(1)]);
const underStep = {
  'conditional-transformer': [
    new ConditionalTransformer(plane, inTime, inTime, { layers: 1, heads: 2, positions: 'relative', causal: true }),
    [13, 7],
  ],
  'conditional-any': [new ConditionalTransformer(plane, plane, inTime, { layers: 1, conditionLayers: 0 }), undefined],
  'conditional-unet': [
    new ConditionalUnet1d(plane, [inTime, inTime], { conditionType: plane, localType: inTime }),
    [13],
  ],
  'conditional-level': [new ConditionalUnet1d(plane, [inTime]), undefined],
};

const every = [
  ...Object.entries({ ...layers, ...sequences, ...ofFeatures, ...fields }),
  ...Object.entries(atExtents).map(([name, module]) => {
    return [name, module, module.inType.space.baseDimension === 3 ? [5, 5, 5] : [13, 13]];
  }),
  ...Object.entries(atTime).map(([name, module]) => [name, module, [13]]),
  ...Object.entries(underStep).map(([name, [module, extents]]) => [name, module, extents]),
];

/** What an input holds: steps of a diffusion, or numbers of the shape that the graph asks for. */
function sampleOf({ name, shape }, seed) {
  if (name === 'step') return tensor([3, 40]);
  const free = shape.length === 5 ? 5 : ['memory', 'condition'].includes(name) ? 7 : 13;
  const extents = shape.map((n, axis) => (n >= 0 ? n : axis === 0 ? 2 : free));
  return normals(extents, seed);
}

/** What a module makes of its inputs by name. */
function outputOf(module, inputs) {
  if ('sample' in inputs) return module.forward(inputs);
  if (module instanceof MemoryModule) return module.forward(Object.values(inputs));
  if (module instanceof SequenceModule || !('inType' in module)) return module.forward(inputs.x);
  return module.forward(geometricTensor(inputs.x, module.inType)).tensor;
}

mkdirSync(join(folder, 'onnx'));
for (const [name, module, extents] of every) {
  module.evaluate();
  const graph = exportModule(module, { extents });
  const inputs = Object.fromEntries(graph.inputs.map((input, k) => [input.name, sampleOf(input, 5 + k)]));
  const output = outputOf(module, inputs);
  const named = Object.entries({ ...inputs, y: output });
  const samples = Object.fromEntries(named.map(([key, { shape, data }]) => [key, float64Tensor(shape, data)]));
  writeFileSync(join(folder, 'onnx', `${name}.onnx`), encodeOnnx(graph));
  writeFileSync(join(folder, 'onnx', `${name}.state`), encodeGraph(graph));
  writeFileSync(join(folder, 'onnx', `${name}.safetensors`), encodeSafetensors({ tensors: samples, metadata: {} }));
}
