/**
 * Convolution in one to three dimensions (cross-correlation, as everywhere in this field: the filter is not turned),
 * and its transpose. The gradients of each are the other two sides of one trilinear form, so that all derivatives stay
 * within three functions.
 */
import { arrayOf, checkArgument, checkOptions, either, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { filtersOf, inputsOf, outputsOf } from './convolution-kernels.js';
import type { ConvolutionPlan, Triple } from './convolution-lines.js';
import { record } from './record.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

/** One number for all axes, or one for each. */
export type PerAxis = number | readonly number[];

/** How filters are moved over the inputs. */
export interface ConvolveOptions {
  /** Default 1. */
  readonly stride?: PerAxis;
  /** Zeros on both sides of the input (default 0). */
  readonly padding?: PerAxis;
  /** Distance of neighboring taps of the filter (default 1). */
  readonly dilation?: PerAxis;
  /** Groups of channels that do not see each other (default 1). */
  readonly groups?: number;
}

/** The same, for the transpose. */
export interface TransposedConvolveOptions extends ConvolveOptions {
  /** Entries added at the end of each axis, to choose among the sizes that a stride makes equal (default 0). */
  readonly outputPadding?: PerAxis;
}

export const perAxis = (least: number) =>
  either(integer(least), arrayOf(integer(least), `an array of integers from ${least} on, one for each axis`));

const CONVOLVE_OPTION_KINDS: OptionKinds<ConvolveOptions> = {
  stride: perAxis(1),
  padding: perAxis(0),
  dilation: perAxis(1),
  groups: integer(1),
};

const TRANSPOSED_OPTION_KINDS: OptionKinds<TransposedConvolveOptions> = {
  ...CONVOLVE_OPTION_KINDS,
  outputPadding: perAxis(0),
};

/** An option for each of `rank` axes. */
export function forEachAxis(where: string, name: string, value: PerAxis, rank: number): readonly number[] {
  if (typeof value === 'number') return new Array<number>(rank).fill(value);
  if (value.length === rank) return value;
  throw shapeFault(where, `${rank} numbers for option ${name}, one for each axis`, `${value.length}`);
}

/** Extents of one to three axes as those of three. */
export function triple(extents: readonly number[], filler: number): Triple {
  const [x, y = filler, z = filler] = [...extents].reverse();
  return [z, y, x];
}

/** A convolution on tensors: its plan, and the shapes of the three tensors. */
interface Geometry {
  readonly plan: ConvolutionPlan;
  readonly inputShape: readonly number[];
  readonly filterShape: readonly number[];
  readonly outputShape: readonly number[];
}

/** What both directions read of their arguments. */
function checkConvolution(where: string, x: Tensor, w: Tensor): number {
  checkArgument(where, 'x', x, TENSOR);
  checkArgument(where, 'w', w, TENSOR);
  const rank = x.shape.length - 2;
  if (rank < 1 || rank > 3 || w.shape.length !== rank + 2) {
    const received = `${shapeText(x.shape)} and ${shapeText(w.shape)}`;
    throw shapeFault(where, 'x and w of samples, channels and one to three axes in space', received);
  }
  return rank;
}

/**
 * The filters w [outputs, channels/groups, …kernel] at each place of x [samples, channels, …space]:
 * y[n, o, p] = Σ w[o, c, t] · x[n, c, p·stride + t·dilation − padding].
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for channels or groups that do not fit, or a filter that does not
 * @example
 * convolve(tensor([1, 2, 3, 4], [1, 1, 4]), tensor([1, 1], [1, 1, 2])).data; // [3, 5, 7]
 */
export function convolve(x: Tensor, w: Tensor, options: ConvolveOptions = {}): Tensor {
  const where = 'convolve';
  const rank = checkConvolution(where, x, w);
  checkOptions(where, options, CONVOLVE_OPTION_KINDS);
  const { groups = 1 } = options;
  const [outputs, channels] = w.shape;
  if (x.shape[1] !== channels * groups || outputs % groups !== 0) {
    const expected = `w of the shape [outputs, ${x.shape[1]}/${groups}, …], outputs a multiple of ${groups}`;
    throw shapeFault(where, expected, shapeText(w.shape));
  }
  const steps = stepsOf(where, options, rank);
  const kernel = w.shape.slice(2);
  const output = x.shape.slice(2).map((extent, axis) => {
    const reach = steps.dilation[axis] * (kernel[axis] - 1) + 1;
    return Math.floor((extent + 2 * steps.padding[axis] - reach) / steps.stride[axis]) + 1;
  });
  if (kernel.includes(0) || output.some((extent) => extent < 1)) {
    const received = `a kernel ${shapeText(kernel)} on the axes ${shapeText(x.shape.slice(2))}`;
    throw shapeFault(where, 'a kernel that fits into the padded input', received);
  }
  const outputShape = [x.shape[0], outputs, ...output];
  return outputsIn(geometry(x.shape, w.shape, outputShape, groups, steps), x, w);
}

/**
 * The transpose of `convolve`: x [samples, inputs, …space] and w [inputs, outputs/groups, …kernel] give an output of
 * extent (space − 1)·stride + dilation·(kernel − 1) + 1 − 2·padding + outputPadding along each axis.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for channels or groups that do not fit, or an output without entries
 * @example
 * transposedConvolve(tensor([1, 2], [1, 1, 2]), tensor([1, 1], [1, 1, 2])).data; // [1, 3, 2]
 */
export function transposedConvolve(x: Tensor, w: Tensor, options: TransposedConvolveOptions = {}): Tensor {
  const where = 'transposedConvolve';
  const rank = checkConvolution(where, x, w);
  checkOptions(where, options, TRANSPOSED_OPTION_KINDS);
  const { groups = 1, outputPadding = 0, ...rest } = options;
  if (x.shape[1] !== w.shape[0] || w.shape[0] % groups !== 0) {
    const expected = `w of the shape [${x.shape[1]}, outputs/${groups}, …], ${x.shape[1]} a multiple of ${groups}`;
    throw shapeFault(where, expected, shapeText(w.shape));
  }
  const steps = stepsOf(where, rest, rank);
  const extra = forEachAxis(where, 'outputPadding', outputPadding, rank);
  if (extra.some((e, axis) => e >= Math.max(steps.stride[axis], steps.dilation[axis]))) {
    throw shapeFault(where, 'outputPadding below the stride or the dilation', shapeText(extra));
  }
  const space = x.shape.slice(2).map((extent, axis) => {
    const reach = steps.dilation[axis] * (w.shape[2 + axis] - 1) + 1;
    return (extent - 1) * steps.stride[axis] + reach - 2 * steps.padding[axis] + extra[axis];
  });
  if (w.shape.slice(2).includes(0) || x.shape.slice(2).includes(0) || space.some((extent) => extent < 1)) {
    throw shapeFault(where, 'an output with entries', `the axes ${shapeText(space)}`);
  }
  const shape = [x.shape[0], w.shape[1] * groups, ...space];
  return inputsIn(geometry(shape, w.shape, x.shape, groups, steps), x, w);
}

type Steps = Readonly<Record<'stride' | 'padding' | 'dilation', readonly number[]>>;

function stepsOf(where: string, { stride = 1, padding = 0, dilation = 1 }: ConvolveOptions, rank: number): Steps {
  return {
    stride: forEachAxis(where, 'stride', stride, rank),
    padding: forEachAxis(where, 'padding', padding, rank),
    dilation: forEachAxis(where, 'dilation', dilation, rank),
  };
}

function geometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  outputShape: readonly number[],
  groups: number,
  steps: Steps,
): Geometry {
  const plan: ConvolutionPlan = {
    samples: inputShape[0],
    groups,
    inChannels: inputShape[1] / groups,
    outChannels: outputShape[1] / groups,
    input: triple(inputShape.slice(2), 1),
    output: triple(outputShape.slice(2), 1),
    kernel: triple(filterShape.slice(2), 1),
    stride: triple(steps.stride, 1),
    padding: triple(steps.padding, 0),
    dilation: triple(steps.dilation, 1),
  };
  return { plan, inputShape, filterShape, outputShape };
}

function outputsIn(g: Geometry, x: Tensor, w: Tensor): Tensor {
  const pullbacks = [(y: Tensor) => inputsIn(g, y, w), (y: Tensor) => filtersIn(g, x, y)];
  return record(g.outputShape, outputsOf(g.plan, x.data, w.data), [x, w], pullbacks);
}

function inputsIn(g: Geometry, y: Tensor, w: Tensor): Tensor {
  const pullbacks = [(x: Tensor) => outputsIn(g, x, w), (x: Tensor) => filtersIn(g, x, y)];
  return record(g.inputShape, inputsOf(g.plan, y.data, w.data), [y, w], pullbacks);
}

function filtersIn(g: Geometry, x: Tensor, y: Tensor): Tensor {
  const pullbacks = [(w: Tensor) => inputsIn(g, y, w), (w: Tensor) => outputsIn(g, x, w)];
  return record(g.filterShape, filtersOf(g.plan, x.data, y.data), [x, y], pullbacks);
}
