import { Adam, Mlp, meanSquaredError, normalInitial, train } from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('memory is flat over 2000 steps', async () => {
  const model = new Mlp([16, 64, 64, 4], { random: randomStream(1) });
  const adam = new Adam(model.parameters());
  const [x, y] = [normalInitial([64, 16], 1, randomStream(2)), normalInitial([64, 4], 1, randomStream(3))];
  const held = (): number => {
    // what a step leaves behind is garbage: without --expose-gc it is collected when new arrays press for room
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const most = [0, 0];
  await train(adam, () => meanSquaredError(model.forward(x), y), {
    steps: 2000,
    onStep: (step) => {
      const half = step < 1000 ? 0 : 1;
      most[half] = Math.max(most[half], held());
    },
  });
  // one step holds 40 tensors of at most 64·64 numbers, 1.3 MB: kept, they would be 1.3 GB more in the second half
  assert.ok(most[1] <= most[0] + 100 * 2 ** 20, `${most.map((b) => (b / 2 ** 20).toFixed(0))} MiB`);
});

test.run();
