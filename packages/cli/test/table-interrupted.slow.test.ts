/** `isotypic table MANIFEST.json`, as a process that is interrupted, killed, and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyTable } from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TABLES } from './support/manifest.js';
import { run } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'isotypic-batch-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
const path = (name: string) => join(scratch, name);

writeFileSync(path('manifest.json'), JSON.stringify(TABLES));
// at the third place a table of more than ten seconds, so that the run cannot be over when the signal comes
const slow = { file: 'slow', kind: 'couplings', group: 'symmetric(7)' };
writeFileSync(path('slow.json'), JSON.stringify([...TABLES.slice(0, 2), slow, ...TABLES.slice(2)]));

const PROGRAM = fileURLToPath(new URL('../bin/isotypic.js', import.meta.url)); // from packages/cli/dist-test
const start = (...argv: string[]) => spawn(process.execPath, [PROGRAM, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });

/** What a process wrote to standard error, once it has ended; `when` is asked after every piece of it. */
async function watch(child: ChildProcess, when: (err: string) => void): Promise<{ err: string; code: unknown }> {
  let err = '';
  child.stderr?.on('data', (piece: Buffer) => {
    err += piece;
    when(err);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { err, code: code ?? signal };
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path(folder)).map((name) => [name, readFileSync(path(join(folder, name)), 'latin1')]),
  );
}

const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');

/** Every pair of files proves itself, wherever the run was stopped; what is half-written has a name of its own. */
function assertComplete(folder: string): void {
  const files = contents(folder);
  for (const [name, safetensors] of Object.entries(files)) {
    const json = files[name.replace(/\.safetensors$/, '.json')];
    if (!name.endsWith('.safetensors') || json === undefined) continue;
    assert.equal(
      verifyTable({ safetensors: Buffer.from(safetensors, 'latin1'), json: utf8(json) }).notProved,
      [],
      name,
    );
  }
}

test('one process from beginning to end, without a terminal: a line for each table', async () => {
  const { err, code } = await watch(
    start('table', path('manifest.json'), '--out', path('whole'), '--jobs', '2'),
    () => {},
  );
  assert.is(code, 0, err);
  const lines = err.trimEnd().split('\n');
  assert.is(lines.length, 6);
  assert.match(lines[5], /^6\/6 [a-z0-9]+ written, \d files, \d+ bytes$/);
  assertComplete('whole');
});

for (const [signal, expected] of [
  ['SIGINT', 130],
  ['SIGKILL', 'SIGKILL'],
] as const) {
  test(`${signal} half-way: what is there is complete, the rerun's bytes are those of one run`, async () => {
    const child = start('table', path('slow.json'), '--out', path(signal), '--jobs', '1');
    const { err, code } = await watch(
      child,
      (text) => void (text.endsWith('bytes\n') && text.includes('2/7') && child.kill(signal)),
    );
    assert.is(code, expected, err);
    if (signal === 'SIGINT') {
      assert.match(err, /interrupted; 2 tables: 2 written, 0 kept, 0 failed, and every file in .* is complete/);
      const { tables } = JSON.parse(contents(signal)['index.json']) as { tables: { file: string }[] };
      assert.equal(tables.map(({ file }) => file), ['s3', 'cg']); // biome-ignore format: one line
    }
    assertComplete(signal);
    const again = await run('table', path('manifest.json'), '--out', path(signal), '--json');
    assert.is(again.code, 0, again.err);
    const { tables } = JSON.parse(again.out) as { tables: { status: string }[] };
    assert.is(tables[0].status, 'kept'); // the index is written after the first table, and then once a second
    assert.equal(contents(signal), contents('whole'));
  });
}

test('a second SIGINT ends the process at once', async () => {
  const child = start('table', path('slow.json'), '--out', path('twice'), '--jobs', '1');
  let sent = 0;
  const { code } = await watch(child, (text) => {
    if (sent > 0 || !text.includes('2/7')) return;
    sent = setInterval(() => child.kill('SIGINT'), 1) as unknown as number;
    child.once('exit', () => clearInterval(sent));
  });
  assert.ok(code === 130 || code === 'SIGINT', String(code));
  assertComplete('twice');
});

test.run();
