// A normal distribution that turns with its input: X and Y are the regular representation of C3, an equivariant network
// gives the parameters of p(y | x), and log p(gy | gx) = log p(y | x). Fitted to samples whose covariance depends on x.
//   node packages/nn/examples/gaussian.mjs
import { catalogue } from '@isotypic/algebra';
import {
  Adam,
  EquivariantGaussian,
  FieldLinear,
  fieldType,
  geometricTensor,
  noBaseSpace,
  normalInitial,
  PointwiseNonlinearity,
  parameterGradients,
  reduceMean,
  SequentialModule,
  scale,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';

const C3 = noBaseSpace(catalogue.cyclic(3));
const [g] = C3.group.generators;
const regular = (n) => fieldType(C3, new Array(n).fill(C3.regular));
const X = regular(1);
const head = new EquivariantGaussian(regular(1), 'full');
console.log(`parameters: ${head.parameterType}`);
const network = new SequentialModule([
  new FieldLinear(X, regular(8), { seed: 1 }),
  new PointwiseNonlinearity(regular(8), 'elu'),
  new FieldLinear(regular(8), head.parameterType, { seed: 2 }),
]);
const law = (x) => head.distribution(network.forward(geometricTensor(x, X)).tensor);

const moved = (x) => geometricTensor(x, X).transform(g).tensor;
const x = normalInitial([10, 3], 1, randomStream(3));
const y = law(x).sample(randomStream(4));
console.log(`10 samples of x: parameters [10, ${head.parameterType.size}], samples of y [${y.shape}]`);
const [before, after] = [law(x).logDensity(y), law(moved(x)).logDensity(moved(y))];
const change = before.data.reduce((most, v, i) => Math.max(most, Math.abs(v - after.data[i])), 0);
console.log(`log-densities changed by ${change.toExponential(0)} when x and y are turned`);

// y = x turned once, plus noise that is larger where x is: fitted by the likelihood
const data = (count, seed) => {
  const random = randomStream(seed);
  const inputs = normalInitial([count, 3], 1, random);
  const outputs = Float64Array.from(inputs.data, (_, at) => {
    const [row, i] = [Math.floor(at / 3), at % 3];
    return inputs.data[3 * row + ((i + 2) % 3)] + 0.3 * Math.exp(inputs.data[at] / 2) * random.normal();
  });
  return [inputs, tensor(outputs, [count, 3])];
};
const [train, held] = [data(200, 5), data(1000, 6)];
const loss = ([inputs, outputs]) => scale(reduceMean(law(inputs).logDensity(outputs)), -1);
const parameters = network.parameters();
const optimizer = new Adam(parameters, { learningRate: 0.02 });
const start = loss(held).item();
for (let step = 0; step < 150; step++) {
  const { gradients } = parameterGradients([...parameters.values()], () => loss(train));
  optimizer.step(gradients);
}
console.log(
  `negative log-likelihood of new samples: ${start.toFixed(3)} before, ${loss(held).item().toFixed(3)} after`,
);
const drift = law(x)
  .logDensity(y)
  .data.reduce((most, v, i) => Math.max(most, Math.abs(v - law(moved(x)).logDensity(moved(y)).data[i])), 0);
console.log(`and invariant still: ${drift.toExponential(0)}`);
