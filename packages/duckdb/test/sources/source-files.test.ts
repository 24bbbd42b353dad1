import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDB, sourceFiles } from '@isotypic/duckdb';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-source-files-'));
const engine = await openDuckDB({ threads: 1 });
test.after(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);

async function parquet(name: string, select: string): Promise<string> {
  await engine.run(`COPY (${select}) TO ${engine.dialect.text(at(name))} (FORMAT parquet)`);
  return at(name);
}

function text(name: string, contents: string | Uint8Array): string {
  writeFileSync(at(name), contents);
  return at(name);
}

const names = ({ columns }: { columns: readonly { name: string }[] }) => columns.map(({ name }) => name);

test('globs and paths are files in order, each once', async () => {
  mkdirSync(at('deep/er'), { recursive: true });
  for (const name of ['deep/b', 'deep/a', 'deep/er/c']) await parquet(`${name}.parquet`, 'SELECT 1.5::DOUBLE AS x');
  const found = await sourceFiles(engine, [at('deep/*.parquet'), at('deep/a.parquet'), at('deep/**/*.parquet')]);
  assert.equal(
    found.files,
    ['deep/a', 'deep/b', 'deep/er/c'].map((name) => at(`${name}.parquet`)),
  );
  assert.equal([found.format, found.columns], ['parquet', [{ name: 'x', type: 'DOUBLE' }]]);
});

test('the format is told by the contents, whatever the name', async () => {
  await parquet('data.csv', 'SELECT 1 AS x');
  assert.is((await sourceFiles(engine, [at('data.csv')])).format, 'parquet');
  assert.is((await sourceFiles(engine, [text('a.dat', 'x,y\n1,2\n')])).format, 'csv');
  assert.is((await sourceFiles(engine, [text('b.dat', '\ufeff [{"x": 1}]')])).format, 'json');
  assert.equal(names(await sourceFiles(engine, [text('c.dat', '{"x": 1, "y": 2}\n{"x": 3, "y": 4}\n')])), ['x', 'y']);
});

for (const name of ["it's.csv", 'a[1].csv', 'b*.csv', 'c?.csv', '-d;--.csv', 'e"f\\g.csv', 'ü\n.csv']) {
  test(`a file of any name: ${JSON.stringify(name)}`, async () => {
    text(name, 'x,y\n1,2\n');
    const found = await sourceFiles(engine, [at(name)]);
    assert.equal([found.files, names(found)], [[at(name)], ['x', 'y']]);
  });
}

test('what names no file is refused by name', async () => {
  await refuses('IO', () => sourceFiles(engine, [at('none/*.parquet')]), 'none/*.parquet, which names none');
  await refuses('IO', () => sourceFiles(engine, [at('none.parquet')]), 'none.parquet');
  await refuses('IO', () => sourceFiles(engine, [folder]), 'the folder', '*.parquet');
  await refuses('INVALID_ARGUMENT', () => sourceFiles(engine, ['s3://bucket/a.parquet']), 's3://bucket/a.parquet');
  await refuses('INVALID_ARGUMENT', () => sourceFiles(engine, []), 'patterns');
});

test('files of several formats are refused by name, and so is Arrow', async () => {
  await parquet('m1.bin', 'SELECT 1 AS x');
  text('m2.bin', 'x\n1\n');
  await refuses('INVALID_ARGUMENT', () => sourceFiles(engine, [at('m?.bin')]), 'm1.bin', 'csv in', 'm2.bin');
  await refuses('INVALID_ARGUMENT', () => sourceFiles(engine, [text('a.arrow', 'ARROW1\0\0…')]), 'a.arrow', 'Parquet');
  const stream = Uint8Array.of(255, 255, 255, 255, 8, 0, 0, 0);
  await refuses('INVALID_ARGUMENT', () => sourceFiles(engine, [text('a.arrows', stream)]), 'Arrow IPC');
  await refuses('INVALID_ARGUMENT', () => sourceFiles(engine, [text('a.bin', Uint8Array.of(1, 0, 2))]), 'a.bin');
});

test('files of several schemas are refused by file and column; numbers of any type are one kind', async () => {
  await parquet('s1.parquet', 'SELECT 1::TINYINT AS x, 2.5::DECIMAL(5,1) AS y');
  await parquet('s2.parquet', 'SELECT 1::DOUBLE AS y, 2::HUGEINT AS x');
  assert.equal(names(await sourceFiles(engine, [at('s1.parquet'), at('s2.parquet')])), ['x', 'y']);
  const with1 = (file: string) => sourceFiles(engine, [at('s1.parquet'), file]);
  const lacks = await parquet('t1.parquet', 'SELECT 1 AS x');
  await refuses('INVALID_ARGUMENT', () => with1(lacks), 'a column y', 't1.parquet');
  const more = await parquet('t2.parquet', 'SELECT 1 AS x, 2 AS y, 3 AS z');
  await refuses('INVALID_ARGUMENT', () => with1(more), 'no column z', 't2.parquet');
  const other = await parquet('t3.parquet', "SELECT 1 AS x, 'a' AS y");
  await refuses('INVALID_ARGUMENT', () => with1(other), 'column y to be DECIMAL(5,1)', 'VARCHAR in', 't3.parquet');
});

test('a damaged file is refused by name', async () => {
  await refuses(
    'INVALID_ARGUMENT',
    () => sourceFiles(engine, [text('cut.parquet', 'PAR1 and no more')]),
    'cut.parquet',
  );
});

test.run();
