/**
 * Real data, one command each. Every mean, covariance and −2 log Λ is held against averages over all elements of the
 * group (`vectors/real-data`, NumPy), and against what other programs or papers give, named where it stands.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const root = new URL('../../../', import.meta.url);
const data = (name: string): string => fileURLToPath(new URL(`data/${name}`, root));
const folder = mkdtempSync(join(tmpdir(), 'isotypic-real-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

interface Figures {
  readonly columns: readonly string[];
  readonly order: number;
  readonly samples: number;
  readonly mean: readonly number[];
  /** First pair of each orbit, how many are in it, and the value. */
  readonly covariance: readonly [i: number, j: number, count: number, value: number][];
  readonly tests: readonly ({ readonly statistic: number; readonly df: number; readonly p: number } | null)[];
}

interface Fit {
  readonly coefficients: readonly (readonly number[])[];
  readonly intercept: readonly number[];
}

const vectors = JSON.parse(readFileSync(new URL('vectors/real-data/real-data.json', root), 'utf8')) as {
  readonly analyses: Readonly<Record<string, Figures>>;
  readonly regressions: Readonly<Record<string, Fit>>;
};

async function analyze(file: string, group: string, ...more: string[]): Promise<Analysis> {
  const argv = ['analyze', data(file), '--group', group, '--json', '--out', join(folder, 'report'), ...more];
  const { code, out, err } = await run(...argv);
  assert.is(code, 0, err);
  return JSON.parse(out) as Analysis;
}

/** Relative to the value, or to 1: statistics of data that are symmetric are 0. */
const near = (actual: number | null | undefined, expected: number, tolerance = 1e-9): void =>
  assert.ok(
    Math.abs((actual ?? Number.NaN) - expected) <= tolerance * Math.max(Math.abs(expected), 1),
    `${actual}, ${expected}`,
  );

const digits = (actual: number | null | undefined, expected: string): void =>
  assert.is(actual?.toFixed(expected.split('.')[1].length), expected);

/** All figures of a data set, beside those of `vectors/real-data`. */
function agrees({ data: read, group, mean, covariance, tests }: Analysis, name: string): void {
  const figures = vectors.analyses[name];
  const { columns } = figures;
  assert.equal(read.columns, columns);
  assert.equal([read.samples, group.order], [figures.samples, String(figures.order)]);
  for (const row of mean) {
    for (const column of row.columns) near(row.estimate.value, figures.mean[columns.indexOf(column)]);
  }
  assert.is(mean.flatMap((row) => row.columns).length, columns.length);
  assert.equal(
    covariance.map(({ pair, count }) => [...pair, count]),
    figures.covariance.map(([i, j, count]) => [columns[i], columns[j], count]),
  );
  covariance.forEach(({ estimate }, k) => {
    near(estimate.value, figures.covariance[k][3]);
  });
  figures.tests.forEach((expected, k) => {
    if (expected === null) {
      assert.match(tests[k].unavailable ?? '', /not testable: singular/);
    } else {
      near(tests[k].statistic, expected.statistic, 1e-8);
      assert.is(tests[k].degreesOfFreedom, expected.df);
      near(tests[k].pValue, expected.p, 1e-8);
    }
  });
}

const sameFit = ({ regression }: Analysis, name: string): void => {
  const { coefficients, intercept } = vectors.regressions[name];
  regression?.coefficients.forEach((row, i) => {
    row.forEach((value, j) => {
      near(value, coefficients[i][j]);
    });
    near(regression.intercept[i], intercept[i]);
  });
  assert.is(regression?.coefficients.length, coefficients.length);
};

test('cork borings: Mardia, Kent & Bibby’s trees under the compass', async () => {
  agrees(await analyze('cork-borings.csv', 'dihedral(4)'), 'cork-borings');
});

test('heads of brothers: Frets’ families under the exchange of the sons', async () => {
  agrees(await analyze('frets-heads.csv', '<(0 2)(1 3)>'), 'frets-heads');
});

test('El Niño months: a turning and reflecting year, and one half year from the other', async () => {
  const analysis = await analyze(
    'elnino.csv',
    'dihedral(12) on columns JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC',
  );
  agrees(analysis, 'elnino');
  digits(analysis.tests[0].statistic, '437.9278');
  digits(analysis.tests[1].statistic, '882.5889');
  // ordinary least squares on the data and all their turns
  const halves = ['--columns', 'JAN,FEB,MAR,APR,MAY,JUN', '--response', 'JUL,AUG,SEP,OCT,NOV,DEC'];
  sameFit(await analyze('elnino.csv', 'cyclic(6)', ...halves), 'elnino');
});

test('handwritten digits, 8×8 pixels under D4: all estimates; a corner is always empty: no test', async () => {
  const analysis = await analyze('digits.csv', 'image(8, 8) under dihedral(4)');
  agrees(analysis, 'digits');
  assert.equal(analysis.parameters, { mean: { free: 64, symmetric: 10 }, covariance: { free: 2080, symmetric: 288 } });
});

