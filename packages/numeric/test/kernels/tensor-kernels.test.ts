/** The kernels of tensors: compiled against their plain twins, and those against the definition. */
import { standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PlainTensors } from '../../dist/kernels/plain-tensors.js';
import {
  integersAt,
  OVERHANG,
  rowRoom,
  type ShiftedLines,
  type TensorKernels,
  type WindowedRows,
} from '../../dist/kernels/tensor-kernels.js';
import { WasmTensors } from '../../dist/kernels/wasm-tensors.js';

const SHAPES = [
  { outputs: 1, depth: 1, planes: 1, rows: 1, width: 1 },
  { outputs: 4, depth: 4, planes: 1, rows: 2, width: 4 },
  { outputs: 5, depth: 9, planes: 2, rows: 3, width: 5 },
  { outputs: 3, depth: 27, planes: 3, rows: 3, width: 7 },
  { outputs: 9, depth: 300, planes: 1, rows: 2, width: 11 }, // more than one range of depth
  { outputs: 2, depth: 6, planes: 2, rows: 41, width: 30 }, // more than one range of rows
  { outputs: 3, depth: 5, planes: 1, rows: 2, width: 2051 }, // rows that are taken in parts
];

/** Lines of a random x, at random shifts; w lies at 0. */
function linesFor(
  shape: (typeof SHAPES)[number],
  seed: number,
): { lines: ShiftedLines; total: number; start: Float64Array } {
  const { outputs, depth, planes, rows, width } = shape;
  const [rowStep, planeStep] = [width + 2, (width + 2) * rows + 3];
  const shifts = 4 * Math.ceil(outputs / 4) * depth;
  const x = shifts + depth; // as many as float32 numbers take
  const y = x + 50 + planes * planeStep + OVERHANG;
  const total = y + outputs * planes * rows * width;
  const start = standardNormals(1, total, seed).data;
  const places = integersAt(start, shifts, depth);
  const noise = standardNormals(1, depth, seed + 1).data;
  for (let k = 0; k < depth; k++) places[k] = Math.min(49, Math.floor(20 * Math.abs(noise[k])));
  return { lines: { ...shape, shifts, x, y, planeStep, rowStep }, total, start };
}

function afterwards(kernels: TensorKernels, start: Float64Array, work: (heap: Float64Array) => void): Float64Array {
  const heap = kernels.reserve(start.length + OVERHANG);
  heap.set(start);
  work(heap);
  return heap.slice(0, start.length);
}

const size = (list: Float64Array): number => list.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

test('products with shifted lines agree with their twins', () => {
  const wasm = WasmTensors.open();
  assert.ok(wasm);
  SHAPES.forEach((shape, seed) => {
    const { lines, start } = linesFor(shape, 10 * seed);
    const terms = Math.max(shape.depth, shape.planes * shape.rows * shape.width);
    // integers in the arena look like numbers without a size: they are left as they are
    const largest = size(start.filter((x) => Math.abs(x) < 10));
    // two orders of adding at most `terms` products, on top of a number: each within (terms + 1)·ε of the sum of sizes
    const bound = 2 * (terms + 1) * Number.EPSILON * (terms * largest ** 2 + largest);
    for (const work of ['shiftedProduct', 'shiftedGram'] as const) {
      const [own, twin] = [wasm, new PlainTensors()].map((kernels) =>
        afterwards(kernels, start, () => kernels[work](0, lines)),
      );
      own.forEach((x, i) => {
        assert.ok(x === twin[i] || Math.abs(x - twin[i]) <= bound, `${work} ${JSON.stringify(shape)} at ${i}`);
      });
    }
  });
});

test('the same in float32', () => {
  const wasm = WasmTensors.open();
  assert.ok(wasm);
  SHAPES.forEach((shape, seed) => {
    const { lines, start } = linesFor(shape, 10 * seed);
    const single = Float32Array.from(start);
    integersAt(single, lines.shifts, shape.depth).set(integersAt(start, lines.shifts, shape.depth));
    const bits = new Float64Array(Math.ceil(single.length / 2));
    new Float32Array(bits.buffer).set(single);
    integersAt(new Float32Array(bits.buffer), lines.shifts, shape.depth).set(
      integersAt(single, lines.shifts, shape.depth),
    );
    const [own, twin] = [wasm, new PlainTensors()].map(
      (kernels) => new Float32Array(afterwards(kernels, bits, () => kernels.shiftedProduct32(0, lines)).buffer),
    );
    const largest = single.filter((x) => Math.abs(x) < 10).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    // sums of `depth` products in float32, and the twin's in float64, rounded once: ε = 2⁻²⁴ a rounding
    const bound = (shape.depth + 2) * 2 ** -24 * shape.depth * largest ** 2;
    const { y, outputs, planes, rows, width } = lines;
    for (let i = y; i < y + outputs * planes * rows * width; i++) {
      assert.ok(Math.abs(own[i] - twin[i]) <= bound, `${JSON.stringify(shape)} at ${i}`);
    }
  });
});

