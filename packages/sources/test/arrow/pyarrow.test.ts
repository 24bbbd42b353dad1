import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openArrowFiles } from '@isotypic/sources/files';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { rowsOf } from '../support/read.js';

const folder = new URL('../../../../vectors/arrow/', import.meta.url);
const at = (name: string): string => fileURLToPath(new URL(name, folder));
const known = JSON.parse(readFileSync(at('table.json'), 'utf8')) as {
  readonly numbers: Readonly<Record<string, readonly (string | null)[]>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
};

const [numbers, texts] = [Object.keys(known.numbers), Object.keys(known.texts)];

for (const name of ['file.arrow', 'stream.arrows']) {
  test(`${name} of pyarrow: numbers to the bit, texts, dates and times`, async () => {
    const { table } = await openArrowFiles([at(name)]);
    assert.equal(table.columns, [...numbers, ...texts, 'list']);
    const found = await rowsOf(table, { columns: numbers, texts, missing: 'keep' });
    assert.equal(
      found.rows.map((row) => row.map((v) => v + 0)),
      [0, 1, 2, 3].map((r) => numbers.map((column) => Number(known.numbers[column][r] ?? Number.NaN) + 0)),
    );
    assert.equal(found.texts, Object.values(known.texts));
  });
}

for (const name of ['file-zstd.arrow', 'stream-zstd.arrows', 'file-lz4.arrow', 'stream-lz4.arrows']) {
  test(`${name} of pyarrow is refused, with what to do`, async () => {
    const read = async () => rowsOf((await openArrowFiles([at(name)])).table, { columns: ['f64'] });
    await refuses('PARSE', read, /compress/, /uncompressed/);
  });
}

test.run();
