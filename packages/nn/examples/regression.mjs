// EMLP against an ordinary perceptron on the three regressions of its paper, at small numbers of samples; both are
// trained alike. Prints the mean squared errors on 2000 other samples, in the units of the target, and draws them.
//   node packages/nn/examples/regression.mjs inertia|o5|particle [--samples 100,1000] [--steps 1500] [--out folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Adam,
  cosineSchedule,
  Emlp,
  epochBatches,
  gather,
  inertiaSamples,
  Mlp,
  meanSquaredError,
  o5Samples,
  particleSamples,
  scale,
  tensor,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { curves } from './curves.mjs';

const TASKS = {
  inertia: { draw: inertiaSamples, group: 'O(3)', domain: '5*T(0) + 5*T(1)', codomain: 'T(2)', scaled: false },
  o5: { draw: o5Samples, group: 'O(5)', domain: '2*T(1)', codomain: 'T(0)', scaled: true },
  particle: { draw: particleSamples, group: 'O(1,3)', domain: '4*T(1)', codomain: 'T(0)', scaled: true },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    samples: { type: 'string', default: '100,1000' },
    steps: { type: 'string', default: '1500' },
    channels: { type: 'string', default: '64' },
    out: { type: 'string' },
  },
});
const name = positionals[0] ?? 'inertia';
const task = TASKS[name];
const steps = Number(values.steps);
const BATCH = 100;
const RATE = 3e-3;

const root = (x) => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);
const affine = (x, factor, shift) =>
  tensor(
    x.data.map((v) => (v - shift) * factor),
    x.shape,
  );

/** Inputs by one scale, which every group of matrices keeps; invariant targets by mean and deviation. */
function scalesOf({ x, y }) {
  if (!task.scaled) return { input: 1, mean: 0, deviation: 1 };
  const mean = y.data.reduce((a, b) => a + b) / y.size;
  return { input: 1 / root(x.data), mean, deviation: root(y.data.map((v) => v - mean)) };
}

async function run(kind, samples) {
  const own = task.draw(samples, randomStream(1, [samples]));
  const other = task.draw(2000, randomStream(2));
  const { input, mean, deviation } = scalesOf(own);
  const [x, y] = [affine(own.x, input, 0), affine(own.y, 1 / deviation, mean)];
  const [testX, testY] = [affine(other.x, input, 0), affine(other.y, 1 / deviation, mean)];
  const random = randomStream(3);
  const [domain, codomain] = [parseType(task.domain), parseType(task.codomain)];
  const model =
    kind === 'EMLP'
      ? new Emlp(domain, codomain, parseMatrixGroup(task.group), { channels: Number(values.channels), random })
      : new Mlp([x.shape[1], 384, 384, 384, y.shape[1]], { random });
  const adam = new Adam(model.parameters(), { learningRate: cosineSchedule(RATE, steps) });
  const batch = epochBatches(samples, Math.min(BATCH, samples), 4);
  const error = () => scale(meanSquaredError(model.forward(testX), testY), deviation ** 2).item();
  const line = [];
  const began = process.cpuUsage();
  const loss = ({ step }) => {
    const chosen = batch(step);
    return meanSquaredError(model.forward(gather(x, chosen)), gather(y, chosen));
  };
  const losses = await train(adam, loss, {
    steps,
    onStep: (step) => {
      if (step % Math.ceil(steps / 6) === 0 || step === steps - 1) line.push([step, error()]);
    },
  });
  const { user, system } = process.cpuUsage(began);
  const parameters = [...model.parameters().values()].reduce((sum, p) => sum + p.value.size, 0);
  const last = losses.slice(-20).reduce((a, b) => a + b, 0) / 20;
  console.log(
    `${name}, ${samples} samples, ${kind}: test error ${line.at(-1)[1].toPrecision(3)}, training error ` +
      `${(last * deviation ** 2).toPrecision(2)}, ${parameters} parameters, ${((user + system) / 1e6).toFixed(0)} CPU s`,
  );
  return line;
}

const series = {};
for (const samples of values.samples.split(',').map(Number)) {
  for (const kind of ['EMLP', 'MLP']) series[`${kind}, ${samples} samples`] = await run(kind, samples);
}
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  const title = `${name}: mean squared error on new samples`;
  writeFileSync(join(values.out, `${name}.svg`), curves(title, 'step', 'test error', series));
}