// lavaan, equality constraints: 1.00/.75 and 1.00/.50, standard error .3125 of the former; √((σ⁴ + γ²)/N) of both
test('twins: variances, covariances and standard errors of lavaan', async () => {
  for (const [kind, covariance, error] of [
    ['mz', '0.7500', '0.3125'],
    ['dz', '0.5000', '0.2795'],
  ]) {
    const analysis = await analyze(`twins-${kind}.csv`, 'symmetric(2)');
    agrees(analysis, `twins-${kind}`);
    const [variance, between] = analysis.covariance.map(({ estimate }) => estimate);
    digits(variance.value, '1.0000');
    digits(between.value, covariance);
    digits(variance.standardError, error);
    digits(between.standardError, error);
  }
});

// nlme: gls with corSymm and varIdent against gls with corCompSymm, maximum likelihood, children of one sex
test('Orthodont, boys and girls: the likelihood ratios and variances of nlme', async () => {
  for (const [who, covariance, both, variance, between] of [
    ['boys', '7.2129', '52.2939', '5.1470', '2.4653'],
    ['girls', '7.4111', '49.7714', '4.4690', '3.8809'],
  ]) {
    const analysis = await analyze(`orthodont-${who}.csv`, 'symmetric(4)');
    agrees(analysis, `orthodont-${who}`);
    digits(analysis.tests[0].statistic, covariance);
    digits(analysis.tests[1].statistic, both);
    digits(analysis.covariance[0].estimate.value, variance);
    digits(analysis.covariance[1].estimate.value, between);
  }
  // both at once, from the file as R writes it
  const columns = 'distance.8,distance.10,distance.12,distance.14';
  const both = await analyze('orthodont_write_csv.csv', `symmetric(4) on columns ${columns}`, '--by', 'Sex');
  assert.equal(
    both.groups?.groups.map(({ name, samples, tests, covariance }) => [
      name,
      samples,
      ...tests.map(({ statistic }) => statistic?.toFixed(4)),
      ...covariance.map(({ estimate }) => estimate.value.toFixed(4)),
    ]),
    [
      ['Male', 16, '7.2129', '52.2939', '5.1470', '2.4653'],
      ['Female', 11, '7.4111', '49.7714', '4.4690', '3.8809'],
    ],
  );
  const ages = ['--columns', 'distance.8,distance.10,distance.12', '--response', 'distance.14'];
  sameFit(await analyze('orthodont-boys.csv', 'symmetric(3)', ...ages), 'orthodont-boys');
});

// Shrout & Fleiss (1979), table 4: ICC(3, 1) = .71; psych gives .7148
test('judges: the intraclass correlation of Shrout and Fleiss', async () => {
  const analysis = await analyze('judges.csv', 'symmetric(4)');
  agrees(analysis, 'judges');
  const [variance, between] = analysis.covariance.map(({ estimate }) => estimate.value);
  digits(between / variance, '0.7148');
  // psych: 0.71 with 95 % limits 0.34 and 0.95, from F(5, 15)
  const { intraclass } = analysis.variance;
  digits(intraclass?.value, '0.7148');
  assert.equal(
    intraclass?.interval.map((limit) => limit.toFixed(2)),
    ['0.34', '0.95'],
  );
});

test('wind sectors: forty winds round the rose', async () => {
  agrees(await analyze('sectors.csv', 'dihedral(8)'), 'sectors');
});

// R: mean(nottem) is 49.03958
test('nottem, as R writes it: twenty years of Nottingham', async () => {
  const analysis = await analyze(
    'nottem.txt',
    'dihedral(12) on columns Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec',
  );
  agrees(analysis, 'nottem');
  digits(analysis.mean[0].estimate.value, '49.03958');
});

test('relational array: five exchangeable actors, six covariances', async () => {
  const analysis = await analyze('relational.csv', 'symmetric(5) on arrangements(2)');
  agrees(analysis, 'relational');
  assert.is(analysis.parameters.covariance.symmetric, 6);
  digits(analysis.tests[0].statistic, '180.0313');
  digits(analysis.tests[1].statistic, '195.4701');
});

// the groups that gips finds; its odds for them are in suggest.test.ts
test('aspirin and odd books: under the groups that gips finds', async () => {
  agrees(await analyze('aspirin.csv', '<(0 1)(2 3)>'), 'aspirin');
  agrees(await analyze('oddbooks.csv', '<(1 2), degree 3>'), 'oddbooks');
});

// Anscombe (1973): y = 3 + x/2 in each of his four sets; R's lm gives 3.0001 + 0.5001 x and 3.0017 + 0.4999 x
test('Anscombe: ordinary least squares, and columns that are equal', async () => {
  for (const [set, intercept, slope] of [
    ['1', '3.0001', '0.5001'],
    ['4', '3.0017', '0.4999'],
  ]) {
    const analysis = await analyze('anscombe.csv', `symmetric(1) on columns x${set}`, '--response', `y${set}`);
    sameFit(analysis, `anscombe-${set}`);
    digits(analysis.regression?.intercept[0], intercept);
    digits(analysis.regression?.coefficients[0][0], slope);
  }
  const { tests, covariance } = await analyze('anscombe.csv', 'symmetric(3) on columns x1,x2,x3');
  for (const { estimate } of covariance) near(estimate.value, 10);
  assert.match(tests[0].unavailable ?? '', /not testable: singular in \[2,1\]/);
});

test.run();
