/** The command as a process: standard input, folders of every kind, and readers that go away. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const program = fileURLToPath(new URL('../bin/isotypic.js', import.meta.url));
const CORK = fileURLToPath(new URL('../../../data/cork-borings.csv', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'isotypic-process-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const FILES = ['analysis.json', 'report.html', 'table.json', 'table.safetensors'];
const call = (cwd: string, file: string, out: string, input?: string) =>
  spawnSync(process.execPath, [program, 'analyze', file, '--group', 'dihedral(4)', '--json', '--out', out], {
    cwd,
    input,
    encoding: 'utf8',
  });

test('- is standard input', () => {
  const { status, stdout, stderr } = call(folder, '-', 'stdin', readFileSync(CORK, 'utf8'));
  assert.is(status, 0, stderr);
  const { data } = JSON.parse(stdout) as Analysis;
  assert.equal([data.source, data.samples], ['standard input', 28]);
});

test('--out: the working folder, one whose parent is not ours to write, another file system', () => {
  const here = join(folder, 'here');
  mkdirSync(here);
  assert.is(call(here, CORK, '.').status, 0);
  assert.equal(readdirSync(here).sort(), FILES);

  const parent = join(folder, 'parent');
  mkdirSync(join(parent, 'mine'), { recursive: true });
  chmodSync(parent, 0o555); // as the parent of a mount point is
  assert.is(call(folder, CORK, join(parent, 'mine')).status, 0);
  assert.equal(readdirSync(join(parent, 'mine')).sort(), FILES);
  chmodSync(parent, 0o755);

  if (!existsSync('/dev/shm')) return;
  const elsewhere = mkdtempSync('/dev/shm/isotypic-');
  try {
    assert.is(call(folder, CORK, join(elsewhere, 'new/report')).status, 0);
    assert.equal(readdirSync(join(elsewhere, 'new/report')).sort(), FILES);
    assert.is(call(folder, CORK, elsewhere).status, 0);
    assert.equal(readdirSync(elsewhere).sort(), [...FILES, 'new'].sort());
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

test('a reader that goes away is no failure', async () => {
  const out = join(folder, 'piped');
  for (const argv of [
    ['analyze', CORK, '--group', 'dihedral(4)', '--out', out, '--json'],
    ['suggest', CORK, '--score', 'bic'],
    ['characters', 'symmetric(9)'],
  ]) {
    const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    const code = await new Promise((done) => child.on('exit', done));
    assert.is(err, '', argv.join(' '));
    assert.is(code, 0);
  }
  assert.equal(readdirSync(out).sort(), FILES);
});

test.run();
