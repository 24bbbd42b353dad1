/** Kin of the cases: what else people bring, with the right value or the refusal that names it. */
import type { IsotypicErrorCode } from '@isotypic/algebra';
import { describeDialect, openTable } from '@isotypic/sources';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { CORK, contents } from '../support/read.js';

const lines = (rows: readonly (readonly (number | string)[])[], delimiter: string, end = '\n'): string =>
  rows.map((row) => row.join(delimiter) + end).join('');
const rowsOf = (write: (x: number) => string) => CORK.map((row) => `${row.map(write).join(',')}\n`).join('');
const body = (delimiter: string, end = '\n') => lines(CORK, delimiter, end);

// biome-ignore format: a line each
const dialects: readonly [name: string, text: string, dialect: RegExp][] = [
  ['bars', `n|e|s|w\n${body('|')}`, /^cells|^bars/],
  ['blanks, as numpy.savetxt writes', `n e s w\n${body(' ')}`, /^blanks/],
  ['columns of one width', `  n    e   s    w\n${lines(CORK, '   ')}`, /^blanks/],
  ['a blank behind each comma', `n, e, s, w\n${body(', ')}`, /^commas/],
  ['all cells quoted', `"n","e","s","w"\n${rowsOf((x) => `"${x}"`)}`, /^commas/],
  ['decimal commas in quotes', `n,e,s,w\n${rowsOf((x) => `"${x},0"`)}`, /^commas, decimal comma/],
  ['carriage returns alone', `n,e,s,w\r${body(',', '\r')}`, /, CR,/],
  ['CRLF, no line end at the end', `n,e,s,w\r\n${body(',', '\r\n').slice(0, -2)}`, /, CRLF,/],
  ['a byte-order mark before quotes', `\ufeff"n","e","s","w"\n${body(',')}`, /byte-order mark/],
  ['sep= with a tab', `sep=\t\nn\te\ts\tw\n${body('\t')}`, /^tabs.*1 line skipped/],
  ['comments between rows', `# a\nn,e,s,w\n${body(',').replace('41,', '# b\n41,')}`, /comments after #/],
  ['names in the last comment', `# n e s w\n${body(' ')}`, /names in line 1, comments/],
  ['blank lines', `\n\nn,e,s,w\n\n${body(',', '\n\n')}`, /^commas/],
  ['a delimiter at the end of every line', `n,e,s,w,\n${body(',', ',\n')}`, /^commas/],
  ['a plus, points at the ends, exponents', `n,e,s,w\n+72,66.,.76e2,7.7E+1\n${lines(CORK.slice(1), ',')}`, /^commas/],
];

for (const [name, text, dialect] of dialects) {
  test(`${name}: the same eight rows`, async () => {
    const { table, rows } = await contents([text]);
    assert.match(describeDialect(table.dialect), dialect);
    assert.equal(table.columns, ['n', 'e', 's', 'w']);
    assert.equal(rows, CORK);
    assert.is(table.counts.used, 8);
  });
}

test('kin of latin1.csv: Windows-1252, UTF-16 of both ends and told encodings keep the names', async () => {
  const text = `Süd,“Ost”\n1,2\n`;
  const utf16 = (little: boolean, mark: boolean) => {
    const units = [...((mark ? '\ufeff' : '') + text)].map((c) => c.charCodeAt(0));
    return Uint8Array.from(units.flatMap((u) => (little ? [u & 255, u >> 8] : [u >> 8, u & 255])));
  };
  for (const little of [true, false]) {
    const { table, rows } = await contents([utf16(little, true)]);
    assert.equal(table.columns, ['Süd', '“Ost”']);
    assert.equal(rows, [[1, 2]]);
  }
  const digits = Uint8Array.from([...'a,b\n1,2\n'].flatMap((c) => [c.charCodeAt(0), 0]));
  assert.is((await openTable([digits])).dialect.encoding, 'utf-16le');
  const windows = Uint8Array.from([0x53, 0xfc, 0x64, 0x2c, 0x93, 0x4f, 0x94, 0x0a, 0x31, 0x2c, 0x32, 0x0a]);
  assert.equal((await contents([windows])).table.columns, ['Süd', '“O”']);
  const told = await contents([Uint8Array.of(0xcf, 0xf0, 0x2c, 0x61, 0x0a, 0x31, 0x2c, 0x32, 0x0a)], {
    encoding: 'koi8-r',
  });
  assert.equal(told.table.columns, ['оП', 'a']);
  assert.is(told.table.dialect.encoding, 'koi8-r');
});

test('kin of yearhead.csv: numbers that name columns, and numbers that do not', async () => {
  const decide = async (text: string) => {
    const { dialect, notes } = await openTable([text]);
    assert.is(notes.length, 1, text);
    return dialect.header;
  };
  // names: hours over measurements, an index over fractions, years beside row numbers without a name
  assert.ok(await decide('6,12,18\n101.5,99.2,98.7\n100.1,97,99\n'));
  assert.ok(await decide('0,1,2\n0.52,1.31,0.77\n1.08,0.4,2.5\n'));
  assert.ok(await decide(',2001,2002\n0,72,66\n1,60,53\n2,56,57\n'));
  // rows: ranks, growth of one child, counts, one row only
  assert.not.ok(await decide('1,2,3,4\n2,1,4,3\n4,3,2,1\n'));
  assert.not.ok(await decide('21,22,24,26\n21,21.5,24,25.5\n20,23,22,24\n'));
  assert.not.ok(await decide('1,2,3\n11,12,13\n21,22,23\n'));
  assert.not.ok(await decide('2001,2002,2003\n'));
});

test('words and numbers mixed in the first line are refused until somebody says what they are', async () => {
  const text = 'tall,66,76\n60,53,66\n56,57,64\n';
  const error = await refuses('PARSE', () => openTable([text]), /whether line 1 names.*header yes or no/);
  assert.is(error.details.line, 1);
  assert.equal((await openTable([text], { header: true })).columns, ['tall', '66', '76']);
  await refuses('PARSE', () => contents([text], { header: false }), /"tall" in line 1, column "x0"/);
  // over a column of text a word is a row's label
  assert.not.ok((await openTable(['T0,72,66\nT1,60,53\n'])).dialect.header);
});

test('kin of noheadNA.csv: every word for a missing value, in any row', async () => {
  for (const word of ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'None', '.', '-', '?', '"NA"', '""']) {
    const text = `n,e\n1,2\n${word},4\n5,6\n`;
    const error = await refuses('NOT_FINITE', () => contents([text]), /line 3, column "n"/);
    assert.is(error.details.column, 'n');
    const { rows, table } = await contents([text], {}, { missing: 'drop' });
    assert.equal(rows, [[1, 2], [5, 6]]); // biome-ignore format: rows
    assert.equal([table.counts.rows, table.counts.used, table.counts.dropped], [3, 2, 1]);
    assert.equal((await contents([text], {}, { missing: 'keep' })).rows[1], [Number.NaN, 4]);
  }
});

