/**
 * Convolutions of stride 1 with short filters, with fewer multiplications: along a row, windows of six places are
 * multiplied with filters of r taps at the points 0, 1, −1, 2, −2, ∞, six products for 7 − r outputs in place of r each
 * (Winograd, Arithmetic Complexity of Computations, 1980, ch. V; for layers Lavin & Gray 2016). Planes, rows and
 * channels are summed as in products with shifted lines, at each point.
 *
 * What it costs in accuracy: an output that is a sum over n lines of r taps differs from its exact value by at most
 * 58·n·(n + 16)·ε·max|w|·max|x|, against n·r·(n·r + 1)·ε·max|w|·max|x|; with the matrices G, B and A of
 * `plain-windows.ts`, 58 is the most that max ΣⱼAᵢⱼ·ΣₖGⱼₖ·ΣₗBⱼₗ, in absolute values, comes to for 2 to 5 taps, for
 * outputs and for filters; 16 are the roundings of a filter's value (6), a window's (4), their product and the sum over
 * points (5). The largest x is that of the windows, so that zeros beside other numbers come out as such small numbers.
 */
import {
  atPoint,
  integersAt,
  POINTS,
  rowRoom,
  type ShiftedLines,
  sharedTensorKernels,
  type WindowedRows,
} from '@isotypic/numeric/internal';
import {
  Arena,
  type ConvolutionPlan,
  eachSample,
  joined,
  loadStrips,
  product,
  type Triple,
  upToFour,
} from './convolution-lines.js';

/** What a number of a window costs, in terms of the products (measured: 0.5 to 0.65 ns, and copies; a term 0.13). */
const WINDOW = 8;
/** And a filter's value at a point (measured: 7 ns). */
const VALUE = 55;

/** Whether the convolution takes less time by windows than by products with shifted lines. */
export function isWindowed(plan: ConvolutionPlan): boolean {
  const { samples, inChannels, outChannels, kernel, output, padding } = plan;
  const taps = kernel[2];
  if (taps < 2 || taps >= POINTS || padding.some((p) => p < 0)) return false;
  if ([...plan.stride, ...plan.dilation].some((step) => step !== 1) || samples === 0) return false;
  const count = POINTS * Math.ceil(output[2] / (POINTS + 1 - taps));
  const pairs = outChannels * inChannels * kernel[0] * kernel[1];
  const [rows, laidRows] = [output[0] * output[1], laidExtent(plan, 0) * laidExtent(plan, 1)];
  const windows = WINDOW * count * (inChannels * laidRows + outChannels * rows);
  return pairs * count * rows + windows + (VALUE * POINTS * pairs) / samples < pairs * taps * rows * output[2];
}

const laidExtent = ({ output, kernel }: ConvolutionPlan, axis: 0 | 1): number => output[axis] + kernel[axis] - 1;

/** The inputs' side of a convolution of stride 1 as the outputs' side of another: with turned filters. */
export function turned(plan: ConvolutionPlan): ConvolutionPlan {
  const { inChannels, outChannels, input, output, kernel, padding } = plan;
  const rest = kernel.map((taps, axis) => taps - 1 - padding[axis]) as unknown as Triple;
  return { ...plan, inChannels: outChannels, outChannels: inChannels, input: output, output: input, padding: rest };
}

/** Filters [groups, outputs, inputs, …taps] with inputs for outputs and taps from the last to the first. */
export function turnedFilters(
  { groups, inChannels, outChannels, kernel }: ConvolutionPlan,
  w: Float64Array,
): Float64Array {
  const taps = product(kernel);
  const target = new Float64Array(w.length);
  let to = 0;
  for (let group = 0; group < groups; group++) {
    for (let c = 0; c < inChannels; c++) {
      for (let o = 0; o < outChannels; o++) {
        const from = ((group * outChannels + o) * inChannels + c) * taps;
        for (let t = taps - 1; t >= 0; t--) target[to++] = w[from + t];
      }
    }
  }
  return target;
}

/** G: a filter's taps to its values at the points, each divided by the product of distances to the others. */
function valuesAtPoints(taps: number): readonly Float64Array[] {
  return DISTANCES.map((distance, j) => Float64Array.from({ length: taps }, (_, i) => atPoint(j, i, taps) / distance));
}

/** ∏ (aⱼ − aᵢ) over the other finite points; at infinity 1. */
const DISTANCES = [4, -6, -6, 24, 24, 1];

/** Where all of a convolution by windows lies in the arena. */
interface Windowed {
  readonly size: number;
  /** Inputs, and outputs. */
  readonly inputs: WindowedRows;
  readonly outputs: WindowedRows;
  /** Filters at each point: in strips for a product, as they are for a sum of products. */
  readonly filters: readonly number[];
  readonly lines: readonly ShiftedLines[];
  readonly shifts: Int32Array;
  readonly values: readonly Float64Array[];
}

