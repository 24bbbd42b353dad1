// A double spring pendulum learned from its motion: a Hamiltonian network whose energy is an EMLP, invariant under turns
// about the vertical, against one whose energy is an ordinary perceptron. Both see the same places and velocities. Prints
// how far their motion is from the true one (EMLP's measure), and how far the energy that it has drifts.
//   node packages/nn/examples/pendulum.mjs [--steps 400] [--channels 48] [--samples 300]
import { parseArgs } from 'node:util';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Adam,
  cosineSchedule,
  doubleSpringPendulumEnergy,
  doubleSpringPendulumStarts,
  Emlp,
  epochBatches,
  gather,
  HamiltonianNetwork,
  hamiltonianField,
  integrate,
  Mlp,
  meanSquaredError,
  reshape,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '400' },
    channels: { type: 'string', default: '48' },
    samples: { type: 'string', default: '300' },
  },
});
const [steps, channels, samples] = [values.steps, values.channels, values.samples].map(Number);
const truth = (z) => hamiltonianField(doubleSpringPendulumEnergy, z);

/** Places along motions of ten units of time, one each unit. */
const systems = Math.ceil(samples / 10);
const motions = integrate(truth, doubleSpringPendulumStarts(systems, randomStream(1)), [...Array(10).keys()]);
const places = reshape(motions, [10 * systems, 12]);
const velocities = truth(places);

const TIMES = Array.from({ length: 26 }, (_, k) => 0.4 * k);
const starts = doubleSpringPendulumStarts(8, randomStream(2));
const real = integrate(truth, starts, TIMES, { relativeTolerance: 1e-8 });

/** Geometric mean over places and times of |z − z*|/(|z| + |z*|). */
function distance(path) {
  let sum = 0;
  const count = path.size / 12;
  for (let k = starts.shape[0]; k < count; k++) {
    let [difference, a, b] = [0, 0, 0];
    for (let i = 12 * k; i < 12 * k + 12; i++) {
      difference += (path.data[i] - real.data[i]) ** 2;
      a += path.data[i] ** 2;
      b += real.data[i] ** 2;
    }
    sum += Math.log(Math.sqrt(difference) / (Math.sqrt(a) + Math.sqrt(b)));
  }
  return Math.exp(sum / (count - starts.shape[0]));
}

/** The largest change of the true energy along a path. */
function drift(path) {
  const all = doubleSpringPendulumEnergy(reshape(path, [path.size / 12, 12])).data;
  const n = starts.shape[0];
  return Math.max(...all.map((e, k) => Math.abs(e - all[k % n])));
}

for (const kind of ['EMLP', 'MLP']) {
  const random = randomStream(3);
  const energy =
    kind === 'EMLP'
      ? new Emlp(parseType('4*T(1)'), parseType('T(0)'), parseMatrixGroup('O2eR3'), { channels, layers: 2, random })
      : new Mlp([12, 128, 128, 1], { random });
  const model = new HamiltonianNetwork(energy);
  const adam = new Adam(model.parameters(), { learningRate: cosineSchedule(3e-3, steps) });
  const batch = epochBatches(10 * systems, 60, 4);
  const began = process.cpuUsage();
  const losses = await train(
    adam,
    ({ step }) => meanSquaredError(model.forward(gather(places, batch(step))), gather(velocities, batch(step))),
    { steps },
  );
  const path = integrate((z) => model.forward(z), starts, TIMES, { relativeTolerance: 1e-4, absoluteTolerance: 1e-6 });
  const { user, system } = process.cpuUsage(began);
  const last = losses.slice(-20).reduce((a, b) => a + b) / 20;
  console.log(
    `${kind}-HNN: training error ${last.toPrecision(2)}, distance of motions to t = 10 ${distance(path).toPrecision(3)}, ` +
      `energy drift ${drift(path).toPrecision(3)}, ${((user + system) / 1e6).toFixed(0)} CPU s`,
  );
}