test('missing words of one kind: text, and numbers by their value', async () => {
  const text = 'n,e\n1,-999\n-999.0,4\nweiß nicht,6\n7,8\n';
  const { rows } = await contents([text], { missingWords: ['-999', 'weiß nicht'] }, { missing: 'drop' });
  assert.equal(rows, [[7, 8]]);
});

test('many missing values: the first eight places are named', async () => {
  const text = `n,e\n${'NA,1\n'.repeat(20)}`;
  const error = await refuses('NOT_FINITE', () => contents([text]), /line 9, column "n"; and perhaps more/);
  assert.is((error.details.places as unknown[]).length, 8);
});

test('an empty line in a table of one column is a row without its value; lines at the end are none', async () => {
  const { rows, table } = await contents(['a\n1\n\n3\n\n\n'], {}, { missing: 'drop' });
  assert.equal(rows, [[1], [3]]);
  assert.equal([table.counts.rows, table.counts.dropped, table.counts.blankLines], [3, 1, 2]);
  await refuses('NOT_FINITE', () => contents(['a\n1\n\n3\n']), /an empty cell in line 3, column "a"/);
});

// biome-ignore format: a line each
const refusals: readonly [name: string, text: string | Uint8Array, code: IsotypicErrorCode, message: RegExp][] = [
  ['an empty file', '', 'PARSE', /an empty file/],
  ['blank lines alone', '\n \n', 'PARSE', /an empty file/],
  ['a row of another width', 'a,b\n1,2\n3\n', 'PARSE', /2 cells in every row, got 1 in line 3/],
  ['a wider row', 'a,b\n1,2\n3,4,5\n', 'PARSE', /3 in line 3/],
  ['letters', 'a,b\n1,2\n3,tall\n', 'PARSE', /"tall" in line 3, column "b"/],
  ['infinity', 'a,b\n1,2\n3,Infinity\n', 'NOT_FINITE', /"Infinity" in line 3/],
  ['beyond float64', 'a,b\n1,2\n3,1e999\n', 'NOT_FINITE', /"1e999" in line 3/],
  ['hexadecimal', 'a,b\n1,2\n3,0x10\n', 'PARSE', /"0x10" in line 3/],
  ['thousands between semicolons', 'a;b\n1.234,5;2\n3;4\n', 'PARSE', /"1\.234,5" in line 2.*thousands|decimal/],
  ['thousands in quotes', 'a,b\n"1,234.5",2\n3,4\n', 'PARSE', /"1,234\.5" in line 2/],
  ['a comma late in a table of points', `a;b\n${'1.5;2\n'.repeat(9)}1,5;2\n`, 'PARSE', /line 11.*[Ss]ay decimal ,/],
  ['a quote that is not closed', 'a,b\n1,"2\n3,4\n', 'PARSE', /closing quote.*line 2/],
  ['letters behind a quote', 'a,b\n1,"2"x\n3,4\n', 'PARSE', /closing quote.*"x" behind it/],
  ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'PARSE', /zip archive.*Save the sheet as CSV/],
  ['gzip in a browser', Uint8Array.of(0x1f, 0x8b, 8), 'PARSE', /gzip/],
  ['Parquet', Uint8Array.of(0x50, 0x41, 0x52, 0x31, 0x15), 'PARSE', /Parquet/],
];

