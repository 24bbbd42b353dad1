/** The same program gives the same bits: in two processes, and in one thread of a process or in two at once. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const TRAINING = new URL('../helpers/training-hash.js', import.meta.url);

function hashOfProcess(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(TRAINING)], { encoding: 'utf8' });
  assert.is(status, 0, stderr);
  return stdout.trim();
}

const hashOfThread = (): Promise<string> =>
  new Promise((resolve, reject) => {
    new Worker(TRAINING).once('message', resolve).once('error', reject);
  });

test('two processes, and two threads at once, train to the same bits', async () => {
  const alone = hashOfProcess();
  assert.match(alone, /^[0-9a-f]{64}$/);
  assert.is(hashOfProcess(), alone);
  assert.equal(await Promise.all([hashOfThread(), hashOfThread()]), [alone, alone]);
});

test.run();
