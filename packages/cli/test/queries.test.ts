import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '@isotypic/cli';
import { openDuckDB } from '@isotypic/duckdb';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-queries-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const noise = (j: number) => `((hash(i * 31 + ${j}) % 1000003) / 1000003.0 - 0.5)`;
const COLUMNS = ['a', 'b', 'c', 'd'];
const numbers = COLUMNS.map((name, j) => `5 + ${noise(9)} + ${noise(j)} AS ${name}`).join(', ');
const SELECT = `SELECT ${numbers}, CASE WHEN i % 50 = 7 THEN NULL ELSE ${noise(20)} + ${noise(0)} END AS y,
  1 + i % 4 AS w, ['north', 'south', 'it''s'][1 + i % 3] AS site, TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS time,
  2020 + i % 3 AS year, i FROM range(600) AS r(i)`;

const engine = await openDuckDB({ threads: 1 });
mkdirSync(join(folder, 'data'));
for (let k = 0; k < 3; k++) {
  const part = `SELECT * FROM (${SELECT}) WHERE i >= ${200 * k} AND i < ${200 * (k + 1)}`;
  for (const format of ['parquet', 'csv', 'json']) {
    await engine.run(`COPY (${part}) TO '${join(folder, 'data', `part-${k}.${format}`)}' (FORMAT ${format})`);
  }
}
await engine.run(`COPY (${SELECT}) TO '${join(folder, 'all.csv')}' (FORMAT csv)`);
await engine.run(`COPY (SELECT * FROM (${SELECT}) WHERE y IS NOT NULL) TO '${join(folder, 'whole.csv')}' (FORMAT csv)`);
const some = `SELECT * FROM (${SELECT}) WHERE year >= 2021 AND site <> 'south'`;
await engine.run(`COPY (${some}) TO '${join(folder, 'some.csv')}' (FORMAT csv)`);
await engine.close();

const bin = fileURLToPath(new URL('../bin/isotypic.js', import.meta.url));
const at = (name: string): string => join(folder, name);
let outs = 0;

async function analysisOf(...args: string[]): Promise<Analysis> {
  const { code, out, err } = await run(
    'analyze',
    ...args,
    '--group',
    'dihedral(4)',
    '--json',
    '--out',
    at(`out-${outs++}`),
  );
  assert.is(code, 0, err);
  return JSON.parse(out) as Analysis;
}

/** All but what says how it was read, and numbers to `digits` of the largest beside them. */
function sameReport(found: Analysis, expected: Analysis, tolerance: number): void {
  // groups in the order of their first rows, or of their names
  const rest = ({ command, data, files, groups, ...of }: Analysis) => ({
    ...of,
    groups: groups && { ...groups, groups: [...groups.groups].sort((a, b) => (a.name < b.name ? -1 : 1)) },
  });
  compare(rest(found), rest(expected), tolerance, '');
  const counted = ({ data: { samples, rows, used, dropped, effective } }: Analysis) => [
    samples,
    rows,
    used,
    dropped,
    effective,
  ];
  assert.equal(counted(found), counted(expected));
}

function compare(a: unknown, b: unknown, tolerance: number, path: string): void {
  if (typeof a === 'number' && typeof b === 'number') {
    // what rounding may have done is a bound and no figure of the data
    if (path.endsWith('.roundingBound')) return;
    if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)))) assert.unreachable(`${path}: ${a}, not ${b}`);
  } else if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    assert.equal(Object.keys(a).sort(), Object.keys(b).sort(), path);
    for (const key of Object.keys(a)) {
      const [x, y] = [a, b] as Record<string, unknown>[];
      compare(x[key], y[key], tolerance, `${path}.${key}`);
    }
  } else assert.equal(a, b, path);
}

const columns = ['--columns', COLUMNS.join(',')];

