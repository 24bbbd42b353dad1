import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openTable } from '@isotypic/sources';
import { openArrowFiles, openTableFile } from '@isotypic/sources/files';
import * as arrow from 'apache-arrow';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { loadArrow } from '../../dist/arrow/load.js';
import { rowsOf } from '../support/read.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-arrow-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const FORMATS = ['file', 'stream'] as const;
let files = 0;

function written(table: arrow.Table, format: (typeof FORMATS)[number], name = `${files++}.arrow`): string {
  writeFileSync(at(name), arrow.tableToIPC(table, format));
  return at(name);
}

const tableOf = (columns: Record<string, arrow.Vector>): arrow.Table =>
  new arrow.Table(columns as never) as arrow.Table;

/** A table of several batches. */
const inBatches = (columns: Record<string, readonly arrow.Vector[]>): arrow.Table =>
  Array.from({ length: Object.values(columns)[0].length }, (_, k) =>
    tableOf(Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, list[k]]))),
  ).reduce((a, b) => a.concat(b));

/** Words of an integer in two's complement, the least significant first. */
function wordsOf(value: bigint, words: number): Uint32Array {
  return Uint32Array.from({ length: words }, (_, i) => Number((value >> BigInt(32 * i)) & 0xffffffffn));
}

test('numbers of every type are the nearest doubles, as the text of their digits is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          f64: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
          f32: fc.float({ noNaN: true, noDefaultInfinity: true }),
          i64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
          u64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
          i8: fc.integer({ min: -128, max: 127 }),
          decimal: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
          bool: fc.boolean(),
          odd: fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, 1),
        }),
        { minLength: 1, maxLength: 40 },
      ),
      fc.constantFrom(...FORMATS),
      fc.integer({ min: 0, max: 20 }),
      async (rows, format, scale) => {
        const column = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick);
        const decimals = arrow.makeData({
          type: new arrow.Decimal(scale, 38, 128),
          length: rows.length,
          nullCount: 0,
          data: Uint32Array.from(rows.flatMap(({ decimal }) => [...wordsOf(decimal, 4)])),
        });
        const path = written(
          tableOf({
            f64: arrow.vectorFromArray(
              column((r) => r.f64),
              new arrow.Float64(),
            ),
            f32: arrow.vectorFromArray(
              column((r) => r.f32),
              new arrow.Float32(),
            ),
            i64: arrow.vectorFromArray(
              column((r) => r.i64),
              new arrow.Int64(),
            ),
            u64: arrow.vectorFromArray(
              column((r) => r.u64),
              new arrow.Uint64(),
            ),
            i8: arrow.vectorFromArray(
              column((r) => r.i8),
              new arrow.Int8(),
            ),
            decimal: new arrow.Vector([decimals]),
            bool: arrow.vectorFromArray(
              column((r) => r.bool),
              new arrow.Bool(),
            ),
            odd: arrow.vectorFromArray(
              column((r) => r.odd),
              new arrow.Float64(),
            ),
          }),
          format,
        );
        const { table } = await openArrowFiles([path]);
        const { rows: read } = await rowsOf(table, { missing: 'keep' });
        const expected = rows.map((r) => [
          r.f64 ?? Number.NaN,
          r.f32,
          Number(r.i64),
          Number(r.u64),
          r.i8,
          Number(`${r.decimal}e-${scale}`),
          r.bool ? 1 : 0,
          r.odd === 1 ? 1 : Number.NaN,
        ]);
        assert.equal(
          // −0 and 0 are one number
          read.map((row) => Array.from(row, (v) => v + 0)),
          expected.map((row) => row.map((v) => v + 0)),
        );
      },
    ),
    { numRuns: 60 },
  );
});

