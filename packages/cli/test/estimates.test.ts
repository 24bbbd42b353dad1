/** What `isotypic analyze` estimates besides mean and covariance, against figures from elsewhere. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PermutationGroup } from '@isotypic/algebra';
import type { Analysis } from '@isotypic/cli';
import { multiple, permutationRepresentation } from '@isotypic/reps';
import { regression as fitted } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const root = new URL('../../../', import.meta.url);
const CORK = fileURLToPath(new URL('data/cork-borings.csv', root));
const folder = (): string => mkdtempSync(join(tmpdir(), 'isotypic-'));
const vector = (name: string) => JSON.parse(readFileSync(new URL(`vectors/estimates/${name}`, root), 'utf8'));

function file(text: string): string {
  const path = join(folder(), 'data.csv');
  writeFileSync(path, text);
  return path;
}

async function analysis(...argv: string[]): Promise<Analysis> {
  const { code, out, err } = await run('analyze', ...argv, '--json', '--out', join(folder(), 'r'));
  assert.is(code, 0, err);
  return JSON.parse(out) as Analysis;
}

async function refusal(...argv: string[]): Promise<string> {
  const { code, err } = await run('analyze', ...argv, '--out', join(folder(), 'r'));
  assert.is(code, 2, err);
  return err;
}

const near = (a: number | undefined, b: number, tolerance = 1e-9) =>
  assert.ok(Math.abs((a ?? Number.NaN) - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} against ${b}`);

/** The borings with columns before them, from the number of the row. */
const corkWith = (heads: string, cells: (n: number) => string): string => {
  const [head, ...rows] = readFileSync(CORK, 'utf8').trim().split('\n');
  return file(`${heads},${head}\n${rows.map((row, n) => `${cells(n)},${row}\n`).join('')}`);
};

test('the intraclass correlation is that of the analysis of variance, about either mean', async () => {
  const [, { 'ICC(1)': one, 'ICC(C,1)': consistency }] = vector('intraclass.json');
  const cases = [
    ['invariant', one],
    ['free', consistency],
  ] as const;
  for (const [mean, [value, low, high]] of cases) {
    const { variance } = await analysis(CORK, '--group', 'symmetric(4)', '--mean', mean);
    near(variance.intraclass?.value, value);
    near(variance.intraclass?.interval[0], low);
    near(variance.intraclass?.interval[1], high);
    assert.ok(variance.intraclass?.isExact);
  }
});