for (const format of ['parquet', 'csv', 'json']) {
  test(`a glob of ${format} is the table of text to the bit, where the rows are few`, async () => {
    const found = await analysisOf(at(`data/*.${format}`), ...columns, '--by', 'site');
    sameReport(found, await analysisOf(at('all.csv'), ...columns, '--by', 'site'), 0);
    assert.equal(found.data.files, {
      format: format === 'json' ? 'JSON' : format === 'csv' ? 'CSV' : 'Parquet',
      count: 3,
    });
    assert.is(found.data.dialect, undefined);
    assert.is(found.data.rowsKept, true);
  });
}

test('several files, rows chosen, weights, a regression and its rows: as of the rows in one table', async () => {
  const files = [0, 1, 2].map((k) => at(`data/part-${k}.parquet`));
  const where = ['--where', "year >= 2021 and site <> 'south'"];
  const options = [...columns, '--weight', 'w', '--response', 'y', '--missing', 'drop', '--scores', '--predictions'];
  const found = await analysisOf(...files, ...where, ...options);
  sameReport(found, await analysisOf(at('some.csv'), ...options), 0);
  const [ours, theirs] = [outs - 2, outs - 1].map((n) => readFileSync(at(`out-${n}/predictions.csv`), 'utf8'));
  assert.is(ours, theirs);
});

test('by moments, kept part by part, the report is that of the rows', async () => {
  const state = at('state');
  const options = [...columns, '--by', 'site'];
  const found = await analysisOf(at('data/*.parquet'), ...options, '--resume', state, '--memory', '64MB');
  sameReport(found, await analysisOf(at('all.csv'), ...options), 1e-9);
  assert.is(found.data.rowsKept, false);
  assert.equal(readdirSync(state), ['plain', 'symmetric']);
  assert.is(readdirSync(join(state, 'plain')).length, 3);
  const again = await analysisOf(at('data/*.parquet'), ...options, '--resume', state, '--memory', '64MB');
  sameReport(again, found, 0);
});

test('by moments with weights and a response that misses values', async () => {
  const options = [...columns, '--weight', 'w', '--response', 'y', '--missing', 'drop'];
  const found = await analysisOf(at('data/*.parquet'), ...options, '--resume', at('state-w'));
  const rows = await analysisOf(at('all.csv'), ...options);
  const without = ({ regression, ...rest }: Analysis) => rest as Analysis;
  sameReport(without(found), without(rows), 1e-9);
  compare(found.regression?.coefficients, rows.regression?.coefficients, 1e-9, 'coefficients');
});

test('groups by windows of time', async () => {
  const found = await analysisOf(at('data/*.parquet'), ...columns, '--by', 'time:week');
  assert.equal(
    found.groups?.groups.map(({ name }) => name),
    ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22'],
  );
  assert.equal(
    found.groups?.groups.map(({ samples }) => samples),
    [168, 168, 168, 96],
  );
  const parts = await analysisOf(at('data/*.parquet'), ...columns, '--by', 'time:week', '--resume', at('state-t'));
  assert.equal(
    parts.groups?.groups.map(({ name }) => name),
    found.groups?.groups.map(({ name }) => name),
  );
});