for (const [name, text, code, message] of refusals) {
  test(`${name}: refused by name`, async () => {
    await refuses(code, () => contents([text]), message);
  });
}

test('columns: by name, by index, in any order; unknown, repeated and ambiguous ones are refused', async () => {
  const text = 'a,b,a\n1,2,3\n';
  assert.equal((await contents([text], {}, { columns: ['b', 0] })).rows, [[2, 1]]);
  assert.equal((await contents([text])).rows, [[1, 2, 3]]);
  await refuses('UNKNOWN_NAME', () => contents([text], {}, { columns: ['c'] }), /one of the columns a, b, a, got "c"/);
  await refuses('UNKNOWN_NAME', () => contents([text], {}, { columns: ['a'] }), /"a" twice/);
  await refuses('UNKNOWN_NAME', () => contents([text], {}, { columns: [1, 1] }), /"b" twice/);
  await refuses('UNKNOWN_NAME', () => contents([text], {}, { columns: [3] }), /indices below 3, got 3/);
});

test('a mark before three digits everywhere may mean thousands: said, both for commas and for points', async () => {
  const notes = async (text: string) => (await openTable([text])).notes.join();
  assert.match(await notes('x;y\n1,234;5\n2,345;6\n'), /the comma in 1,234 was taken for a decimal comma/);
  assert.match(await notes('x;y\n1.234;5\n2.345;6\n'), /the point in 1\.234 was taken for a decimal point/);
  assert.is(await notes('x,y\n1.234,5\n2.345,6\n'), '');
  assert.is(await notes('x;y\n1,234;5\n0,345;6\n'), '');
});

test('lines that are skipped, and comments of one kind', async () => {
  const { table, rows } = await contents(['made by a program\n\n% note\na;b\n1;2\n'], { skip: 2, comment: '%' });
  assert.equal([table.columns, rows], [['a', 'b'], [[1, 2]]]); // biome-ignore format: short
  assert.is(table.dialect.headerLine, 4);
});

test('a table is read once; one that is closed lets go of its source', async () => {
  const table = await openTable(['a\n1\n']);
  for await (const _ of table.batches()) void 0;
  await refuses('INVALID_ARGUMENT', () => table.batches(), /not read yet/);
  let closed = false;
  const source = (function* () {
    try {
      for (;;) yield 'a,b\n1,2\n'.repeat(1000);
    } finally {
      closed = true;
    }
  })();
  await (await openTable(source)).close();
  assert.ok(closed);
});

test.run();
