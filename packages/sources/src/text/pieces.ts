/** Text that arrives in pieces, as bytes of UTF-8; and a look at its beginning that takes nothing away. */
import { invalidArgument } from '@isotypic/algebra/internal/basics';

/** Pieces of text, or of its bytes, such as a file's stream gives. */
export type TextPieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** What is handed on at once: a piece may be a whole file. */
const LARGEST_PIECE = 2 ** 20;

/** The pieces as bytes, none larger than 1 MiB; text becomes UTF-8. */
export async function* bytesOf(where: string, source: TextPieces): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let half = ''; // the first half of a character that two pieces of text share
  for await (const piece of source) {
    if (typeof piece === 'string') {
      for (let at = 0; at < piece.length; at += LARGEST_PIECE) {
        const text = half + piece.slice(at, at + LARGEST_PIECE);
        const isCut = /[\ud800-\udbff]$/.test(text);
        half = isCut ? text.slice(-1) : '';
        yield encoder.encode(isCut ? text.slice(0, -1) : text);
      }
    } else if (piece instanceof Uint8Array) {
      for (let at = 0; at < piece.length; at += LARGEST_PIECE) yield piece.subarray(at, at + LARGEST_PIECE);
    } else {
      throw invalidArgument(where, 'source to give pieces of text or bytes', piece);
    }
  }
  if (half !== '') yield encoder.encode(half);
}

/** The beginning of a source, and all of it from the beginning on. */
export interface Peeked {
  readonly sample: Uint8Array;
  /** Whether the sample is all there is. */
  readonly complete: boolean;
  readonly all: AsyncGenerator<Uint8Array>;
  /** Lets go of the source, whether or not `all` was begun. */
  close(): Promise<void>;
}

/** A sample is not made larger than this for the sake of lines: 16 MiB. */
const LARGEST_SAMPLE = 2 ** 24;

/**
 * Looks at the first `size` bytes or a little more, and at so many lines if they are not too long. A piece is copied:
 * its owner may write the next one over it.
 */
export async function peek(source: AsyncGenerator<Uint8Array>, size: number, lines = 0): Promise<Peeked> {
  const seen: Uint8Array[] = [];
  let [length, ends] = [0, 0];
  let complete = false;
  while (length < size || (ends < lines && length < LARGEST_SAMPLE)) {
    const { value, done } = await source.next();
    if (done === true) {
      complete = true;
      break;
    }
    seen.push(value.slice());
    length += value.length;
    if (ends < lines) for (const byte of value) if (byte === 10 || byte === 13) ends++;
  }
  const sample = new Uint8Array(length);
  let at = 0;
  for (const piece of seen) {
    sample.set(piece, at);
    at += piece.length;
  }
  const close = async () => {
    await source.return(undefined);
  };
  return { sample, complete, all: again(sample, complete, source), close };
}

async function* again(sample: Uint8Array, complete: boolean, rest: AsyncGenerator<Uint8Array>) {
  try {
    if (sample.length > 0) yield* bytesOf('again', [sample]);
    if (!complete) yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
