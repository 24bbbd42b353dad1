/** `isotypic train digits`: a short training, and what is refused. The interrupted one is in train.slow.test.ts. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'isotypic-train-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
const path = (name: string) => join(scratch, name);

test('equivariant: the logits of turned images are those of upright ones', async () => {
  const argv = ['train', 'digits', '--group', 'C2', '--images', '10', '--steps', '20'];
  const { code, out, err } = await run(...argv, '--out', path('c2'), '--json');
  assert.is(code, 0, err);
  assert.match(err, /^20\/20 loss [\d.]+\n$/);
  const result = JSON.parse(out);
  assert.ok(result.logitsChange < 1e-12, `${result.logitsChange}`);
  assert.is(result.turnedError, result.error);
  assert.ok(result.error < 8 / 9, 'better than a guess');
  assert.equal(readdirSync(path('c2')).sort(), ['model.onnx', 'model.safetensors', 'result.json']);
});

test('the plain one is of nearly as many parameters, and not invariant', async () => {
  const { out } = await run('train', 'digits', '--plain', '--images', '10', '--steps', '1', '--quiet', '--json');
  const plain = JSON.parse(out);
  const { out: text, err } = await run('train', 'digits', '--images', '10', '--steps', '1', '-q', '--group', 'C4');
  assert.is(err, '');
  const [, size] = /equivariant, (\d+) parameters/.exec(text) ?? [];
  assert.ok(Math.abs(plain.parameters / Number(size) - 1) < 0.1, `${plain.parameters} for ${size}`);
  assert.ok(plain.logitsChange > 1e-3);
});

test('with positions: as invariant, more numbers to learn, and those of the plain one are not touched', async () => {
  const argv = [
    'train',
    'digits',
    '--group',
    'D4',
    '--fields',
    '2,2,3',
    '--images',
    '10',
    '--steps',
    '2',
    '-q',
    '--json',
  ];
  const [usual, positions] = [await run(...argv), await run(...argv, '--positions', '--smoothing', '0.1')];
  const [a, b] = [usual, positions].map(({ code, out, err }) => {
    assert.is(code, 0, err);
    return JSON.parse(out);
  });
  // 9 classes: a weight for each of 3 fields, or for each of 3 fields in each of 8 positions
  assert.is(b.parameters - a.parameters, 9 * 3 * 7);
  assert.ok(b.logitsChange < 1e-12, `${b.logitsChange}`);
  assert.is(b.turnedError, b.error);
  const whole = await run(...argv, '--plain', '--whole', '--positions', '--augment');
  assert.is(whole.code, 0, whole.err);
  assert.ok(Math.abs(JSON.parse(whole.out).parameters / b.parameters - 1) < 0.2);
});

test('refused before any work', async () => {
  writeFileSync(path('other'), 'no checkpoint');
  const cases: readonly [string[], RegExp][] = [
    [['letters'], /what to train on to be one of digits, got "letters"/],
    [['digits', '--group', 'S3'], /--group C1 … C16 or D1 … D16, got "S3"/],
    [['digits', '--group', 'C17'], /--group C1/],
    [['digits', '--images', '5'], /--images from 10 to 1017/],
    [['digits', '--steps', '0'], /--steps from 1/],
    [['digits', '--dropout', '1'], /--dropout from 0 to below 1/],
    [['digits', '--fields', '3,4'], /--fields A,B,C, three numbers/],
    [['digits', '--dropout', ''], /--dropout/],
    [['digits', '--smoothing', '1'], /--smoothing from 0 to below 1/],
    [['digits', '--positions', '--augment'], /--positions without --augment/],
    [['digits', '--resume', path('other')], /a header within the file/],
  ];
  for (const [argv, expected] of cases) {
    const { code, err } = await run('train', ...argv);
    assert.is(code, 2, `${argv}: ${err}`);
    assert.match(err, expected);
  }
});

test.run();
