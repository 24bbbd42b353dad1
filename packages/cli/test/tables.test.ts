/** `analyze` on tables as people bring them: the right value, or the refusal that names what is wrong. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Analysis } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const vector = (name: string): string => fileURLToPath(new URL(`../../../vectors/tables/${name}`, import.meta.url));
const data = (name: string): string => fileURLToPath(new URL(`../../../data/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'isotypic-tables-'));

async function analyze(file: string, group: string, ...more: string[]): Promise<Analysis & { readonly err: string }> {
  const argv = ['analyze', file, '--group', group, '--json', '--out', join(folder, 'report'), ...more];
  const { code, out, err } = await run(...argv);
  assert.is(code, 0, err);
  return { ...(JSON.parse(out) as Analysis), err };
}

async function refusal(...argv: string[]): Promise<string> {
  const { code, err } = await run('analyze', ...argv, '--out', join(folder, 'refused'));
  assert.is(code, 2, err);
  return err;
}

const near = (actual: number | null | undefined, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance * Math.abs(expected), `${actual}, ${expected}`);

/** The first eight cork borings under the compass; worked out outside this library. */
function isCork8({ data: { samples }, mean, covariance, tests }: Analysis, shift = 0): void {
  assert.is(samples, 8);
  near(mean[0].estimate.value, 45.28125 + shift);
  [246.152344, 225.71875, 208.125].forEach((value, i) => {
    near(covariance[i].estimate.value, value, 1e-8);
  });
  near(tests[0].statistic, 13.634516780433842);
  near(tests[1].statistic, 23.243435465272313);
}

const alike: readonly [file: string, ...more: string[]][] = [
  ['ok.csv'],
  ['nohead.csv'],
  ['tab.tsv'],
  ['comment.csv'],
  ['excelsep.csv'],
  ['utf16.csv'],
  ['latin1.csv'],
  ['trailingrows.csv'],
  ['yearhead.csv'],
  ['quotedhead.csv'],
  ['label.csv', '--columns', 'n,e,s,w'],
  ['missingunused.csv', '--columns', 'n,e,s,w'],
  ['Rrownames.csv', '--columns', 'n,e,s,w'],
];

for (const [file, ...more] of alike) {
  test(`${file}: the first eight cork borings`, async () => {
    const analysis = await analyze(vector(file), 'dihedral(4)', ...more);
    isCork8(analysis);
    assert.is(analysis.data.rows, 8);
    // what could mean something else is said on standard error and in the report
    assert.is(analysis.err !== '', ['nohead.csv', 'yearhead.csv', 'quotedhead.csv'].includes(file), analysis.err);
    assert.equal(analysis.data.notes.length > 0, analysis.err !== '');
  });
}

test('latin1.csv: the name Süd is kept, and the report says how it was read', async () => {
  const analysis = await analyze(vector('latin1.csv'), 'dihedral(4)');
  assert.equal(analysis.data.columns, ['Nord', 'Süd', 'Ost', 'West']);
  assert.is(analysis.data.dialect?.encoding, 'windows-1252');
  const html = readFileSync(join(folder, 'report/report.html'), 'utf8');
  for (const part of ['Süd', 'windows-1252', '8 rows, all used', 'isotypic analyze ']) assert.match(html, part);
});

test('deccomma.csv: a mean half more, the same covariances', async () => {
  isCork8(await analyze(vector('deccomma.csv'), 'dihedral(4)'), 0.5);
});

test('yearhead.csv with --header no: nine samples', async () => {
  assert.is((await analyze(vector('yearhead.csv'), 'dihedral(4)', '--header', 'no')).data.samples, 9);
});

test('sectors.csv under dihedral(8): as with names that are words', async () => {
  for (const file of ['sectors.csv', 'sectors_named.csv']) {
    const { data: read, mean, covariance, tests } = await analyze(data(file), 'dihedral(8)');
    assert.is(read.samples, 40);
    near(mean[0].estimate.value, 10.2241, 1e-5);
    [1.589, 0.534, 0.699, 0.601, 0.547].forEach((value, i) => {
      near(covariance[i].estimate.value, value, 1e-3);
    });
    near(tests[0].bartlettPValue, 0.92, 0.005);
    near(tests[1].bartlettPValue, 0.89, 0.005);
  }
});

test('noheadNA.csv: refused with line 1, or seven samples of x0 … x3', async () => {
  const err = await refusal(vector('noheadNA.csv'), '--group', 'dihedral(4)');
  assert.match(err, /"NA" in line 1, column "x0".*--missing drop/);
  const { data: read } = await analyze(vector('noheadNA.csv'), 'dihedral(4)', '--missing', 'drop');
  assert.equal([read.rows, read.samples, read.dropped], [8, 7, 1]);
  assert.equal(read.columns, ['x0', 'x1', 'x2', 'x3']);
  assert.match(readFileSync(join(folder, 'report/report.html'), 'utf8'), '7 used, 1 dropped for missing values');
});

