/** Products, entry by entry. */
import { checkArgument } from '@isotypic/algebra/internal';
import { add, commonShape } from './add.js';
import { broadcastTo, sumTo } from './broadcast-and-sum.js';
import { record } from './record.js';
import { repetitionIn, sameShape } from './shape.js';
import { NUMBER, TENSOR, type Tensor } from './tensor.js';

/**
 * a · b, entry by entry, broadcast to their common shape.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * multiply(tensor([1, 2, 3]), scalar(2)).data; // [2, 4, 6]
 */
export function multiply(a: Tensor, b: Tensor): Tensor {
  const shape = commonShape('multiply', a, b);
  const data = sameShape(a.shape, shape) ? multiplied(a, b, shape) : multiplied(broadcastTo(b, shape), a, shape);
  const pullbacks = [(g: Tensor) => sumTo(multiply(g, b), a.shape), (g: Tensor) => sumTo(multiply(g, a), b.shape)];
  return record(shape, data, [a, b], pullbacks);
}

/** a · b, a being of the full shape. */
function multiplied(a: Tensor, b: Tensor, shape: readonly number[]): Float64Array {
  const pattern = repetitionIn(b.shape, shape);
  const x = a.data;
  const y = pattern === undefined ? broadcastTo(b, shape).data : b.data;
  const target = new Float64Array(x.length);
  const { outer, middle, inner } = pattern ?? { outer: 1, middle: x.length, inner: 1 };
  if (inner === 1) {
    for (let o = 0, i = 0; o < outer; o++) for (let m = 0; m < middle; m++, i++) target[i] = x[i] * y[m];
    return target;
  }
  for (let o = 0, i = 0; o < outer; o++) {
    for (let m = 0; m < middle; m++) {
      const c = y[m];
      for (let end = i + inner; i < end; i++) target[i] = x[i] * c;
    }
  }
  return target;
}

/**
 * factor · x.
 * @example
 * scale(tensor([1, 2]), -3).data; // [-3, -6]
 */
export function scale(x: Tensor, factor: number): Tensor {
  checkArgument('scale', 'x', x, TENSOR);
  checkArgument('scale', 'factor', factor, NUMBER);
  const { data } = x;
  const target = new Float64Array(data.length);
  for (let i = 0; i < target.length; i++) target[i] = factor * data[i];
  return record(x.shape, target, [x], [(g) => scale(g, factor)]);
}

/**
 * a − b, broadcast to their common shape.
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * subtract(tensor([5, 7]), scalar(1)).data; // [4, 6]
 */
export function subtract(a: Tensor, b: Tensor): Tensor {
  commonShape('subtract', a, b);
  return add(a, scale(b, -1));
}

/**
 * 1/x, entry by entry.
 * @example
 * reciprocal(tensor([4])).at(0); // 0.25
 */
export function reciprocal(x: Tensor): Tensor {
  checkArgument('reciprocal', 'x', x, TENSOR);
  const { data } = x;
  const target = new Float64Array(data.length);
  for (let i = 0; i < target.length; i++) target[i] = 1 / data[i];
  const y: Tensor = record(x.shape, target, [x], [(g) => scale(multiply(g, multiply(y, y)), -1)]);
  return y;
}

/**
 * a / b, broadcast to their common shape.
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * divide(tensor([6, 9]), scalar(3)).data; // [2, 3]
 */
export function divide(a: Tensor, b: Tensor): Tensor {
  commonShape('divide', a, b);
  return multiply(a, reciprocal(b));
}
