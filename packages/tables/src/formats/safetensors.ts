/**
 * The safetensors container: an unsigned 64-bit little-endian header length, a JSON header, then one buffer of
 * little-endian row-major tensors without holes. PyTorch, JAX, NumPy, TensorFlow and JavaScript all read it.
 * Format: https://github.com/huggingface/safetensors (README, "Format").
 */
import { describe, IsotypicError, invalidArgument } from '@isotypic/algebra';

/** The element types written here. `data` must be the matching typed array. */
export interface TensorArrays {
  F64: Float64Array;
  F32: Float32Array;
  I64: BigInt64Array;
  I32: Int32Array;
  U8: Uint8Array;
}
export type TensorType = keyof TensorArrays;

/** A dense row-major tensor; an empty shape is a scalar. */
export interface Tensor<K extends TensorType = TensorType> {
  readonly dtype: K;
  readonly shape: readonly number[];
  readonly data: TensorArrays[K];
}

export type AnyTensor = { [K in TensorType]: Tensor<K> }[TensorType];

/** Contents of one file: tensors by name and string metadata. */
export interface TensorFile {
  readonly tensors: Readonly<Record<string, AnyTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const BYTES: Record<TensorType, number> = { F64: 8, F32: 4, I64: 8, I32: 4, U8: 1 };
/** The reader's own limit in the reference implementation; a longer header means a broken file. */
const MAX_HEADER_BYTES = 100_000_000;

/** A float64 tensor of the given shape over `data`, not copied. */
export function float64Tensor(shape: readonly number[], data: Float64Array): Tensor<'F64'> {
  return { dtype: 'F64', shape, data };
}

/** An int64 tensor from JavaScript integers. */
export function int64Tensor(shape: readonly number[], values: readonly number[]): Tensor<'I64'> {
  return { dtype: 'I64', shape, data: BigInt64Array.from(values, BigInt) };
}

/**
 * The bytes of a safetensors file. Tensors are laid out by descending alignment and then by name, so that equal
 * contents give equal bytes, and the header is padded so that the buffer starts at a multiple of 8.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` when a shape does not hold its data, `INVALID_ARGUMENT` for the reserved
 * name.
 * @example
 * const bytes = encodeSafetensors({ tensors: { q: float64Tensor([2, 2], Float64Array.of(1, 0, 0, 1)) }, metadata: {} });
 */
export function encodeSafetensors(file: TensorFile): Uint8Array {
  const names = Object.keys(file.tensors).sort((a, b) => {
    const byAlignment = BYTES[(file.tensors[b] as AnyTensor).dtype] - BYTES[(file.tensors[a] as AnyTensor).dtype];
    return byAlignment || (a < b ? -1 : 1);
  });
  const header: Record<string, unknown> = {};
  const metadata = Object.entries(file.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  if (metadata.length > 0) header.__metadata__ = Object.fromEntries(metadata);
  let end = 0;
  for (const name of names) {
    if (name === '__metadata__')
      throw invalidArgument('encodeSafetensors', 'a tensor name other than __metadata__', name);
    const { dtype, shape, data } = file.tensors[name] as AnyTensor;
    const size = shape.reduce((n, extent) => n * extent, 1);
    if (size !== data.length || data.BYTES_PER_ELEMENT !== BYTES[dtype]) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'encodeSafetensors',
        expected: `${size} ${dtype} values for ${name} of shape [${shape.join(', ')}]`,
        received: `${data.length} values of ${data.BYTES_PER_ELEMENT} bytes`,
      });
    }
    header[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(json, 8);
  let at = 8 + headerLength;
  for (const name of names) {
    const { dtype, data } = file.tensors[name] as AnyTensor;
    bytes.set(littleEndian(data, BYTES[dtype]), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file strictly: no holes, no overlaps, no trailing bytes, known element types.
 * @throws {IsotypicError} `PARSE`, naming the tensor or the byte offset at fault.
 */
export function decodeSafetensors(bytes: Uint8Array): TensorFile {
  const fail = (expected: string, received: string, position: number): never => {
    throw new IsotypicError('PARSE', { where: 'decodeSafetensors', expected, received, position });
  };
  if (bytes.length < 8) fail('at least 8 bytes', `${bytes.length}`, 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > MAX_HEADER_BYTES || 8 + headerLength > bytes.length) {
    fail(`a header within the file's ${bytes.length} bytes`, `a header length of ${headerLength}`, 0);
  }
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes.subarray(8, 8 + headerLength));
  if (!text.startsWith('{')) fail("a header starting with '{'", describe(text.slice(0, 10)), 8);
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return fail('a JSON header', String(error), 8);
  }
  const tensors: Record<string, AnyTensor> = {};
  const spans: [number, number, string][] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    if (!isEntry(entry)) return fail(`dtype, shape and data_offsets for ${name}`, describe(JSON.stringify(entry)), 8);
    const { dtype, shape } = entry;
    const width = BYTES[dtype];
    const [from, to] = entry.data_offsets;
    const size = shape.reduce((n, extent) => n * extent, 1);
    if (to - from !== size * width) fail(`${size * width} bytes for ${name}`, `${to - from}`, 8);
    spans.push([from, to, name]);
    const start = 8 + headerLength + from;
    if (start + size * width > bytes.length) fail(`the data of ${name}`, 'the end of the file', bytes.length);
    const copy = bytes.slice(start, start + size * width);
    tensors[name] = { dtype, shape, data: typed(dtype, littleEndian(copy, width).buffer as ArrayBuffer) } as AnyTensor;
  }
  let end = 0;
  for (const [from, to, name] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end) fail(`${name} to start at ${end}`, `${from}`, 8 + headerLength + from);
    end = to;
  }
  if (8 + headerLength + end !== bytes.length)
    fail('no bytes after the last tensor', `${bytes.length}`, 8 + headerLength + end);
  return { tensors, metadata: (header.__metadata__ ?? {}) as Record<string, string> };
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

function typed(dtype: TensorType, buffer: ArrayBuffer): TensorArrays[TensorType] {
  switch (dtype) {
    case 'F64':
      return new Float64Array(buffer);
    case 'F32':
      return new Float32Array(buffer);
    case 'I64':
      return new BigInt64Array(buffer);
    case 'I32':
      return new Int32Array(buffer);
    case 'U8':
      return new Uint8Array(buffer);
  }
}
