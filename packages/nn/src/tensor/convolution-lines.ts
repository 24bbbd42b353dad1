/** A convolution as products with lines of an operand that is laid out: where the lines of each tap begin. */
import { OVERHANG, type ShiftedLines } from '@isotypic/numeric/internal';
import {
  blockAt,
  heldPlaces,
  type LaidAxes,
  type LaidAxis,
  laidSize,
  type Numbers,
  planeStepOf,
  rowStepOf,
} from './convolution-places.js';

export type Triple = readonly [number, number, number];

/** Shapes of a convolution: channels are those of one group. */
export interface ConvolutionPlan {
  readonly samples: number;
  readonly groups: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly input: Triple;
  readonly output: Triple;
  readonly kernel: Triple;
  readonly stride: Triple;
  readonly padding: Triple;
  readonly dilation: Triple;
}

export const product = ([a, b, c]: Triple): number => a * b * c;
export const upToFour = (count: number): number => 4 * Math.ceil(count / 4);

/** Places of an arena, given out one after another. */
export class Arena {
  private used = 0;

  take(count: number): number {
    const at = this.used;
    this.used += count + (count % 2);
    return at;
  }

  /** Numbers to reserve. */
  get size(): number {
    return this.used + OVERHANG;
  }
}

/** Calls `visit` for each sample of a group, with where it begins in the inputs and the outputs. */
export function eachSample(plan: ConvolutionPlan, group: number, visit: (input: number, output: number) => void): void {
  const { samples, groups, inChannels, outChannels } = plan;
  for (let n = 0; n < samples; n++) {
    const at = n * groups + group;
    visit(at * inChannels * product(plan.input), at * outChannels * product(plan.output));
  }
}

/** A matrix of `rows` × `depth` in strips of four rows, as `shiftedProduct` reads it. */
export function loadStrips(
  heap: Numbers,
  at: number,
  rows: number,
  depth: number,
  entry: (o: number, k: number) => number,
) {
  for (let o = 0; o < upToFour(rows); o++) {
    const strip = at + (o - (o % 4)) * depth + (o % 4);
    for (let k = 0; k < depth; k++) heap[strip + 4 * k] = o < rows ? entry(o, k) : 0;
  }
}

/** Lines without gaps between rows are longer rows. */
export function joined(lines: ShiftedLines): ShiftedLines {
  const { planes, rows, width, planeStep, rowStep } = lines;
  if (rowStep !== width && rows > 1) return lines;
  if (planeStep !== rows * width && planes > 1)
    return { ...lines, rows: 1, width: rows * width, rowStep: rows * width };
  return { ...lines, planes: 1, rows: 1, width: planes * rows * width };
}

const range = (count: number): number[] => [...Array(count).keys()];

/** All triples of one of each. */
function triples<T>([a, b, c]: readonly (readonly T[])[]): (readonly [T, T, T])[] {
  return a.flatMap((x) => b.flatMap((y) => c.map((z) => [x, y, z] as const)));
}

/** Where a tap stands: its place is step·stride + remainder. */
interface Tap {
  readonly index: number;
  readonly step: number;
  readonly remainder: number;
}

function tapsOf(plan: ConvolutionPlan, axis: number): readonly Tap[] {
  const [stride, dilation] = [plan.stride[axis], plan.dilation[axis]];
  return range(plan.kernel[axis]).map((index) => {
    const place = index * dilation;
    return { index, step: Math.floor(place / stride), remainder: place % stride };
  });
}

const furthest = (taps: readonly Tap[]): number => Math.max(...taps.map(({ step }) => step));

/** The filters of a group, in strips. */
export function loadFilters(plan: ConvolutionPlan, group: number, w: Numbers, heap: Numbers, at: number): void {
  const depth = plan.inChannels * product(plan.kernel);
  const from = group * plan.outChannels * depth;
  loadStrips(heap, at, plan.outChannels, depth, (o, k) => w[from + o * depth + k]);
}

/** What the sides of outputs and of filters share: inputs laid out, and lines of them for each tap and channel. */
export interface InputSide {
  readonly axes: LaidAxes;
  /** Filters: in strips of four for a product, as they are for a sum of products. */
  readonly filters: number;
  readonly lines: ShiftedLines;
  readonly shifts: Int32Array;
}

export function inputSide(plan: ConvolutionPlan, arena: Arena): InputSide {
  const taps = range(3).map((axis) => tapsOf(plan, axis));
  const axes = taps.map((list, axis): LaidAxis => {
    const remainders = [...new Set(list.map(({ remainder }) => remainder))].sort((a, b) => a - b);
    const extent = plan.output[axis] + furthest(list);
    return { length: plan.input[axis], stride: plan.stride[axis], padding: plan.padding[axis], remainders, extent };
  }) as unknown as LaidAxes;
  const own = triples(taps).map((tap) => {
    const block = tap.map(({ remainder }, axis) => axes[axis].remainders.indexOf(remainder));
    return blockAt(axes, block) + tap[0].step * planeStepOf(axes) + tap[1].step * rowStepOf(axes) + tap[2].step;
  });
  const shifts = range(plan.inChannels).flatMap((c) => own.map((shift) => c * laidSize(axes) + shift));
  const depth = shifts.length;
  const [planes, rows, width] = plan.output;
  const lines = joined({
    shifts: arena.take(depth),
    depth,
    x: arena.take(plan.inChannels * laidSize(axes)),
    planeStep: planeStepOf(axes),
    rowStep: rowStepOf(axes),
    y: arena.take(plan.outChannels * product(plan.output)),
    outputs: plan.outChannels,
    planes,
    rows,
    width,
  });
  const filters = arena.take(upToFour(plan.outChannels) * depth);
  return { axes, filters, lines, shifts: Int32Array.from(shifts) };
}

