/** Data sets that are drawn, not downloaded. */
import { checkArgument, integer } from '@isotypic/algebra/internal';
import type { RandomStream } from '@isotypic/numeric';
import { STREAM } from '../initial/initial-values.js';
import { shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';

/** Inputs and what belongs to them, a sample each row. */
export interface Samples {
  readonly x: Tensor;
  readonly y: Tensor;
}

/** `target` of each row. */
export function targetsOf(where: string, x: Tensor, width: number, target: (row: Float64Array) => number[]): Tensor {
  checkArgument(where, 'x', x, TENSOR);
  if (x.shape.length !== 2 || x.shape[1] !== width) {
    throw shapeFault(where, `x of the shape [samples, ${width}]`, shapeText(x.shape));
  }
  const rows = Array.from({ length: x.shape[0] }, (_, i) => target(x.data.subarray(i * width, (i + 1) * width)));
  return new Tensor([rows.length, rows[0]?.length ?? 1], Float64Array.from(rows.flat()));
}

/** Rows drawn entry by entry. */
export function drawn(
  where: string,
  count: number,
  width: number,
  random: RandomStream,
  draw: (column: number) => number,
): Tensor {
  checkArgument(where, 'count', count, integer(0));
  checkArgument(where, 'random', random, STREAM);
  return new Tensor(
    [count, width],
    Float64Array.from({ length: count * width }, (_, i) => draw(i % width)),
  );
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};
