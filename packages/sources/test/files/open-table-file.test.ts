import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openTableFile, sourceIdentity } from '@isotypic/sources/files';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { rowsOf } from '../support/read.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-sources-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, contents: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};

/** Longer than what is read at once, and than what is looked at. */
const LONG = `a,b\n${Array.from({ length: 60_000 }, (_, n) => `${n},${n / 8}\n`).join('')}`;

for (const [name, contents] of [
  ['long.csv', LONG],
  ['long.csv.gz', gzipSync(LONG)],
  ['parts.csv.gz', Buffer.concat([gzipSync(LONG.slice(0, 1000)), gzipSync(LONG.slice(1000))])],
] as const) {
  test(`${name}: every row, whatever is read at once`, async () => {
    const { table, bytesRead, identity } = await openTableFile(file(name, contents));
    const { rows } = await rowsOf(table, { batchRows: 7777 });
    assert.is(rows.length, 60_000);
    rows.forEach(([a, b], n) => {
      if (a !== n || b !== n / 8) assert.unreachable(`row ${n}: ${a}, ${b}`);
    });
    assert.is(bytesRead(), identity?.bytes);
  });
}

test('a file that is not there, a folder, and gzip that is cut short, are refused by name', async () => {
  await refuses('IO', () => openTableFile('no/such.csv'), /no\/such\.csv, which does not exist/);
  await refuses('IO', () => openTableFile(folder), /is a folder/);
  const cut = file('cut.gz', gzipSync(LONG).subarray(0, 5000));
  await refuses('PARSE', async () => rowsOf((await openTableFile(cut)).table), /a whole gzip file/);
  await refuses('PARSE', () => openTableFile(file('empty.csv', '')), /reading empty\.csv.*an empty file/);
});

test('- is standard input', () => {
  const program =
    `import { openTableFile } from '${new URL('../../dist/files.js', import.meta.url)}';` +
    'const { table, identity } = await openTableFile("-"); let sum = 0;' +
    'for await (const batch of table.batches()) for (const x of batch.data) sum += x; console.log(sum, identity);';
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  for (const input of [LONG, gzipSync(LONG)]) {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { input, cwd });
    assert.is(String(stdout), `${(60_000 * 59_999 * 9) / 16} undefined\n`, String(stderr));
  }
});

test('the identity of a file changes with its size, its time and its beginning', async () => {
  const path = file('identity.csv', 'a\n1\n');
  utimesSync(path, 1, 1);
  const before = await sourceIdentity(path);
  assert.equal(await sourceIdentity(path), before);
  utimesSync(path, 1, 2);
  assert.not.equal(await sourceIdentity(path), before);
  writeFileSync(path, 'a\n2\n');
  utimesSync(path, 1, 1);
  assert.not.equal(await sourceIdentity(path), before);
  assert.is(await sourceIdentity('-'), undefined);
});

test.run();
