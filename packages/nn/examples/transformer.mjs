// Sequences of fields: joints of a robot with the symmetry of a triangle, D3, over time. A transformer learns to say the
// mean of what it has seen so far, an equivariant map of sequences; it commutes with D3 before and after.
//   node packages/nn/examples/transformer.mjs
import { catalogue } from '@isotypic/algebra';
import {
  Adam,
  FieldLinear,
  fieldType,
  meanSquaredError,
  noBaseSpace,
  normalInitial,
  parameterGradients,
  TransformerEncoder,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';

const D3 = noBaseSpace(catalogue.dihedral(3));
const joints = fieldType(D3, [D3.regular]);
const hidden = fieldType(D3, [D3.regular, D3.regular]);
const time = 5;
const [enter, leave] = [new FieldLinear(joints, hidden, { seed: 1 }), new FieldLinear(hidden, joints, { seed: 2 })];
const encoder = new TransformerEncoder(hidden, { layers: 1, heads: 2, positions: 'relative', causal: true, seed: 3 });
const model = (x) => leave.compute(encoder.forward(enter.compute(x)));

const turned = (g, x) => {
  const rho = joints.matrix(g);
  const [samples, n] = x.shape;
  const data = new Float64Array(x.size);
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < n; i++) {
      const j = rho.subarray(i * n, (i + 1) * n).indexOf(1);
      for (let t = 0; t < time; t++) data[(s * n + i) * time + t] = x.data[(s * n + j) * time + t];
    }
  }
  return tensor(data, x.shape);
};
const change = () => {
  const x = normalInitial([2, 6, time], 1, randomStream(4));
  const differences = D3.group.generators.map((g) => {
    const [left, right] = [model(turned(g, x)), turned(g, model(x))];
    return left.data.reduce((most, v, i) => Math.max(most, Math.abs(v - right.data[i])), 0);
  });
  return Math.max(...differences).toExponential(0);
};

const batch = (seed) => {
  const x = normalInitial([16, 6, time], 1, randomStream(seed));
  const means = Float64Array.from(x.data, (_, at) => {
    const [t, row] = [at % time, at - (at % time)];
    return x.data.subarray(row, row + t + 1).reduce((sum, v) => sum + v, 0) / (t + 1);
  });
  return [x, tensor(means, x.shape)];
};
console.log(`[2, 6, ${time}] to [${model(normalInitial([2, 6, time], 1, randomStream(4))).shape.join(', ')}]`);
console.log(`off from commuting with D3 by ${change()}`);
const parameters = new Map(
  [enter, encoder, leave].flatMap((part, k) => [...part.parameters()].map(([name, p]) => [`${k}.${name}`, p])),
);
const optimizer = new Adam(parameters, { learningRate: 0.01 });
const error = ([x, y]) => meanSquaredError(model(x), y);
const held = batch(1000);
const start = error(held).item();
for (let step = 0; step < 120; step++) {
  const samples = batch(step + 10);
  optimizer.step(parameterGradients([...parameters.values()], () => error(samples)).gradients);
}
console.log(`error of running means: ${start.toFixed(3)} before, ${error(held).item().toFixed(3)} after 120 steps`);
console.log(`off from commuting with D3 by ${change()}`);