test('windows of rows, and sums of windows, agree with their twins and are adjoint', () => {
  const wasm = WasmTensors.open();
  assert.ok(wasm);
  for (const [reach, width, count, pad] of [
    [2, 5, 3, 1], // five places, in three windows of two outputs
    [3, 9, 3, 3],
    [4, 14, 4, 2],
    [4, 3, 1, 0],
    [5, 10, 2, 1],
  ]) {
    const shape = { channels: 2, planes: 2, rows: 3, width, reach, count, x: 0 };
    const laid = { ...shape, padding: [1, 1, pad], laidPlanes: 3, laidRows: 5 } as const;
    const [windows, room] = [12 * width, 12 * width + 6 * 2 * 15 * count + (count % 2)];
    const start = standardNormals(1, room + rowRoom(shape), reach).data;
    const places = { windows, room };
    const run = (work: 'inputWindows' | 'outputWindows' | 'windowSums', of: Omit<WindowedRows, 'windows' | 'room'>) => {
      const [own, twin] = [wasm, new PlainTensors()].map((kernels) =>
        afterwards(kernels, start, () => kernels[work]({ ...of, ...places })).slice(0, room),
      );
      // at most 11 roundings of sums of numbers below 6, the factors adding up to 31 at most
      own.forEach((x, i) => {
        assert.ok(Math.abs(x - twin[i]) <= 11 * 31 * 6 * Number.EPSILON, `${work}, reach ${reach}, at ${i}`);
      });
      return own;
    };
    run('inputWindows', laid);
    const tight = { ...shape, width: reach * count, padding: [0, 0, 0], laidPlanes: 2, laidRows: 3 } as const;
    const rows = { ...tight, width: Math.min(width, reach * count) };
    const values = run('outputWindows', rows).subarray(windows, windows + 72 * count);
    const sums = run('windowSums', rows).subarray(0, 12 * rows.width);
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0);
    const [x, u] = [start.subarray(0, sums.length), start.subarray(windows, windows + values.length)];
    // the sums of 72·count products, each below 6·31·6
    assert.ok(Math.abs(dot(values, u) - dot(sums, x)) <= 2 * (72 * count) ** 2 * 31 * 36 * Number.EPSILON);
  }
});

test('rows are moved together on top of a bias, and cut off at 0 or not', () => {
  const wasm = WasmTensors.open();
  assert.ok(wasm);
  for (const width of [1, 3, 4, 9]) {
    for (const isRectified of [false, true]) {
      const shape = { outputs: 3, planes: 2, rows: 3, width, pitch: width + 2, planePitch: 3 * width + 11 };
      const y = 3 + 6 * shape.planePitch;
      const start = new Float64Array(Math.ceil((y + 18 * width) / 2));
      new Float32Array(start.buffer).set(standardNormals(1, y, width).data);
      const [own, twin] = [wasm, new PlainTensors()].map(
        (kernels) =>
          new Float32Array(
            afterwards(kernels, start, () => kernels.biasedRows32({ ...shape, bias: 0, x: 3, y, isRectified })).buffer,
          ),
      );
      assert.equal([...own], [...twin]);
      assert.is(
        own.subarray(y, y + 18 * width).every((x) => x >= 0),
        isRectified,
      );
    }
  }
});

test('numbers behind the end of a row do not matter', () => {
  const wasm = WasmTensors.open();
  assert.ok(wasm);
  const lines: ShiftedLines = {
    ...{ shifts: 12, depth: 3, x: 14, planeStep: 6, rowStep: 6, y: 26, outputs: 1, planes: 1, rows: 1, width: 3 },
  };
  const start = Float64Array.from({ length: 29 }, (_, i) => (i < 12 ? Number(i % 4 === 0) : Number.NaN));
  integersAt(start, 12, 3).set([0, 1, 2]);
  start.set([1, 2, 3, 4, 5], 14);
  for (const kernels of [wasm, new PlainTensors()]) {
    assert.equal([...afterwards(kernels, start, () => kernels.shiftedProduct(0, lines)).subarray(26)], [6, 9, 12]);
  }
});

const COUNTS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 33, 97, 130];

test('passes over entries are the same to the bit in both implementations, NaN, −0 and ∞ among them', () => {
  const wasm = WasmTensors.open();
  assert.ok(wasm);
  for (const n of COUNTS) {
    const [rows, total] = [1 + (n % 5), 4 * n + 5 * n];
    const start = standardNormals(1, total, n).data.slice();
    const odd = [Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < 2 * n; i += 3) start[i] = odd[i % odd.length];
    const run = (kernels: TensorKernels): Float64Array => {
      const heap = kernels.reserve(total);
      heap.set(start);
      kernels.keepPositive(n, 0, n, 2 * n);
      kernels.addRows(rows, n, 4 * n, 3 * n);
      return heap.slice(0, total);
    };
    const [a, b] = [run(new PlainTensors()), run(wasm)];
    a.forEach((x, e) => {
      assert.ok(Object.is(x, b[e]), `${n}: ${x} and ${b[e]} at ${e}`);
    });
    for (let i = 0; i < n; i++) assert.ok(Object.is(b[2 * n + i], start[n + i] > 0 ? start[i] : 0));
  }
});

test.run();
