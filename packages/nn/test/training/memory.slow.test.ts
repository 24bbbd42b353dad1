/** What training leaves behind: nothing that grows with the number of steps. */
import {
  Adam,
  crossEntropy,
  geometricTensor,
  gspaces,
  Mlp,
  type Module,
  meanSquaredError,
  normalInitial,
  reshape,
  type Tensor,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { smallClassifier } from '../helpers/small-classifier.js';

const MIB = 2 ** 20;

/** How many bytes more are held at most in the second thousand of steps than in the first. */
async function growth(model: Module<never, unknown>, loss: () => Tensor): Promise<number> {
  const held = (): number => {
    // what a step leaves behind is garbage: without --expose-gc it is collected when new arrays press for room
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const most = [0, 0];
  await train(new Adam(model.parameters()), loss, {
    steps: 2000,
    onStep: (step) => {
      const half = step < 1000 ? 0 : 1;
      most[half] = Math.max(most[half], held());
    },
  });
  return most[1] - most[0];
}

test('memory is flat over 2000 steps of a perceptron', async () => {
  const model = new Mlp([16, 64, 64, 4], { random: randomStream(1) });
  const [x, y] = [normalInitial([64, 16], 1, randomStream(2)), normalInitial([64, 4], 1, randomStream(3))];
  // one step holds 40 tensors of at most 64·64 numbers, 1.3 MB: kept, they would be 1.3 GB more in the second half
  assert.ok((await growth(model, () => meanSquaredError(model.forward(x), y))) <= 100 * MIB);
});

test('and of convolutions with running statistics and dropout', async () => {
  const { image, model } = smallClassifier(gspaces.rot2dOnR2(4), 4);
  const x = geometricTensor(normalInitial([8, 1, 9, 9], 1, randomStream(2)), image);
  const labels = Int32Array.from({ length: 8 }, (_, i) => i % 4);
  // one step holds some ten tensors of 8·16·49 numbers, 0.5 MB: kept, 500 MB more in the second half
  assert.ok((await growth(model, () => crossEntropy(reshape(model.forward(x).tensor, [8, 4]), labels))) <= 100 * MIB);
});

test('a step that keeps what it computed is noticed', async () => {
  const model = new Mlp([16, 64, 64, 4], { random: randomStream(1) });
  const [x, y] = [normalInitial([64, 16], 1, randomStream(2)), normalInitial([64, 4], 1, randomStream(3))];
  const kept: Tensor[] = [];
  const more = await growth(model, () => {
    const value = meanSquaredError(model.forward(x), y);
    kept.push(value); // with its history
    return value;
  });
  assert.ok(kept.length === 2000 && more > 100 * MIB, `${(more / MIB).toFixed(0)} MiB`);
});

test.run();
