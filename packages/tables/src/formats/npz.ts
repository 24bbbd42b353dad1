/**
 * NumPy's npz: a zip archive, stored and not compressed, of one npy file (version 1.0) for each tensor, so that equal
 * tensors give equal bytes. Formats: numpy.lib.format; PKWARE's APPNOTE 6.3, sections 4.3 and 4.4.
 */

import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, invalidArgument, type Kind } from '@isotypic/algebra/internal';
import { ARRAYS, FILE_BYTES } from './containers.js';
import { crc32 } from './crc32.js';
import type { AnyTensor, TensorType } from './safetensors.js';

const DESCRIPTIONS: Readonly<Record<TensorType, string>> = {
  F64: '<f8',
  F32: '<f4',
  I64: '<i8',
  I32: '<i4',
  U8: '|u1',
};

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01, the earliest date that zip knows: a file does not say when it was written. */
const DOS_DATE = 0x21;
const UTF8_NAMES = 0x0800;
const MAX_ARCHIVE = 2 ** 32 - 1;

const TENSORS: Kind = {
  expected: 'tensors by name, as float64Tensor makes them',
  accepts: (v) => isPlainObject(v) && Object.values(v as object).every((t) => isTensor(t)),
};

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

function isTensor(value: unknown): boolean {
  const { dtype, shape, data } = (value ?? {}) as Partial<AnyTensor>;
  return typeof dtype === 'string' && dtype in ARRAYS && Array.isArray(shape) && ArrayBuffer.isView(data);
}

/**
 * The archive that `numpy.load` reads, arrays in row-major order under their names.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what are no tensors, for names with line ends or NUL, and for more
 *   than 4 GiB
 * @example decodeNpz(encodeNpz({ q: float64Tensor([2], Float64Array.of(1, 2)) })).q.shape // [2]
 */
export function encodeNpz(tensors: Readonly<Record<string, AnyTensor>>): Uint8Array {
  const where = 'encodeNpz';
  checkArgument(where, 'tensors', tensors, TENSORS);
  const entries = Object.entries(tensors).map(([name, tensor]) => {
    if (/[\0\r\n]/.test(name)) throw invalidArgument(where, 'names of tensors without line ends and NUL', name);
    return { name: new TextEncoder().encode(`${name}.npy`), bytes: encodeNpy(tensor) };
  });
  const total = entries.reduce((sum, e) => sum + e.bytes.length + 2 * e.name.length + 76, 22);
  if (total > MAX_ARCHIVE || entries.length > 0xffff) {
    throw invalidArgument(
      where,
      `at most ${MAX_ARCHIVE} bytes and 65535 tensors`,
      `${total} bytes`,
      'Write several files.',
    );
  }
  const archive = new Uint8Array(total);
  const view = new DataView(archive.buffer);
  let at = 0;
  const directory: { offset: number; crc: number }[] = [];
  for (const { name, bytes } of entries) {
    const crc = crc32(bytes);
    directory.push({ offset: at, crc });
    view.setUint32(at, LOCAL, true);
    at = writeCommon(view, at + 4, { crc, size: bytes.length, nameLength: name.length });
    archive.set(name, at);
    archive.set(bytes, at + name.length);
    at += name.length + bytes.length;
  }
  const start = at;
  entries.forEach(({ name, bytes }, i) => {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 20, true);
    at = writeCommon(view, at + 6, { crc: directory[i].crc, size: bytes.length, nameLength: name.length });
    view.setUint32(at + 10, directory[i].offset, true); // comment length, disk and attributes stay 0
    at += 14;
    archive.set(name, at);
    at += name.length;
  });
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - start, true);
  view.setUint32(at + 16, start, true);
  return archive;
}

/** The 26 bytes that local and central headers share. */
function writeCommon(
  view: DataView,
  at: number,
  { crc, size, nameLength }: { readonly crc: number; readonly size: number; readonly nameLength: number },
): number {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 8, DOS_DATE, true); // method 0, time 0
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, nameLength, true);
  return at + 26;
}

