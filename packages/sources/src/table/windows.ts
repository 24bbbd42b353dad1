/** Pieces of bytes as windows that begin where a row begins: what a row's beginning needs to wait for its end. */

/** A window; its reader says by `stopped` where the first row begins that it could not read to its end. */
export interface Window {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Whether these are the last bytes; they end with a line end then. */
  readonly isLast: boolean;
  stopped: number;
}

const LF = 10;

/**
 * The windows of a source, in one buffer that is written over. A row that does not fit makes it grow by half each time,
 * so that reading a long row again and again costs no more than a few times its length.
 */
export async function* windowsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Window> {
  let buffer = new Uint8Array(2 ** 17);
  let kept = 0; // bytes of a row that goes on
  let length = 0;
  for await (const piece of source) {
    if (length + piece.length + 2 > buffer.length) {
      const larger = new Uint8Array(2 * (length + piece.length));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(piece, length);
    length += piece.length;
    if (length < 1.5 * kept) continue;
    buffer[length] = 0;
    const window = { bytes: buffer, end: length, isLast: false, stopped: length };
    yield window;
    buffer.copyWithin(0, window.stopped, length);
    length -= window.stopped;
    kept = length;
  }
  if (length === 0) return;
  if (buffer[length - 1] !== LF) buffer[length++] = LF;
  buffer[length] = 0;
  yield { bytes: buffer, end: length, isLast: true, stopped: length };
}
