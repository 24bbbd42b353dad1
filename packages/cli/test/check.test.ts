/** `isotypic check`: functions of modules, right and wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-check-'));
const layer = join(folder, 'layer.mjs');
writeFileSync(
  layer,
  `export const relu = (x) => x.map((v) => Math.max(v, 0));
export const broken = (x) => x.map((v, i) => (i === 2 ? v * 1.001 : v));
export const dot = (x, y) => x.reduce((s, v, i) => s + v * y[i], 0);
export const rows = (X) => X.map((x) => [...x].sort((a, b) => a - b));
export const one = 1;
export default (x) => Math.hypot(...x);
`,
);
const S4 = 'permutation of symmetric(4)';
const check = (...args: string[]) => run('check', ...args);

test.after(() => rmSync(folder, { recursive: true, force: true }));

test('an equivariant function ends with exit code 0', async () => {
  for (const args of [
    [`${layer}#relu`, '--in', S4, '--out', 'permutation'],
    [layer, '--in', 'regular of dihedral(4)', '--out', 'trivial'],
    [`${layer}#dot`, '--in', `${S4}; ${S4}`, '--out', 'trivial'],
    [`${layer}#rows`, '--in', S4, '--out', 'trivial', '--batch', '3'],
  ]) {
    const { code, out } = await check(...args, '--runs', '30');
    assert.is(code, 0, out);
    assert.match(out, /: equivariant in 30 cases/);
  }
});

test('one that is not ends with exit code 1, a counterexample and a page', async () => {
  const page = join(folder, 'report.html');
  const args = [`${layer}#broken`, '--in', S4, '--out', S4, '--seed', '1'];
  const { code, out } = await check(...args, '--report', page);
  assert.is(code, 1);
  assert.match(out, /NOT equivariant \(differs\)[\s\S]*the stabilizer of 2[\s\S]*Report/);
  const html = readFileSync(page, 'utf8');
  assert.match(html, /<h1>[^<]*#broken is not equivariant/);
  assert.match(html, /By generator[\s\S]*By component of the result[\s\S]*order 6, the stabilizer of 2/);
  assert.not.match(html, /<script|https?:/);
  const json = JSON.parse((await check(...args, '--json')).out) as Record<string, unknown>;
  assert.equal([json.holds, (json.largestSubgroup as { order: string }).order], [false, '6']);
  const { seed, path } = json.replay as { seed: number; path: string };
  const again = await check(`${layer}#broken`, '--in', S4, '--out', S4, '--seed', `${seed}`, '--path', path, '--json');
  assert.equal((JSON.parse(again.out) as Record<string, unknown>).input, json.input);
});

test('refusals', async () => {
  const cases: readonly [string[], RegExp][] = [
    [[`${layer}#one`, '--in', S4, '--out', S4], /a function among the exports .* It exports /],
    [[join(folder, 'none.mjs'), '--in', S4, '--out', S4], /a module that can be imported/],
    [[layer, '--out', S4], /--in: how the argument moves/],
    [[layer, '--in', S4, '--out', S4, '--as', 'numpy'], /--as with --python only/],
    [[layer, '--in', S4, '--out', S4, '--tolerance', '-1'], /--tolerance/],
    [[layer, '--in', 'permutation of symetric(4)', '--out', S4], /symmetric/],
    [['x.py:f', '--python', '--in', S4, '--out', S4, '--as', 'tf'], /numpy, torch, jax, list/],
  ];
  for (const [args, text] of cases) {
    const { code, err } = await check(...args);
    assert.is(code, 2, args.join(' '));
    assert.match(err, text);
  }
});

test.run();