/** Magic, header padded with spaces to a multiple of 64, then the data, little-endian. */
function encodeNpy({ dtype, shape, data }: AnyTensor): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${DESCRIPTIONS[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length % 256, length >> 8]);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + length);
  return bytes;
}

/**
 * Reads an archive as `encodeNpz` or `numpy.savez` writes it; compressed members are refused.
 * @throws {IsotypicError} `PARSE` with the offset in the file
 * @example
 * decodeNpz(encodeNpz({ x: int32Tensor([2], [1, 2]) })).x.data // [1, 2]
 */
export function decodeNpz(bytes: Uint8Array): Record<string, AnyTensor> {
  const where = 'decodeNpz';
  checkArgument(where, 'bytes', bytes, FILE_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (expected: string, received: unknown, position: number): never => {
    throw new IsotypicError('PARSE', { where, expected, received: String(received), position });
  };
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== END)
    fail('an end record of a zip archive without comment', 'none', Math.max(0, end));
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const tensors: Record<string, AnyTensor> = Object.create(null);
  for (let k = 0; k < count; k++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) fail('a central header', 'none', at);
    const method = view.getUint16(at + 10, true);
    if (method !== 0) fail('a stored member (numpy.savez, not savez_compressed)', `method ${method}`, at + 10);
    const [crc, size] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
    const offset = view.getUint32(at + 42, true);
    if (at + 46 + nameLength > end) fail('a name inside the file', `${nameLength} bytes`, at + 28);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (!name.endsWith('.npy')) fail('a member NAME.npy', name, at + 46);
    if (offset + 30 > end || view.getUint32(offset, true) !== LOCAL) fail('a local header', 'none', offset);
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + size > end) fail(`${size} bytes of ${name} inside the file`, `${end - start}`, start);
    const member = bytes.subarray(start, start + size);
    if (crc32(member) !== crc) fail(`${name} with the checksum ${crc}`, crc32(member), start);
    const key = name.slice(0, -4);
    if (key in tensors) fail('names that differ', name, at + 46);
    tensors[key] = decodeNpy(member, start, fail);
    at += 46 + nameLength + extra + comment;
  }
  return { ...tensors };
}

/** As NumPy writes it: a type, the order, a tuple of extents. */
const NPY_HEADER = new RegExp(
  "^\\{'descr': '([<|][a-z]\\d)', 'fortran_order': (False|True), " +
    "'shape': \\(((?:\\d{1,15}, ?)*\\d{0,15},?)\\), ?\\} *\\n$",
);

function decodeNpy(
  bytes: Uint8Array,
  offset: number,
  fail: (expected: string, received: unknown, position: number) => never,
): AnyTensor {
  const isNpy = bytes.length >= 10 && bytes[0] === 0x93 && new TextDecoder().decode(bytes.subarray(1, 6)) === 'NUMPY';
  if (!isNpy || bytes[6] !== 1) fail('an npy file of version 1.0', 'none', offset);
  const start = 10 + bytes[8] + 256 * bytes[9];
  if (start > bytes.length) fail('a header inside the member', `${start} bytes`, offset + 8);
  const header = new TextDecoder().decode(bytes.subarray(10, start));
  const match = NPY_HEADER.exec(header);
  const dtype = (Object.keys(DESCRIPTIONS) as TensorType[]).find((t) => DESCRIPTIONS[t] === match?.[1]);
  if (match === null || dtype === undefined || match[2] !== 'False') {
    return fail('a header of row-major f8, f4, i8, i4 or u1', header.slice(0, 80), offset + 10);
  }
  const shape = match[3]
    .split(',')
    .filter((n) => n.trim() !== '')
    .map(Number);
  const size = shape.reduce((product, n) => product * n, 1);
  const width = ARRAYS[dtype].BYTES_PER_ELEMENT;
  if (size * width !== bytes.length - start) {
    fail(`${size * width} bytes for the shape [${shape.join(', ')}]`, bytes.length - start, offset + start);
  }
  const { buffer } = new Uint8Array(bytes.subarray(start)); // a copy, aligned; Buffer's own slice is none
  return { dtype, shape, data: new ARRAYS[dtype](buffer) } as AnyTensor;
}
