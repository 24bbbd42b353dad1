/** The three sides of a convolution's trilinear form against their sums written out, for random geometries. */
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filtersOf, inputsOf, outputsOf } from '../../dist/tensor/convolution-kernels.js';
import type { ConvolutionPlan, Triple } from '../../dist/tensor/convolution-lines.js';
import {
  filtersByWindows,
  isWindowed,
  outputsByWindows,
  turned,
  turnedFilters,
} from '../../dist/tensor/convolution-windows.js';
import { normals } from './difference-quotients.js';

type Axis = Readonly<Record<'kernel' | 'stride' | 'padding' | 'dilation' | 'input', number>>;

const AXIS: fc.Arbitrary<Axis> = fc
  .record({
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    room: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ room, ...axis }) => ({
    ...axis,
    input: Math.max(1, axis.dilation * (axis.kernel - 1) + 1 - 2 * axis.padding + room),
  }));

const PLAN: fc.Arbitrary<ConvolutionPlan> = fc
  .tuple(
    fc.record({
      samples: fc.integer({ min: 1, max: 2 }),
      groups: fc.integer({ min: 1, max: 2 }),
      inChannels: fc.integer({ min: 1, max: 5 }),
      outChannels: fc.integer({ min: 1, max: 6 }),
    }),
    fc.array(AXIS, { minLength: 1, maxLength: 3 }),
  )
  .map(([channels, axes]) => {
    const one: Axis = { kernel: 1, stride: 1, padding: 0, dilation: 1, input: 1 };
    const all = [one, one, ...axes].slice(-3);
    const of = (name: keyof Axis) => all.map((axis) => axis[name]) as unknown as Triple;
    const output = all.map(({ kernel, stride, padding, dilation, input }) =>
      Math.max(0, Math.floor((input + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1),
    ) as unknown as Triple;
    const [kernel, stride, padding] = [of('kernel'), of('stride'), of('padding')];
    return { ...channels, kernel, stride, padding, dilation: of('dilation'), input: of('input'), output };
  });

const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

/** Calls `visit` with the places in y, w and x of every product of the form. */
function eachTerm(plan: ConvolutionPlan, visit: (y: number, w: number, x: number) => void): void {
  const { samples, groups, inChannels, outChannels, input, output, kernel, stride, padding, dilation } = plan;
  const split = (place: number, [, b, c]: Triple) => [
    Math.floor(place / (b * c)),
    Math.floor(place / c) % b,
    place % c,
  ];
  for (let n = 0; n < samples * groups * outChannels * inChannels; n++) {
    const c = n % inChannels;
    const o = Math.floor(n / inChannels) % outChannels;
    const block = Math.floor(n / inChannels / outChannels); // of samples and groups
    for (let p = 0; p < product(output); p++) {
      for (let t = 0; t < product(kernel); t++) {
        const tap = split(t, kernel);
        const at = split(p, output).map((q, axis) => q * stride[axis] + tap[axis] * dilation[axis] - padding[axis]);
        if (at.some((i, axis) => i < 0 || i >= input[axis])) continue;
        const x = (at[0] * input[1] + at[1]) * input[2] + at[2];
        visit(
          (block * outChannels + o) * product(output) + p,
          (((block % groups) * outChannels + o) * inChannels + c) * product(kernel) + t,
          (block * inChannels + c) * product(input) + x,
        );
      }
    }
  }
}

function within(name: string, data: Float64Array, expected: Float64Array, bound: number): void {
  assert.is(data.length, expected.length, name);
  data.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]) <= bound, `${name}[${i}]: ${value} and ${expected[i]}`);
  });
}

/** Sums of at most `terms` products of two numbers below 6, added in any order, differ by terms² · 36 · ε at most. */
function close(name: string, data: Float64Array, expected: Float64Array, terms: number): void {
  within(name, data, expected, terms * terms * 36 * Number.EPSILON);
}

/** The three sides by their terms: outputs, filters, inputs. */
function sidesOf(plan: ConvolutionPlan, x: Float64Array, w: Float64Array, y: Float64Array): readonly Float64Array[] {
  const [outputs, filters, inputs] = [y, w, x].map(({ length }) => new Float64Array(length));
  eachTerm(plan, (i, j, k) => {
    outputs[i] += w[j] * x[k];
    filters[j] += y[i] * x[k];
    inputs[k] += y[i] * w[j];
  });
  return [outputs, filters, inputs];
}

