import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { READERS } from './readers.js';

const HEAP_MB = 512;

/** Each reader reads or refuses so many mutated inputs, in a process of its own with 512 MB of heap. */
export function expectReadersToHold(count: number): void {
  const seed = Number(process.env.ISOTYPIC_SEED ?? 1);
  for (const name of Object.keys(READERS)) {
    test(`${name} reads or refuses ${count} mutated inputs`, () => {
      const script = fileURLToPath(new URL('./fuzz-process.js', import.meta.url));
      const args = [`--max-old-space-size=${HEAP_MB}`, script, name, String(count), String(seed)];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      assert.is(status, 0, `${stdout}${stderr.slice(0, 2000)}`);
      const [, read, refused] = /^(\d+) read, (\d+) refused/.exec(stdout) ?? [];
      assert.is(Number(read) + Number(refused), count);
      // the changes are neither idle nor all fatal
      assert.ok(Number(read) > 0 && Number(refused) > 0, `${name}: ${stdout}`);
      console.log(`${name}: ${stdout.trim()}`);
    });
  }
}
