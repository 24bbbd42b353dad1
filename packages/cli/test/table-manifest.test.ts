/** `isotypic table MANIFEST.json`: what it says, and what it refuses. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TABLES } from './support/manifest.js';
import { run } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'isotypic-batch-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
const path = (name: string) => join(scratch, name);

writeFileSync(path('manifest.json'), JSON.stringify(TABLES));

test('without a terminal a line for each table; the second run keeps them', async () => {
  const { code, out, err } = await run('table', path('manifest.json'), '--out', path('whole'));
  assert.is(code, 0, err);
  assert.match(out, /^6 tables: 6 written, 0 kept, 0 failed in .*, listed in index.json\n$/);
  const lines = err.trimEnd().split('\n');
  assert.is(lines.length, 6);
  assert.match(lines[5], /^6\/6 [a-z0-9]+ written, \d files, \d+ bytes$/);
  const again = await run('table', path('manifest.json'), '--out', path('whole'), '--json', '--quiet');
  assert.is(again.err, '');
  const { tables } = JSON.parse(again.out) as { tables: { status: string }[] };
  assert.ok(tables.every(({ status }) => status === 'kept'));
});

test('a table that fails: the others are written, the sentence names it, and the exit code is 1', async () => {
  writeFileSync(
    path('failing.json'),
    JSON.stringify([{ file: 'big', kind: 'cayley', group: 'symmetric(8)' }, ...TABLES]),
  );
  const { code, out, err } = await run('table', path('failing.json'), '--out', path('failing'), '--quiet');
  assert.is(code, 1);
  assert.match(err, /^isotypic: big: cayleyTable: expected an order of at most 4096, got 40320/);
  assert.match(out, /^7 tables: 6 written, 0 kept, 1 failed in .*, listed in index.json\n$/);
  assert.equal(readdirSync(path('failing')), readdirSync(path('whole')));
});

test('on a terminal a bar, drawn over itself and cleared in the end', async () => {
  let err = '';
  const code = await main(['table', path('manifest.json'), '--out', path('whole')], {
    out: () => {},
    err: (text) => {
      err += text;
    },
    isTerminal: true,
  });
  assert.is(code, 0);
  assert.ok(err.includes(`\r\x1b[K[${'█'.repeat(24)}] 6/6  d4`), err);
  assert.ok(err.endsWith('\r\x1b[K'));
  assert.not.ok(err.includes('\n'));
});

test('refused before any work', async () => {
  writeFileSync(path('wrong.json'), JSON.stringify([...TABLES, { file: '../x', kind: 'cayley', group: 'cyclic(3)' }]));
  const cases: readonly [string[], RegExp][] = [
    [
      [path('wrong.json'), '--out', path('none')],
      /entry 7 .*of the manifest: expected file .*below the output folder only/,
    ],
    [[path('manifest.json')], /--out FOLDER/],
    [[path('manifest.json'), '--out', path('none'), '--jobs', '0'], /--jobs from 1 to 256, got "0"/],
    [[path('manifest.json'), '--out', path('none'), '--npz'], /the entries of the manifest to say it, got --npz/],
    [[path('missing.json'), '--out', path('none')], /does not exist/],
    [['cayley', '--out', path('none')], /a word after cayley, as in cayley "symmetric\(3\)"/],
    [['cayley', 'cyclic(3)', '--jobs', '2', '--out', path('none')], /a manifest for it, got --jobs/],
  ];
  for (const [argv, expected] of cases) {
    const { code, err } = await run('table', ...argv);
    assert.is(code, 2, err);
    assert.match(err, expected);
  }
  assert.not.ok(readdirSync(scratch).includes('none'));
});

test.run();
