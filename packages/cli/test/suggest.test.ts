import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-suggest-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const data = (name: string) => fileURLToPath(new URL(`../../../data/${name}`, import.meta.url));

interface Suggested {
  readonly ranking: readonly { generators: string[]; above: number; group: string; degreesOfFreedom: number }[];
  readonly none: { score: number };
  readonly names: readonly string[];
}

async function json(...argv: string[]): Promise<Suggested> {
  const { code, out, err } = await run('suggest', ...argv, '--json');
  assert.is(code, 0, err);
  return JSON.parse(out) as Suggested;
}

test("gips' examples: the best cyclic group and its odds to three digits, with names of columns", async () => {
  const aspirin = await json(data('aspirin.csv'), '--cyclic');
  assert.equal(aspirin.ranking[0].generators, ['(dp da)(tp ta)']);
  assert.is(Math.exp(aspirin.ranking[0].above).toFixed(3), '3.374');
  const books = await json(data('oddbooks.csv'), '--cyclic');
  assert.equal(books.ranking[0].generators, ['(height_over_sqrt2 breadth)']);
  assert.is(Math.exp(books.ranking[0].above).toFixed(3), '1.305');
});

test('the ranking as text, with odds, df, what the names suggest and how to go on', async () => {
  const { code, out, err } = await run('suggest', data('aspirin.csv'), '--cyclic');
  assert.is(code, 0, err);
  for (const pattern of [
    /symmetry +order +df +odds +log posterior +AIC +BIC/,
    /<\(dp da\)\(tp ta\)> +2 +4 +3\.374 /,
    /none +1 +0 +1 /,
    /Names +symmetric on da, dp, ta, tp \(order 24\)\n +symmetric on d, t; symmetric on a, p \(order 4\)/,
    /npx isotypic analyze DATA --group "<\(0 1\)\(2 3\), degree 4>"/,
    /not searched/,
  ]) {
    assert.match(out, pattern);
  }
});

test('what is suggested is what analyze takes, with the same parameters saved', async () => {
  const { ranking } = await json(data('cork-borings.csv'), '--score', 'bic');
  const out = join(folder, 'report');
  const { code, err } = await run('analyze', data('cork-borings.csv'), '--group', ranking[0].group, '--out', out);
  assert.is(code, 0, err);
  const { parameters } = JSON.parse(readFileSync(join(out, 'analysis.json'), 'utf8')) as {
    parameters: { covariance: { free: number; symmetric: number } };
  };
  assert.is(ranking[0].degreesOfFreedom, parameters.covariance.free - parameters.covariance.symmetric);
});

test('a page with the scores and the pattern drawn, names escaped', async () => {
  const odd = join(folder, 'odd.csv');
  writeFileSync(odd, `<b>,c\n${Array.from({ length: 9 }, (_, i) => `${Math.sin(i)},${Math.cos(3 * i)}`).join('\n')}\n`);
  const page = join(folder, 'page.html');
  const { code, err } = await run('suggest', odd, '--report', page, '--score', 'aicc');
  assert.is(code, 0, err);
  const html = readFileSync(page, 'utf8');
  assert.is(html.match(/<svg/g)?.length, 3);
  assert.match(html, /&lt;b&gt;/);
  assert.not.match(html, /<b>,|<script/);
});

test('mistakes are said: scores, columns, the posterior of a mean, files that are not there', async () => {
  const aspirin = data('aspirin.csv');
  for (const [argv, pattern] of [
    [[aspirin, '--score', 'dic'], /posterior, bic, aic, aicc/],
    [[aspirin, '--columns', 'dp,nothing'], /nothing/],
    [[aspirin, '--mean', 'invariant'], /posterior/],
    [[join(folder, 'no.csv')], /does not exist/],
    [[aspirin, '--report', join(folder, 'no', 'page.html')], /--report/],
  ] as const) {
    const { code, err, out } = await run('suggest', ...argv);
    assert.is(code, 2, err);
    assert.match(err, pattern);
    assert.is(out, '');
  }
});

test('columns are chosen by name, and the seed decides the search', async () => {
  const frets = data('frets-heads.csv');
  const [header] = readFileSync(frets, 'utf8').split('\n');
  const [a, b] = header.trim().split(',');
  const two = await json(frets, '--columns', `${a},${b}`);
  assert.ok(two.ranking.length <= 2);
  const options = [frets, '--steps', '5', '--seed', '7'];
  assert.equal((await json(...options)).ranking, (await json(...options)).ranking);
});

test.run();
