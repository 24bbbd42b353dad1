import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the chain of the 5×5×5 cube takes less than 100 MB beyond start-up', () => {
  const script = new URL('../../bench/chain-memory.mjs', import.meta.url).pathname;
  const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  const megabytes = /(\d+) MB beyond start-up/.exec(stdout)?.[1];
  assert.ok(megabytes !== undefined && Number(megabytes) < 100, stdout);
});

test.run();
