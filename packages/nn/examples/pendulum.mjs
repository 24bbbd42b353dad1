// A double spring pendulum learned from its motion: a Hamiltonian network whose energy is an EMLP, invariant under
// turns and reflections about the vertical, against one whose energy is an ordinary perceptron. Both see the same
// places and velocities, or with --rollout N the same motions of N steps of 0.2, which they then have to follow as in
// EMLP's experiment (N = 5). Prints how far their motion is from the true one (EMLP's measure), and how far the energy
// that it has drifts, and draws the first. What is in the folder is not trained again.
//   node packages/nn/examples/pendulum.mjs [--steps 1000] [--channels 48] [--samples 100] [--rollout 0] [--seeds 1] [--out folder]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  tensor,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { curves } from './curves.mjs';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000' },
    channels: { type: 'string', default: '48' },
    samples: { type: 'string', default: '100' },
    rollout: { type: 'string', default: '0' },
    seeds: { type: 'string', default: '1' },
    out: { type: 'string', default: 'pendulum' },
  },
});
const [steps, channels, samples, rollout] = [values.steps, values.channels, values.samples, values.rollout].map(Number);
const truth = (z) => hamiltonianField(doubleSpringPendulumEnergy, z);

const systems = Math.ceil(samples / 10);
/** [rollout + 1] times, which a motion is followed at. */
const CHUNK = Array.from({ length: rollout + 1 }, (_, k) => 0.2 * k);

/** Places along motions of ten units of time, one each unit, their velocities, and the motions from there. */
function dataOf(seed) {
  const begin = doubleSpringPendulumStarts(systems, randomStream(1, [seed]));
  const places = reshape(integrate(truth, begin, [...Array(10).keys()]), [10 * systems, 12]);
  return { places, velocities: truth(places), chunks: rollout > 0 ? integrate(truth, places, CHUNK) : undefined };
}

const TIMES = Array.from({ length: 26 }, (_, k) => 0.4 * k);
const starts = doubleSpringPendulumStarts(8, randomStream(2));
const real = integrate(truth, starts, TIMES, { relativeTolerance: 1e-8 });

const COARSE = { relativeTolerance: 1e-4, absoluteTolerance: 1e-6 };

/** Near the end of a motion steps get ever smaller. */
const ENDS = ['NO_CONVERGENCE', 'BUDGET_EXCEEDED'];

/** The motions from all starts; a learned energy can have motions that end, from where on they count as at infinity. */
function motionsOf(field) {
  try {
    return integrate(field, starts, TIMES, { ...COARSE, budget: 2000 });
  } catch (error) {
    if (!ENDS.includes(error.code)) throw error;
  }
  const count = starts.shape[0];
  const data = new Float64Array(TIMES.length * starts.size).fill(Number.POSITIVE_INFINITY);
  for (let n = 0; n < count; n++) {
    let z = gather(starts, [n]);
    for (let k = 0; k < TIMES.length; k++) {
      if (k > 0) z = nextOf(field, z, TIMES[k] - TIMES[k - 1]);
      if (z === undefined) break;
      data.set(z.data, 12 * (count * k + n));
    }
  }
  return tensor(data, [TIMES.length, ...starts.shape]);
}

function nextOf(field, z, time) {
  try {
    const way = integrate(field, z, [0, time], { ...COARSE, budget: 200 });
    return tensor(way.data.slice(12), [1, 12]);
  } catch (error) {
    if (ENDS.includes(error.code)) return undefined;
    throw error;
  }
}

/** Geometric mean over places of |z − z*|/(|z| + |z*|), 1 at infinity, at each time after the first. */
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
      if (Number.isFinite(a)) sum += Math.log(Math.sqrt(difference) / (Math.sqrt(a) + Math.sqrt(b)));
    }
    return Math.exp(sum / n);
  });
}

/** Over all times, as EMLP has it. */
const geometricMean = (list) => Math.exp(list.reduce((sum, x) => sum + Math.log(x), 0) / list.length);

/** The largest change of the true energy along a path, infinite (null in a file) where one ends. */
function drift(path) {
  const all = doubleSpringPendulumEnergy(reshape(path, [path.size / 12, 12])).data;
  const n = starts.shape[0];
  return Math.max(...all.map((e, k) => (Number.isNaN(e) ? Number.POSITIVE_INFINITY : Math.abs(e - all[k % n]))));
}

/** Velocities at places, or the way that motions from there take. */
function lossOf(model, { places, velocities, chunks }, chosen) {
  const start = gather(places, chosen);
  if (chunks === undefined) return meanSquaredError(model.forward(start), gather(velocities, chosen));
  const way = integrate((z) => model.forward(z), start, CHUNK, { relativeTolerance: 1e-3, absoluteTolerance: 1e-4 });
  return meanSquaredError(way, gather(chunks, chosen, { axis: 1 }));
}

function energyOf(kind, seed) {
  const random = randomStream(3, [seed]);
  if (kind === 'MLP') return new Mlp([12, 128, 128, 1], { random });
  const options = { channels, layers: 2, trained: 'entries', random };
  return new Emlp(parseType('4*T(1)'), parseType('T(0)'), parseMatrixGroup('O2eR3'), options);
}

async function run(kind, seed) {
  const data = dataOf(seed);
  const model = new HamiltonianNetwork(energyOf(kind, seed));
  const adam = new Adam(model.parameters(), { learningRate: cosineSchedule(3e-3, steps) });
  const batch = epochBatches(10 * systems, Math.min(60, 10 * systems), 4);
  const began = process.cpuUsage();
  const losses = await train(adam, ({ step }) => lossOf(model, data, batch(step)), { steps });
  const path = motionsOf((z) => model.forward(z));
  const { user, system } = process.cpuUsage(began);
  const apart = distances(path);
  return {
    apart,
    distance: geometricMean(apart),
    drift: drift(path),
    trainingError: losses.slice(-20).reduce((a, b) => a + b) / 20,
    parameters: [...model.parameters().values()].reduce((sum, p) => sum + p.value.size, 0),
    cpuSeconds: (user + system) / 1e6,
  };
}

/** What is in the folder, or a training. */
async function trained(kind, seed) {
  const how = kind === 'EMLP' ? [channels] : [];
  const path = join(values.out, `${[kind, ...how, samples, rollout, steps, seed].join('-')}.json`);
  if (!existsSync(path)) writeFileSync(path, `${JSON.stringify(await run(kind, seed))}\n`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

mkdirSync(values.out, { recursive: true });
const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
const series = {};
for (const kind of ['EMLP', 'MLP']) {
  const runs = [];
  for (const seed of values.seeds.split(',').map(Number)) runs.push(await trained(kind, seed));
  series[`${kind}-HNN`] = runs[0].apart.map((x, k) => [TIMES[k + 1], x]);
  console.log(
    `${kind}-HNN: training error ${mean(runs.map((r) => r.trainingError)).toPrecision(2)}, ` +
      `distance of motions to t = 10 ${runs.map((r) => r.distance.toPrecision(3)).join(', ')}, ` +
      `energy drift ${runs.map((r) => r.drift?.toPrecision(3) ?? 'without end').join(', ')}, ` +
      `${runs[0].parameters} parameters, ${mean(runs.map((r) => r.cpuSeconds)).toFixed(0)} CPU s`,
  );
}
const title = 'Double spring pendulum: distance from the true motion';
writeFileSync(join(values.out, 'pendulum.svg'), curves(title, 'time', 'distance', series));
