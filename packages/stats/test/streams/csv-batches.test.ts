import { csvBatches } from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

async function rowsOf(...args: Parameters<typeof csvBatches>): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const batch of csvBatches(...args)) rows.push(...batch.toRows());
  return rows;
}

test('csvBatches([\'"north, m","east"\\n1,2\\n\']): two columns', async () => {
  assert.equal(await rowsOf(['"north, m","east"\n1,2\n']), [[1, 2]]);
  assert.equal(await rowsOf(['"north, m","east"\n1,2\n'], { columns: ['north, m'] }), [[1]]);
});

test("csvBatches(['a,b\\r1,2\\r3,4\\r']): two rows", async () => {
  const rows = [
    [1, 2],
    [3, 4],
  ];
  assert.equal(await rowsOf(['a,b\r1,2\r3,4\r']), rows);
  // wherever the pieces are cut, also between \r and \n
  for (const end of ['\r', '\n', '\r\n']) {
    const text = ['a,b', '1,2', '3,4', ''].join(end);
    for (let at = 0; at <= text.length; at++) assert.equal(await rowsOf([text.slice(0, at), text.slice(at)]), rows);
  }
});

test("csvBatches('data.csv') is refused, and so is text, bytes and what is no source", async () => {
  for (const source of ['data.csv', 'a,b\n1,2\n', new Uint8Array(4), 5, null, undefined, {}]) {
    await refuses('INVALID_ARGUMENT', () => csvBatches(source as never), 'csvBatches', /source/);
  }
  await refuses('INVALID_ARGUMENT', () => csvBatches('data.csv'), /openTableFile/);
});

test('quoted cells: quotes in quotes, line ends, blanks, numbers, and a quote inside a bare cell', async () => {
  assert.equal(await rowsOf(['"a ""x""",b\n1,2\n'], { columns: ['a "x"'] }), [[1]]);
  assert.equal(await rowsOf(['"a\nb",c\n1,2\n'], { columns: ['a\nb', 'c'] }), [[1, 2]]);
  assert.equal(await rowsOf(['a, "b"\n "1" ,"2"\n']), [[1, 2]]);
  assert.equal(await rowsOf(['5" pipe,6" pipe\n1,2\n'], { columns: ['6" pipe'] }), [[2]]);
  assert.equal(await rowsOf(['"a;b";"c"\n1;2\n'], { delimiter: ';' }), [[1, 2]]);
});

test('a quote that is not closed, or followed by letters, is refused with its line', async () => {
  const open = await refuses('PARSE', () => rowsOf(['a,b\n1,"2\n3,4\n']), /quote in the row of line 2/);
  assert.is(open.details.line, 2);
  await refuses('PARSE', () => rowsOf(['a,"b" c\n1,2\n']), /followed by a delimiter/);
  await refuses('PARSE', () => rowsOf([`a,b\n1,"${'x'.repeat(2 ** 21)}\n`]), /closing quote/);
});

test('every table of quoted and bare names and numbers is read back, however it is cut', async () => {
  const name = fc.string({ minLength: 1, maxLength: 6 }).filter((s) => s.trim() === s);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 2, maxLength: 4 }),
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '\r', '\r\n'),
      fc.nat(),
      async (names, values, end, cut) => {
        const header = names.map((n) => `"${n.replaceAll('"', '""')}"`).join(',');
        const text = `${[header, ...values.map((v) => names.map(() => v).join(','))].join(end)}${end}`;
        const at = cut % text.length;
        const rows = await rowsOf([text.slice(0, at), text.slice(at)], { columns: names });
        assert.equal(
          rows,
          values.map((v) => names.map(() => v)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('a budget of batches ends the reading, and says how many rows there were', async () => {
  const error = await refuses('BUDGET_EXCEEDED', () => rowsOf(['a\n1\n2\n3\n'], { budget: 1, batchRows: 1 }));
  assert.is(error.details.known, 2);
  await refuses('ABORTED', () => rowsOf(['a\n1\n'], { signal: AbortSignal.abort() }));
});

test.run();
