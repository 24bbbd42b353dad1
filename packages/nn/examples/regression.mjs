// EMLP against an ordinary perceptron, with and without augmentation, on the three regressions of its paper, at small
// numbers of samples; all are trained alike. As in the paper, that model counts which is best on 1000 samples for validation,
// at one of twenty looks. Prints its mean squared errors on further ones, in the units of the target, with the paper's
// beside them, and draws those of the looks of the first seed. What is in the folder is not trained again.
//   node packages/nn/examples/regression.mjs inertia|o5|particle [--recipe own|paper] [--samples 30,100]
//     [--kinds EMLP,MLP,MLP+Aug] [--seeds 1] [--looks 20] [--out folder] [--steps …] [--channels …] [--rates …]
//     [--initial he|orthogonal] [--draw own|published] [--scales own|all] [--warmup share of the steps] [--epsilon …]
// With --draw published (particles) the samples are those of the paper, and seeds give first weights alone; scales are
// those of the samples trained with, or of all that were drawn.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseMatrixGroup, parseType, randomElementFloat64 } from '@isotypic/maps';
import {
  Adam,
  concatenate,
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
import { publishedParticles } from './published-draw.mjs';

// inputs are scalars, then vectors of dimension d; a target is a scalar, or a matrix that has no mean of its own
const TASKS = {
  inertia: { set: 'Inertia', draw: inertiaSamples, group: 'O(3)', scalars: 5, d: 3, matrix: true },
  o5: { set: 'O5Synthetic', draw: o5Samples, group: 'O(5)', scalars: 0, d: 5, matrix: false },
  particle: { set: 'ParticleInteraction', draw: particleSamples, group: 'O(1,3)', scalars: 0, d: 4, matrix: false },
};

/** `rate`, after linear growth. */
function withWarmup(rate, _steps, { warmup }) {
  return (step) => (warmup > 0 ? rate * Math.min(1, step / warmup) : rate);
}

// how all are trained; the paper's way takes some minutes a model
const RECIPES = {
  own: {
    steps: '500',
    channels: '128',
    rates: '0.01,0.003,0.003',
    schedule: cosineSchedule,
    warmup: '0',
    initial: 'he',
    trained: 'coefficients',
    tests: 1000,
    scales: 'own',
    epsilon: '1e-8',
  },
  paper: {
    steps: '1000',
    channels: '384',
    rates: '0.003,0.003,0.003',
    schedule: withWarmup,
    warmup: '0.1',
    initial: 'orthogonal',
    trained: 'entries',
    tests: 5000,
    scales: 'all',
    epsilon: '1e-4',
  },
};

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: 'string', default: 'own' },
    samples: { type: 'string', default: '30,100' },
    steps: { type: 'string' },
    channels: { type: 'string' },
    kinds: { type: 'string', default: 'EMLP,MLP,MLP+Aug' },
    seeds: { type: 'string', default: '1' },
    rates: { type: 'string' },
    looks: { type: 'string', default: '20' },
    initial: { type: 'string' },
    scales: { type: 'string' },
    warmup: { type: 'string' },
    epsilon: { type: 'string' },
    draw: { type: 'string', default: 'own' },
    out: { type: 'string', default: 'regression' },
  },
});
const values = { ...RECIPES[given.recipe], ...given };
const name = positionals[0] ?? 'inertia';
const task = TASKS[name];
const [steps, looks] = [Number(values.steps), Number(values.looks)];
/** As in the paper. */
const BATCH = 500;
const kinds = values.kinds.split(',');
/** The first rate of each kind. */
const rates = new Map(values.rates.split(',').map((rate, k) => [kinds[k], Number(rate)]));

const group = parseMatrixGroup(task.group);

const mean = (x) => x.reduce((a, b) => a + b, 0) / x.length;
const root = (x) => Math.sqrt(mean(x.map((v) => v * v)));

