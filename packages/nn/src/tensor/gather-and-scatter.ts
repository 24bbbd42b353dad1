/** Taking entries along an axis, and adding them back to where they came from: each is the other's adjoint. */
import { arrayOf, checkArgument, checkOptions, integer, type OptionKinds } from '@isotypic/algebra/internal';
import { record } from './record.js';
import { sizeOf } from './shape.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

/** Along which axis. */
export interface AxisOptions {
  /** Default 0. */
  readonly axis?: number;
}

export const AXIS_OPTION_KINDS: OptionKinds<AxisOptions> = { axis: integer(0) };

const INDICES = arrayOf(integer(-1), 'an array of indices, −1 for none');

/** An axis, and how many entries lie before and within it. */
interface AlongAxis {
  readonly axis: number;
  readonly outer: number;
  readonly extent: number;
  readonly inner: number;
}

export function alongAxis(where: string, x: Tensor, axis: number): AlongAxis {
  if (axis >= x.shape.length) {
    throw shapeFault(where, `an axis of the shape ${shapeText(x.shape)}`, `axis ${axis}`);
  }
  const outer = sizeOf(x.shape.slice(0, axis));
  return { axis, outer, extent: x.shape[axis], inner: sizeOf(x.shape.slice(axis + 1)) };
}

function checkIndices(where: string, indices: ArrayLike<number>, extent: number): void {
  checkArgument(where, 'indices', indices, INDICES);
  for (let i = 0; i < indices.length; i++) {
    if (indices[i] >= extent) throw shapeFault(where, `indices below ${extent}`, `${indices[i]}`);
  }
}

const replaced = (x: Tensor, axis: number, extent: number): number[] =>
  x.shape.map((before, a) => (a === axis ? extent : before));

/**
 * The entries indices[0], indices[1], … along an axis; index −1 gives zeros.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for an index or an axis that x has not
 * @example
 * gather(tensor([10, 20, 30]), [2, 0, 2, -1]).data; // [30, 10, 30, 0]
 */
export function gather(x: Tensor, indices: ArrayLike<number>, options: AxisOptions = {}): Tensor {
  checkArgument('gather', 'x', x, TENSOR);
  checkOptions('gather', options, AXIS_OPTION_KINDS);
  const along = alongAxis('gather', x, options.axis ?? 0);
  checkIndices('gather', indices, along.extent);
  return gathered(x, Int32Array.from(indices), along);
}

function gathered(x: Tensor, indices: Int32Array, along: AlongAxis): Tensor {
  const { axis, outer, extent, inner } = along;
  const target = new Float64Array(outer * indices.length * inner);
  const { data } = x;
  for (let o = 0, to = 0; o < outer; o++) {
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i];
      if (index < 0) to += inner;
      else if (inner === 1) target[to++] = data[o * extent + index];
      else for (let j = 0, from = (o * extent + index) * inner; j < inner; j++) target[to++] = data[from++];
    }
  }
  const shape = replaced(x, axis, indices.length);
  return record(shape, target, [x], [(g) => scattered(g, indices, { ...along, extent })]);
}

/**
 * Zeros of extent `extent` along an axis, to whose entry indices[i] the i-th of x is added; index −1 adds nowhere. The
 * additions are done in the order of x.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for an index of `extent` or more, or another number of indices than entries
 * @example
 * scatterAdd(tensor([1, 2, 3]), [0, 2, 0], 3).data; // [4, 0, 2]
 */
export function scatterAdd(x: Tensor, indices: ArrayLike<number>, extent: number, options: AxisOptions = {}): Tensor {
  checkArgument('scatterAdd', 'x', x, TENSOR);
  checkArgument('scatterAdd', 'extent', extent, integer(0));
  checkOptions('scatterAdd', options, AXIS_OPTION_KINDS);
  const along = alongAxis('scatterAdd', x, options.axis ?? 0);
  checkIndices('scatterAdd', indices, extent);
  if (indices.length !== along.extent) {
    throw shapeFault('scatterAdd', `${along.extent} indices, one for each entry of the axis`, `${indices.length}`);
  }
  return scattered(x, Int32Array.from(indices), { ...along, extent });
}

function scattered(x: Tensor, indices: Int32Array, along: AlongAxis): Tensor {
  const { axis, outer, extent, inner } = along;
  const target = new Float64Array(outer * extent * inner);
  const { data } = x;
  for (let o = 0, from = 0; o < outer; o++) {
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i];
      if (index < 0) from += inner;
      else if (inner === 1) target[o * extent + index] += data[from++];
      else for (let j = 0, to = (o * extent + index) * inner; j < inner; j++) target[to++] += data[from++];
    }
  }
  return record(replaced(x, axis, extent), target, [x], [(g) => gathered(g, indices, along)]);
}
