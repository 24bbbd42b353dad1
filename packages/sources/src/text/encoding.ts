/** How the letters of a text are written as bytes: told by its beginning, and undone. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { peek } from './pieces.js';

export interface Encoding {
  /** As the Encoding Standard of the WHATWG names it: `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly name: string;
  readonly byteOrderMark: boolean;
}

/** The first bytes of files that are tables, but no text: what to do with each. */
const NOT_TEXT: readonly (readonly [magic: readonly number[], what: string, remedy: string])[] = [
  [[0x1f, 0x8b], 'gzip', 'Decompress it: source.pipeThrough(new DecompressionStream("gzip")).'],
  [[0x50, 0x4b, 3, 4], 'a zip archive, as .xlsx and .ods workbooks are', 'Save the sheet as CSV.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook of Excel before 2007', 'Save the sheet as CSV.'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'Export it as CSV.'],
  [
    [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31],
    'an Arrow file',
    'Pass its path to openArrowFiles of @isotypic/sources/files.',
  ],
  [[0xff, 0xff, 0xff, 0xff], 'a stream of Arrow', 'Pass its path to openArrowFiles of @isotypic/sources/files.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd', 'Decompress it first.'],
  [[0x42, 0x5a, 0x68], 'bzip2', 'Decompress it first.'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz', 'Decompress it first.'],
];

const MARKS: readonly (readonly [mark: readonly number[], name: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((b, i) => bytes[i] === b);

/** @throws {IsotypicError} `PARSE` for the beginning of a file that is no text. */
export function requireText(where: string, sample: Uint8Array): void {
  for (const [magic, what, remedy] of NOT_TEXT) {
    if (startsWith(sample, magic)) {
      throw new IsotypicError('PARSE', { where, expected: 'delimited text', received: what, remedy });
    }
  }
}

/**
 * A byte-order mark says it. Without one, UTF-16 shows by the zero bytes of its letters, UTF-8 by being well-formed;
 * what is neither is taken for Windows-1252, of which Latin-1 is the part that is printed.
 */
export function detectEncoding(sample: Uint8Array): Encoding {
  for (const [mark, name] of MARKS) if (startsWith(sample, mark)) return { name, byteOrderMark: true };
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]++;
  const half = sample.length / 2;
  // digits, delimiters and line ends are most of a table; four letters in five outweigh names in other alphabets
  if (zeros[1] > 0.8 * half && zeros[0] === 0) return { name: 'utf-16le', byteOrderMark: false };
  if (zeros[0] > 0.8 * half && zeros[1] === 0) return { name: 'utf-16be', byteOrderMark: false };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return { name: 'utf-8', byteOrderMark: false };
  } catch {
    return { name: 'windows-1252', byteOrderMark: false };
  }
}

/** The encoding that a label means, `latin1` for example; undefined for one that is not known. */
export function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** The text as UTF-8 without a byte-order mark. */
export async function* asUtf8(
  where: string,
  source: AsyncGenerator<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* withoutMark(source);
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const decoded = (bytes?: Uint8Array): Uint8Array => {
    try {
      return encoder.encode(bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
    } catch (cause) {
      const received = 'bytes that are none';
      throw new IsotypicError('PARSE', { where, expected: `text in ${encoding}`, received, cause });
    }
  };
  for await (const piece of source) yield decoded(piece);
  yield decoded();
}

async function* withoutMark(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { sample, all } = await peek(source, MARKS[0][0].length);
  let skip = startsWith(sample, MARKS[0][0]) ? 3 : 0;
  for await (const piece of all) {
    yield skip === 0 ? piece : piece.subarray(skip);
    skip = 0;
  }
}