/**
 * As in EMLP, what the group leaves alone: each scalar by its mean and deviation, all vectors by one scale, an invariant
 * target by mean and deviation, a matrix by a scale.
 */
function scalesOf({ x, y }) {
  const [samples, width] = x.shape;
  const columns = Array.from({ length: width }, (_, j) => Array.from({ length: samples }, (_, n) => x.at(n, j)));
  const scalars = columns.slice(0, task.scalars).map((column) => {
    const shift = mean(column);
    return { shift, factor: 1 / root(column.map((v) => v - shift)) };
  });
  const vectors = { shift: 0, factor: 1 / root(columns.slice(task.scalars).flat()) };
  const target = [...y.data];
  const center = task.matrix ? 0 : mean(target);
  return {
    inputs: columns.map((_, j) => scalars[j] ?? vectors),
    outputs: new Array(y.shape[1]).fill({ shift: center, factor: 1 / root(target.map((v) => v - center)) }),
  };
}

const scaled = (x, columns) =>
  tensor(
    x.data.map((v, i) => (v - columns[i % columns.length].shift) * columns[i % columns.length].factor),
    x.shape,
  );

/** Elements of the group, for augmentation. */
const elements = Array.from({ length: 512 }, (_, k) => randomElementFloat64(group, k));

/** Each row of x turned by an element of its own, and a matrix y with it. */
function turned(x, y, random) {
  const { d, scalars, matrix } = task;
  const [xs, ys] = [x.data.slice(), y.data.slice()];
  const [width, outputs] = [x.shape[1], y.shape[1]];
  for (let n = 0; n < x.shape[0]; n++) {
    const g = elements[Math.floor(random.uniform() * elements.length)];
    for (let from = n * width + scalars; from < (n + 1) * width; from += d) {
      for (let i = 0; i < d; i++) {
        xs[from + i] = 0;
        for (let j = 0; j < d; j++) xs[from + i] += g.at(i, j) * x.data[from + j];
      }
    }
    if (!matrix) continue;
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let sum = 0;
        for (let k = 0; k < d; k++) {
          for (let l = 0; l < d; l++) sum += g.at(i, k) * g.at(j, l) * y.data[n * outputs + d * k + l];
        }
        ys[n * outputs + d * i + j] = sum;
      }
    }
  }
  return [tensor(xs, x.shape), tensor(ys, y.shape)];
}

function modelOf(kind, inputs, outputs, seed) {
  const random = randomStream(3, [seed]);
  if (kind !== 'EMLP') return new Mlp([inputs, 384, 384, 384, outputs], { random });
  const vectors = (inputs - task.scalars) / task.d;
  const domain = parseType(task.scalars > 0 ? `${task.scalars}*T(0) + ${vectors}*T(1)` : `${vectors}*T(1)`);
  return new Emlp(domain, parseType(task.matrix ? 'T(2)' : 'T(0)'), group, {
    channels: Number(values.channels),
    initial: values.initial,
    trained: values.trained,
    random,
  });
}

/** Samples for training, validation and test, and those that scales are of. */
function drawnSets(samples, seed) {
  if (values.draw === 'published') return publishedParticles(samples);
  const own = task.draw(samples, randomStream(1, [samples, seed]));
  const [validation, test] = [task.draw(1000, randomStream(2)), task.draw(values.tests, randomStream(5))];
  return {
    own,
    validation,
    test,
    all: { x: concatenate([own.x, validation.x, test.x]), y: concatenate([own.y, validation.y, test.y]) },
  };
}