for (const [args, ...says] of [
  [[at('none/*.parquet')], 'none/*.parquet, which names none'],
  [[at('data/*')], 'files of one format', 'part-0.json'],
  [[at('data/*.parquet'), '--columns', 'a,b,c,x'], 'one of the columns', '"x"'],
  [[at('data/*.parquet'), '--columns', 'a,b,c,site'], 'site of type VARCHAR'],
  [[at('data/*.parquet'), '--columns', 'a,b,c,site', '--resume', at('state-x')], 'site', 'VARCHAR'],
  [[at('data/*.parquet'), ...columns, '--response', 'y'], '12 in y', '--missing drop'],
  [[at('data/*.parquet'), ...columns, '--response', 'y', '--resume', at('state-y')], 'y', '4'],
  [[at('data/*.parquet'), ...columns, '--where', 'nix = 1'], 'nix'],
  [[at('data/*.parquet'), ...columns, '--where', 'a = 1; DROP TABLE x'], '--where', 'position'],
  [[at('data/*.parquet'), ...columns, '--memory', 'much'], "'64MB'"],
  [[at('data/*.parquet'), ...columns, '--delimiter', ';'], '--delimiter for files that DuckDB reads'],
  [[at('data/*.parquet'), ...columns, '--missing', 'none,drop'], '--missing none'],
  [[at('data/*.parquet'), ...columns, '--by', 'i'], 'at most 100'],
  [[at('data/*.parquet'), ...columns, '--covariance', '10'], 'delimited text'],
  [[at('data/*.parquet'), ...columns, '--frequencies', 'w', '--resume', at('state-f')], '--frequencies'],
  [[at('data/*.parquet'), ...columns, '--scores', '--resume', at('state-s')], '--scores'],
  [['-', ...columns, '--where', 'a > 1'], 'standard input'],
  [[at('all.csv'), ...columns, '--weight', 'w', '--weights', 'w'], 'both'],
  [[at('data/*.parquet'), ...columns, '--resume', '/dev/full'], '/dev/full'],
  [[at('data/*.parquet'), ...columns, '--resume', at('all.csv')], 'all.csv'],
  [['s3://bucket/*.parquet', ...columns], 's3://bucket'],
] as readonly (readonly [readonly string[], ...string[]])[]) {
  test(`refused: ${args.map((word) => word.replace(folder, '')).join(' ')}`, async () => {
    const out = at(`out-${outs++}`);
    const { code, err } = await run('analyze', ...args, '--group', 'dihedral(4)', '--out', out);
    assert.is(code, 2, err);
    for (const text of says) assert.ok(err.includes(text), `${text}: ${err}`);
    assert.match(err, /^isotypic\b.*: [^\n]*\n$/);
    assert.not.ok(existsSync(out));
  });
}

test('a full disk ends in one sentence and exit code 2', () => {
  const args = [
    'analyze',
    at('data/*.parquet'),
    ...columns,
    '--group',
    'dihedral(4)',
    '--json',
    '--out',
    at('out-full'),
  ];
  const child = spawnSync('sh', ['-c', `"$0" "$@" > /dev/full`, process.execPath, bin, ...args], { encoding: 'utf8' });
  assert.is(child.status, 2);
  assert.match(child.stderr, /^isotypic: [^\n]*ENOSPC[^\n]*\n$/);
});

test('without a network, and interrupted: nothing is fetched, and nothing is left over', async () => {
  const temporary = at('temporary');
  mkdirSync(temporary);
  const args = ['analyze', at('data/*.parquet'), ...columns, '--group', 'dihedral(4)', '--out', at('out-net'), '-q'];
  const env = { ...process.env, TMPDIR: temporary };
  const hasNamespaces = spawnSync('unshare', ['-rn', 'true']).status === 0;
  const [command, ...first] = hasNamespaces ? ['unshare', '-rn', process.execPath] : [process.execPath];
  const done = spawnSync(command, [...first, bin, ...args], { encoding: 'utf8', env });
  assert.is(done.status, 0, done.stderr);
  assert.equal(readdirSync(temporary), []);
  const child = spawn(process.execPath, [bin, ...args, '--where', 'a > -1'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  // the engine's folder is there once the engine is open
  while (readdirSync(temporary).length === 0 && child.exitCode === null) await new Promise((ok) => setTimeout(ok, 2));
  child.kill('SIGINT');
  const code = await ended;
  assert.ok(code === 130 || code === 0, `${code}: ${err}`);
  assert.equal(readdirSync(temporary), []);
});

test('a file of another format under a name of text is read by its contents', async () => {
  writeFileSync(at('renamed.csv'), readFileSync(at('data/part-0.parquet')));
  const found = await analysisOf(at('renamed.csv'), ...columns);
  assert.equal(found.data.files, { format: 'Parquet', count: 1 });
});

test.run();
