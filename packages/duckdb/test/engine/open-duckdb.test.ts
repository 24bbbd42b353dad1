import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import { openDuckDB } from '@isotypic/duckdb';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-engine-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const ENDLESS = 'SELECT count(*) FROM range(100000000) AS a, range(100000000) AS b WHERE a.range * b.range % 7 = 3';

test('rows as plain values: numbers, bigints beyond them, texts of dates and decimals', async () => {
  const engine = await openDuckDB({ threads: 1 });
  const [row] = await engine.run(
    "SELECT 1::TINYINT AS tiny, 9007199254740993 AS big, 2.5::DECIMAL(4,2) AS dec, DATE '2020-02-29' AS day, " +
      "TIMESTAMPTZ '2020-02-29 12:00:00+02' AS at, true AS yes, NULL AS none, 'a''b' AS text, 1e300 AS large",
  );
  assert.equal(row, {
    tiny: 1,
    big: 9007199254740993n,
    dec: '2.50',
    day: '2020-02-29',
    at: '2020-02-29 10:00:00+00',
    yes: true,
    none: null,
    text: "a'b",
    large: 1e300,
  });
  await engine.close();
});

test('batches are the doubles of the query, in its order, NULL as NaN', async () => {
  const engine = await openDuckDB();
  if (engine.batches === undefined) throw new Error('no batches');
  let n = 0;
  const sql = 'SELECT i::DOUBLE AS a, CASE WHEN i % 3 = 0 THEN NULL ELSE -i::DOUBLE END AS b FROM range(10000) AS r(i)';
  for await (const { rows, columns } of engine.batches(sql)) {
    assert.is(columns.length, 2);
    for (let k = 0; k < rows; k++, n++) {
      if (columns[0][k] !== n) assert.unreachable(`row ${n}: ${columns[0][k]}`);
      if (!Object.is(columns[1][k], n % 3 === 0 ? Number.NaN : -n)) assert.unreachable(`row ${n}: ${columns[1][k]}`);
    }
  }
  assert.is(n, 10_000);
  await refuses('INVALID_ARGUMENT', () => drained(engine.batches?.('SELECT 1 AS one')), 'one of type INTEGER', 'CAST');
  await engine.close();
});

async function drained(batches: AsyncIterable<unknown> | undefined): Promise<void> {
  for await (const _ of batches ?? []);
}

test('an abort ends its own query within a second, and the engine goes on', async () => {
  const engine = await openDuckDB({ threads: 2 });
  const controller = new AbortController();
  const other = engine.run('SELECT sum(i) AS s FROM range(3000000) AS r(i)');
  setTimeout(() => controller.abort(), 100);
  await refuses('ABORTED', () => engine.run(ENDLESS, { signal: controller.signal }));
  assert.equal(await other, [{ s: 4499998500000 }]);
  const late = new AbortController();
  late.abort();
  await refuses('ABORTED', () => engine.run('SELECT 1', { signal: late.signal }));
  assert.equal(await engine.run('SELECT 1 AS one'), [{ one: 1 }]);
  await engine.close();
});

test('a stream is aborted between and within its batches; one that is left early lets the engine close', async () => {
  const engine = await openDuckDB();
  const controller = new AbortController();
  let seen = 0;
  await refuses('ABORTED', async () => {
    const sql = 'SELECT i::DOUBLE AS x FROM range(100000000) AS r(i)';
    for await (const { rows } of engine.batches?.(sql, { signal: controller.signal }) ?? []) {
      seen += rows;
      if (seen > 5000) controller.abort();
    }
  });
  assert.ok(seen < 100_000, `${seen}`);
  for await (const _ of engine.batches?.('SELECT i::DOUBLE AS x FROM range(100000) AS r(i)') ?? []) break;
  await engine.close();
  await refuses('INVALID_ARGUMENT', () => engine.run('SELECT 1'), 'a closed one');
});

