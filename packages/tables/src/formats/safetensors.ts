/**
 * The safetensors container: an unsigned 64-bit little-endian header length, a JSON header, then one buffer of
 * little-endian row-major tensors without holes. PyTorch, JAX, NumPy, TensorFlow and JavaScript all read it.
 * Format: https://github.com/huggingface/safetensors (README, "Format").
 */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  describe,
  instance,
  integer,
  invalidArgument,
  type Kind,
  oneOf,
  text,
} from '@isotypic/algebra/internal';
import { ARRAYS, FILE_BYTES } from './containers.js';

/** The element types written here. `data` must be the matching typed array. */
export interface TensorArrays {
  F64: Float64Array;
  F32: Float32Array;
  I64: BigInt64Array;
  I32: Int32Array;
  U8: Uint8Array;
}
/** The type of a tensor: sums and products of V, duals and irreps. */
export type TensorType = keyof TensorArrays;

/** A dense row-major tensor; an empty shape is a scalar. */
export interface Tensor<K extends TensorType = TensorType> {
  readonly dtype: K;
  readonly shape: readonly number[];
  readonly data: TensorArrays[K];
}

/** A tensor of any of the types of numbers that files hold. */
export type AnyTensor = { [K in TensorType]: Tensor<K> }[TensorType];

/** Contents of one file: tensors by name and string metadata. */
export interface TensorFile {
  readonly tensors: Readonly<Record<string, AnyTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const METADATA = '__metadata__';
const BYTES: Record<TensorType, number> = { F64: 8, F32: 4, I64: 8, I32: 4, U8: 1 };
/** The reader's own limit in the reference implementation; a longer header means a broken file. */
const MAX_HEADER_BYTES = 100_000_000;

const SHAPE: Kind = arrayOf(integer(0), 'a shape: an array of integers from 0 on');

/**
 * A float64 tensor of the given shape over `data`, not copied.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless shape is one and data a Float64Array; `SHAPE_MISMATCH`
 * @example
 * float64Tensor([1, 2], Float64Array.of(0.5, 2)).dtype // 'F64'
 */
export function float64Tensor(shape: readonly number[], data: Float64Array): Tensor<'F64'> {
  const where = 'float64Tensor';
  checkArgument(where, 'shape', shape, SHAPE);
  checkArgument(where, 'data', data, instance(Float64Array, 'a Float64Array', fromNumbers));
  return checkSize(where, 'data', { dtype: 'F64', shape, data });
}

const fromNumbers = (value: unknown) => (Array.isArray(value) ? 'Float64Array.from(numbers) makes one.' : undefined);

/**
 * An int64 tensor from JavaScript integers.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless shape is one and values are integers; `SHAPE_MISMATCH`
 * @example
 * int64Tensor([2], [1, 2]).data[1] // 2n
 */
export function int64Tensor(shape: readonly number[], values: readonly number[]): Tensor<'I64'> {
  const where = 'int64Tensor';
  checkArgument(where, 'shape', shape, SHAPE);
  checkArgument(where, 'values', values, arrayOf(integer(), 'an array of integers'));
  return checkSize(where, 'values', { dtype: 'I64', shape, data: BigInt64Array.from(values, BigInt) });
}

/**
 * An int32 tensor from JavaScript integers.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless shape is one and values are integers of 32 bits; `SHAPE_MISMATCH`
 * @example
 * int32Tensor([2], [1, 2]).data // [1, 2]
 */
export function int32Tensor(shape: readonly number[], values: readonly number[]): Tensor<'I32'> {
  const where = 'int32Tensor';
  checkArgument(where, 'shape', shape, SHAPE);
  checkArgument(where, 'values', values, arrayOf(integer(-(2 ** 31), 2 ** 31 - 1), 'an array of integers of 32 bits'));
  return checkSize(where, 'values', { dtype: 'I32', shape, data: Int32Array.from(values) });
}

/** The tensor, when its data fill its shape. */
function checkSize<T extends AnyTensor>(where: string, name: string, tensor: T): T {
  const size = sizeOf(tensor.shape);
  if (size === tensor.data.length) return tensor;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `${name} to hold the ${size} ${tensor.dtype} values of the shape [${tensor.shape.join(', ')}]`,
    received: `${tensor.data.length}`,
  });
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((n, extent) => n * extent, 1);

