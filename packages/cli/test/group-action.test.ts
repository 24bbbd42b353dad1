import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-actions-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

interface Analyzed {
  readonly group: { readonly name: string; readonly order: string; readonly degree: number; generators: string[] };
  readonly data: { readonly columns: readonly string[] };
  readonly parameters: Readonly<Record<'mean' | 'covariance', { readonly free: number; readonly symmetric: number }>>;
  readonly covariance: readonly { readonly pair: readonly [string, string]; readonly estimate: { value: number } }[];
  readonly mean: readonly { readonly estimate: { value: number } }[];
  readonly tests: readonly { readonly statistic: number; readonly degreesOfFreedom: number }[];
}

const wind = join(folder, 'wind.csv');
const rows = Array.from({ length: 20 }, (_, i) => [Math.sin(7 * i) * 3, Math.cos(i * i), 10 + Math.sin(i)]);
writeFileSync(wind, `u,v,speed\n${rows.map((row) => row.join(',')).join('\n')}\n`);

async function analyzed(...argv: string[]): Promise<Analyzed> {
  const { code, err, out } = await run('analyze', wind, '--out', join(folder, 'report'), '--json', ...argv);
  assert.is(code, 0, err);
  return JSON.parse(out) as Analyzed;
}

test('wind u, v under the square: no mean, one variance, no covariance; −2 log Λ by hand', async () => {
  const { group, parameters, covariance, mean, tests } = await analyzed(
    '--group',
    'signed <-(0 1), (0 1)> on columns u,v',
  );
  assert.equal(group, { name: 'signed <-(0 1), (0 1)>', order: '8', degree: 2, generators: ['-(0 1)', '(0 1)'] });
  assert.equal(parameters, { mean: { free: 2, symmetric: 0 }, covariance: { free: 3, symmetric: 1 } });
  assert.equal(
    mean.map(({ estimate }) => estimate.value),
    [0, 0],
  );
  const N = rows.length;
  const [u, v] = [0, 1].map((j) => rows.map((row) => row[j]));
  const average = (x: number[]) => x.reduce((sum, a) => sum + a, 0) / N;
  const moment = (x: number[], y: number[]) => average(x.map((a, i) => (a - average(x)) * (y[i] - average(y))));
  const shared = (moment(u, u) + moment(v, v)) / 2;
  for (const { pair, estimate } of covariance) {
    assert.ok(Math.abs(estimate.value - (pair[0] === pair[1] ? shared : 0)) < 1e-12, pair.join());
  }
  const statistic = N * (2 * Math.log(shared) - Math.log(moment(u, u) * moment(v, v) - moment(u, v) ** 2));
  assert.ok(Math.abs(tests[0].statistic - statistic) < 1e-9);
  assert.is(tests[0].degreesOfFreedom, 2);
});

