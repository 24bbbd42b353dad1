import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const CORK = fileURLToPath(new URL('../../../data/cork-borings.csv', import.meta.url));
const folder = (): string => mkdtempSync(join(tmpdir(), 'isotypic-'));

function csv(text: string): string {
  const path = join(folder(), 'data.csv');
  writeFileSync(path, text);
  return path;
}

const near = (actual: number | null, expected: number, digits = 4): void =>
  assert.is(actual?.toFixed(digits), expected.toFixed(digits));

// Independent figures: Mardia, Kent & Bibby's moments of Rao (1948), worked out outside this library.
test('the cork borings under the compass agree with figures from elsewhere', async () => {
  const out = join(folder(), 'report');
  const { code, out: printed, err } = await run('analyze', CORK, '--group', 'dihedral(4)', '--out', out, '--json');
  assert.is(err, '');
  assert.is(code, 0);
  const analysis = JSON.parse(printed) as Analysis;
  assert.is(analysis.group.order, '8');
  assert.equal(
    analysis.components.map((c) => [c.degree, c.multiplicity, c.type]),
    [
      [1, 1, 'real'],
      [1, 1, 'real'],
      [2, 1, 'real'],
    ],
  );
  assert.equal(analysis.parameters, { mean: { free: 4, symmetric: 1 }, covariance: { free: 10, symmetric: 3 } });
  near(analysis.mean[0].estimate.value, 47.8929);
  const [variance, neighbors, opposites] = analysis.covariance.map((row) => row.estimate.value);
  near(variance, 261.8865);
  near(neighbors, 226.2755);
  near(opposites, 221.6952);
  const [covariance, both] = analysis.tests;
  near(covariance.statistic, 21.0188);
  assert.is(covariance.degreesOfFreedom, 7);
  near(both.statistic, 35.3349);
  assert.is(both.degreesOfFreedom, 10);
  // The eigenvalues belong to the same matrix: its trace.
  const trace = analysis.components.reduce((sum, c) => sum + c.degree * c.eigenvalues.reduce((a, b) => a + b, 0), 0);
  near(trace, 4 * variance, 8);

  assert.equal(readdirSync(out).sort(), ['analysis.json', 'report.html', 'table.json', 'table.safetensors']);
  const html = readFileSync(join(out, 'report.html'), 'utf8');
  assert.is(html.match(/<svg/g)?.length, 4);
  assert.not.match(html, /<script|NaN|undefined/);
  assert.equal(JSON.parse(readFileSync(join(out, 'analysis.json'), 'utf8')), analysis);
});

test('the text names group, structure, estimates, tests and the report', async () => {
  const out = join(folder(), 'report');
  const { code, out: text } = await run('analyze', CORK, '--group', 'dihedral(4)', '--out', out);
  assert.is(code, 0);
  for (const part of ['order 8', '47.8929', '261.8865', '21.0188', '35.3349', 'report.html']) assert.match(text, part);
  assert.match(text, /covariance +10 +3/);
});

test('the README shows what the command prints', async () => {
  const { out } = await run('analyze', CORK, '--group', 'dihedral(4)', '--out', join(folder(), 'report'));
  const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
  assert.ok(readme.includes(out.slice(0, out.indexOf('\nReport '))));
});

test('a symmetric response is predicted equivariantly, an invariant one by one number per orbit', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => [0, 1, 2].map((j) => Math.sin(3 * n + 5 * j + n * j)));
  const lines = rows.map((x) => [...x, ...x.map((_, i) => 2 * x[i] - x[(i + 1) % 3]), 7 + x[0] + x[1] + x[2]]);
  const data = csv(`a,b,c,u,v,w,total\n${lines.map((l) => l.join(',')).join('\n')}\n`);
  const shared = [
    'analyze',
    data,
    '--group',
    'cyclic(3)',
    '--columns',
    'a,b,c',
    '--json',
    '--out',
    join(folder(), 'r'),
  ];
  const same = JSON.parse((await run(...shared, '--response', 'u,v,w')).out) as Analysis;
  assert.is(same.regression?.action, 'same');
  assert.is(same.regression?.parameters.symmetric, 4);
  same.regression?.coefficients.forEach((row, i) => {
    row.forEach((value, j) => {
      near(value, j === i ? 2 : j === (i + 1) % 3 ? -1 : 0, 9);
    });
  });
  const total = JSON.parse((await run(...shared, '--response', 'total')).out) as Analysis;
  assert.equal(
    total.regression?.coefficients[0].map((value) => value.toFixed(9)),
    ['1.000000000', '1.000000000', '1.000000000'],
  );
  near(total.regression?.intercept[0] ?? 0, 7, 9);
});

