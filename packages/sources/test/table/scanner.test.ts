/** The scanner against its slow twin, which takes texts apart letter by letter. */
import { IsotypicError } from '@isotypic/algebra';
import { openTable } from '@isotypic/sources';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { recordsOf } from '../../dist/dialect/records.js';
import { rowsOf } from '../support/read.js';

const tokens = ['"', '""', '"a"', ',', ';', '\t', ' ', '\n', '\r\n', '\r', '#', 'x', '12', '-3.5', '::', 'NA'];

test('any text of quotes, delimiters and line ends: the same cells, or refused', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 25 }).map((list) => list.join('')),
      fc.constantFrom(',', ';', '\t', ' ', '::'),
      fc.constantFrom('', '#'),
      fc.integer({ min: 1, max: 7 }),
      async (text, delimiter, comment, size) => {
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.slice(i * size, (i + 1) * size),
        );
        const grammar = { delimiter, comment: comment === '' ? undefined : comment };
        const records = recordsOf(text, grammar, { at: 0, line: 1, complete: true, most: 1000 });
        try {
          const table = await openTable(pieces, { delimiter, comment, header: false, decimal: '.' });
          const columns = [...table.columns.keys()];
          const { texts } = await rowsOf(table, { columns: [], texts: columns, missing: 'keep' });
          // in one column an empty line is a row of its own
          const rows = (texts[0] ?? []).map((_, n) => texts.map((cells) => cells[n]));
          const full = columns.length === 1 ? rows.filter(([cell]) => cell !== '') : rows;
          const twin = records.map(({ cells }) => columns.map((j) => cells[j]?.text ?? ''));
          assert.equal(full, columns.length === 1 ? twin.filter(([cell]) => cell !== '') : twin);
          read++;
        } catch (error) {
          if (!(error instanceof IsotypicError)) throw error;
        }
      },
    ),
    { numRuns: 5000 },
  );
  assert.ok(read > 500, `${read} were read`);
});

test('where blanks delimit, a tab ends a quoted cell', () => {
  const records = recordsOf(
    'a\tb\n""\tc',
    { delimiter: ' ', comment: undefined },
    { at: 0, line: 1, complete: true, most: 9 },
  );
  assert.equal(
    records.map(({ cells }) => cells.map((cell) => cell.text)),
    [
      ['a', 'b'],
      ['', 'c'],
    ],
  );
});

test('a row of a megabyte, cut anywhere, and a cell that goes on over lines', async () => {
  const cell = `"${'x\ny""'.repeat(200_000)}"`;
  const text = `a,b\n1,${cell}\n2,z\nNA,3\n`;
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, i) =>
    bytes.slice(i * 10_000, (i + 1) * 10_000),
  );
  const table = await openTable(pieces, { header: true, delimiter: ',' });
  const { rows, texts } = await rowsOf(table, { columns: ['a'], texts: ['b'], missing: 'drop' });
  assert.equal(rows, [[1], [2]]);
  assert.is(texts[0][0].length, 800_000);
  // lines are counted in cells too
  const again = await openTable(pieces, { header: true, delimiter: ',' });
  try {
    await rowsOf(again, { columns: ['a'] });
    assert.unreachable();
  } catch (error) {
    assert.is((error as IsotypicError).details.line, 200_004);
  }
});

test.run();
