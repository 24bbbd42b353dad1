/** Arrays as they cross to Python and back: base64 of little-endian doubles or floats, with a shape. */
import { IsotypicError } from '@isotypic/algebra';
import { flatten } from '../equivariance/adapters.js';

/** An array, as results and arguments have it. */
export interface PythonArray {
  readonly data: Float64Array | Float32Array;
  readonly dims: readonly number[];
}

/** What a function of Python returned. */
export type PythonValue = number | PythonArray | readonly PythonValue[] | { readonly [name: string]: PythonValue };

interface WireArray {
  readonly dtype: 'float64' | 'float32';
  readonly shape: readonly number[];
  readonly data: string;
}

/**
 * A vector, a nested array or a tensor for Python.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for anything that is no array of numbers
 */
export function encodeArgument(value: unknown, name: string, precision: 'float64' | 'float32'): WireArray {
  const { values, containers } = flattened(value, name);
  const isSingle = precision === 'float32' || (containers.size === 1 && containers.has('Float32Array'));
  const data = isSingle ? Float32Array.from(values) : values;
  const shape = shapeOf(value) ?? [values.length];
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { dtype: isSingle ? 'float32' : 'float64', shape, data: bytes.toString('base64') };
}

function flattened(value: unknown, name: string): ReturnType<typeof flatten> {
  try {
    return flatten(value, name);
  } catch (error) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'pythonFunction',
      expected: `${name} to be an array of numbers, or { data, dims }`,
      received: error instanceof Error ? error.message : String(error),
    });
  }
}

function shapeOf(value: unknown): readonly number[] | undefined {
  if (Array.isArray(value)) {
    const inner = value.length > 0 && typeof value[0] !== 'number' ? shapeOf(value[0]) : [];
    return inner === undefined ? undefined : [value.length, ...inner];
  }
  if (typeof value === 'number') return [];
  if (ArrayBuffer.isView(value)) return [(value as Float64Array).length];
  const { dims, shape, rows, cols } = value as Record<string, unknown>;
  if (Array.isArray(dims)) return dims;
  if (Array.isArray(shape)) return shape;
  return rows !== undefined && cols !== undefined ? [rows as number, cols as number] : undefined;
}

/** What came from Python. */
export function decodeValue(value: unknown): PythonValue {
  if (Array.isArray(value)) return value.map(decodeValue);
  const { number, record, dtype, shape, data } = value as Partial<WireArray> & {
    readonly number?: string;
    readonly record?: Readonly<Record<string, unknown>>;
  };
  if (number !== undefined) return numberOf(number);
  if (record !== undefined) return Object.fromEntries(Object.entries(record).map(([k, v]) => [k, decodeValue(v)]));
  const bytes = Uint8Array.from(Buffer.from(data ?? '', 'base64'));
  return {
    data: dtype === 'float32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer),
    dims: shape ?? [],
  };
}

/** Python's repr of a float. */
function numberOf(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  if (text === '-inf') return Number.NEGATIVE_INFINITY;
  return Number(text);
}
