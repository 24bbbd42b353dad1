/**
 * The three sides of the trilinear form Σ y·(w ⋆ x), sample by sample. Patches are never written out: an operand is
 * laid out once with its zeros around it, and what a tap of the filter sees of it are lines of that layout, shifted.
 * With a stride s the layout has its places sorted by their remainder modulo s, so that the lines of a tap are
 * contiguous again (the polyphase decomposition: Vaidyanathan, Multirate Systems and Filter Banks, 1993, §4.3). The
 * inputs' side is a product of the turned filters with lines of the outputs. One and two dimensions are three with
 * extents 1.
 */
import { integersAt, sharedTensorKernels } from '@isotypic/numeric/internal';
import {
  Arena,
  type ConvolutionPlan,
  collect,
  eachSample,
  inputSide,
  loadFilters,
  loadStrips,
  loadTurned,
  outputSide,
  product,
} from './convolution-lines.js';
import { lay } from './convolution-places.js';
import { filtersByWindows, isWindowed, outputsByWindows, turned, turnedFilters } from './convolution-windows.js';

/** Outputs: filters times lines of the inputs. */
export function outputsOf(plan: ConvolutionPlan, x: Float64Array, w: Float64Array): Float64Array {
  if (isWindowed(plan)) return outputsByWindows(plan, x, w);
  const size = plan.outChannels * product(plan.output);
  const y = new Float64Array(plan.samples * plan.groups * size);
  if (y.length === 0 || plan.inChannels === 0) return y;
  const arena = new Arena();
  const { axes, filters, lines, shifts } = inputSide(plan, arena);
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(arena.size);
  integersAt(heap, lines.shifts, lines.depth).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    loadFilters(plan, group, w, heap, filters);
    eachSample(plan, group, (input, output) => {
      lay(axes, x, input, plan.inChannels, heap, lines.x);
      kernels.shiftedProduct(filters, lines);
      y.set(heap.subarray(lines.y, lines.y + size), output);
    });
  }
  return y;
}

/** Filters: outputs times lines of the inputs, sample after sample. */
export function filtersOf(plan: ConvolutionPlan, x: Float64Array, y: Float64Array): Float64Array {
  if (isWindowed(plan)) return filtersByWindows(plan, x, y);
  const outputs = plan.outChannels * product(plan.output);
  const size = plan.outChannels * plan.inChannels * product(plan.kernel);
  const w = new Float64Array(plan.groups * size);
  if (w.length === 0 || y.length === 0) return w;
  const arena = new Arena();
  const { axes, filters, lines, shifts } = inputSide(plan, arena);
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(arena.size);
  integersAt(heap, lines.shifts, lines.depth).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    heap.fill(0, filters, filters + size);
    eachSample(plan, group, (input, output) => {
      lay(axes, x, input, plan.inChannels, heap, lines.x);
      heap.set(y.subarray(output, output + outputs), lines.y);
      kernels.shiftedGram(filters, lines);
    });
    w.set(heap.subarray(filters, filters + size), group * size);
  }
  return w;
}

/** Inputs: turned filters times lines of the outputs, phase by phase of the stride. */
export function inputsOf(plan: ConvolutionPlan, y: Float64Array, w: Float64Array): Float64Array {
  const size = plan.inChannels * product(plan.input);
  const x = new Float64Array(plan.samples * plan.groups * size);
  if (x.length === 0 || y.length === 0) return x;
  if (isSparse(plan)) {
    addPatches(plan, y, w, x);
    return x;
  }
  const adjoint = turned(plan);
  if (isWindowed(adjoint)) return outputsByWindows(adjoint, y, turnedFilters(plan, w));
  const arena = new Arena();
  const { axes, outputs, phases } = outputSide(plan, arena);
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(arena.size);
  for (const { lines, shifts } of phases) integersAt(heap, lines.shifts, lines.depth).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    for (const phase of phases) loadTurned(plan, group, phase, w, heap);
    eachSample(plan, group, (input, output) => {
      lay(axes, y, output, plan.outChannels, heap, outputs);
      for (const phase of phases) {
        kernels.shiftedProduct(phase.filters, phase.lines);
        collect(plan, phase, heap, x, input);
      }
    });
  }
  return x;
}

/** Numbers of all patches of a sample that may lie in the arena: 8 MiB. */
const MOST_PATCHES = 2 ** 20;

/**
 * Whether most taps miss the outputs, as where a filter as large as the input gives one output: the inputs' side by
 * patches then takes less than half of the multiplications.
 */
function isSparse(plan: ConvolutionPlan): boolean {
  const [inputs, outputs, taps] = [product(plan.input), product(plan.output), product(plan.kernel)];
  // each input meets the taps of its phase
  return inputs > 2 * outputs * product(plan.stride) && plan.inChannels * taps * outputs <= MOST_PATCHES;
}

/** Adds to inputs, which are zeros, the patches that are transposed filters times outputs. */
function addPatches(plan: ConvolutionPlan, y: Float64Array, w: Float64Array, x: Float64Array): void {
  const [places, taps, depth] = [product(plan.output), product(plan.kernel), plan.outChannels];
  const rows = plan.inChannels * taps;
  const arena = new Arena();
  const filters = arena.take(4 * Math.ceil(rows / 4) * depth);
  const lines = {
    ...{ shifts: arena.take(depth), depth, x: arena.take(depth * places), planeStep: 0, rowStep: 0 },
    ...{ y: arena.take(rows * places), outputs: rows, planes: 1, rows: 1, width: places },
  };
  const kernels = sharedTensorKernels();
  const heap = kernels.reserve(arena.size);
  integersAt(heap, lines.shifts, depth).set(Int32Array.from({ length: depth }, (_, o) => o * places));
  for (let group = 0; group < plan.groups; group++) {
    const from = group * depth * rows;
    loadStrips(heap, filters, rows, depth, (row, o) => w[from + o * rows + row]);
    eachSample(plan, group, (input, output) => {
      heap.set(y.subarray(output, output + depth * places), lines.x);
      kernels.shiftedProduct(filters, lines);
      addPatch(plan, heap, lines.y, x, input);
    });
  }
}

/** Adds the patches [channels, …kernel, …outputs] of a sample to its inputs. */
function addPatch(plan: ConvolutionPlan, heap: Float64Array, from: number, x: Float64Array, input: number): void {
  const [depths, rows, columns] = plan.input;
  const { kernel, output, stride, padding, dilation } = plan;
  let next = from;
  for (let channel = 0; channel < plan.inChannels; channel++) {
    const base = input + channel * depths * rows * columns;
    for (let tz = 0; tz < kernel[0]; tz++) {
      for (let ty = 0; ty < kernel[1]; ty++) {
        for (let tx = 0; tx < kernel[2]; tx++) {
          for (let i = 0, z = tz * dilation[0] - padding[0]; i < output[0]; i++, z += stride[0]) {
            for (let j = 0, r = ty * dilation[1] - padding[1]; j < output[1]; j++, r += stride[1]) {
              const isInside = z >= 0 && z < depths && r >= 0 && r < rows;
              const to = base + (z * rows + r) * columns;
              for (let k = 0, c = tx * dilation[2] - padding[2]; k < output[2]; k++, c += stride[2], next++) {
                if (isInside && c >= 0 && c < columns) x[to + c] += heap[next];
              }
            }
          }
        }
      }
    }
  }
}
