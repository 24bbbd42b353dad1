/** Equal requests give equal bytes, here and in another process. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { sha256 } from '@isotypic/algebra/internal';
import { encodeNpz, generateTable, tableKinds, writeTable } from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VERSION } from '../../dist/generator.js';

function digests(): string[] {
  return tableKinds.map(({ name, example }) => {
    const table = generateTable(example);
    const { safetensors, json } = writeTable(table);
    return [name, sha256(safetensors), sha256(json), sha256(encodeNpz(table.tensors))].join(' ');
  });
}

if (process.argv.includes('--digests')) {
  console.log(digests().join('\n'));
} else {
  test('two processes write the same bytes of every kind', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [new URL(import.meta.url).pathname, '--digests'], {
      encoding: 'utf8',
    });
    assert.is(stdout.trim(), digests().join('\n'), stderr);
  });

  test('tables name the version of the package', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    assert.is(VERSION, manifest.version);
  });

  test.run();
}
