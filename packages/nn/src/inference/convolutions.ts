/** Convolutions and products of matrices in float32, on the kernels for products with shifted lines. */
import { integersAt, type ShiftedLines } from '@isotypic/numeric/internal';
import {
  type ConvolutionPlan,
  collect,
  eachSample,
  inputSide,
  loadFilters,
  loadTurned,
  outputSide,
  product,
  upToFour,
} from '../tensor/convolution-lines.js';
import { isUnchanged, lay } from '../tensor/convolution-places.js';
import { triple } from '../tensor/convolve.js';
import { sizeOf } from '../tensor/shape.js';
import { type Call, listOf, type Plan, type Value } from './plan.js';

/** Places that one step of the float32 kernel takes. */
const LANES = 8;

/** The extents that both kinds of convolution have in common. */
function geometryOf(call: Call, inputs: Value, outputs: readonly number[]): ConvolutionPlan {
  const [, w] = call.inputs;
  const axes = w.shape.length - 2;
  const groups = listOf(call, 'group', [1])[0];
  const [strides, dilations] = ['strides', 'dilations'].map((name) => listOf(call, name, new Array(axes).fill(1)));
  const pads = listOf(call, 'pads', new Array(2 * axes).fill(0)).slice(0, axes); // the same on both sides
  return {
    samples: inputs.shape[0],
    groups,
    inChannels: inputs.shape[1] / groups,
    outChannels: outputs[1] / groups,
    input: triple(inputs.shape.slice(2), 1),
    output: triple(outputs.slice(2), 1),
    kernel: triple(w.shape.slice(2), 1),
    stride: triple(strides, 1),
    padding: triple(pads, 0),
    dilation: triple(dilations, 1),
  };
}

/** Extents after a window of `reach` has passed. */
function extents(call: Call, x: Value, axes: number, reachOf: (axis: number) => number): number[] {
  const strides = listOf(call, 'strides', new Array(axes).fill(1));
  const pads = listOf(call, 'pads', new Array(2 * axes).fill(0));
  return x.shape.slice(2).map((n, a) => Math.floor((n + pads[a] + pads[a + axes] - reachOf(a)) / strides[a]) + 1);
}

/** Lines that run on over the ends of rows, where that takes fewer steps; what they give there is left out. */
function running(lines: ShiftedLines): ShiftedLines {
  const { rows, width, rowStep } = lines;
  const whole = (rows - 1) * rowStep + width;
  const isShorter = Math.ceil(whole / LANES) < rows * Math.ceil(width / LANES);
  return isShorter ? { ...lines, rows: 1, width: whole } : lines;
}

/** One number for each output to add: those of the bias, or zeros. */
function biasOf(plan: Plan, bias: Value | undefined, outputs: number): number {
  return bias?.at ?? plan.value([outputs]).at;
}

export function convolution(plan: Plan, call: Call): Value {
  const [x, w, bias] = call.inputs;
  const axes = w.shape.length - 2;
  const dilations = listOf(call, 'dilations', new Array(axes).fill(1));
  const space = extents(call, x, axes, (axis) => dilations[axis] * (w.shape[2 + axis] - 1) + 1);
  const y = plan.value([x.shape[0], w.shape[0], ...space]);
  const geometry = geometryOf(call, x, y.shape);
  const { groups, inChannels, outChannels } = geometry;
  const side = inputSide(geometry, plan.arena);
  const run = running(side.lines);
  const { planes, rows, width, rowStep } = side.lines;
  const planePitch = run.rows * run.width;
  const lines = { ...run, y: plan.arena.take(outChannels * planes * planePitch) };
  const pitch = run.rows === rows ? width : rowStep;
  const from = {
    x: lines.y,
    outputs: outChannels,
    planes,
    rows,
    width,
    pitch,
    planePitch,
    isRectified: call.isRectified,
  };
  const ownBias = biasOf(plan, bias, w.shape[0]);
  const strips = Array.from({ length: groups }, () => plan.arena.take(upToFour(outChannels) * lines.depth));
  const isInPlace = isUnchanged(side.axes);
  plan.preparations.push(({ heap }) => {
    integersAt(heap, lines.shifts, lines.depth).set(side.shifts);
    strips.forEach((at, group) => {
      loadFilters(geometry, group, heap.subarray(w.at, w.at + sizeOf(w.shape)), heap, at);
    });
  });
  plan.steps.push(({ heap, kernels }) => {
    strips.forEach((at, group) => {
      eachSample(geometry, group, (input, output) => {
        if (!isInPlace) lay(side.axes, heap, x.at + input, inChannels, heap, lines.x);
        kernels.shiftedProduct32(at, isInPlace ? { ...lines, x: x.at + input } : lines);
        kernels.biasedRows32({ ...from, bias: ownBias + group * outChannels, y: y.at + output });
      });
    });
  });
  return y;
}

