import {
  Adam,
  crossEntropy,
  encodeCheckpoint,
  epochBatches,
  gather,
  loadCheckpoint,
  Module,
  matmul,
  meanSquaredError,
  normalInitial,
  Parameter,
  Sgd,
  type Tensor,
  tanh,
  tensor,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

class Network extends Module {
  readonly first = new Parameter(normalInitial([3, 8], 0.5, randomStream(1)));
  readonly second = new Parameter(normalInitial([8, 1], 0.5, randomStream(2)));
  override forward(x: Tensor): Tensor {
    return matmul(tanh(matmul(x, this.first.value)), this.second.value);
  }
}

const inputs = normalInitial([40, 3], 1, randomStream(3));
const outputs = tensor(
  Array.from({ length: 40 }, (_, i) => Math.sin(inputs.at(i, 0)) + inputs.at(i, 1)),
  [40, 1],
);

function setUp(): { model: Network; adam: Adam; run: (steps: number, signal?: AbortSignal) => Promise<Float64Array> } {
  const model = new Network();
  const adam = new Adam(model.parameters(), { learningRate: 0.02 });
  const batch = epochBatches(40, 16, 5);
  const loss = ({ step, random }: { step: number; random: { normal(): number } }): Tensor => {
    const chosen = batch(step);
    const noise = 0.01 * random.normal();
    const y = gather(outputs, chosen);
    return meanSquaredError(
      model.forward(gather(inputs, chosen)),
      tensor(
        y.data.map((v) => v + noise),
        y.shape,
      ),
    );
  };
  return { model, adam, run: (steps, signal) => train(adam, loss, { steps, seed: 11, signal }) };
}

test('training makes the loss smaller', async () => {
  const losses = await setUp().run(200);
  const mean = (part: Float64Array): number => part.reduce((a, b) => a + b) / part.length;
  assert.ok(mean(losses.slice(-10)) < mean(losses.slice(0, 10)) / 3);
});

test('a training resumed from a checkpoint goes on to the same bits', async () => {
  const whole = setUp();
  const losses = await whole.run(30);
  const begun = setUp();
  await begun.run(13);
  const bytes = encodeCheckpoint(begun.model, begun.adam);
  const resumed = setUp();
  loadCheckpoint(bytes, resumed.model, resumed.adam);
  assert.equal([...(await resumed.run(30))], [...losses.slice(13)]);
  assert.equal(encodeCheckpoint(resumed.model, resumed.adam), encodeCheckpoint(whole.model, whole.adam));
});

test('a signal stops a training, which then goes on to the same bits', async () => {
  const whole = setUp();
  await whole.run(20);
  const stopped = setUp();
  const controller = new AbortController();
  const { loss } = {
    loss: (): Tensor => {
      if (stopped.adam.steps === 7) controller.abort();
      return meanSquaredError(stopped.model.forward(inputs), outputs);
    },
  };
  try {
    await train(stopped.adam, loss, { steps: 20, signal: controller.signal });
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code: string }).code, 'ABORTED');
    assert.is((error as { details: { known: Float64Array } }).details.known.length, 8);
  }
  const other = setUp();
  await train(other.adam, () => meanSquaredError(other.model.forward(inputs), outputs), { steps: 20 });
  await train(stopped.adam, () => meanSquaredError(stopped.model.forward(inputs), outputs), { steps: 20 });
  assert.equal(stopped.model.state(), other.model.state());
});

test('a checkpoint of something else is refused and changes nothing', () => {
  const { model, adam } = setUp();
  const bytes = encodeCheckpoint(model, adam);
  const other = setUp();
  other.model.first.value = normalInitial([3, 8], 1, randomStream(9));
  const before = other.model.state();
  const sgd = new Sgd(other.model.parameters());
  assert.throws(() => loadCheckpoint(bytes, other.model, sgd), /Sgd.loadState/);
  assert.equal(other.model.state(), before);
  assert.throws(() => loadCheckpoint(new Uint8Array(3), other.model, other.adam), /8 bytes/);
});

test('every epoch sees every sample once, in an order of its own', () => {
  const batch = epochBatches(12, 4, 3);
  const epoch = (e: number): number[] => [0, 1, 2].flatMap((i) => [...batch(3 * e + i)]);
  for (const e of [0, 1, 5])
    assert.equal(
      [...epoch(e)].sort((a, b) => a - b),
      Array.from({ length: 12 }, (_, i) => i),
    );
  assert.not.equal(epoch(0), epoch(1));
  assert.equal([...epochBatches(12, 4, 3)(4)], [...batch(4)]);
});

test('cross-entropy by its definition', () => {
  const logits = tensor([1, 2, 3, -1, 0, 4], [2, 3]);
  const row = (values: number[], label: number): number =>
    -values[label] + Math.log(values.reduce((sum, v) => sum + Math.exp(v), 0));
  const expected = (row([1, 2, 3], 0) + row([-1, 0, 4], 1)) / 2;
  assert.ok(Math.abs(crossEntropy(logits, [0, 1]).item() - expected) <= 16 * 2 ** -52 * 4);
  assert.throws(() => crossEntropy(logits, [0, 3]), /labels below 3/);
});

test('cross-entropy with smoothed labels, as of PyTorch', () => {
  const logits = tensor([1, 2, 3, 0.5, -1, 0.25], [2, 3]);
  // F.cross_entropy(logits, [0, 2], label_smoothing=…), PyTorch 2, float64
  const expected = new Map([
    [0, 1.6758590754231475],
    [0.1, 1.642525742089814],
    [1, 1.342525742089814],
  ]);
  for (const [smoothing, value] of expected) {
    const own = crossEntropy(logits, [0, 2], { smoothing }).item();
    assert.ok(Math.abs(own - value) <= 32 * 2 ** -52 * 4, `${smoothing}: ${own}`);
  }
  assert.throws(() => crossEntropy(logits, [0, 2], { smoothing: 1.5 }), /smoothing/);
});

test.run();
