import {
  Adam,
  type AdamOptions,
  add,
  cosineSchedule,
  gather,
  multiply,
  type Optimizer,
  Parameter,
  parameterGradients,
  reduceSum,
  Sgd,
  type SgdOptions,
  sin,
  stepSchedule,
  subtract,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { vectors } from '../vectors.js';

interface Paths {
  readonly start: number[];
  readonly cases: { optimizer: 'Sgd' | 'Adam'; options: SgdOptions & AdamOptions; path: number[][] }[];
}

/** As in vectors/nn/torch-optimizers.py. */
function loss(x: Tensor): Tensor {
  const distance = subtract(x, tensor([0.5, -1, 2]));
  const bowl = reduceSum(multiply(tensor([1, 2, 0.5]), multiply(distance, distance)));
  return add(bowl, reduceSum(sin(multiply(gather(x, [0]), gather(x, [1])))));
}

const { start, cases } = vectors<Paths>('torch-optimizers');

for (const { optimizer, options, path } of cases) {
  test(`${optimizer} ${JSON.stringify(options)} steps as PyTorch does`, () => {
    const x = new Parameter(tensor(start));
    const named = new Map([['x', x]]);
    const made: Optimizer = optimizer === 'Sgd' ? new Sgd(named, options) : new Adam(named, options);
    for (const expected of path) {
      made.step(parameterGradients([x], () => loss(x.value)).gradients);
      // six steps of some 20 roundings each, of numbers below 4, each amplified by less than 4
      for (let i = 0; i < 3; i++) assert.ok(Math.abs(x.value.data[i] - expected[i]) <= 120 * 2 ** -52 * 16);
    }
  });
}

test('schedules', () => {
  const cosine = cosineSchedule(2, 110, { warmup: 10, end: 1 });
  assert.equal([cosine(0), cosine(9), cosine(10), cosine(110), cosine(500)], [0.2, 2, 2, 1, 1]);
  assert.ok(Math.abs(cosine(60) - 1.5) <= 2 ** -52);
  const x = new Parameter(tensor([0]));
  const sgd = new Sgd(new Map([['x', x]]), { learningRate: stepSchedule(1, [1, 2], 0.5) });
  for (let i = 0; i < 4; i++) sgd.step([tensor([1])]);
  assert.is(x.value.item(), -(1 + 0.5 + 0.25 + 0.25));
});

test('a gradient that is not finite is refused and changes nothing', () => {
  const x = new Parameter(tensor([1]));
  const adam = new Adam(new Map([['x', x]]));
  assert.throws(() => adam.step([tensor([Number.NaN])]), /finite gradients, got NaN in that of x/);
  assert.is(x.value.item(), 1);
  assert.is(adam.steps, 0);
  assert.throws(() => adam.step([tensor([1, 2])]), /shape \[1\] for x/);
});

test.run();
