/**
 * The three sides of the trilinear form Σ y·(w ⋆ x), sample by sample. Patches are never written out: an operand is
 * laid out once with its zeros around it, and what a tap of the filter sees of it are lines of that layout, shifted.
 * With a stride s the layout has its places sorted by their remainder modulo s, so that the lines of a tap are
 * contiguous again (the polyphase decomposition: Vaidyanathan, Multirate Systems and Filter Banks, 1993, §4.3). The
 * inputs' side is a product of the turned filters with lines of the outputs. One and two dimensions are three with
 * extents 1.
 */
import { integersAt, sharedBlas } from '@isotypic/numeric/internal';
import {
  Arena,
  type ConvolutionPlan,
  collect,
  eachSample,
  inputSide,
  loadFilters,
  loadTurned,
  outputSide,
  product,
} from './convolution-lines.js';
import { lay } from './convolution-places.js';

/** Outputs: filters times lines of the inputs. */
export function outputsOf(plan: ConvolutionPlan, x: Float64Array, w: Float64Array): Float64Array {
  const size = plan.outChannels * product(plan.output);
  const y = new Float64Array(plan.samples * plan.groups * size);
  if (y.length === 0 || plan.inChannels === 0) return y;
  const arena = new Arena();
  const { axes, filters, lines, shifts } = inputSide(plan, arena);
  const blas = sharedBlas();
  const heap = blas.reserve(arena.size);
  integersAt(heap, lines.shifts, lines.depth).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    loadFilters(plan, group, w, heap, filters);
    eachSample(plan, group, (input, output) => {
      lay(axes, x, input, plan.inChannels, heap, lines.x);
      blas.shiftedProduct(filters, lines);
      y.set(heap.subarray(lines.y, lines.y + size), output);
    });
  }
  return y;
}

/** Filters: outputs times lines of the inputs, sample after sample. */
export function filtersOf(plan: ConvolutionPlan, x: Float64Array, y: Float64Array): Float64Array {
  const outputs = plan.outChannels * product(plan.output);
  const size = plan.outChannels * plan.inChannels * product(plan.kernel);
  const w = new Float64Array(plan.groups * size);
  if (w.length === 0 || y.length === 0) return w;
  const arena = new Arena();
  const { axes, filters, lines, shifts } = inputSide(plan, arena);
  const blas = sharedBlas();
  const heap = blas.reserve(arena.size);
  integersAt(heap, lines.shifts, lines.depth).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    heap.fill(0, filters, filters + size);
    eachSample(plan, group, (input, output) => {
      lay(axes, x, input, plan.inChannels, heap, lines.x);
      heap.set(y.subarray(output, output + outputs), lines.y);
      blas.shiftedGram(filters, lines);
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
  const arena = new Arena();
  const { axes, outputs, phases } = outputSide(plan, arena);
  const blas = sharedBlas();
  const heap = blas.reserve(arena.size);
  for (const { lines, shifts } of phases) integersAt(heap, lines.shifts, lines.depth).set(shifts);
  for (let group = 0; group < plan.groups; group++) {
    for (const phase of phases) loadTurned(plan, group, phase, w, heap);
    eachSample(plan, group, (input, output) => {
      lay(axes, y, output, plan.outChannels, heap, outputs);
      for (const phase of phases) {
        blas.shiftedProduct(phase.filters, phase.lines);
        collect(plan, phase, heap, x, input);
      }
    });
  }
  return x;
}
