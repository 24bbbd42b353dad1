/**
 * A tensor is a shape and its numbers, row-major and in float64; it never changes. What it was computed from is written
 * down only while a `gradient` runs, for whom it may ask.
 */
import { IsotypicError } from '@isotypic/algebra';
import { arrayOf, checkArgument, instance, integer, type Kind } from '@isotypic/algebra/internal';
import { sizeOf } from './shape.js';

/** The cotangent of one input, given that of the output. */
export type Pullback = (cotangent: Tensor) => Tensor;

/** How a tensor came about: its inputs, and one pullback for each. */
export interface History {
  /** The running sweeps that depend on this tensor, one bit for each. */
  readonly sweeps: number;
  /** Larger than that of each input: the order in which the sweep goes back. */
  readonly order: number;
  readonly inputs: readonly Tensor[];
  readonly pullbacks: readonly Pullback[];
}

/**
 * Numbers in a shape, row-major; an empty shape is a single number. `data` is meant to be read only.
 *
 * @example
 * const x = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
 * x.shape; // [2, 3]
 * x.at(1, 0); // 4
 */
export class Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
  /** @internal */
  readonly history: History | null;

  /** @internal Over `data` as it is; `tensor` copies and checks. */
  constructor(shape: readonly number[], data: Float64Array, history: History | null = null) {
    this.shape = shape;
    this.data = data;
    this.history = history;
  }

  /** How many numbers there are. */
  get size(): number {
    return this.data.length;
  }

  /** The entry at these indices, one for each axis. */
  at(...indices: readonly number[]): number {
    if (indices.length !== this.shape.length) {
      throw shapeFault('Tensor.at', `${this.shape.length} indices`, `${indices.length}`);
    }
    let position = 0;
    for (let axis = 0; axis < indices.length; axis++) {
      checkArgument('Tensor.at', `indices[${axis}]`, indices[axis], integer(0, this.shape[axis] - 1));
      position = position * this.shape[axis] + indices[axis];
    }
    return this.data[position];
  }

  /** The number of a tensor that holds one. */
  item(): number {
    if (this.size !== 1) throw shapeFault('Tensor.item', 'a tensor of one number', shapeText(this.shape));
    return this.data[0];
  }
}

export const TENSOR: Kind = instance(Tensor, 'a Tensor', (value) =>
  Array.isArray(value) || typeof value === 'number' ? 'tensor(data, shape) makes one.' : undefined,
);
export const TENSORS: Kind = arrayOf(TENSOR, 'an array of Tensors');

/** Two tensors in one argument. */
export const tensorPair = (first: string, second: string): Kind => ({
  expected: `a pair [${first}, ${second}] of Tensors`,
  accepts: (v) => Array.isArray(v) && v.length === 2 && v.every((x) => TENSOR.accepts(x)),
});
export const SHAPE: Kind = arrayOf(integer(0), 'a shape: an array of integers from 0 on');
export const NUMBER: Kind = { expected: 'a number', accepts: (v) => typeof v === 'number' };
const NUMBERS: Kind = arrayOf(NUMBER, 'an array of numbers or a Float64Array');

/** `SHAPE_MISMATCH` */
export function shapeFault(where: string, expected: string, received: string, remedy?: string): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected,
    received,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

export const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/**
 * The numbers in that shape, copied; without a shape, a list.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` unless the shape holds as many numbers as came
 * @example
 * tensor([1, 2, 3, 4], [2, 2]).at(1, 0); // 3
 */
export function tensor(data: ArrayLike<number>, shape?: readonly number[]): Tensor {
  checkArgument('tensor', 'data', data, NUMBERS);
  if (shape === undefined) return new Tensor([data.length], Float64Array.from(data));
  checkArgument('tensor', 'shape', shape, SHAPE);
  if (sizeOf(shape) !== data.length) {
    throw shapeFault('tensor', `${sizeOf(shape)} numbers for the shape ${shapeText(shape)}`, `${data.length}`);
  }
  return new Tensor([...shape], Float64Array.from(data));
}

/**
 * The tensor of one number and no axes.
 * @example
 * scalar(3).shape; // []
 */
export function scalar(value: number): Tensor {
  checkArgument('scalar', 'value', value, NUMBER);
  return new Tensor([], Float64Array.of(value));
}

/**
 * Zeros in that shape.
 * @example
 * zeros([2, 3]).size; // 6
 */
export function zeros(shape: readonly number[]): Tensor {
  checkArgument('zeros', 'shape', shape, SHAPE);
  return new Tensor([...shape], new Float64Array(sizeOf(shape)));
}

/**
 * One number everywhere in that shape.
 * @example
 * filled([2], 7).at(1); // 7
 */
export function filled(shape: readonly number[], value: number): Tensor {
  checkArgument('filled', 'shape', shape, SHAPE);
  checkArgument('filled', 'value', value, NUMBER);
  const data = new Float64Array(sizeOf(shape));
  if (value !== 0) data.fill(value);
  return new Tensor([...shape], data);
}
