/** Tables too long for memory: read in one pass, broken off, resumed, and noticed when they have changed. */
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const program = fileURLToPath(new URL('../bin/isotypic.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'isotypic-resume-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** 2.4 million rows of two columns: more numbers than are kept. */
const LONG = join(folder, 'long.csv');
{
  let seed = 1;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  writeFileSync(LONG, 'a,b\n');
  for (let part = 0; part < 24; part++) {
    const rows = Array.from({ length: 100_000 }, () => `${(5 + next()).toFixed(6)},${(5 + next()).toFixed(6)}\n`);
    appendFileSync(LONG, rows.join(''));
  }
}

const argumentsOf = (out: string, ...more: string[]) =>
  [program, 'analyze', LONG, '--group', 'cyclic(2)', '--out', out, ...more] as const;

const files = (out: string): Record<string, string> =>
  Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'latin1')]));

test('killed with −9 and called again: the same bytes as without a break', async () => {
  const [state, out] = ['state.json', 'report'].map((name) => join(folder, name));
  const argv = argumentsOf(out, '--resume', state);
  // as often as it takes: every call is killed a moment after it has saved something
  let kills = 0;
  for (let saved = 0; kills < 2; ) {
    const child = spawn(process.execPath, argv, { stdio: 'ignore' });
    const ended = new Promise<boolean>((done) => child.on('exit', (_, signal) => done(signal === null)));
    const poll = (async () => {
      for (;;) {
        if (existsSync(state) && statSync(state).mtimeMs > saved) return 'saved';
        await pause(20);
      }
    })();
    const first = await Promise.race([ended, poll]);
    if (first !== 'saved') break;
    saved = statSync(state).mtimeMs;
    child.kill('SIGKILL');
    if (await ended) break;
    kills++;
  }
  assert.ok(kills > 0, 'it was killed while it read');
  const { counts } = JSON.parse(readFileSync(state, 'utf8'));
  assert.ok(counts.rows > 0);
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  assert.is(status, 0, stderr);
  const resumed = files(out);
  // the same call from the beginning
  rmSync(state);
  rmSync(out, { recursive: true });
  assert.is(spawnSync(process.execPath, argv, { encoding: 'utf8' }).status, 0);
  assert.equal(Object.keys(files(out)).sort(), Object.keys(resumed).sort());
  for (const [name, bytes] of Object.entries(files(out))) assert.ok(bytes === resumed[name], `${name} differs`);
  const { data } = JSON.parse(resumed['analysis.json']) as Analysis;
  assert.equal([data.rows, data.samples, data.rowsKept], [2_400_000, 2_400_000, false]);
});

test('a source that has changed is not resumed', () => {
  const state = join(folder, 'state.json');
  assert.ok(existsSync(state));
  appendFileSync(LONG, '5.5,5.5\n');
  const { status, stderr } = spawnSync(process.execPath, argumentsOf(join(folder, 'changed'), '--resume', state), {
    encoding: 'utf8',
  });
  assert.is(status, 2);
  assert.match(stderr, /the source as it was when the reading was broken off/);
  assert.not.ok(existsSync(join(folder, 'changed')));
});

test('another choice of columns, another file and standard input are not resumed', () => {
  const state = join(folder, 'state.json');
  const other = join(folder, 'other.json');
  writeFileSync(other, '{"format":');
  const cases: readonly [readonly string[], RegExp][] = [
    [argumentsOf(join(folder, 'x'), '--resume', state, '--columns', 'b,a'), /the (source|same columns)/],
    [argumentsOf(join(folder, 'x'), '--resume', other), /a former call with --resume wrote/],
    [[program, 'analyze', '-', '--group', 'cyclic(2)', '--resume', state], /a file that can be read again/],
  ];
  for (const [argv, message] of cases) {
    const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', input: 'a,b\n1,2\n3,5\n4,4\n' });
    assert.is(status, 2, stderr);
    assert.match(stderr, message);
  }
});

test.run();
