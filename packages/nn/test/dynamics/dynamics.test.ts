import {
  doubleSpringPendulumEnergy,
  gradient,
  HamiltonianNetwork,
  hamiltonianField,
  integrate,
  Mlp,
  multiply,
  normalInitial,
  parameterGradients,
  reduceSum,
  scale,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDerivatives } from '../tensor/difference-quotients.js';
import { vectors } from '../vectors.js';

interface Pendulum {
  readonly z0: number[];
  readonly H: number;
  readonly gradient: number[];
  readonly times: number[];
  readonly trajectory: number[][];
}

const field = (z: Tensor): Tensor => hamiltonianField(doubleSpringPendulumEnergy, z);

for (const [k, given] of vectors<{ cases: Pendulum[] }>('emlp-double-spring-pendulum').cases.entries()) {
  test(`pendulum ${k}: energy, gradient and trajectory of EMLP's`, () => {
    const z = tensor(given.z0, [1, 12]);
    const { value, gradients } = gradient((x) => reduceSum(doubleSpringPendulumEnergy(x)), [z]);
    // some 40 roundings of terms below 10
    assert.ok(Math.abs(value.item() - given.H) <= 40 * 2 ** -52 * 10);
    for (const [i, g] of gradients[0].data.entries()) assert.ok(Math.abs(g - given.gradient[i]) <= 40 * 2 ** -52 * 10);
    const path = integrate(field, z, given.times, { relativeTolerance: 1e-12, absoluteTolerance: 1e-12 });
    // per unit of time at most 100 steps of error 1e-12·4 each on either side; errors grow by at most e^(t·√3), √3
    // being the fastest rate of the springs (stiffness 1 + 2)
    for (const [i, row] of given.trajectory.entries()) {
      const bound = 800e-12 * Math.max(1, given.times[i]) * Math.exp(given.times[i] * Math.sqrt(3));
      for (const [j, v] of row.entries()) assert.ok(Math.abs(path.at(i, 0, j) - v) <= bound, `time ${given.times[i]}`);
    }
    const energies = [0, 6].map((i) =>
      doubleSpringPendulumEnergy(tensor(path.data.slice(12 * i, 12 * i + 12), [1, 12])).item(),
    );
    assert.ok(Math.abs(energies[0] - energies[1]) <= 1e-9);
  });
}

test('a step error by tolerance: the harmonic oscillator forth and back', () => {
  const oscillator = (z: Tensor): Tensor =>
    hamiltonianField((x) => scale(reduceSum(multiply(x, x), { axes: [1] }), 0.5), z);
  for (const tolerance of [1e-4, 1e-7, 1e-10]) {
    const times = [0, 1, 2 * Math.PI];
    const path = integrate(oscillator, tensor([1, 0], [1, 2]), times, {
      relativeTolerance: tolerance,
      absoluteTolerance: tolerance,
    });
    // lengths are kept, so that errors add: at most 2π/h steps, h above 0.01, of 2·tolerance each
    assert.ok(Math.abs(path.at(1, 0, 0) - Math.cos(1)) <= 1000 * tolerance);
    assert.ok(Math.abs(path.at(2, 0, 0) - 1) <= 1000 * tolerance);
    const back = integrate(oscillator, tensor(path.data.slice(4), [1, 2]), [...times].reverse(), {
      relativeTolerance: tolerance,
    });
    assert.ok(Math.abs(back.at(2, 0, 0) - 1) <= 2000 * tolerance);
  }
});

test('derivatives pass through the energy and through the integration', () => {
  const model = new HamiltonianNetwork(new Mlp([4, 6, 1], { activation: 'tanh', random: randomStream(3) }));
  checkDerivatives('field of a network', (z) => model.forward(z), [normalInitial([2, 4], 0.3, randomStream(4))]);
  const parameters = [...model.parameters().values()];
  const z = normalInitial([2, 4], 0.5, randomStream(5));
  // tolerances so loose that the steps do not change with the parameters
  const loss = (): Tensor => {
    const path = integrate((x) => model.forward(x), z, [0, 0.5], { relativeTolerance: 1, absoluteTolerance: 1 });
    return reduceSum(multiply(path, path));
  };
  const { gradients } = parameterGradients(parameters, loss);
  parameters.forEach((parameter, p) => {
    const before = parameter.value;
    const at = (h: number): number => {
      parameter.value = tensor(
        before.data.map((v, i) => (i === 0 ? v + h : v)),
        before.shape,
      );
      const value = loss().item();
      parameter.value = before;
      return value;
    };
    const h = 2 ** -10;
    const quotient = (8 * (at(h) - at(-h)) - at(2 * h) + at(-2 * h)) / (12 * h);
    // as in difference-quotients.ts, for sums of size below 20
    assert.ok(Math.abs(gradients[p].data[0] - quotient) <= 2e-10, `${p}: ${gradients[p].data[0]} and ${quotient}`);
  });
});

test('what cannot be integrated says so', () => {
  const explode = (z: Tensor): Tensor => multiply(z, z);
  assert.throws(
    () => integrate(explode, tensor([1]), [0, 2]),
    /steps that the clock can tell apart|tried|finish within/,
  );
  assert.throws(() => integrate(explode, tensor([1]), [0, 0.9], { budget: 3 }), /3 steps/);
  assert.throws(() => integrate(explode, tensor([1]), [0, 1, 0.5]), /rising or falling/);
  assert.throws(() => hamiltonianField((z) => z, tensor([1, 2, 3], [1, 3])), /2n/);
});

test.run();