test('outputs, inputs and filters are the sums of the form', () => {
  fc.assert(
    fc.property(PLAN, (plan) => {
      const { samples, groups, inChannels, outChannels, input, output, kernel } = plan;
      const x = normals([samples * groups * inChannels * product(input)], 1).data;
      const w = normals([groups * outChannels * inChannels * product(kernel)], 2).data;
      const y = normals([samples * groups * outChannels * product(output)], 3).data;
      const sides = sidesOf(plan, x, w, y);
      const terms = [y, w, x].map(({ length }) => new Float64Array(length));
      eachTerm(plan, (i, j, k) => {
        [i, j, k].forEach((at, side) => {
          terms[side][at]++;
        });
      });
      const most = terms.map((list) => list.reduce((a, b) => Math.max(a, b), 1));
      close('outputs', outputsOf(plan, x, w), sides[0], most[0]);
      close('filters', filtersOf(plan, x, y), sides[1], most[1]);
      close('inputs', inputsOf(plan, y, w), sides[2], most[2]);
    }),
    { numRuns: 40 },
  );
});

/** Plans of stride 1 with two to five taps along rows, the padding below the taps. */
const SHORT: fc.Arbitrary<ConvolutionPlan> = fc
  .record({
    samples: fc.integer({ min: 1, max: 3 }),
    groups: fc.integer({ min: 1, max: 2 }),
    inChannels: fc.integer({ min: 1, max: 6 }),
    outChannels: fc.integer({ min: 1, max: 9 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 5 })),
    share: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)),
    output: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 14 })),
  })
  .map(({ share, output: wanted, kernel, ...channels }) => {
    const padding = kernel.map((taps, i) => share[i] % taps) as unknown as Triple;
    const input = wanted.map((q, i) => Math.max(1, q + kernel[i] - 1 - 2 * padding[i])) as unknown as Triple;
    const output = input.map((q, i) => q + 2 * padding[i] - kernel[i] + 1) as unknown as Triple;
    return { ...channels, kernel, padding, input, output, stride: [1, 1, 1], dilation: [1, 1, 1] };
  });

/**
 * By windows, a sum of n products at a point comes with n + 16 roundings: 6 of a filter's value, 4 of a window's, one
 * of a product, n − 1 of the sum, 5 of the sum over points; all in sizes, the points give 58 times the largest product
 * at most, whatever the number of taps.
 */
const windowBound = (n: number, largest: number): number => 58 * n * (n + 16) * largest * Number.EPSILON;

test('by windows they are the same sums, within the bound of their points', () => {
  const size = (list: Float64Array): number => list.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  fc.assert(
    fc.property(SHORT, (plan) => {
      const { samples, groups, inChannels, outChannels, input, output, kernel } = plan;
      const x = normals([samples * groups * inChannels * product(input)], 1).data;
      const w = normals([groups * outChannels * inChannels * product(kernel)], 2).data;
      const y = normals([samples * groups * outChannels * product(output)], 3).data;
      const sides = sidesOf(plan, x, w, y);
      const lines = kernel[0] * kernel[1];
      const bounds = [
        windowBound(inChannels * lines, size(x) * size(w)),
        windowBound(samples * product(output), size(x) * size(y)),
        windowBound(outChannels * lines, size(w) * size(y)),
      ];
      within('outputs', outputsByWindows(plan, x, w), sides[0], bounds[0]);
      within('filters', filtersByWindows(plan, x, y), sides[1], bounds[1]);
      within('inputs', outputsByWindows(turned(plan), y, turnedFilters(plan, w)), sides[2], bounds[2]);
    }),
    { numRuns: 60 },
  );
});

test('layers of some channels go by windows where their rows are long, and the rest does not', () => {
  const layer = (channels: number, width: number, taps: number, stride = 1): ConvolutionPlan => ({
    ...{ samples: 8, groups: 1, inChannels: channels, outChannels: channels, kernel: [1, taps, taps] },
    ...{ stride: [1, stride, stride], padding: [0, 1, 1], dilation: [1, 1, 1], input: [1, width, width] },
    output: [1, Math.floor((width + 2 - taps) / stride) + 1, Math.floor((width + 2 - taps) / stride) + 1],
  });
  assert.ok(isWindowed(layer(16, 32, 3)) && isWindowed(turned(layer(16, 32, 3))) && isWindowed(layer(16, 32, 5)));
  assert.not.ok(isWindowed(layer(1, 32, 3)) || isWindowed(layer(16, 32, 3, 2)) || isWindowed(layer(16, 32, 7)));
  const [plan, x, w] = [layer(16, 12, 3), normals([8 * 16 * 144], 1).data, normals([16 * 16 * 9], 2).data];
  assert.equal(outputsOf(plan, x, w), outputsByWindows(plan, x, w));
});

test.run();