for (const format of FORMATS) {
  test(`${format}: batches, slices, dictionaries, texts, dates and times`, async () => {
    // a file has one dictionary for all its batches, a stream another for each
    const size = format === 'file' ? 6000 : 3000;
    const range = (from: number) => Array.from({ length: size }, (_, i) => from + i);
    const texts = ['a', "it's", 'two\nlines, "quoted"', '', null];
    const make = (from: number) => ({
      x: arrow.vectorFromArray(range(from), new arrow.Float64()),
      site: arrow.vectorFromArray(
        range(from).map((i) => texts[i % 5]),
        new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 7),
      ),
      level: arrow.vectorFromArray(
        range(from).map((i) => i % 3),
        new arrow.Dictionary(new arrow.Int16(), new arrow.Int32(), 8),
      ),
      plain: arrow.vectorFromArray(
        range(from).map((i) => texts[i % 5]),
        new arrow.Utf8(),
      ),
      day: arrow.vectorFromArray(
        range(from).map((i) => new Date(Date.UTC(1969, 11, 30 + (i % 4)))),
        new arrow.DateDay(),
      ),
      list: arrow.vectorFromArray(
        range(from).map((i) => [i]),
        new arrow.List(new arrow.Field('item', new arrow.Float64())),
      ),
    });
    const parts = format === 'file' ? [make(0)] : [make(0), make(3000)];
    const names = ['x', 'site', 'level', 'plain', 'day', 'list'] as const;
    const all = inBatches(Object.fromEntries(names.map((name) => [name, parts.map((part) => part[name])])));
    const path = written(all, format);
    const open = async () => (await openArrowFiles([path])).table;
    const found: unknown[][] = [];
    for await (const batch of (await open()).batches({ columns: ['x', 'level'], texts: ['site', 'plain', 'day'] })) {
      for (let r = 0; r < batch.rows; r++) {
        found.push([...batch.data.subarray(2 * r, 2 * r + 2), ...batch.texts.map((column) => column[r])]);
      }
    }
    const days = ['1969-12-30', '1969-12-31', '1970-01-01', '1970-01-02'];
    const expected = Array.from({ length: 6000 }, (_, i) => i).map((i) => [
      i,
      i % 3,
      texts[i % 5] ?? '',
      texts[i % 5] ?? '',
      days[i % 4],
    ]);
    assert.equal(found, expected);
    await refuses('INVALID_ARGUMENT', async () => rowsOf(await open(), { columns: ['plain'] }), /plain.*Utf8/);
    await refuses('INVALID_ARGUMENT', async () => rowsOf(await open(), { columns: ['day'] }), /day.*Date/);
    await refuses(
      'INVALID_ARGUMENT',
      async () => (await open()).batches({ columns: ['x'], texts: ['list'] }),
      /list.*List/,
    );
    await refuses('INVALID_ARGUMENT', async () => rowsOf(await open()), /columns of numbers/);
  });
}

test('a file of many batches is read in their order', async () => {
  const x = Array.from({ length: 40 }, (_, k) =>
    arrow.vectorFromArray(
      Array.from({ length: 100 + k }, (_, i) => 1000 * k + i),
      new arrow.Float64(),
    ),
  );
  for (const format of FORMATS) {
    const { table } = await openArrowFiles([written(inBatches({ x }), format)]);
    const { rows } = await rowsOf(table);
    assert.equal(
      rows.map(([v]) => v),
      x.flatMap((vector) => [...vector.toArray()]),
    );
  }
});

test('times are told to their last digit, before 1970 too', async () => {
  for (const [unit, raw, text] of [
    [arrow.TimeUnit.SECOND, -1n, '1969-12-31 23:59:59'],
    [arrow.TimeUnit.MILLISECOND, 1_714_566_600_120n, '2024-05-01 12:30:00.12'],
    [arrow.TimeUnit.MICROSECOND, -1n, '1969-12-31 23:59:59.999999'],
    [arrow.TimeUnit.NANOSECOND, 1_714_566_600_000_000_001n, '2024-05-01 12:30:00.000000001'],
  ] as const) {
    const type = new arrow.Timestamp(unit);
    const data = arrow.makeData({ type, length: 1, nullCount: 0, data: BigInt64Array.of(raw) });
    const x = arrow.vectorFromArray([1], new arrow.Float64());
    const { table } = await openArrowFiles([written(tableOf({ x, at: new arrow.Vector([data]) }), 'file')]);
    for await (const { texts } of table.batches({ columns: ['x'], texts: ['at'] })) assert.equal(texts, [[text]]);
  }
});

test('one column whose last values are missing loses no row', async () => {
  const x = arrow.vectorFromArray([1, null, 2, null, null], new arrow.Float64());
  const { table } = await openArrowFiles([written(tableOf({ x }), 'stream')]);
  const { rows } = await rowsOf(table, { missing: 'drop' });
  assert.equal([rows.map(([v]) => v), table.counts.rows, table.counts.dropped], [[1, 2], 5, 3]);
});

