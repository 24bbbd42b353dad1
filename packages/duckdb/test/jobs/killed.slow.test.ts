import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDuckDB } from '@isotypic/duckdb';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporary, writeParts } from '../support/made-files.js';

const PARTS = 24;
const KILLS = 20;

const folder = temporary();
const data = join(folder, 'data');
mkdirSync(data);
const engine = await openDuckDB();
await writeParts(engine, data, { count: PARTS, rows: 5_000, columns: 4 });
await engine.close();

const script = fileURLToPath(new URL('../support/parts-process.js', import.meta.url));

/** Runs until it ends, or is killed after so many milliseconds; what it printed. */
async function runUntil(state: string, killAfter?: number): Promise<string | undefined> {
  const child = spawn(process.execPath, [script, join(data, '*.parquet'), state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (piece) => {
    text += piece;
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return code === 0 ? text.trim() : undefined;
}

const kept = (state: string): number => readdirSync(state).filter((name) => name.endsWith('.json')).length;

test(`killed ${KILLS} times at random, the result is that of a run in one piece, bit by bit`, async () => {
  const began = performance.now();
  const whole = await runUntil(join(folder, 'whole'));
  const length = performance.now() - began;
  assert.match(whole as string, /^[0-9a-f]{64}$/);
  const stages: number[] = [];
  for (let round = 0, killed = 0; killed < KILLS; round++) {
    const state = join(folder, `state-${round}`);
    mkdirSync(state);
    let result: string | undefined;
    while (result === undefined) {
      result = await runUntil(state, killed < KILLS ? length * (0.3 + 0.7 * Math.random()) : undefined);
      if (result === undefined) killed++;
      stages.push(kept(state));
    }
    assert.is(result, whole);
    assert.equal(
      readdirSync(state).filter((name) => !name.endsWith('.json')),
      [],
    );
    assert.is(kept(state), PARTS);
  }
  // some were killed in the middle, else nothing was tried
  assert.ok(
    stages.some((n) => n > 0 && n < PARTS),
    stages.join(),
  );
});

test.run();
