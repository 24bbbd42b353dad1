import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const SCRIPT = `
import { createHash } from 'node:crypto';
import { Adam, encodeCheckpoint, Emlp, meanSquaredError, inertiaSamples, train } from '@isotypic/nn';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import { randomStream } from '@isotypic/numeric';
const types = ['5*T(0) + 5*T(1)', 'T(2)'].map((text) => parseType(text));
const model = new Emlp(...types, parseMatrixGroup('O(3)'), { channels: 30, layers: 1, random: randomStream(1) });
const adam = new Adam(model.parameters());
const { x, y } = inertiaSamples(30, randomStream(2));
await train(adam, () => meanSquaredError(model.forward(x), y), { steps: 5 });
console.log(createHash('sha256').update(encodeCheckpoint(model, adam)).digest('hex'));
`;

test('two processes train to the same bits', () => {
  const [a, b] = [1, 2].map(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
      encoding: 'utf8',
      cwd: new URL('.', import.meta.url),
    });
    assert.is(status, 0, stderr);
    return stdout.trim();
  });
  assert.match(a, /^[0-9a-f]{64}$/);
  assert.is(a, b);
});

test.run();
