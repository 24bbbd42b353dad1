// The README's example runs as it stands.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const home = fileURLToPath(new URL('..', import.meta.url));

test('README example', () => {
  const blocks = [...readFileSync(`${home}README.md`, 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map((m) => m[1]);
  assert.ok(blocks.length > 0);
  for (const code of blocks) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: home,
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.is(status, 0, stderr);
    assert.match(stdout, '3 3×1');
    assert.match(stdout, 'float64');
  }
});
test.run();