function windowed(plan: ConvolutionPlan): Windowed {
  const { inChannels, outChannels, kernel, output, padding } = plan;
  const reach = POINTS + 1 - kernel[2];
  const count = Math.ceil(output[2] / reach);
  const [laidPlanes, laidRows] = [laidExtent(plan, 0), laidExtent(plan, 1)];
  const [laid, places] = [laidPlanes * laidRows * count, output[0] * output[1] * count];
  const depth = inChannels * kernel[0] * kernel[1];
  const arena = new Arena();
  const room = arena.take(rowRoom({ reach, count }));
  const rows = ([planes, rows, width]: Triple, channels: number) => ({
    ...{ channels, planes, rows, width, reach, count, room, x: arena.take(channels * planes * rows * width) },
  });
  const inputs = { ...rows(plan.input, inChannels), padding, laidPlanes, laidRows };
  const outputs = { ...rows(output, outChannels), padding: NONE, laidPlanes: output[0], laidRows: output[1] };
  const [from, to, shifts] = [POINTS * inChannels * laid, POINTS * outChannels * places, depth].map((n) =>
    arena.take(n),
  );
  const points = [...Array(POINTS).keys()];
  const lines = points.map((j) =>
    joined({
      ...{ shifts, depth, x: from + j * inChannels * laid, planeStep: laidRows * count, rowStep: count },
      ...{ y: to + j * outChannels * places, outputs: outChannels, planes: output[0], rows: output[1], width: count },
    }),
  );
  const filters = points.map(() => arena.take(upToFour(outChannels) * depth));
  return {
    size: arena.size,
    inputs: { ...inputs, windows: from },
    outputs: { ...outputs, windows: to },
    filters,
    lines,
    shifts: Int32Array.from({ length: depth }, (_, k) => {
      const [ky, kz] = [k % kernel[1], Math.floor(k / kernel[1]) % kernel[0]];
      return Math.floor(k / kernel[1] / kernel[0]) * laid + (kz * laidRows + ky) * count;
    }),
    values: valuesAtPoints(kernel[2]),
  };
}

const NONE: Triple = [0, 0, 0];

/** Outputs: at each point, filters times lines of windows. */
export function outputsByWindows(plan: ConvolutionPlan, x: Float64Array, w: Float64Array): Float64Array {
  const [size, read] = [plan.outChannels * product(plan.output), plan.inChannels * product(plan.input)];
  const y = new Float64Array(plan.samples * plan.groups * size);
  const { inputs, outputs, filters, lines, shifts, values, ...of } = windowed(plan);
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(of.size);
  integersAt(heap, lines[0].shifts, shifts.length).set(shifts);
  const taps = plan.kernel[2];
  for (let group = 0; group < plan.groups; group++) {
    const first = group * plan.outChannels * shifts.length;
    values.forEach((value, j) => {
      loadStrips(heap, filters[j], plan.outChannels, shifts.length, (o, k) => {
        let sum = 0;
        for (let t = 0, from = (first + o * shifts.length + k) * taps; t < taps; t++) sum += value[t] * w[from + t];
        return sum;
      });
    });
    eachSample(plan, group, (input, output) => {
      heap.set(x.subarray(input, input + read), inputs.x);
      kernels.inputWindows(inputs);
      for (let j = 0; j < POINTS; j++) kernels.shiftedProduct(filters[j], lines[j]);
      kernels.windowSums(outputs);
      y.set(heap.subarray(outputs.x, outputs.x + size), output);
    });
  }
  return y;
}

/** Filters: at each point, windows of outputs times lines of those of inputs, sample after sample. */
export function filtersByWindows(plan: ConvolutionPlan, x: Float64Array, y: Float64Array): Float64Array {
  const [size, read] = [plan.outChannels * product(plan.output), plan.inChannels * product(plan.input)];
  const taps = plan.kernel[2];
  const { inputs, outputs, filters, lines, shifts, values, ...of } = windowed(plan);
  const rows = plan.outChannels * shifts.length;
  const w = new Float64Array(plan.groups * rows * taps);
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(of.size);
  integersAt(heap, lines[0].shifts, shifts.length).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    for (const at of filters) heap.fill(0, at, at + rows);
    eachSample(plan, group, (input, output) => {
      heap.set(x.subarray(input, input + read), inputs.x);
      heap.set(y.subarray(output, output + size), outputs.x);
      kernels.inputWindows(inputs);
      kernels.outputWindows(outputs);
      for (let j = 0; j < POINTS; j++) kernels.shiftedGram(filters[j], lines[j]);
    });
    for (let row = 0; row < rows; row++) {
      for (let t = 0, to = (group * rows + row) * taps; t < taps; t++) {
        let sum = 0;
        for (let j = 0; j < POINTS; j++) sum += values[j][t] * heap[filters[j] + row];
        w[to + t] = sum;
      }
    }
  }
  return w;
}