/** The inputs of one remainder modulo the stride along an axis: the taps they meet, and which places have a use. */
interface AxisPhase {
  readonly remainder: number;
  readonly taps: readonly Tap[];
  readonly first: number;
  readonly count: number;
}

function axisPhases(plan: ConvolutionPlan, axis: number): readonly AxisPhase[] {
  const [length, stride, padding] = [plan.input[axis], plan.stride[axis], plan.padding[axis]];
  const taps = tapsOf(plan, axis);
  const extent = plan.output[axis] + furthest(taps);
  return range(stride)
    .map((remainder) => {
      const [first, end] = heldPlaces({ length, stride, padding, remainders: [], extent }, remainder);
      return { remainder, taps: taps.filter((tap) => tap.remainder === remainder), first, count: end - first };
    })
    .filter((phase) => phase.taps.length > 0 && phase.count > 0);
}

/** The product that gives the inputs of one phase: [channels, …places], from lines of the outputs. */
export interface Phase {
  readonly axes: readonly [AxisPhase, AxisPhase, AxisPhase];
  /** Places of its taps in a filter. */
  readonly taps: readonly number[];
  readonly filters: number;
  readonly lines: ShiftedLines;
  readonly shifts: Int32Array;
}

function phaseOf(
  plan: ConvolutionPlan,
  axes: LaidAxes,
  phase: Phase['axes'],
  arena: Arena,
  x: number,
  y: number,
): Phase {
  const [, height, width] = plan.kernel;
  const taps = triples(phase.map((axis) => axis.taps));
  const at = ([z, r, c]: readonly number[]): number => z * planeStepOf(axes) + r * rowStepOf(axes) + c;
  const own = taps.map((tap) => -at(tap.map(({ step }) => step)));
  const shifts = range(plan.outChannels).flatMap((o) => own.map((shift) => o * laidSize(axes) + shift));
  const [planes, rows, columns] = phase.map(({ count }) => count);
  const lines = joined({
    shifts: arena.take(shifts.length),
    depth: shifts.length,
    x: y + at(phase.map(({ first }, axis) => first + axes[axis].padding)),
    planeStep: planeStepOf(axes),
    rowStep: rowStepOf(axes),
    y: x,
    outputs: plan.inChannels,
    planes,
    rows,
    width: columns,
  });
  return {
    axes: phase,
    taps: taps.map(([z, r, c]) => (z.index * height + r.index) * width + c.index),
    filters: arena.take(upToFour(plan.inChannels) * shifts.length),
    lines,
    shifts: Int32Array.from(shifts),
  };
}

/** What the side of inputs needs: outputs laid out, and a product for each phase. */
export interface OutputSide {
  readonly axes: LaidAxes;
  /** Where the outputs lie. */
  readonly outputs: number;
  readonly phases: readonly Phase[];
}

export function outputSide(plan: ConvolutionPlan, arena: Arena): OutputSide {
  const parts = range(3).map((axis) => axisPhases(plan, axis));
  const axes = parts.map((list, axis): LaidAxis => {
    // Outputs from first − step on to the last place are looked at: margins of zeros on both sides.
    const padding = Math.max(0, ...list.map(({ taps, first }) => furthest(taps) - first));
    const last = Math.max(plan.output[axis], ...list.map(({ first, count }) => first + count));
    return { length: plan.output[axis], stride: 1, padding, remainders: [0], extent: padding + last };
  }) as unknown as LaidAxes;
  const [inputs, outputs] = [plan.inChannels * product(plan.input), plan.outChannels * laidSize(axes)].map((n) =>
    arena.take(n),
  );
  const phases = triples(parts).map((phase) => phaseOf(plan, axes, phase, arena, inputs, outputs));
  return { axes, outputs, phases };
}

/** The filters of a phase, inputs against outputs and taps. */
export function loadTurned(
  plan: ConvolutionPlan,
  group: number,
  { taps, filters, lines }: Phase,
  w: Numbers,
  heap: Numbers,
) {
  const kernel = product(plan.kernel);
  const from = group * plan.outChannels * plan.inChannels * kernel;
  loadStrips(heap, filters, plan.inChannels, lines.depth, (c, k) => {
    const o = Math.floor(k / taps.length);
    return w[from + (o * plan.inChannels + c) * kernel + taps[k % taps.length]];
  });
}

/** The inputs of a phase to where they belong. */
export function collect(plan: ConvolutionPlan, { axes, lines }: Phase, heap: Numbers, x: Numbers, input: number): void {
  const [z, y, c] = axes;
  const [depth, height, width] = plan.input;
  const starts = axes.map(({ first, remainder }, axis) => first * plan.stride[axis] + remainder - plan.padding[axis]);
  const isAll = axes.every(({ count }, axis) => count === plan.input[axis]);
  if (isAll) {
    x.set(heap.subarray(lines.y, lines.y + plan.inChannels * product(plan.input)), input);
    return;
  }
  let at = lines.y;
  for (let channel = 0; channel < plan.inChannels; channel++) {
    for (let i = 0; i < z.count; i++) {
      const plane = (channel * depth + starts[0] + i * plan.stride[0]) * height;
      for (let j = 0; j < y.count; j++) {
        const row = input + (plane + starts[1] + j * plan.stride[1]) * width + starts[2];
        for (let k = 0, to = row; k < c.count; k++, to += plan.stride[2]) x[to] = heap[at++];
      }
    }
  }
}
