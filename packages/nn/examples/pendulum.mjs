// A double spring pendulum learned from its motion: a Hamiltonian network whose energy is an EMLP, invariant under turns
// about the vertical, against one whose energy is an ordinary perceptron. Both see the same places and velocities, or with
// --rollout N the same motions of N steps of 0.2, which they then have to follow as in EMLP's experiment (N = 5). Prints how
// far their motion is from the true one (EMLP's measure), and how far the energy that it has drifts, and draws the first.
//   node packages/nn/examples/pendulum.mjs [--steps 400] [--channels 48] [--samples 300] [--rollout 0] [--out folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { curves } from './curves.mjs';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '400' },
    channels: { type: 'string', default: '48' },
    samples: { type: 'string', default: '300' },
    rollout: { type: 'string', default: '0' },
    out: { type: 'string' },
  },
});
const [steps, channels, samples, rollout] = [values.steps, values.channels, values.samples, values.rollout].map(Number);
const truth = (z) => hamiltonianField(doubleSpringPendulumEnergy, z);

/** Places along motions of ten units of time, one each unit. */
const systems = Math.ceil(samples / 10);
const motions = integrate(truth, doubleSpringPendulumStarts(systems, randomStream(1)), [...Array(10).keys()]);
const places = reshape(motions, [10 * systems, 12]);
const velocities = truth(places);
/** [rollout + 1, places, 12], from every place on. */
const CHUNK = Array.from({ length: rollout + 1 }, (_, k) => 0.2 * k);
const chunks = rollout > 0 ? integrate(truth, places, CHUNK) : undefined;

const TIMES = Array.from({ length: 26 }, (_, k) => 0.4 * k);
const starts = doubleSpringPendulumStarts(8, randomStream(2));
const real = integrate(truth, starts, TIMES, { relativeTolerance: 1e-8 });

/** Geometric mean over places of |z − z*|/(|z| + |z*|) at each time after the first. */
function distances(path) {
  const n = starts.shape[0];
  return TIMES.slice(1).map((_, time) => {
    let sum = 0;
    for (let k = n * (time + 1); k < n * (time + 2); k++) {
      let [difference, a, b] = [0, 0, 0];
      for (let i = 12 * k; i < 12 * k + 12; i++) {
        difference += (path.data[i] - real.data[i]) ** 2;
        a += path.data[i] ** 2;
        b += real.data[i] ** 2;
      }
      sum += Math.log(Math.sqrt(difference) / (Math.sqrt(a) + Math.sqrt(b)));
    }
    return Math.exp(sum / n);
  });
}

/** Over all times, as EMLP has it. */
const geometricMean = (list) => Math.exp(list.reduce((sum, x) => sum + Math.log(x), 0) / list.length);

/** The largest change of the true energy along a path. */
function drift(path) {
  const all = doubleSpringPendulumEnergy(reshape(path, [path.size / 12, 12])).data;
  const n = starts.shape[0];
  return Math.max(...all.map((e, k) => Math.abs(e - all[k % n])));
}

/** Velocities at places, or the way that motions from there take. */
function lossOf(model, chosen) {
  const start = gather(places, chosen);
  if (chunks === undefined) return meanSquaredError(model.forward(start), gather(velocities, chosen));
  const way = integrate((z) => model.forward(z), start, CHUNK, { relativeTolerance: 1e-3, absoluteTolerance: 1e-4 });
  return meanSquaredError(way, gather(chunks, chosen, { axis: 1 }));
}

const series = {};
for (const kind of ['EMLP', 'MLP']) {
  const random = randomStream(3);
  const energy =
    kind === 'EMLP'
      ? new Emlp(parseType('4*T(1)'), parseType('T(0)'), parseMatrixGroup('O2eR3'), { channels, layers: 2, random })
      : new Mlp([12, 128, 128, 1], { random });
  const model = new HamiltonianNetwork(energy);
  const adam = new Adam(model.parameters(), { learningRate: cosineSchedule(3e-3, steps) });
  const batch = epochBatches(10 * systems, Math.min(60, 10 * systems), 4);
  const began = process.cpuUsage();
  const losses = await train(adam, ({ step }) => lossOf(model, batch(step)), { steps });
  const path = integrate((z) => model.forward(z), starts, TIMES, { relativeTolerance: 1e-4, absoluteTolerance: 1e-6 });
  const { user, system } = process.cpuUsage(began);
  const apart = distances(path);
  series[`${kind}-HNN`] = apart.map((x, k) => [TIMES[k + 1], x]);
  const last = losses.slice(-20).reduce((a, b) => a + b) / 20;
  console.log(
    `${kind}-HNN: training error ${last.toPrecision(2)}, distance of motions to t = 10 ${geometricMean(apart).toPrecision(3)}, ` +
      `energy drift ${drift(path).toPrecision(3)}, ${((user + system) / 1e6).toFixed(0)} CPU s`,
  );
}
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  const title = 'Double spring pendulum: distance from the true motion';
  writeFileSync(join(values.out, 'pendulum.svg'), curves(title, 'time', 'distance', series));
}
