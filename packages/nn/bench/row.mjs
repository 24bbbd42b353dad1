// One row of the benchmark in a process of its own: node bench/row.mjs NAME prints { ms } as JSON: CPU milliseconds, the
// least of several repetitions.
import { fileURLToPath } from 'node:url';
import {
  Adam,
  convolve,
  exportModule,
  fieldType,
  float32Forward,
  GroupPooling,
  geometricTensor,
  gradient,
  gspaces,
  InnerBatchNorm,
  Mlp,
  matmul,
  meanSquaredError,
  multiply,
  normalInitial,
  PointwiseAvgPool,
  PointwiseNonlinearity,
  parameterGradients,
  R2Conv,
  reduceSum,
  SequentialModule,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';

const normals = (shape, seed) => normalInitial(shape, 1, randomStream(seed));

function mlpStep() {
  const model = new Mlp([64, 128, 128, 10], { activation: 'relu', random: randomStream(1) });
  const adam = new Adam(model.parameters());
  const parameters = [...model.parameters().values()];
  const [x, y] = [normals([256, 64], 2), normals([256, 10], 3)];
  return () => {
    const { gradients } = parameterGradients(parameters, () => meanSquaredError(model.forward(x), y));
    adam.step(gradients);
  };
}

function convolution(input, filter, padding) {
  const [x, w] = [normals(input, 1), normals(filter, 2)];
  const c = normals(convolve(x, w, { padding }).shape, 3);
  return () => gradient((a, b) => reduceSum(multiply(convolve(a, b, { padding }), c)), [x, w]);
}

function product() {
  const [a, b] = [normals([512, 512], 1), normals([512, 512], 2)];
  return () => matmul(a, b);
}

/** The model of escnn's walk-through on C4, in evaluation. */
function walkthrough(samples, isSingle) {
  const C4 = gspaces.rot2dOnR2(4);
  const image = fieldType(C4, [C4.trivial]);
  const regular = (n) => fieldType(C4, new Array(n).fill(C4.regular));
  const hidden = regular(4);
  const model = new SequentialModule([
    new R2Conv(image, hidden, 3),
    new InnerBatchNorm(hidden),
    new PointwiseNonlinearity(hidden, 'relu'),
    new R2Conv(hidden, hidden, 3),
    new InnerBatchNorm(hidden),
    new PointwiseNonlinearity(hidden, 'relu'),
    new R2Conv(hidden, regular(1), 3),
    new PointwiseAvgPool(regular(1), 11),
    new GroupPooling(regular(1)),
  ]).evaluate();
  const x = normals([samples, 1, 17, 17], 1);
  if (!isSingle) return () => model.forward(geometricTensor(x, image));
  const forward = float32Forward(exportModule(model));
  return () => forward(x);
}

export const rows = {
  'MLP 64-128-128-10, relu, batch 256, Adam step': mlpStep,
  'conv2d 3x3 16 to 16, 32x32, batch 32, both gradients': () => convolution([32, 16, 32, 32], [16, 16, 3, 3], 1),
  'conv3d 3x3x3 8 to 8, 16x16x16, batch 8, both gradients': () => convolution([8, 8, 16, 16, 16], [8, 8, 3, 3, 3], 1),
  'matmul 512': product,
  'walk-through, forward, 1 sample': () => walkthrough(1, false),
  'walk-through, forward, 64 samples': () => walkthrough(64, false),
  'walk-through, forward in float32, 1 sample': () => walkthrough(1, true),
  'walk-through, forward in float32, 64 samples': () => walkthrough(64, true),
};

/** Multiplications and additions of the products alone, forwards and for all gradients. */
export const products = {
  // the first layer has no gradient by its inputs
  'MLP 64-128-128-10, relu, batch 256, Adam step': 2 * 256 * (2 * 64 * 128 + 3 * 128 * 128 + 3 * 128 * 10),
  'conv2d 3x3 16 to 16, 32x32, batch 32, both gradients': 3 * 2 * 32 * 1024 * 16 * 16 * 9,
  'conv3d 3x3x3 8 to 8, 16x16x16, batch 8, both gradients': 3 * 2 * 8 * 4096 * 8 * 8 * 27,
  'matmul 512': 2 * 512 ** 3,
};

/** Milliseconds of processor time after which no more repetitions are begun. */
const PATIENCE = 1000;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const run = rows[process.argv[2]]();
  for (let k = 0; k < 3; k++) run();
  let least = Number.POSITIVE_INFINITY;
  const began = process.cpuUsage();
  for (let spent = 0; spent < PATIENCE; ) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
    const total = process.cpuUsage(began);
    spent = (total.user + total.system) / 1000;
  }
  console.log(JSON.stringify({ ms: least }));
}
