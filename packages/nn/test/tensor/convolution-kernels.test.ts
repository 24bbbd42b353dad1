/** The three sides of a convolution's trilinear form against their sums written out, for random geometries. */
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filtersOf, inputsOf, outputsOf } from '../../dist/tensor/convolution-kernels.js';
import type { ConvolutionPlan, Triple } from '../../dist/tensor/convolution-lines.js';
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

/** Sums of at most `terms` products of two numbers below 6, added in any order, differ by terms² · 36 · ε at most. */
function close(name: string, data: Float64Array, expected: Float64Array, terms: number): void {
  assert.is(data.length, expected.length, name);
  data.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]) <= terms * terms * 36 * Number.EPSILON, `${name}[${i}]`);
  });
}

test('outputs, inputs and filters are the sums of the form', () => {
  fc.assert(
    fc.property(PLAN, (plan) => {
      const { samples, groups, inChannels, outChannels, input, output, kernel } = plan;
      const x = normals([samples * groups * inChannels * product(input)], 1).data;
      const w = normals([groups * outChannels * inChannels * product(kernel)], 2).data;
      const y = normals([samples * groups * outChannels * product(output)], 3).data;
      const sides = [y, w, x].map(({ length }) => new Float64Array(length));
      const terms = [y, w, x].map(({ length }) => new Float64Array(length));
      eachTerm(plan, (i, j, k) => {
        sides[0][i] += w[j] * x[k];
        sides[1][j] += y[i] * x[k];
        sides[2][k] += y[i] * w[j];
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

test.run();