test('exact matrices: the square and its signed permutations, a hexagon, a reflection in no coordinate', async () => {
  const square = await analyzed('--group', '<[[0, -1], [1, 0]], [[0, 1], [1, 0]]> on columns u,v');
  const signed = await analyzed('--group', 'signed <-(0 1), (0 1)> on columns u,v');
  assert.equal(square.group.generators, ['[[0, -1], [1, 0]]', '[[0, 1], [1, 0]]']);
  assert.is(square.group.order, '8');
  for (const part of ['parameters', 'mean', 'covariance', 'tests'] as const) assert.equal(square[part], signed[part]);
  // a hexagon leaves the plane irreducible, as a square does
  const hexagon = await analyzed('--group', '[[1/2, -sqrt(3)/2], [sqrt(3)/2, 1/2]] on columns u,v');
  assert.is(hexagon.group.order, '6');
  assert.ok(Math.abs(hexagon.tests[0].statistic - square.tests[0].statistic) < 1e-9);
  // the covariance under a reflection R is (S + RSRᵀ)/2, the mean (x + Rx)/2
  const R = [
    [0.6, 0.8],
    [0.8, -0.6],
  ];
  const { covariance, mean, parameters } = await analyzed('--group', '[[3/5, 4/5], [0.8, -3/5]] on columns u,v');
  assert.equal(parameters, { mean: { free: 2, symmetric: 1 }, covariance: { free: 3, symmetric: 2 } });
  const N = rows.length;
  const m = [0, 1].map((j) => rows.reduce((sum, row) => sum + row[j] / N, 0));
  const S = [0, 1].map((i) => [0, 1].map((j) => rows.reduce((sum, x) => sum + ((x[i] - m[i]) * (x[j] - m[j])) / N, 0)));
  const turned = (i: number, j: number) =>
    [0, 1].reduce((sum, a) => sum + [0, 1].reduce((part, b) => part + R[i][a] * S[a][b] * R[j][b], 0), 0);
  covariance.forEach(({ estimate }, k) => {
    const [i, j] = [[0, 0], [0, 1], [1, 1]][k]; // biome-ignore format: pairs
    assert.ok(Math.abs(estimate.value - (S[i][j] + turned(i, j)) / 2) < 1e-12);
  });
  mean.forEach(({ estimate }, i) => {
    assert.ok(Math.abs(estimate.value - (m[i] + R[i][0] * m[0] + R[i][1] * m[1]) / 2) < 1e-12);
  });
});

test('columns after the group are those of --columns', async () => {
  const inGroup = await analyzed('--group', 'symmetric(2) on columns v, u');
  const option = await analyzed('--group', 'symmetric(2)', '--columns', 'v,u');
  assert.equal(inGroup.covariance, option.covariance);
  assert.equal(inGroup.data.columns, ['v', 'u']);
});

test('sums of representations, and responses that move like the predictors', async () => {
  const { parameters } = await analyzed('--group', 'permutation + trivial of cyclic(2)');
  assert.equal(parameters.covariance, { free: 6, symmetric: 4 });
  const four = join(folder, 'four.csv');
  writeFileSync(four, `a,b,p,q\n${rows.map(([x, y, z], i) => [x, y, z, Math.cos(3 * i)].join(',')).join('\n')}\n`);
  const { code, out, err } = await run(
    'analyze',
    four,
    '--group',
    'signed <-(0 1)>',
    '--response',
    'p,q',
    '--out',
    join(folder, 'turned'),
  );
  assert.is(code, 0, err);
  assert.match(out, /parameters 2 in place of 6/);
  assert.match(readFileSync(join(folder, 'turned', 'report.html'), 'utf8'), /signed &lt;-\(0 1\)&gt;/);
});

test('mistakes: columns named twice over, a name twice, another number, the grammar with its position', async () => {
  for (const [group, pattern] of [
    ['symmetric(2) on columns u,u', /once/],
    ['symmetric(2) on columns u,w', /w/],
    ['signed <(0 1 2)> on columns u,v', /permutes, 3/],
    ['signed <(0 1)(1)>', /each coordinate once.*position/],
    ['permutaton of cyclic(3)', /Did you mean permutation/],
    ['[[0, -1], [1, -1]] on columns u,v', /orthogonal matrices.*generator 0, which is not/],
    ['[[3/5, -4/5], [4/5, 3/5]] on columns u,v', /a finite group, got an infinite one/],
    ['[[1, 1], [0, 1]] on columns u,v', /a finite group, got an infinite one/],
    ['[[0, 1], [1, 0]]', /permutes, 2, got 3/],
    ['[[0, 1], [1]]', /a row of 2 entries.*position 10/],
  ] as const) {
    const { code, err } = await run('analyze', wind, '--group', group, '--out', join(folder, 'no'));
    assert.is(code, 2, err);
    assert.match(err, pattern);
  }
  const { code, err } = await run('analyze', wind, '--group', 'symmetric(2) on columns u,v', '--columns', 'u,v');
  assert.is(code, 2);
  assert.match(err, /Leave one of them out/);
});

test.run();