test('contrasts are written in the names of the columns, with their variances', async () => {
  const { contrasts } = await analysis(CORK, '--group', 'dihedral(4)');
  assert.equal(
    contrasts.map(({ formula, degreesOfFreedom }) => [formula, degreesOfFreedom]),
    [
      ['north + east + south + west', 27],
      ['(north + south) − (east + west)', 27],
      ['north − south', 54],
    ],
  );
  const rows = readFileSync(CORK, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const values = rows.map(([n, e, s, w]) => n + s - e - w);
  const mean = values.reduce((a, b) => a + b, 0) / 28;
  near(contrasts[1].variance, values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 27);
});

test('a regression has the standard errors of statsmodels, and its tests', async () => {
  const [{ invariant }] = vector('regression.json').cases;
  const { regression } = await analysis(
    CORK,
    '--group',
    'cyclic(2)',
    '--columns',
    'north,south',
    '--response',
    'east,west',
  );
  const errors = regression?.errors;
  assert.ok(errors);
  errors.coefficients.flat().forEach((error, k) => {
    near(error, invariant.errors.flat()[k]);
  });
  near(errors.intercept[0], invariant.interceptErrors[0]);
  for (const { variances, test: effect } of errors.components) {
    const expected = invariant.components.find(
      (c: { variance: number }) => Math.abs(c.variance / variances[0] - 1) < 1e-9,
    );
    near(effect?.statistic, expected.F);
  }
});

test('a regression without residuals left has coefficients and says why it has no errors', async () => {
  const data = file('a,b,y\n1,2,3\n2,1,4\n0,1,1\n');
  const { regression } = await analysis(data, '--group', '<(0)> degree 2', '--response', 'y').catch(() =>
    analysis(data, '--group', 'cyclic(1) x cyclic(1)', '--response', 'y'),
  );
  assert.is(regression?.errors, undefined);
  assert.match(regression?.unavailable ?? '', /no standard errors/);
});

test('frequencies are repeated rows, weights change the errors and leave no test', async () => {
  const counted = corkWith('f,w', (n) => `${n % 3},${1 + (n % 2)}`);
  const [head, ...rows] = readFileSync(CORK, 'utf8').trim().split('\n');
  const repeated = file(`${head}\n${rows.flatMap((row, n) => Array(n % 3).fill(`${row}\n`)).join('')}`);
  const columns = ['--group', 'dihedral(4)', '--columns', 'north,east,south,west'];
  const [a, b] = [await analysis(counted, ...columns, '--frequencies', 'f'), await analysis(repeated, ...columns)];
  assert.is(a.data.samples, 27);
  assert.is(a.data.rows, 28);
  near(a.tests[0].statistic ?? undefined, b.tests[0].statistic ?? Number.NaN);
  near(a.covariance[1].estimate.standardError, b.covariance[1].estimate.standardError);
  const unnamed = await analysis(counted, '--group', 'dihedral(4)', '--frequencies', 'f', '--weights', 'w');
  assert.equal(unnamed.data.columns, ['north', 'east', 'south', 'west']);
  assert.match(unnamed.tests[0].unavailable ?? '', /rows have weights/);
  // Σf·w = 42 of rows with w 1 and 2: (Σfw)²/Σfw²
  const list = rows.map((_, n) => [n % 3, 1 + (n % 2)]);
  const [W, W2] = [1, 2].map((p) => list.reduce((sum, [f, w]) => sum + f * w ** p, 0));
  near(unnamed.data.effective, W ** 2 / W2);
});

test('--by has one fit for each text, and the tests of statsmodels where there is no symmetry', async () => {
  const { groups, box, wilks } = vector('equality.json').cases[0];
  const lines = groups.flatMap((X: number[][], g: number) => X.map((x) => `${['boy', 'girl'][g]},${x.join(',')}\n`));
  const data = file(`sex,d8,d10,d12,d14\n${lines.join('')}`);
  const found = (await analysis(data, '--group', '<(0)> degree 4', '--by', 'sex').catch(() => undefined))?.groups;
  const none = found ?? (await analysis(data, '--group', 'image(2, 2) under cyclic(1)', '--by', 'sex')).groups;
  assert.equal(
    none?.groups.map(({ name, samples }) => [name, samples]),
    [
      ['boy', 16],
      ['girl', 11],
    ],
  );
  const [covariances, means] = none?.tests ?? [];
  assert.is(covariances.degreesOfFreedom, box.df);
  near(covariances.saddlepointPValue ?? undefined, box.pF, 0.01);
  near(means.statistic ?? undefined, -27 * Math.log(wilks.value));
  near(means.saddlepointPValue ?? undefined, wilks.p, 1e-3);
});

test('a covariance of N samples gives what the samples do, but for the mean', async () => {
  const rows = readFileSync(CORK, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const mean = [0, 1, 2, 3].map((j) => rows.reduce((sum, x) => sum + x[j] / 28, 0));
  const S = mean.map((_, i) =>
    mean.map((_, j) => rows.reduce((sum, x) => sum + ((x[i] - mean[i]) * (x[j] - mean[j])) / 27, 0)),
  );
  const names = ['north', 'east', 'south', 'west'];
  const whole = await analysis(CORK, '--group', 'dihedral(4)');
  for (const text of [
    `${names.join(',')}\n${S.map((row) => `${row.join(',')}\n`).join('')}`,
    `"",${names.map((n) => `"${n}"`).join(',')}\n${S.map((row, i) => `"${names[i]}",${row.join(',')}\n`).join('')}`,
  ]) {
    const found = await analysis(file(text), '--group', 'dihedral(4)', '--covariance', '28');
    assert.equal(found.mean, []);
    assert.is(found.data.samples, 28);
    assert.is(found.tests.length, 1);
    near(found.tests[0].statistic ?? undefined, whole.tests[0].statistic ?? Number.NaN);
    near(found.covariance[1].estimate.value, whole.covariance[1].estimate.value);
    near(found.contrasts[2].interval[1], whole.contrasts[2].interval[1]);
  }
  const byN = await analysis(file(`a,b\n2,1\n1,2\n`), '--group', 'cyclic(2)', '--covariance', '10', '--divisor', 'n');
  near(byN.covariance[0].estimate.value, 2);
});

test('scores and averages are files beside the page, a line for each row', async () => {
  const out = join(folder(), 'r');
  const { code, out: printed } = await run(
    'analyze',
    CORK,
    '--group',
    'dihedral(4)',
    '--scores',
    '--averaged',
    '--json',
    '--out',
    out,
  );
  assert.is(code, 0);
  const { axes, files } = JSON.parse(printed) as Analysis;
  assert.equal(files, ['scores.csv', 'averaged.csv']);
  const read = (name: string) =>
    readFileSync(join(out, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
  const [scoreNames, ...scores] = read('scores.csv');
  assert.equal(
    scoreNames,
    axes?.flatMap(({ columns }) => columns),
  );
  const [names, ...averages] = read('averaged.csv');
  assert.equal(names, ['north', 'east', 'south', 'west']);
  assert.equal(averages[0].map(Number), [72.75, 72.75, 72.75, 72.75]);
  const borings = readFileSync(CORK, 'utf8').trim().split('\n').slice(1);
  assert.is(scores.length, borings.length);
  // The basis of scores is orthonormal: lengths about the mean of the samples, as of the covariance, are kept.
  const table = borings.map((line) => line.split(',').map(Number));
  const center = [0, 1, 2, 3].map((j) => table.reduce((sum, row) => sum + row[j] / table.length, 0));
  scores.forEach((row, n) => {
    const square = table[n].reduce((sum, x, j) => sum + (x - center[j]) ** 2, 0);
    near(
      row.reduce((sum, x) => sum + Number(x) ** 2, 0),
      square,
    );
  });
  assert.match(readFileSync(join(out, 'report.html'), 'utf8'), /href="scores.csv"/);
});

test('--shrinkage writes the covariance shrunk within the symmetry, as scikit-learn shrinks one without', async () => {
  const read = (out: string): number[][] =>
    readFileSync(join(out, 'covariance.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((l) => l.split(',').map(Number));
  const out = join(folder(), 'r');
  const args = ['analyze', CORK, '--group', '<(), degree 4>', '--json', '--out', out];
  const { code, out: printed, err } = await run(...args, '--shrinkage', 'ledoit-wolf');
  assert.is(code, 0, err);
  const { shrinkage } = JSON.parse(printed) as Analysis;
  const [{ intensity, covariance }] = vector('ledoit-wolf.json').cases;
  assert.is(shrinkage?.kind, 'ledoit-wolf');
  near(shrinkage?.components[0].intensity, intensity);
  read(out).flat().forEach((value, at) => { near(value, covariance.flat()[at]); }); // biome-ignore format: one line
  const whole = join(folder(), 'r');
  assert.is((await run('analyze', CORK, '--group', 'dihedral(4)', '--shrinkage', '1', '--out', whole)).code, 0);
  // one copy of each irreducible: nothing is left to shrink
  const { covariance: plain } = await analysis(CORK, '--group', 'dihedral(4)');
  near(read(whole)[0][0], plain[0].estimate.value);
  assert.match(await refusal(CORK, '--group', 'dihedral(4)', '--shrinkage', '2'), /a number from 0 to 1/);
});

test('predictions are those of ordinary least squares, with its intervals', async () => {
  const { X, Y, x, intervals } = vector('regression.json').several;
  const lines = X.map((row: number[], n: number) => `${row.join(',')},${Y[n].join(',')}\n`).join('');
  const out = join(folder(), 'r');
  const data = file(`a,b,c,y,z\n${lines}`);
  const argv = [
    'analyze',
    data,
    '--group',
    '<(0)(1)(2)>',
    '--response',
    'y,z',
    '--predictions',
    '--out',
    out,
    '--json',
  ];
  const { code, out: printed, err } = await run(...argv);
  assert.is(code, 0, err);
  const { regression } = JSON.parse(printed) as Analysis;
  const [names, ...rows] = readFileSync(join(out, 'predictions.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  assert.equal(names, ['y', 'y.low', 'y.high', 'z', 'z.low', 'z.high']);
  assert.is(rows.length, X.length);
  rows.forEach((row, n) => {
    const [A, b] = [regression?.coefficients[0] ?? [], regression?.intercept[0] ?? 0];
    near(
      Number(row[0]),
      A.reduce((sum, a, j) => sum + a * X[n][j], b),
    );
    near(Number(row[1]) + Number(row[2]), 2 * Number(row[0]));
  });
  const one = permutationRepresentation(new PermutationGroup([], { degree: 1 }));
  const found = await fitted(X, Y, multiple(3, one), multiple(2, one));
  near(found.predict(x).intervals[0][0], intervals[0][0]);
  near(Number(rows[4][5]), found.predict(X[4]).intervals[1][1]);
});

test('a known mean and another level', async () => {
  const found = await analysis(CORK, '--group', 'dihedral(4)', '--mean', '50,50,50,50', '--level', '0.5');
  const rows = readFileSync(CORK, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  near(
    found.covariance[0].estimate.value,
    rows.flat().reduce((sum, x) => sum + (x - 50) ** 2 / 112, 0),
  );
  const wide = await analysis(CORK, '--group', 'dihedral(4)', '--mean', '50,50,50,50');
  assert.ok(found.contrasts[0].interval[0] > wide.contrasts[0].interval[0]);
});

test('singular data under a signed group leave the estimates, and say why there is no test', async () => {
  const data = file('u,v,x,y\n1,2,1,4\n2,2,2,7\n3,2,1,1\n0,2,5,5\n4,2,0,1\n'.replaceAll(',2,', ',0,'));
  const { tests, contrasts } = await analysis(data, '--group', 'signed <(0 1), (2 3)>');
  assert.ok(tests.every(({ statistic, unavailable }) => statistic !== null || /not testable/.test(unavailable ?? '')));
  assert.ok(contrasts.length > 0);
  const constant = file(`u,v\n${'1,1\n'.repeat(5)}`);
  const found = await analysis(constant, '--group', 'signed <-(0 1)>');
  assert.match(found.tests[0].unavailable ?? '', /not testable: singular/);
});

test('options that do not go together, or mean nothing, are refused in one sentence', async () => {
  const group = ['--group', 'dihedral(4)'];
  const square = file('a,b,c,d\n2,1,0,1\n1,2,1,0\n0,1,2,1\n1,0,1,2\n');
  const cases: [string[], RegExp][] = [
    [[CORK, ...group, '--mean', 'zero'], /free, invariant, or a number for each column/],
    [[CORK, ...group, '--mean', '1,2'], /--mean with 4 numbers/],
    [[CORK, ...group, '--level', '95'], /--level between 0 and 1/],
    [[CORK, ...group, '--by', 'tree'], /one of the columns/],
    [[CORK, ...group, '--predictions'], /--response with --predictions/],
    [[CORK, ...group, '--divisor', 'n'], /--covariance with --divisor/],
    [[CORK, ...group, '--covariance', '28'], /a square table: 4 rows/],
    [[square, ...group, '--covariance', '1'], /--covariance from 2/],
    [[square, ...group, '--covariance', '9', '--scores'], /--scores, which is of samples/],
    [[square, ...group, '--covariance', '9', '--mean', 'invariant'], /--mean free with --covariance/],
    [[file('a,b\n1,2\n3,1\n'), '--group', 'cyclic(2)', '--covariance', '9'], /a symmetric covariance/],
    [[file('a,b\n1,2\n2,1\n'), '--group', 'cyclic(2)', '--covariance', '9'], /positive semidefinite/],
    [[corkWith('g', () => 'same'), ...group, '--by', 'g'], /two texts at least/],
    [[corkWith('g', (n) => String(n)), ...group, '--by', 'g'], /at least 2 samples in every group/],
    [[corkWith('w', (n) => String(n)), ...group, '--weights', 'w'], /positive weights in column w/],
    [[corkWith('f', (n) => `${n}.5`), ...group, '--frequencies', 'f'], /frequencies, integers from 0 on in column f/],
  ];
  for (const [argv, expected] of cases) {
    const err = await refusal(...argv);
    assert.match(err, expected, argv.join(' '));
    assert.is(err.trimEnd().split('\n').length, 1, err);
  }
});

test.run();
