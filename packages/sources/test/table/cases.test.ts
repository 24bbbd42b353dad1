/** Tables as people bring them: small files rebuilt from public bug reports and questions, in vectors/tables. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeDialect, openTable } from '@isotypic/sources';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { CORK, contents } from '../support/read.js';

const bytes = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../../../vectors/tables/${name}`, import.meta.url)));

const NESW = ['n', 'e', 's', 'w'];

const cases: readonly [file: string, dialect: RegExp, names: readonly string[], notes: RegExp | undefined][] = [
  ['ok.csv', /^commas, decimal point, utf-8, LF, names in line 1$/, NESW, undefined],
  ['tab.tsv', /^tabs/, NESW, undefined],
  ['comment.csv', /names in line 3, comments after #/, NESW, undefined],
  ['excelsep.csv', /^semicolons.*names in line 2, 1 line skipped/, NESW, undefined],
  ['utf16.csv', /utf-16le with a byte-order mark/, NESW, undefined],
  ['latin1.csv', /windows-1252/, ['Nord', 'Süd', 'Ost', 'West'], undefined],
  ['trailingrows.csv', /^commas/, NESW, undefined],
  ['nohead.csv', /no names/, ['x0', 'x1', 'x2', 'x3'], /line 1 \(72 66 76 77\) was taken for a row.*header yes/],
  ['yearhead.csv', /names in line 1/, ['2001', '2002', '2003', '2004'], /taken for names.*lie apart.*header no/],
  ['quotedhead.csv', /names in line 1/, ['0', '1', '2', '3'], /taken for names.*quoted/],
];

for (const [file, dialect, names, notes] of cases) {
  test(`${file}: eight rows of four columns, and what was decided is said`, async () => {
    const { table, rows } = await contents([bytes(file)]);
    assert.match(describeDialect(table.dialect), dialect);
    assert.equal(table.columns, names);
    assert.equal(rows, CORK);
    if (notes === undefined) assert.equal(table.notes, []);
    else assert.match(table.notes.join('\n'), notes);
    assert.is(table.counts.rows, 8);
  });
}

test('comment.csv: its comments are counted', async () => {
  assert.is((await contents([bytes('comment.csv')])).table.counts.comments, 2);
});

test('deccomma.csv: decimal commas between semicolons', async () => {
  const { table, rows } = await contents([bytes('deccomma.csv')]);
  assert.match(describeDialect(table.dialect), /^semicolons, decimal comma/);
  assert.equal(
    rows,
    CORK.map((row) => row.map((x) => x + 0.5)),
  );
});

test('yearhead.csv and quotedhead.csv: nine rows when told that there is no header', async () => {
  for (const file of ['yearhead.csv', 'quotedhead.csv']) {
    const { table, rows } = await contents([bytes(file)], { header: false });
    assert.is(rows.length, 9);
    assert.equal(rows.slice(1), CORK);
    assert.equal(table.notes, []);
  }
});

test('noheadNA.csv: refused with line 1, or seven rows; never names 66, 76, 77', async () => {
  const table = await openTable([bytes('noheadNA.csv')]);
  assert.equal(table.columns, ['x0', 'x1', 'x2', 'x3']);
  const error = await refuses('NOT_FINITE', () => contents([bytes('noheadNA.csv')]), /"NA" in line 1, column "x0"/);
  assert.is(error.details.line, 1);
  const dropped = await contents([bytes('noheadNA.csv')], {}, { missing: 'drop' });
  assert.equal(dropped.rows, CORK.slice(1));
  assert.is(dropped.table.counts.dropped, 1);
});

for (const file of ['label.csv', 'missingunused.csv', 'Rrownames.csv']) {
  test(`${file}: text and gaps in columns that are not used`, async () => {
    assert.equal((await contents([bytes(file)], {}, { columns: NESW })).rows, CORK);
  });
}

test('label.csv: the columns of text as text', async () => {
  const { texts } = await contents([bytes('label.csv')], {}, { columns: NESW, texts: ['species', 'id'] });
  assert.equal(texts[0], Array(8).fill('cork'));
  assert.equal(texts[1].slice(0, 2), ['T0', 'T1']);
});

for (const [file, scale] of [
  ['tiny.csv', 1e-160],
  ['big.csv', 1e155],
] as const) {
  test(`${file}: numbers of any size are read`, async () => {
    const { rows } = await contents([bytes(file)]);
    assert.equal(
      rows,
      CORK.map((row) => row.map((x) => Number(`${x}e${Math.round(Math.log10(scale))}`))),
    );
  });
}

test('sectors.csv: angles over speeds are names; never a ninth sample', async () => {
  const sectors = readFileSync(fileURLToPath(new URL('../../../../data/sectors.csv', import.meta.url)));
  const { table, rows } = await contents([sectors]);
  assert.equal(table.columns, ['0', '45', '90', '135', '180', '225', '270', '315']);
  assert.is(rows.length, 40);
  assert.match(table.notes.join(), /taken for names/);
});

test('orthodont_write_csv.csv, as R writes it: the column of row names has none', async () => {
  const file = readFileSync(fileURLToPath(new URL('../../../../data/orthodont_write_csv.csv', import.meta.url)));
  const columns = [8, 10, 12, 14].map((age) => `distance.${age}`);
  const { table, rows, texts } = await contents([file], {}, { columns, texts: ['Sex'] });
  assert.equal(table.columns.slice(0, 3), ['x0', 'Subject', 'Sex']);
  assert.equal(rows[0], [26, 25, 29, 31]);
  assert.is(texts[0].filter((sex) => sex === 'Female').length, 11);
});

test.run();