const RECORD: Kind = {
  expected: 'an object of tensors by name',
  accepts: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
};

/** What `encodeSafetensors` writes, checked. */
function checkFile(where: string, file: TensorFile): void {
  checkArgument(where, 'file', file, { ...RECORD, expected: 'an object { tensors, metadata }' });
  checkArgument(where, 'file.tensors', file.tensors, RECORD);
  checkArgument(where, 'file.metadata', file.metadata, { ...RECORD, expected: 'an object of texts by name' });
  for (const [name, value] of Object.entries(file.metadata)) checkArgument(where, `metadata ${name}`, value, text);
  for (const [name, tensor] of Object.entries(file.tensors)) {
    if (name === METADATA) throw invalidArgument(where, `a tensor name in file.tensors other than ${METADATA}`, name);
    checkArgument(where, `tensor ${name}`, tensor, { ...RECORD, expected: 'a tensor { dtype, shape, data }' });
    checkArgument(where, `dtype of tensor ${name}`, tensor.dtype, oneOf(...Object.keys(BYTES)));
    checkArgument(where, `shape of tensor ${name}`, tensor.shape, SHAPE);
    const array = ARRAYS[tensor.dtype];
    checkArgument(where, `data of tensor ${name}`, tensor.data, instance(array, `a ${array.name}`));
    checkSize(where, `tensor ${name}`, tensor);
  }
}

/**
 * The bytes of a safetensors file. Tensors are laid out by descending alignment and then by name, so that equal
 * contents give equal bytes, and the header is padded so that the buffer starts at a multiple of 8.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` when a shape does not hold its data; `INVALID_ARGUMENT` for what is no file,
 *   a shape that is none, metadata that are not text, and the reserved name
 * @example
 * const bytes = encodeSafetensors({ tensors: { q: float64Tensor([2, 2], Float64Array.of(1, 0, 0, 1)) }, metadata: {}
 * });
 */
export function encodeSafetensors(file: TensorFile): Uint8Array {
  checkFile('encodeSafetensors', file);
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
  const tensors = Object.entries(file.tensors).sort((a, b) => BYTES[b[1].dtype] - BYTES[a[1].dtype] || byName(a, b));
  const metadata = Object.entries(file.metadata).sort(byName);
  let end = 0;
  const entries = tensors.map(([name, { dtype, shape, data }]): [string, unknown] => {
    const start = end;
    end += data.byteLength;
    return [name, { dtype, shape: [...shape], data_offsets: [start, end] }];
  });
  if (metadata.length > 0) entries.unshift([METADATA, Object.fromEntries(metadata)]);
  // fromEntries defines properties, so that a tensor may be called __proto__; an assignment would lose it
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(json, 8);
  let at = 8 + headerLength;
  for (const [, { dtype, data }] of tensors) {
    bytes.set(littleEndian(data, BYTES[dtype]), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file strictly: no holes, no overlaps, no trailing bytes, known element types, metadata of text.
 * Memory stays within a small multiple of the file's size, whatever its header says.
 * @throws {IsotypicError} `PARSE`, naming the tensor or the byte offset at fault; `INVALID_ARGUMENT` for other than
 * bytes
 * @example
 * const bytes = encodeSafetensors({ tensors: { x: int32Tensor([2], [1, 2]) }, metadata: { unit: 'mm' } });
 * decodeSafetensors(bytes).metadata.unit // 'mm'
 */
export function decodeSafetensors(bytes: Uint8Array): TensorFile {
  checkArgument('decodeSafetensors', 'bytes', bytes, FILE_BYTES);
  const { header, start } = readHeader(bytes);
  const entries: [name: string, entry: HeaderEntry][] = [];
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) {
      if (!isRecordOfText(entry)) return refuse(`texts by name in ${METADATA}`, describe(entry), 8);
      metadata = entry;
    } else if (isEntry(entry)) entries.push([name, entry]);
    else refuse(`dtype, shape and data_offsets for ${describe(name)}`, describe(entry), 8);
  }
  checkSpans(entries, start, bytes.length); // before any copy: overlapping tensors could be many times the file
  const tensors = entries.map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ]): [string, AnyTensor] => {
      // a copy, aligned: `slice` is none where the bytes are a Buffer, as node:fs gives them
      const copy = littleEndian(new Uint8Array(bytes.subarray(start + from, start + to)), BYTES[dtype]);
      return [name, { dtype, shape, data: new ARRAYS[dtype](copy.buffer as ArrayBuffer) } as AnyTensor];
    },
  );
  return { tensors: Object.fromEntries(tensors), metadata };
}