test('singular data: every estimate, figure and table; the test says that there is none', async () => {
  for (const [file, group] of [
    ['constcol.csv', 'dihedral(4)'],
    ['collinear.csv', 'dihedral(4)'],
    ['sumzero.csv', 'symmetric(3)'],
  ]) {
    const { tests, covariance } = await analyze(vector(file), group);
    assert.ok(covariance.every(({ estimate: { value } }) => Number.isFinite(value)));
    assert.is(tests[0].statistic, null);
    assert.match(tests[0].unavailable ?? '', /not testable: singular in /);
  }
});

test('percentages.csv: rows that sum to 100 but for rounding, as with 80 digits', async () => {
  const { tests } = await analyze(vector('percentages.csv'), 'symmetric(4)');
  near(tests[0].statistic, 12.0557256825, 1e-8);
  assert.is(tests[0].degreesOfFreedom, 8);
  near(tests[0].pValue, 0.149, 0.005);
});

test('tiny.csv and big.csv: a refusal that names the range; no stack, no NaN', async () => {
  for (const file of ['tiny.csv', 'big.csv']) {
    const err = await refusal(vector(file), '--group', 'dihedral(4)');
    assert.match(err, /variances that float64|variances float64 holds/);
    assert.not.match(err, /NaN| {4}at /);
  }
});

test('orthodont_write_csv.csv, as R writes it: all children under symmetric(4)', async () => {
  const columns = 'distance.8,distance.10,distance.12,distance.14';
  const { data: read, parameters } = await analyze(
    data('orthodont_write_csv.csv'),
    'symmetric(4)',
    '--columns',
    columns,
  );
  assert.is(read.samples, 27);
  assert.is(parameters.covariance.symmetric, 2);
});

test('elnino.csv under cyclic(12) and dihedral(12): −2 log Λ as published elsewhere', async () => {
  const months = 'JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC';
  for (const group of ['cyclic(12)', 'dihedral(12)']) {
    const { tests } = await analyze(data('elnino.csv'), group, '--columns', months);
    near(tests[0].statistic, 437.9278, 1e-6);
    near(tests[1].statistic, 882.5889, 1e-6);
  }
});

test('the same table, gzipped', async () => {
  const file = join(folder, 'ok.csv.gz');
  writeFileSync(file, gzipSync(readFileSync(vector('ok.csv'))));
  isCork8(await analyze(file, 'dihedral(4)'));
  const cut = join(folder, 'cut.csv.gz');
  writeFileSync(cut, gzipSync(readFileSync(vector('ok.csv'))).subarray(0, 60));
  assert.match(await refusal(cut, '--group', 'dihedral(4)'), /a whole gzip file, got data that are damaged/);
});

test('options by their letters, in any place', async () => {
  const { code, err } = await run(
    'analyze',
    '-g',
    'dihedral(4)',
    vector('ok.csv'),
    '-q',
    '-o',
    join(folder, 'letters'),
  );
  assert.is(code, 0, err);
});

test('options of the table: told, and refused by name', async () => {
  const dialect = ['--delimiter', ',', '--decimal', '.', '--encoding', 'utf-8', '--comment', '%', '--skip', '0'];
  isCork8(await analyze(vector('ok.csv'), 'dihedral(4)', ...dialect, '--header', 'yes', '--missing', 'drop,-9'));
  const refused: readonly [string[], RegExp][] = [
    [['--header', 'maybe'], /--header to be one of yes, no, auto/],
    [['--decimal', ';'], /--decimal to be one of/],
    [['--encoding', 'utf-9'], /--encoding such as latin1/],
    [['--skip', '-1'], /--skip|option/],
    [['--missing', 'drop,refuse'], /one of drop and refuse/],
    [['--delimiter', '"'], /--delimiter TEXT/],
    [['--columns', 'n,e,s,x'], /one of the columns n, e, s, w, got "x"/],
    [['--delimiter', ';'], /as many columns as/],
  ];
  for (const [more, message] of refused) {
    assert.match(await refusal(vector('ok.csv'), '--group', 'dihedral(4)', ...more), message);
  }
});

test('words and numbers mixed in the first line: refused, with the option that decides', async () => {
  const file = join(folder, 'mixed.csv');
  writeFileSync(file, 'tall,66\n60,53\n56,57\n31,32\n');
  assert.match(await refusal(file, '--group', 'cyclic(2)'), /whether line 1 names the columns.*--header yes or no/);
});

test.run();
