// `node nn-models.mjs FOLDER`: a model of fields over D4 and one of its layers, as docs/nn.md reads them in PyTorch and JAX.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeBasis,
  encodeGraph,
  exportModule,
  fieldType,
  GatedNonlinearity,
  GroupPooling,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  NormBatchNorm,
  PointwiseAvgPool,
  PointwiseMaxPool,
  PointwiseNonlinearity,
  R2Conv,
  R2ConvTransposed,
  SequentialModule,
  tensor,
} from '@isotypic/nn';
import { standardNormals } from '@isotypic/numeric';
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