function refuse(expected: string, received: string, position: number): never {
  throw new IsotypicError('PARSE', { where: 'decodeSafetensors', expected, received, position });
}

/** The JSON header, and where the buffer behind it starts. */
function readHeader(bytes: Uint8Array): { header: object; start: number } {
  if (bytes.length < 8) refuse('at least 8 bytes', `${bytes.length}`, 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = 8 + headerLength;
  if (headerLength > MAX_HEADER_BYTES || start > bytes.length) {
    refuse(`a header within the file's ${bytes.length} bytes`, `a header length of ${headerLength}`, 0);
  }
  // the format: a header begins with {, and whitespace behind it is 0x20
  let last = start - 1;
  while (last > 8 && bytes[last] === 0x20) last--;
  if (bytes[8] !== 0x7b || bytes[last] !== 0x7d) refuse('a header from { to }, then spaces', 'other bytes', last);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, start)));
  } catch (error) {
    return refuse('a JSON header in UTF-8', String(error), 8);
  }
  if (!RECORD.accepts(header)) refuse('a JSON object as header', describe(header), 8);
  return { header: header as object, start };
}

/** @throws {IsotypicError} `PARSE` unless the tensors have the sizes of their shapes and fill the buffer one by one */
function checkSpans(entries: readonly (readonly [name: string, entry: HeaderEntry])[], start: number, length: number) {
  const inOrder = [...entries].sort(([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1]);
  let end = 0;
  for (const [name, { dtype, shape, data_offsets: offsets }] of inOrder) {
    const [from, to] = offsets;
    const size = sizeOf(shape) * BYTES[dtype];
    if (to - from !== size) refuse(`${size} bytes for ${describe(name)}`, `${to - from}`, 8);
    if (from !== end) refuse(`${describe(name)} to start at ${end}`, `${from}`, start + from);
    if (start + to > length) refuse(`the data of ${describe(name)}`, 'the end of the file', length);
    end = to;
  }
  if (start + end !== length) refuse('no bytes after the last tensor', `${length - start - end}`, start + end);
}

function isRecordOfText(value: unknown): value is Record<string, string> {
  return RECORD.accepts(value) && Object.values(value as object).every((v) => typeof v === 'string');
}

interface HeaderEntry {
  readonly dtype: TensorType;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Whether a header value has the three fields of a tensor entry, each of its type and range. */
function isEntry(entry: unknown): entry is HeaderEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { dtype, shape, data_offsets: offsets } = entry as Partial<Record<keyof HeaderEntry, unknown>>;
  const natural = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0;
  return (
    typeof dtype === 'string' &&
    Object.hasOwn(BYTES, dtype) &&
    Array.isArray(shape) &&
    shape.every(natural) &&
    Array.isArray(offsets) &&
    offsets.length === 2 &&
    offsets.every(natural)
  );
}

const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of a typed array in little-endian order, as a view of it where the host already is. */
function littleEndian(data: ArrayBufferView, width: number): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (HOST_IS_LITTLE_ENDIAN || width === 1) return bytes;
  const swapped = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) swapped[i] = bytes[i - (i % width) + (width - 1 - (i % width))] as number;
  return swapped;
}