test('closing interrupts what runs', async () => {
  const engine = await openDuckDB();
  const running = refuses('IO', () => engine.run(ENDLESS));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await engine.close();
  await running;
});

test('memory is bounded: what spills is removed, what cannot is refused by code', async () => {
  const engine = await openDuckDB({ memory: '16MB', threads: 1, temporaryFolder: folder });
  const wide = 'SELECT i, md5(i::VARCHAR) AS t FROM range(200000) AS r(i) ORDER BY t';
  assert.equal(await engine.run(`SELECT count(*) AS n FROM (${wide} LIMIT 190000)`), [{ n: 190000 }]);
  assert.ok(readdirSync(folder).length === 1);
  await engine.close();
  assert.equal(readdirSync(folder), []);
  const tight = await openDuckDB({ memory: '12MB', threads: 1, temporaryFolder: folder, temporaryLimit: '1MB' });
  await refuses('OUT_OF_MEMORY', () => tight.run(`SELECT count(*) AS n FROM (${wide} LIMIT 190000)`), 'openDuckDB');
  assert.equal(await tight.run('SELECT 1 AS one'), [{ one: 1 }]);
  await tight.close();
  assert.equal(readdirSync(folder), []);
});

test('folders of killed processes are removed by the next engine, those of living ones kept', async () => {
  const name = (pid: number) => `isotypic-duckdb-${hostname().replace(/[^\w-]/g, '_')}-${pid}-abcdef`;
  const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
  const [left, kept] = [gone, process.pid].map((pid) => join(folder, name(pid)));
  for (const path of [left, kept]) mkdirSync(path);
  const engine = await openDuckDB({ temporaryFolder: folder });
  await engine.close();
  assert.equal([existsSync(left), existsSync(kept)], [false, true]);
  rmSync(kept, { recursive: true });
});

test('a process that ends without closing leaves nothing', async () => {
  const script = `import { openDuckDB } from '@isotypic/duckdb';
    const engine = await openDuckDB({ memory: '32MB', temporaryFolder: ${JSON.stringify(folder)} });
    await engine.run('SELECT 1');
    process.exit(0);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  assert.is(await new Promise((resolve) => child.on('exit', resolve)), 0);
  assert.equal(readdirSync(folder), []);
});

for (const [sql, code, ...texts] of [
  ['SELEC 1', 'PARSE', 'syntax error'],
  ['SELECT nix FROM range(3)', 'UNKNOWN_NAME', 'nix'],
  ['SELECT * FROM nix', 'UNKNOWN_NAME', 'nix'],
  ["SELECT 'abc'::DOUBLE", 'INVALID_ARGUMENT', 'abc'],
  ['SELECT 9223372036854775807 + 1', 'INVALID_ARGUMENT', 'Overflow'],
  ["SELECT * FROM '/no/such.parquet'", 'IO', 'such.parquet'],
  ["SELECT * FROM 'https://127.0.0.1:9/x.parquet'", 'INVALID_ARGUMENT', 'never loaded'],
  ["SELECT * FROM 's3://bucket/x.parquet'", 'INVALID_ARGUMENT', 'never loaded'],
  ["ATTACH 'x' AS x (TYPE postgres)", 'INVALID_ARGUMENT', 'never loaded'],
  ['INSTALL httpfs', 'IO', '/nonexistent'],
] as const) {
  test(`refused with ${code}: ${sql}`, async () => {
    const engine = await openDuckDB({ threads: 1 });
    const error = await refuses(code, () => engine.run(sql), ...texts);
    assert.instance(error, IsotypicError);
    assert.not.match(error.message, '\n');
    await engine.close();
  });
}

test('options are checked', async () => {
  await refuses('INVALID_ARGUMENT', () => openDuckDB({ memory: '64 megabytes' }), "'64MB'");
  await refuses('INVALID_ARGUMENT', () => openDuckDB({ threads: 0 }), 'threads');
  await refuses('IO', () => openDuckDB({ temporaryFolder: join(folder, 'none') }), 'temporary');
});

test.run();