async function run(kind, samples, seed) {
  const { own, all, ...others } = drawnSets(samples, seed);
  const sets = [others.validation, others.test];
  const { inputs, outputs } = scalesOf(values.scales === 'all' ? all : own);
  const [x, y] = [scaled(own.x, inputs), scaled(own.y, outputs)];
  const [validation, test] = sets.map((set) => ({ x: scaled(set.x, inputs), y: scaled(set.y, outputs) }));
  const model = modelOf(kind, x.shape[1], y.shape[1], seed);
  const adam = new Adam(model.parameters(), {
    learningRate: values.schedule(rates.get(kind), steps, { warmup: Math.round(values.warmup * steps) }),
    epsilon: Number(values.epsilon),
  });
  const batch = epochBatches(samples, Math.min(BATCH, samples), 4);
  const unit = outputs[0].factor ** -2;
  const errorOn = (set) => scale(meanSquaredError(model.forward(set.x), set.y), unit).item();
  let best = { validation: Number.POSITIVE_INFINITY };
  const line = [];
  const began = process.cpuUsage();
  const loss = ({ step, random }) => {
    const chosen = batch(step);
    const rows = [gather(x, chosen), gather(y, chosen)];
    const [inputRows, targetRows] = kind === 'MLP+Aug' ? turned(...rows, random) : rows;
    return meanSquaredError(model.forward(inputRows), targetRows);
  };
  const losses = await train(adam, loss, {
    steps,
    seed,
    onStep: (step) => {
      if ((step + 1) % Math.ceil(steps / looks) !== 0 && step !== steps - 1) return;
      const error = errorOn(validation);
      line.push([step + 1, error]);
      if (error < best.validation) best = { step: step + 1, validation: error, state: model.state() };
    },
  });
  const { user, system } = process.cpuUsage(began);
  const last = errorOn(test);
  model.loadState(best.state);
  return {
    line,
    error: errorOn(test),
    lastError: last,
    validation: best.validation,
    step: best.step,
    trainingError: mean([...losses.slice(-20)]) * unit,
    parameters: [...model.parameters().values()].reduce((sum, p) => sum + p.value.size, 0),
    cpuSeconds: (user + system) / 1e6,
  };
}

/** What is in the folder, or a training. */
async function trained(kind, samples, seed) {
  const { recipe, draw, scales, warmup, epsilon } = values;
  const how = [recipe, draw, scales, warmup, epsilon, looks];
  const model = kind === 'EMLP' ? [kind, values.channels, values.initial] : [kind];
  const words = [name, ...how, samples, ...model, rates.get(kind), steps, seed];
  const path = join(values.out, `${words.join('-')}.json`);
  if (!existsSync(path)) writeFileSync(path, `${JSON.stringify(await run(kind, samples, seed))}\n`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The paper's error, where it has one. */
function published(kind, samples) {
  const path = new URL('../../../vectors/nn/emlp-published-results.json', import.meta.url);
  const method = kind === 'EMLP' ? `EMLP-${task.group}` : kind;
  const found = JSON.parse(readFileSync(path, 'utf8')).regression.find(
    (row) => row.dataset === task.set && row.method === method && row.train === samples,
  );
  return found === undefined ? '' : `, the paper's ${found.testMSEmean.toPrecision(3)}`;
}

mkdirSync(values.out, { recursive: true });
const series = {};
for (const samples of values.samples.split(',').map(Number)) {
  for (const kind of kinds) {
    const runs = [];
    for (const seed of values.seeds.split(',').map(Number)) runs.push(await trained(kind, samples, seed));
    const errors = runs.map(({ error }) => error);
    const [least, most] = [Math.min(...errors), Math.max(...errors)].map((e) => e.toPrecision(3));
    console.log(
      `${name}, ${samples} samples, ${kind}: test error ${mean(errors).toPrecision(3)} (${least} … ${most})` +
        `${published(kind, samples)}, training error ${mean(runs.map((r) => r.trainingError)).toPrecision(2)}, ` +
        `${runs[0].parameters} parameters, ${mean(runs.map((r) => r.cpuSeconds)).toFixed(0)} CPU s`,
    );
    series[`${kind}, ${samples} samples`] = runs[0].line;
  }
}
const title = `${name}: mean squared error on new samples`;
writeFileSync(join(values.out, `${name}.svg`), curves(title, 'step', 'test error', series));
