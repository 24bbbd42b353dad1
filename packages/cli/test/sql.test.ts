import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const test = suite('sql and moments');
const folder = mkdtempSync(join(tmpdir(), 'isotypic-sql-'));
const at = (name: string) => join(folder, name);
const columns = 'north,east,south,west';
const csv = new URL('../../../data/cork-borings.csv', import.meta.url).pathname;
const asked = ['--table', 'cork', '--columns', columns, '--group', 'dihedral(4)'];

let database: DuckDBInstance;
/** What a user does by hand: the text into the engine, its rows into a file. */
async function execute(sql: string, into: string): Promise<void> {
  const connection = await database.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  writeFileSync(at(into), rows.map((row) => JSON.stringify(row)).join('\n'));
  connection.closeSync();
}

test.before(async () => {
  database = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await database.connect();
  await connection.run(`CREATE TABLE cork AS SELECT *, row_number() OVER () % 2 AS part FROM read_csv('${csv}')`);
  connection.closeSync();
});

test.after(() => {
  database.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

test('from a table to a report by two texts, the same as of the file', async () => {
  const probe = await run('sql', ...asked);
  assert.is(probe.code, 0, probe.err);
  await execute(probe.out, 'probe.json');
  const text = await run('sql', ...asked, '--step', 'moments', '--probe', at('probe.json'), '--plan', at('plan.json'));
  assert.is(text.code, 0, text.err);
  await execute(text.out, 'result.json');
  const made = await run(
    'moments',
    '--rows',
    at('result.json'),
    '--plan',
    at('plan.json'),
    '--out',
    at('moments.json'),
  );
  assert.is(made.code, 0, made.err);
  const report = await run('analyze', at('moments.json'));
  assert.match(report.out, /Mean \(1 parameter\)/);
  assert.is(report.code, 0, report.err);
  assert.match(report.out, /28 rows of north, east, south, west/);
  const { summary } = JSON.parse((await run('analyze', at('moments.json'), '--json')).out);
  assert.is(summary.samples, 28);
  const direct = await run('analyze', csv, '--group', 'dihedral(4)', '--json', '--quiet', '--out', at('report'));
  const known = JSON.parse(direct.out);
  assert.ok(Math.abs(summary.mean[0].value / known.mean[0].estimate.value - 1) < 1e-14);
});

test('parts of a table merge to the whole', async () => {
  const files: string[] = [];
  for (const part of [0, 1]) {
    const own = [...asked, '--where', `part = ${part}`];
    await execute((await run('sql', ...own)).out, 'probe.json');
    const plan = at(`plan${part}.json`);
    await execute(
      (await run('sql', ...own, '--step', 'moments', '--probe', at('probe.json'), '--plan', plan)).out,
      'r.json',
    );
    files.push(at(`part${part}.json`));
    assert.is((await run('moments', '--rows', at('r.json'), '--plan', plan, '--out', files[part])).code, 0);
  }
  const merged = await run('moments', 'merge', ...files, '--out', at('merged.json'));
  assert.is(merged.code, 0, merged.err);
  const [a, b] = await Promise.all(
    ['merged.json', 'moments.json'].map(async (name) => JSON.parse((await run('analyze', at(name), '--json')).out)),
  );
  assert.is(a.summary.samples, 28);
  assert.ok(Math.abs(a.summary.covariance[0].value / b.summary.covariance[0].value - 1) < 1e-13);
});

test('groups are reported and compared; scores are written', async () => {
  const own = [...asked, '--by', 'part'];
  await execute((await run('sql', ...own)).out, 'probe.json');
  const text = await run('sql', ...own, '--step', 'moments', '--probe', at('probe.json'), '--plan', at('by.plan.json'));
  await execute(text.out, 'r.json');
  await run('moments', '--rows', at('r.json'), '--plan', at('by.plan.json'), '--out', at('by.json'));
  const report = await run('analyze', at('by.json'));
  assert.match(report.out, /Equal covariances: statistic/);
  for (const score of ['distance', 'axes', 'invariants']) {
    const scores = await run('sql', '--step', 'score', '--moments', at('by.json'), '--table', 'cork', '--score', score);
    assert.is(scores.code, 0, scores.err);
    await execute(scores.out, 'scores.json');
    assert.is(readFileSync(at('scores.json'), 'utf8').split('\n').length, 28);
  }
});

test('a regression from a table by two texts, the same as of the file, and its predictions as SQL', async () => {
  for (const [response, action, group, predictors] of [
    ['south,west', 'same', 'cyclic(2)', 'north,east'],
    ['west', 'trivial', 'symmetric(3)', 'north,east,south'],
  ]) {
    const own = ['--table', 'cork', '--columns', predictors, '--group', group, '--response', response];
    await execute((await run('sql', ...own)).out, 'probe.json');
    const plan = at('pairs.plan.json');
    const text = await run('sql', ...own, '--step', 'moments', '--probe', at('probe.json'), '--plan', plan);
    assert.is(text.code, 0, text.err);
    await execute(text.out, 'r.json');
    const made = await run('moments', '--rows', at('r.json'), '--plan', plan, '--out', at('pairs.json'));
    assert.is(made.code, 0, made.err);
    const report = await run('analyze', at('pairs.json'));
    assert.match(report.out, `Regression of ${response.replace(',', ', ')}`);
    const { regression } = JSON.parse((await run('analyze', at('pairs.json'), '--json')).out);
    assert.is(regression.action, action);
    const words = ['--columns', predictors, '--group', group, '--response', response];
    const direct = await run('analyze', csv, ...words, '--json', '--quiet', '--out', at('report'));
    const known = JSON.parse(direct.out).regression;
    const numbers = (of: typeof known) => [...of.intercept, ...of.coefficients.flat(), of.residual, of.errors.rSquared];
    numbers(regression).forEach((v, i) => {
      const own = numbers(known)[i];
      assert.ok(Math.abs(v - own) <= 1e-10 * Math.max(1, Math.abs(own)), `${response} ${i}: ${v}, not ${own}`);
    });
    const scores = await run(
      'sql',
      '--step',
      'score',
      '--score',
      'predictions',
      ...own.slice(0, 4),
      '--moments',
      at('pairs.json'),
    );
    assert.is(scores.code, 0, scores.err);
    await execute(scores.out, 'scores.json');
    const [first] = readFileSync(at('scores.json'), 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line));
    const [row] = readFileSync(csv, 'utf8').split('\n').slice(1);
    const x = row.split(',').slice(0, predictors.split(',').length).map(Number);
    const predicted = known.intercept[0] + x.reduce((sum, v, j) => sum + v * known.coefficients[0][j], 0);
    assert.ok(Math.abs(Object.values(first).map(Number)[0] - predicted) < 1e-9 * Math.abs(predicted));
  }
  const { code, err } = await run('moments', 'merge', at('pairs.json'), at('moments.json'));
  assert.is(code, 2, err);
});

test('the program for Spark’s Python, and mistakes, each one sentence and exit code 2', async () => {
  const program = await run('sql', '--dialect', 'pyspark', ...asked);
  assert.match(program.out, /spark\.sql\(/);
  for (const argv of [
    ['sql', '--table', 't', '--columns', 'a'],
    ['sql', ...asked, '--step', 'moments'],
    ['sql', ...asked, '--dialect', 'oracle'],
    ['sql', ...asked, '--response-action', 'same'],
    ['sql', ...asked, '--response', 'part', '--response-action', 'same'],
    ['sql', '--step', 'score', '--score', 'predictions', '--moments', at('moments.json'), '--table', 'cork'],
    ['sql', ...asked, '--where', 'north >'],
    ['moments', '--rows', at('probe.json'), '--plan', at('plan.json')],
    ['moments', 'merge', at('moments.json')],
    ['moments', 'merge', at('moments.json'), at('by.json')],
  ]) {
    const { code, err } = await run(...argv);
    assert.is(code, 2, argv.join(' '));
    assert.is(err.trim().split('\n').length, 1);
  }
});

test.run();
