/** How vectors become what a function takes, and what it returns becomes a vector. */
import { callable, checkArgument, oneOf } from '@isotypic/algebra/internal';
import { Violation } from './verdict.js';

/** Makes the argument of a function from float64 values in row-major order. */
export interface Adapter {
  readonly precision: 'float64' | 'float32';
  /**
   * @param values the adapter's own, to keep or to change
   * @param shape [D] for one vector, [N, D] for a batch, or the shape that the argument was given
   */
  input(values: Float64Array, shape: readonly number[]): unknown;
}

/** A constructor of tensors: values in row-major order, and their shape. */
export type TensorConstructor = (values: Float64Array | Float32Array, shape: readonly number[]) => unknown;

const rowsOf = <T>(values: Float64Array, shape: readonly number[], row: (v: Float64Array) => T): T | T[] => {
  if (shape.length < 2) return row(values);
  const length = values.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) => row(values.slice(i * length, (i + 1) * length)));
};

function nested(values: ArrayLike<number>, shape: readonly number[], from = 0): unknown[] {
  const [first = 0, ...rest] = shape;
  if (rest.length === 0) return Array.from({ length: first }, (_, i) => values[from + i]);
  const size = rest.reduce((a, b) => a * b, 1);
  return Array.from({ length: first }, (_, i) => nested(values, rest, from + i * size));
}

/** Ready adapters; an `Adapter` of one's own does as well. */
export const adapters = {
  /** Float64Array; a batch is an array of them. */
  float64: { precision: 'float64', input: (v, shape) => rowsOf(v, shape, (row) => row) } as Adapter,
  /** Float32Array; a batch is an array of them. */
  float32: { precision: 'float32', input: (v, shape) => rowsOf(v, shape, (row) => Float32Array.from(row)) } as Adapter,
  /** Plain arrays, nested by shape. */
  array: { precision: 'float64', input: (v, shape) => nested(v, shape) } as Adapter,
  /** { data, rows, cols }, the layout of this workspace; one vector is one row. */
  matrix: {
    precision: 'float64',
    input: (v, shape) => {
      const rows = shape.length < 2 ? 1 : shape[0];
      return { data: v.slice(), rows, cols: rows === 0 ? 0 : v.length / rows };
    },
  } as Adapter,
  tensor: tensorAdapter,
} as const;

/**
 * Tensors of any library, by their constructor: `(v, shape) => tf.tensor(v, shape)`, `(v, dims) => new
 * ort.Tensor('float32', v, dims)`, `(v, [rows, cols]) => Matrix.from1DArray(rows, cols, v)`.
 * @param precision what the values are handed over in (default float32)
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 */
function tensorAdapter(make: TensorConstructor, precision: 'float32' | 'float64' = 'float32'): Adapter {
  checkArgument('adapters.tensor', 'make', make, callable);
  checkArgument('adapters.tensor', 'precision', precision, oneOf('float32', 'float64'));
  return {
    precision,
    input: (v, shape) => make(precision === 'float32' ? Float32Array.from(v) : v.slice(), [...shape]),
  };
}

/** What a function returned, flattened: its numbers in row-major order, a tuple's or a record's one after another. */
export interface Flattened {
  readonly values: Float64Array;
  /** The kinds of the arrays that held them: 'Float32Array', 'array', 'number', … each once. */
  readonly containers: ReadonlySet<string>;
}

/**
 * A copy of the numbers in what f returned, so that a function may return its own buffer.
 * @throws {Violation} `not a vector`
 */
export function flatten(value: unknown, name: string): Flattened {
  if (value instanceof Float64Array) return { values: value.slice(), containers: FLOAT64 };
  const [numbers, containers]: [number[], Set<string>] = [[], new Set()];
  collect(value, name, numbers, containers);
  return { values: Float64Array.from(numbers), containers };
}

const FLOAT64: ReadonlySet<string> = new Set(['Float64Array']);

function collect(value: unknown, name: string, numbers: number[], containers: Set<string>): void {
  if (typeof value === 'number') {
    containers.add('number');
    numbers.push(value);
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (typeof value[i] === 'number') numbers.push(value[i]);
      else collect(value[i], `${name}[${i}]`, numbers, containers);
    }
    if (value.length > 0 && typeof value[0] === 'number') containers.add('array');
  } else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    collectTyped(value, name, numbers, containers);
  } else if (typeof value === 'object' && value !== null) {
    const inside = tensorData(value);
    if (inside !== undefined) {
      collect(inside, name, numbers, containers);
      return;
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw notAVector(name, value);
    for (const [key, entry] of Object.entries(value)) collect(entry, `${name}.${key}`, numbers, containers);
  } else throw notAVector(name, value);
}

function collectTyped(value: ArrayBufferView, name: string, numbers: number[], containers: Set<string>): void {
  if (value instanceof BigInt64Array || value instanceof BigUint64Array) throw notAVector(name, value);
  containers.add(value.constructor.name);
  const entries = value as Float64Array;
  for (let i = 0; i < entries.length; i++) numbers.push(entries[i]);
}

/** The data of a tensor, whatever library it is of: of tfjs, ONNX, ml-matrix, or { data, rows, cols }. */
function tensorData(value: object): unknown {
  const { dataSync, to1DArray, data, dims, shape, rows, cols } = value as Record<string, unknown>;
  if (typeof dataSync === 'function') return dataSync.call(value);
  if (typeof to1DArray === 'function') return to1DArray.call(value);
  const sized = dims !== undefined || shape !== undefined || (rows !== undefined && cols !== undefined);
  return sized && typeof data !== 'function' ? data : undefined;
}

const notAVector = (name: string, value: unknown): Violation =>
  new Violation(
    'not a vector',
    `${name} is no array of numbers, but ${value === null ? 'null' : `of type ${typeof value}`}`,
  );
