import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseSamples, readSamples, selectColumns } from '../../dist/data/read-samples.js';

const refusal = (text: string): IsotypicError => {
  try {
    parseSamples(text, 'data.csv');
  } catch (error) {
    assert.instance(error, IsotypicError);
    return error as IsotypicError;
  }
  throw new Error(`accepted ${JSON.stringify(text)}`);
};

test('names, numbers, byte-order mark, quotes, blank lines and Windows line ends are read', () => {
  const table = parseSamples('\ufeff"north, upper",east\r\n1,2.5\r\n\r\n-3e2, 4 \r\n', 'x');
  assert.equal(table.columns, ['north, upper', 'east']);
  assert.is(table.rows, 2);
  assert.equal([...table.data], [1, 2.5, -300, 4]);
});

test('without names the columns are numbered', () => {
  const table = parseSamples('1,2\n3,4\n', 'x');
  assert.equal(table.columns, ['x0', 'x1']);
  assert.equal([...table.data], [1, 2, 3, 4]);
});

test('columns are selected in the order asked for', () => {
  const table = selectColumns(parseSamples('a,b,c\n1,2,3\n4,5,6\n', 'x'), ['c', 'a']);
  assert.equal([...table.data], [3, 1, 6, 4]);
  assert.throws(() => selectColumns(table, ['b']), /one of the columns c, a/);
});

test('each kind of bad table is refused in a sentence that says where', () => {
  assert.match(refusal('').message, 'an empty file');
  assert.match(refusal('a,b\n').message, 'at least one row');
  assert.match(refusal('a,b\n1,2\n3\n').message, '1 in line 3');
  assert.match(refusal('a,a\n1,2\n').message, '"a" twice');
  for (const cell of ['NaN', 'tall', '', 'Infinity', '1,']) {
    const error = refusal(`a,b\n1,2\n3,${cell.replace(',', ';')}\n`);
    assert.is(error.code, 'NOT_FINITE');
    assert.is(error.details.line, 3);
    assert.is(error.details.column, 'b');
  }
  assert.is(refusal('a,"b\n1,2').code, 'PARSE');
});

test('a file is read from disk and a missing one is named', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'isotypic-')), 'd.csv');
  writeFileSync(path, 'a\n7\n');
  assert.equal([...readSamples(path).data], [7]);
  assert.throws(() => readSamples('no/such.csv'), /no\/such\.csv, which does not exist/);
});

test.run();
