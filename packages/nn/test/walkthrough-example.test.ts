/** The walk-through runs, and says what it should. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('walkthrough.mjs', () => {
  const path = fileURLToPath(new URL('../examples/walkthrough.mjs', import.meta.url));
  const lines = execFileSync(process.execPath, [path], { encoding: 'utf8' }).trim().split('\n');
  assert.is(lines[0], 'irreducibles 1 2 1 regular 4');
  assert.is(lines[1], 'the quarter turn 0 -1 1 0');
  assert.is(lines[2], 'trivial → 3 regular fields, kernel 3: 2×12×30×30');
  assert.match(lines[3], /^6 weights; turned before and after: the same up to (0|[1-9]e-1[3-9])/);
  const [number, ofTurned] = [...lines[4].matchAll(/-?\d+\.\d{12}/g)].map(Number);
  assert.ok(Math.abs(number - ofTurned) <= 1e-11);
  assert.is(lines[5], 'in time 5×40×8');
});

test.run();
