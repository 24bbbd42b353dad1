/** `analyze` on kin of the cases in `tables.test.ts`: each kind of table in other hands, and the same figures. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analysis } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-kin-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** The first eight of the cork borings (Rao 1948). */
const CORK = readFileSync(new URL('../../../data/cork-borings.csv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1, 9)
  .map((line) => line.split(',').map(Number));

function file(text: string | Uint8Array): string {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  return path;
}

/** Each row written by `row`, with its number. */
const rows = (row: (values: readonly number[], n: number) => string, end = '\n'): string =>
  CORK.map((values, n) => row(values, n) + end).join('');

async function analyze(text: string | Uint8Array, group: string, ...more: string[]): Promise<Analysis> {
  const argv = ['analyze', file(text), '--group', group, '--json', '--out', join(folder, 'report'), ...more];
  const { code, out, err } = await run(...argv);
  assert.is(code, 0, err);
  return JSON.parse(out) as Analysis;
}

async function refusal(text: string, group: string, ...more: string[]): Promise<string> {
  const { code, err } = await run('analyze', file(text), '--group', group, '--out', join(folder, 'no'), ...more);
  assert.is(code, 2, err);
  assert.is(err.trimEnd().split('\n').length, 1);
  assert.not.match(err, / {4}at /);
  return err;
}

const near = (actual: number | null | undefined, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance * Math.abs(expected), `${actual}, ${expected}`);

/** The first eight cork borings under the compass, times a factor and shifted; worked out outside this library. */
function isCork8({ data, mean, covariance, tests }: Analysis, { factor = 1, shift = 0 } = {}): void {
  assert.equal([data.samples, data.rows - data.dropped], [8, 8]);
  near(mean[0].estimate.value, factor * 45.28125 + shift);
  [246.152344, 225.71875, 208.125].forEach((value, i) => {
    near(covariance[i].estimate.value, factor * factor * value, 1e-8);
  });
  near(tests[0].statistic, 13.634516780433842);
  near(tests[1].statistic, 23.243435465272313);
}

// biome-ignore format: a line each
const decimals: readonly [name: string, text: string][] = [
  ['as R’s write.csv2 writes', `"n";"e";"s";"w"\n${rows((v) => v.map((x) => `${x},5`).join(';'))}`],
  ['between tabs', `n\te\ts\tw\r\n${rows((v) => v.map((x) => `${x},50`).join('\t'), '\r\n')}`],
  ['in quotes between commas', `n,e,s,w\n${rows((v) => v.map((x) => `"${x},5"`).join(','))}`],
  ['with zeros, without', `n;e;s;w\n${rows((v) => v.map((x) => `${x},5${x % 2 ? '00' : ''}`).join(';'))}`],
];

for (const [name, text] of decimals) {
  test(`kin of deccomma.csv: decimal commas ${name}`, async () => {
    const analysis = await analyze(text, 'dihedral(4)');
    isCork8(analysis, { shift: 0.5 });
    assert.is(analysis.data.dialect?.decimal, ',');
  });
}

// biome-ignore format: a line each
const unused: readonly [name: string, text: string][] = [
  ['dates and clock times', `day,n,e,s,w\n${rows((v, n) => `2024-03-0${n + 1} 12:00,${v.join(',')}`)}`],
  ['notes in quotes, with commas and line ends', `n,e,s,w,note\n${rows((v, n) => `${v.join(',')},"tree ${n},\nold"`)}`],
  ['a column of gaps alone', `n,empty,e,s,w\n${rows(([a, ...v]) => `${a},,${v.join(',')}`)}`],
  ['infinities and dashes', `n,e,ratio,s,w\n${rows(([a, b, ...v], n) => `${a},${b},${n % 2 ? 'Inf' : '-'},${v}`)}`],
  ['names of rows, as R’s write.table has them', `"n" "e" "s" "w"\n${rows((v, n) => `"tree ${n}" ${v.join(' ')}`)}`],
  ['columns in another order, told by name', `w,x,s,e,n\n${rows(([a, b, c, d], n) => `${d},t${n},${c},${b},${a}`)}`],
];

for (const [name, text] of unused) {
  test(`kin of label.csv, missingunused.csv, Rrownames.csv: ${name}, in columns that are not used`, async () => {
    isCork8(await analyze(text, 'dihedral(4)', '--columns', 'n,e,s,w'));
  });
}

test('kin of noheadNA.csv: gaps in columns used are dropped and counted, whatever the word for them', async () => {
  for (const word of ['NA', '', 'NaN', '-999', 'n/a']) {
    const gap = `${word},1,2,3\n4,5,${word},6\n`;
    const text = `n,e,s,w\n${rows((v) => v.join(','))}${gap}`;
    const { data, ...analysis } = await analyze(text, 'dihedral(4)', '--missing', 'drop,-999');
    isCork8({ ...analysis, data });
    assert.equal([data.rows, data.dropped], [10, 2]);
    assert.match(await refusal(text, 'dihedral(4)', '--missing=-999'), /line 10, column "n"/);
  }
  assert.match(await refusal('a,b\n1,2\n', 'cyclic(2)', '--missing', '-999'), /sign of equality: --missing=-/);
});

// biome-ignore format: a line each
const asPrinted: readonly [name: string, text: string][] = [
  ['printed', `   n  e  s  w\n${rows((v, n) => `[${n + 1},] ${v.join(' ')}`)}`],
  ['write.table without quotes', `n e s w\n${rows((v, n) => `${n + 1} ${v.join(' ')}`)}`],
  ['write.csv without names of rows', `"n","e","s","w"\n${rows((v) => v.join(','))}`],
  ['write.csv of a factor', `"","tree","n","e","s","w"\n${rows((v, n) => `"${n + 1}","oak",${v.join(',')}`)}`],
];

for (const [name, text] of asPrinted) {
  test(`kin of orthodont_write_csv.csv: as R writes it, ${name}`, async () => {
    isCork8(await analyze(text, 'dihedral(4) on columns n,e,s,w'));
  });
}

// biome-ignore format: a line each
const singular: readonly [name: string, group: string, row: (v: readonly number[]) => number[], where: RegExp][] = [
  ['the same column twice', 'cyclic(4)', ([a, b, c]) => [a, b, c, a], /singular/],
  ['all columns constant', 'symmetric(4)', () => [1, 2, 3, 4], /singular in trivial.*constant/],
  ['one column the sum of the others', 'dihedral(4)', ([a, b, c]) => [a, b, c, a + b + c], /of n, e, s, w is constant/],
  ['a column in another unit', 'cyclic(4)', ([a, b, c]) => [a, b, c, 2.5 * a], /combination of n, w is constant/],
];

for (const [name, group, row, where] of singular) {
  test(`kin of constcol.csv, collinear.csv, sumzero.csv: ${name}; estimates, and no test`, async () => {
    const { tests, covariance, mean } = await analyze(`n,e,s,w\n${rows((v) => row(v).join(','))}`, group);
    for (const { estimate } of [...mean, ...covariance]) assert.ok(Number.isFinite(estimate.value));
    for (const test of tests.filter(({ hypothesis }) => !hypothesis.includes('support'))) {
      assert.equal([test.statistic, test.pValue, test.saddlepointPValue], [null, null, null]);
      assert.match(test.unavailable ?? '', where);
    }
  });
}

test('kin of sumzero.csv: parts of a whole are tested on their support', async () => {
  const parts = (v: readonly number[]) => v.map((x) => 24 * (x / (v[0] + v[1] + v[2] + v[3])));
  const { tests } = await analyze(`n,e,s,w\n${rows((v) => parts(v).join(','))}`, 'symmetric(4)');
  assert.equal(
    tests.map(({ hypothesis, statistic }) => [hypothesis, statistic !== null]),
    [
      ['covariance', false],
      ['covariance, on the 3-dimensional support', true],
      ['mean and covariance', false],
      ['mean and covariance, on the 3-dimensional support', true],
    ],
  );
});

test('kin of tiny.csv and big.csv: powers of ten within the range change nothing but the unit', async () => {
  for (const power of [-150, -100, -9, 9, 100, 150]) {
    const text = `n,e,s,w\n${rows((v) => v.map((x) => `${x}e${power}`).join(','))}`;
    isCork8(await analyze(text, 'dihedral(4)'), { factor: Number(`1e${power}`) });
  }
});

test('kin of tiny.csv and big.csv: beyond the range, the factor that brings the data back', async () => {
  for (const [power, remedy] of [
    [-300, 'Multiply the data by 1e299'],
    [-200, 'Multiply the data by 1e199'],
    [200, 'Multiply the data by 1e-201'],
    [300, 'Multiply the data by 1e-301'],
  ] as const) {
    const text = `n,e,s,w\n${rows((v) => v.map((x) => `${x}e${power}`).join(','))}`;
    const err = await refusal(text, 'dihedral(4)');
    assert.match(err, remedy);
    assert.not.match(err, /NaN/);
  }
});

test('kin of tiny.csv and big.csv: columns of sizes too far apart for one matrix of doubles', async () => {
  const sized = (power: number) => `a,b,c,d\n${rows(([a, b, c, d]) => `${a}e-${power},${b}e-${power},${c},${d}`)}`;
  const { covariance, tests } = await analyze(sized(0), '<(0 1)(2 3)>');
  const far = await analyze(sized(60), '<(0 1)(2 3)>');
  near(far.covariance[0].estimate.value, 1e-120 * covariance[0].estimate.value);
  near(far.covariance[0].estimate.standardError, 1e-120 * covariance[0].estimate.standardError);
  near(far.tests[0].statistic, tests[0].statistic ?? 0);
  for (const power of [100, 155, 170, 300]) {
    const err = await refusal(sized(power), '<(0 1)(2 3)>');
    assert.match(err, /less than 1e75 apart.*got [ab] with a spread of \d+e-\d+ beside [cd].*Multiply [ab]/);
  }
  // a constant column has no spread that could be too small
  await analyze(`a,b,c\n${rows(([a, b]) => `${a},${b},1e-200`)}`, '<(0 1), degree 3>');
});

test('kin of sectors.csv: names that are numbers in other units', async () => {
  for (const [names, end] of [
    ['0,90,180,270', ''],
    ['1990,2000,2010,2020', ''],
    ['"1","2","3","4"', ''],
  ]) {
    const analysis = await analyze(`${names}\n${rows((v) => v.map((x) => x + 1000).join(','))}${end}`, 'dihedral(4)');
    isCork8(analysis, { shift: 1000 });
    assert.is(analysis.data.notes.length, 1);
  }
});

test.run();
