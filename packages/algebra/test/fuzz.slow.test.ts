import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const TEXTS = 1_000_000;

test('a million texts are read or refused with a typed error within 512 MB of heap', () => {
  const texts = new URL('./fuzz-texts.js', import.meta.url).href;
  const script = `const { fuzzParsers } = await import(${JSON.stringify(texts)});
    console.log(JSON.stringify(fuzzParsers(${TEXTS}, 2)));`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=512', '--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  );
  assert.is(status, 0, stderr);
  const { read, refused } = JSON.parse(stdout);
  assert.is(read + refused, TEXTS);
});

test.run();