export function transposedConvolution(plan: Plan, call: Call): Value {
  const [x, w, bias] = call.inputs;
  const axes = w.shape.length - 2;
  const list = (name: string, fallback: number, count = axes) => listOf(call, name, new Array(count).fill(fallback));
  const [strides, dilations, pads] = [list('strides', 1), list('dilations', 1), list('pads', 0, 2 * axes)];
  const extra = list('output_padding', 0);
  const space = x.shape.slice(2).map((n, a) => {
    const reach = dilations[a] * (w.shape[2 + a] - 1) + 1;
    return (n - 1) * strides[a] + reach - pads[a] - pads[a + axes] + extra[a];
  });
  const groups = listOf(call, 'group', [1])[0];
  const y = plan.value([x.shape[0], w.shape[1] * groups, ...space]);
  // it is the side of inputs of the convolution that goes from y to x
  const geometry = geometryOf(call, y, x.shape);
  const { axes: laid, outputs, phases } = outputSide(geometry, plan.arena);
  const places = product(geometry.input);
  const whole = {
    ...{ outputs: geometry.inChannels, planes: 1, rows: 1, width: places, pitch: places, planePitch: places },
    isRectified: call.isRectified,
  };
  const ownBias = biasOf(plan, bias, y.shape[1]);
  // the turned filters of every group, in places of their own
  const strip = ({ lines }: (typeof phases)[number]) => plan.arena.take(upToFour(geometry.inChannels) * lines.depth);
  const turned = Array.from({ length: groups }, (_, group) =>
    group === 0 ? phases : phases.map((phase) => ({ ...phase, filters: strip(phase) })),
  );
  plan.preparations.push(({ heap }) => {
    for (const { lines, shifts } of phases) integersAt(heap, lines.shifts, lines.depth).set(shifts);
    turned.forEach((own, group) => {
      for (const phase of own) loadTurned(geometry, group, phase, heap.subarray(w.at), heap);
    });
  });
  plan.steps.push(({ heap, kernels }) => {
    heap.fill(0, y.at, y.at + sizeOf(y.shape));
    for (let group = 0; group < groups; group++) {
      eachSample(geometry, group, (output, input) => {
        lay(laid, heap, x.at + input, geometry.outChannels, heap, outputs);
        for (const phase of turned[group]) {
          kernels.shiftedProduct32(phase.filters, phase.lines);
          collect(geometry, phase, heap, heap, y.at + output);
        }
        const at = y.at + output;
        const own = ownBias + group * geometry.inChannels;
        kernels.biasedRows32({ ...whole, x: at, y: at, bias: own });
      });
    }
  });
  return y;
}

/** The last two axes multiplied, those before them in step or one matrix on the right for all. */
export function matrixProduct(plan: Plan, call: Call): Value {
  const [a, b] = call.inputs;
  const [m, depth] = a.shape.slice(-2);
  const [, n] = b.shape.slice(-2);
  const batch = a.shape.slice(0, -2);
  const y = plan.value([...batch, m, n]);
  const [weights, shifts] = [plan.arena.take(upToFour(m) * depth), plan.arena.take(depth)];
  const isShared = b.shape.length === 2;
  plan.preparations.push(({ heap }) => {
    integersAt(heap, shifts, depth).set(Int32Array.from({ length: depth }, (_, k) => k * n));
  });
  const lines = { shifts, depth, planeStep: 0, rowStep: 0, outputs: m, planes: 1, rows: 1, width: n };
  plan.steps.push(({ heap, kernels }) => {
    for (let e = 0; e < sizeOf(batch); e++) {
      loadRows(heap, weights, m, depth, a.at + e * m * depth);
      kernels.shiftedProduct32(weights, { ...lines, x: b.at + (isShared ? 0 : e * depth * n), y: y.at + e * m * n });
    }
  });
  return y;
}

/** `loadStrips` of a matrix that lies in the arena: one pass without calls, since it is done for each input. */
function loadRows(heap: Float32Array, at: number, rows: number, depth: number, from: number): void {
  for (let o = 0; o < rows; o++) {
    const row = from + o * depth;
    for (let k = 0, to = at + (o - (o % 4)) * depth + (o % 4); k < depth; k++, to += 4) heap[to] = heap[row + k];
  }
  for (let o = rows; o < upToFour(rows); o++) {
    for (let k = 0, to = at + (o - (o % 4)) * depth + (o % 4); k < depth; k++, to += 4) heap[to] = 0;
  }
}
