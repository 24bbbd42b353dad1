/** `isotypic layer`: what it writes, and what it refuses. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSafetensors, type TensorFile } from '@isotypic/tables/formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'isotypic-layer-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
const path = (name: string) => join(scratch, name);
const file = (...names: string[]): TensorFile => decodeSafetensors(readFileSync(join(scratch, ...names)));
const numbers = ({ tensors }: TensorFile, name: string): Float64Array => Float64Array.from(tensors[name].data, Number);

/** Σ coefficients · basis. */
function combined(basis: Float64Array, coefficients: Float64Array): Float64Array {
  const size = basis.length / coefficients.length;
  const sum = new Float64Array(size);
  for (const [k, c] of coefficients.entries()) for (let i = 0; i < size; i++) sum[i] += c * basis[k * size + i];
  return sum;
}

/** Equal but for the rounding to float32 of numbers below 8 and of sums of some hundred terms in float64. */
function sameInSingle(a: ArrayLike<number>, b: ArrayLike<number>): void {
  assert.is(a.length, b.length);
  for (let i = 0; i < a.length; i++) assert.ok(Math.abs(a[i] - b[i]) < 8 * 2 ** -24 + 1e-12, `${i}: ${a[i]} ${b[i]}`);
}

test('a convolution: basis times coefficients is the dense filter', async () => {
  const line = 'C8 on R2: trivial -> regular, size 5, padding 2';
  const { code, out, err } = await run('layer', line, '--out', path('c8'), '--json');
  assert.is(code, 0, err);
  const { layer, free, weight, files } = JSON.parse(out);
  assert.equal([layer, weight, files.sort()], ['R2Conv', [8, 1, 5, 5], readdirSync(path('c8')).sort()]);
  const [basis, state] = [file('c8', 'basis.safetensors'), file('c8', 'state.safetensors')];
  const coefficients = numbers(basis, 'blocks.0.coefficients');
  assert.is(free, coefficients.length + 1); // one bias
  sameInSingle(combined(numbers(basis, 'blocks.0.basis'), coefficients), numbers(state, '0.weight'));
  assert.equal(JSON.parse(basis.metadata.layer).padding, 2);
});

test('a linear layer of a matrix group: the same, with its bias', async () => {
  const { code, err } = await run('layer', 'S(5): 10*T(1)+5*T(2) -> 3*T(0)+T(2)', '--out', path('s5'));
  assert.is(code, 0, err);
  const [basis, state] = [file('s5', 'basis.safetensors'), file('s5', 'state.safetensors')];
  const transposed = new Float64Array(175 * 28);
  let free = 0;
  for (let k = 0; `blocks.${k}.basis` in basis.tensors; k++) {
    const [rows, columns] = [numbers(basis, `blocks.${k}.outputs`), numbers(basis, `blocks.${k}.inputs`)];
    const [dimension, a, b] = basis.tensors[`blocks.${k}.basis`].shape;
    const coefficients = numbers(basis, `blocks.${k}.coefficients`);
    free += coefficients.length;
    const [from, to] = [columns.length / b, rows.length / a]; // copies
    for (let pair = 0; pair < from * to; pair++) {
      const own = coefficients.slice(pair * dimension, (pair + 1) * dimension);
      const block = combined(numbers(basis, `blocks.${k}.basis`), own);
      for (let at = 0; at < a * b; at++) {
        const row = rows[Math.floor(pair / from) * a + Math.floor(at / b)];
        transposed[columns[(pair % from) * b + (at % b)] * 28 + row] += block[at];
      }
    }
  }
  assert.is(free, 185);
  sameInSingle(transposed, numbers(state, '0.weight'));
  sameInSingle(combined(numbers(basis, 'bias.vectors'), numbers(basis, 'bias.coefficients')), numbers(state, '0.bias'));
});

test('escnn’s names, every size, seeds, one format', async () => {
  const lines = [
    'icoOnR3: trivial -> irrep(1) + regular',
    'SO(2) on R2: trivial->2*irrep(1), size 5',
    'rot2dOnR2(4): regular -> irrep(1), stride 2',
    'cylindricalOnR3(2): trivial -> irrep(1, 0)',
    'O(1,3): 2*T(1) -> T(0) + T(2)',
  ];
  for (const line of lines) {
    const { code, err } = await run('layer', line, '--out', path('one'), '--format', 'onnx', '--seed', '7');
    assert.is(code, 0, err);
    assert.equal(readdirSync(path('one')), ['layer.onnx']);
  }
  const weights = async (seed: string): Promise<Buffer> => {
    await run('layer', 'D4 on R2: trivial -> regular', '--out', path('seeds'), '--seed', seed);
    return readFileSync(join(path('seeds'), 'state.safetensors'));
  };
  const [one, again, other] = [await weights('1'), await weights('1'), await weights('2')];
  assert.ok(one.equals(again) && !one.equals(other));
});

test('refused before anything is written', async () => {
  const cases: readonly [string[], RegExp][] = [
    [['x'], /a layer in the form "SPACE: FIELDS -> FIELDS/],
    [['C4 on R2: foo -> regular'], /trivial, regular or irrep\(NUMBERS\), got "foo"/],
    [['C4 on R2: 0*trivial -> regular'], /fields such as/],
    [['C4 on R2: trivial -> irrep(9)'], /irrep/],
    [['SO(2) on R2: trivial -> regular'], /a finite group, got "SO\(2\) on R2"/],
    [['C4 on R2: trivial -> regular, size 3, size 5'], /each once and with a number, got "size 5"/],
    [['C4 on R2: trivial -> regular, size 0'], /kernelSize/],
    [['O(3): T(1) -> T(0), size 3'], /nothing after the types/],
    [['Z(3): V ->'], /a layer in the form/],
    [['nonsense: V -> V'], /nonsense/],
    [['C4 on R2: trivial -> regular', '--format', 'pth'], /--format to be one of all, basis, onnx, state/],
    [['C4 on R2: trivial -> regular', '--seed', 'x'], /--seed from 0/],
  ];
  for (const [argv, expected] of cases) {
    const { code, err } = await run('layer', ...argv, '--out', path('none'));
    assert.is(code, 2, `${argv}: ${err}`);
    assert.match(err, expected);
  }
  assert.not.ok(readdirSync(scratch).includes('none'));
});

test.run();