test('bad input ends in one sentence, exit code 2 and no output', async () => {
  const good = 'n,e,s,w\n1,2,3,4\n4,3,2,2\n0,1,0,1\n';
  const cases: [string[], RegExp][] = [
    [['analyze', 'missing.csv', '--group', 'dihedral(4)'], /missing\.csv, which does not exist/],
    [['analyze', csv(''), '--group', 'dihedral(4)'], /an empty file/],
    [['analyze', csv('a,b\n1,2\n3\n'), '--group', 'cyclic(2)'], /1 in line 3/],
    [['analyze', csv('a,b\n1,2\n3,tall\n'), '--group', 'cyclic(2)'], /"tall" in line 3, column "b"/],
    [['analyze', csv('a,b\n1,2\n3,NaN\n'), '--group', 'cyclic(2)'], /"NaN" in line 3, column "b"/],
    [['analyze', csv(good), '--group', 'dihedral(5)'], /as many columns as dihedral\(5\) permutes, 5, got 4/],
    [['analyze', csv(good), '--group', 'dihedrall(4)'], /Did you mean dihedral\?/],
    [['analyze', csv(good), '--group', 'dihedral(4'], /position 10/],
    [['analyze', csv('a,b\n1,2\n'), '--group', 'cyclic(2)'], /at least 2 samples/],
    [['analyze', csv(good)], /--group/],
    [['analyze', csv(good), '--group', 'dihedral(4)', '--wrong'], /--wrong/],
    [['analyze', csv(good), '--group', 'dihedral(3)', '--response', 'x'], /one of the columns n, e, s, w/],
    [['inspect'], /a command/],
  ];
  for (const [argv, expected] of cases) {
    const out = join(folder(), 'report');
    const { code, out: printed, err } = await run(...argv, '--out', out);
    assert.is(code, 2, `${argv.join(' ')}: ${err}`);
    assert.match(err, expected);
    assert.is(err.trimEnd().split('\n').length, 1);
    assert.is(printed, '');
    assert.not.ok(existsSync(out));
  }
});

test('unknown options and wrong values end in one sentence, exit code 2 and no output', async () => {
  const data = csv('n,e,s,w\n1,2,3,4\n4,3,2,2\n0,1,0,1\n');
  const analyze = ['analyze', data, '--group', 'dihedral(4)'];
  const cases: [string[], RegExp][] = [
    [[...analyze, '--colums', 'n,e,s,w'], /--colums.*Did you mean --columns\?/],
    [[...analyze, '--Group', 'x'], /--Group.*Did you mean --group\?/],
    [[...analyze, '-x'], /got -x/],
    [[...analyze, '--group', 'cyclic(4)'], /--group once, got it twice/],
    [[...analyze, '-g', 'cyclic(4)'], /--group once, got it twice/],
    [[...analyze, '--json=yes'], /--json/],
    [[...analyze, '--quiet', '--no-json'], /no-json/],
    [[...analyze, '--columns'], /--columns/],
    [[...analyze, '--columns', ''], /--columns A,B/],
    [[...analyze, '--columns', 'n,,e'], /with a name before and after each comma/],
    [[...analyze, '--columns', 'n,n,s,w'], /each column once, got "n" twice/],
    [[...analyze, '--response', ','], /--response A,B/],
    [[...analyze, '--response', 'n', '--response-action', 'dual'], /same or trivial, got "dual"/],
    [[...analyze, '--response-action', 'same'], /--response with --response-action/],
    [[...analyze, 'second.csv'], /second.csv, which names none/],
    [['analyze', '', '--group', 'dihedral(4)'], /a data file, got an empty name/],
    [['analyze', '--group', 'dihedral(4)'], /data files after analyze, got none/],
    [['analyze', data, '--group', ''], /position 0/],
    [['groups', 'cyclic'], /nothing after groups/],
    [['groups', '--json'], /an option of groups, got --json/],
    [['analyse', data], /a command/],
  ];
  for (const [argv, expected] of cases) {
    const { code, out, err } = await run(...argv);
    assert.is(code, 2, `${argv.join(' ')}: ${err}`);
    assert.match(err, expected);
    assert.is(err.trimEnd().split('\n').length, 1, err);
    assert.not.match(err, / {4}at |undefined/);
    assert.is(out, '');
  }
});

test('single precision is asked for, and the report says what came of it', async () => {
  const out = join(folder(), 'report');
  const call = ['analyze', CORK, '--group', 'dihedral(4)', '--precision', 'single', '--out', out, '--json'];
  const { code, out: printed, err } = await run(...call);
  assert.is(err, '');
  assert.is(code, 0);
  const { data, covariance } = JSON.parse(printed) as Analysis;
  assert.match(data.products ?? '', /^products of rows in (single|double) precision/);
  // of seven digits
  near(covariance[0].estimate.value, 261.8865, 2);
  assert.match(readFileSync(join(out, 'report.html'), 'utf8'), /all used; products of rows in/);
  for (const options of [
    ['--precision', 'half'],
    ['--precision', 'single', '--covariance', '20'],
    ['--precision', 'single', '--resume', join(folder(), 'kept')],
  ]) {
    const refused = await run('analyze', CORK, '--group', 'dihedral(4)', ...options);
    assert.is(refused.code, 2);
    assert.match(refused.err, /--precision/);
  }
});

test('an output path that is a file is refused before any work', async () => {
  const path = csv('x');
  const { code, err } = await run('analyze', CORK, '--group', 'dihedral(4)', '--out', path);
  assert.is(code, 2);
  assert.match(err, 'it is a file');
  assert.is(readFileSync(path, 'utf8'), 'x');
});

test('too few samples for a test leave the estimates and say why', async () => {
  const data = csv('n,e,s,w\n1,2,3,4\n4,3,2,2\n0,1,0,1\n');
  const { code, out } = await run('analyze', data, '--group', 'dihedral(4)', '--json', '--out', join(folder(), 'r'));
  assert.is(code, 0);
  const analysis = JSON.parse(out) as Analysis;
  assert.is(analysis.tests[0].statistic, null);
  assert.match(analysis.tests[0].unavailable ?? '', 'not testable');
});

test('help, version and the list of groups are printed', async () => {
  assert.match((await run('--help')).out, 'isotypic analyze DATA');
  assert.match((await run('analyze', '--help')).out, '--response-action');
  assert.match((await run('help', 'cg')).out, '--convention NAME');
  assert.match((await run('--version')).out, /^\d+\.\d+\.\d+\n$/);
  assert.match((await run('groups')).out, 'dihedral(');
});

test.run();