test('several files are one table; those of another schema are refused by file and column', async () => {
  const of = (...values: number[]) => tableOf({ x: arrow.vectorFromArray(values, new arrow.Float64()) });
  const ints = tableOf({ x: arrow.vectorFromArray([5, 6], new arrow.Int32()) });
  const paths = [written(of(1, 2), 'file'), written(ints, 'stream'), written(of(9), 'file')];
  const { table, identity, format } = await openArrowFiles(paths);
  assert.equal(
    (await rowsOf(table)).rows.map(([v]) => v),
    [1, 2, 5, 6, 9],
  );
  assert.equal([identity, format], [undefined, 'arrow']);
  const text = tableOf({ x: arrow.vectorFromArray(['a'], new arrow.Utf8()) });
  const other = written(text, 'file', 'other.arrow');
  const read = async (second: string) => rowsOf((await openArrowFiles([paths[0], second])).table);
  await refuses('INVALID_ARGUMENT', () => read(other), /"x" of text in other\.arrow/);
  const wide = tableOf({ x: arrow.vectorFromArray([1.5]), y: arrow.vectorFromArray([1.5]) });
  await refuses('INVALID_ARGUMENT', () => read(written(wide, 'file', 'wide.arrow')), /column 2 none.*wide\.arrow/);
});

test('gzip is told by its first bytes', async () => {
  const table = tableOf({ x: arrow.vectorFromArray([1.5, 2], new arrow.Float64()) });
  for (const format of FORMATS) {
    writeFileSync(at('x.gz'), gzipSync(arrow.tableToIPC(table, format)));
    assert.equal(
      (await rowsOf((await openArrowFiles([at('x.gz')])).table)).rows.map(([v]) => v),
      [1.5, 2],
    );
  }
});

test('what is no Arrow, is cut short, compressed or not there, is refused by name', async () => {
  const table = tableOf({ x: arrow.vectorFromArray([1.5, 2, 3], new arrow.Float64()) });
  for (const format of FORMATS) {
    const bytes = arrow.tableToIPC(table, format);
    const read = async (part: Uint8Array) => {
      writeFileSync(at('cut.arrow'), part);
      return rowsOf((await openArrowFiles([at('cut.arrow')])).table);
    };
    for (const part of [0.3, 0.6, 0.9]) {
      const cut = bytes.subarray(0, Math.floor(part * bytes.length));
      // a stream that ends between two messages is whole, of fewer rows
      await read(cut).then(
        ({ rows }) => assert.ok(format === 'stream' && rows.length <= 3, `${format} ${part}: ${rows.length} rows`),
        (error) => refuses('PARSE', () => Promise.reject(error), 'cut.arrow'),
      );
    }
    await refuses('PARSE', () => openTableFile(written(table, format)), /openArrowFiles/);
    await refuses('PARSE', () => openTable([bytes]), /openArrowFiles/);
  }
  writeFileSync(at('text.arrow'), 'a,b\n1,2\n');
  await refuses('PARSE', () => openArrowFiles([at('text.arrow')]), 'text.arrow');
  await refuses('IO', () => openArrowFiles(['no/such.arrow']), /no\/such\.arrow, which does not exist/);
  await refuses('INVALID_ARGUMENT', () => openArrowFiles([]));
  const absent = () => Promise.reject(new Error("Cannot find package 'apache-arrow'"));
  await refuses('BACKEND_UNAVAILABLE', () => loadArrow('reading a.arrow', absent), /npm install apache-arrow/);
});

test('compressed batches are refused by name without their codec, and read with it', async () => {
  // the frame of zstd, uncompressed: what apache-arrow looks at when a codec is given
  const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
  const { ZSTD } = arrow.CompressionType;
  arrow.compressionRegistry.set(ZSTD, {
    encode: (data) => Uint8Array.from([...frame, ...data]),
    decode: (data) => data.slice(frame.length),
  });
  const values = Array.from({ length: 500 }, (_, i) => i / 3);
  const writer = new arrow.RecordBatchFileWriter({ compressionType: ZSTD });
  writer.writeAll(tableOf({ x: arrow.vectorFromArray(values, new arrow.Float64()) }).batches);
  writeFileSync(at('packed.arrow'), await writer.finish().toUint8Array());
  const read = async () => (await rowsOf((await openArrowFiles([at('packed.arrow')])).table)).rows.map(([v]) => v);
  assert.equal(await read(), values);
  arrow.compressionRegistry.set(ZSTD, {});
  await refuses('PARSE', read, /compress/, /uncompressed/);
});

test.run();
