/** `isotypic basis` and `isotypic sharing`. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSafetensors } from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'isotypic-'));

test('basis: counts by pair of summands, a picture, and the exact table', async () => {
  const at = folder();
  const [draw, table] = [join(at, 'basis.svg'), join(at, 'table')];
  const types = ['10*T(1)+5*T(2)', '3*T(0)+T(2)', '--group', 'S(5)'];
  const { code, out, err } = await run('basis', ...types, '--draw', draw, '--out', table);
  assert.is(err, '');
  assert.is(code, 0);
  assert.match(out, /of dimension 185/);
  assert.match(out, /set partitions/);
  assert.match(readFileSync(draw, 'utf8'), /^<svg/);
  const { exact } = JSON.parse(readFileSync(join(table, 'basis.json'), 'utf8'));
  assert.is((await run('verify', join(table, 'basis'))).code, 0);
  assert.is(exact.maps.length, 185);
  const { tensors } = decodeSafetensors(readFileSync(join(table, 'basis.safetensors')));
  assert.is(tensors.value.data.length, exact.maps.flat().length);
  const json = JSON.parse((await run('basis', ...types, '--json')).out);
  assert.is(json.dimension, 185);
  assert.is(json.sizes.domain.length, 15);
});

test('basis: groups named in the types', async () => {
  const { code, out } = await run('basis', 'V[Z(3)]*V[S(4)]', 'V[Z(3)]*V[S(4)]');
  assert.is(code, 0);
  assert.match(out, /of dimension 6/);
});

test('sharing: counts, colors and pictures', async () => {
  const draw = join(folder(), 'layer.svg');
  const { code, out } = await run('sharing', '--in', '[[3,0,1,2],[1,0,2,3]]', '--draw', draw);
  assert.is(code, 0);
  assert.match(out, /Weights 2 of 16\nBiases {2}1 of 4/);
  assert.match(readFileSync(draw, 'utf8'), /^<svg/);
  assert.match(readFileSync(draw.replace('.svg', '-graph.svg'), 'utf8'), /<line/);
  const json = JSON.parse((await run('sharing', '--in', 'cyclic(6)', '--out-action', '<(0 1 2)>', '--json')).out);
  assert.is(json.weights, 3);
  assert.equal(json.colours[0], [0, 1, 2]);
});

const refused: readonly (readonly [readonly string[], RegExp])[] = [
  [['basis', 'T(1)'], /two types after basis/],
  [['basis', 'T(1)', 'T(1'], /'\)'.*position 3/],
  [['basis', 'T(1)', 'T(1)'], /one group for the spaces without a name/],
  [['basis', 'T(1)', 'T(1)', '--group', 'SQ(3)'], /a matrix group/],
  [['basis', 'T(1)', 'T(1)', '--grup', 'S(3)'], /Did you mean --group/],
  [['sharing'], /--in/],
  [['sharing', '--in', '[[0,0]]'], /exactly once/],
  [['sharing', '--in', '[[0,1]'], /lists of images/],
  [['sharing', '--in', 'cyclic(3)', '--out-action', 'symmetric(3)'], /generator/],
  [['sharing', '--in', 'cyclic(3)', '--in', 'cyclic(3)'], /--in once/],
];

for (const [argv, expected] of refused) {
  test(`${argv.join(' ')} is refused`, async () => {
    const { code, err } = await run(...argv);
    assert.is(code, 2);
    assert.match(err, expected);
  });
}

test.run();
