/** Bytes that tables are made of, and numbers in them. */

export const [TAB, LF, CR, BLANK, QUOTE, PLUS, MINUS, ZERO, NINE] = [9, 10, 13, 32, 34, 43, 45, 48, 57];
export const [DOT, COMMA, UPPER_E, LOWER_E] = [46, 44, 69, 101];

/** 10⁰ … 10²², exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/** ASCII text of a few bytes: shorter than a decoder's call. */
export function asciiOf(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]);
  return text;
}

/**
 * The number that bytes [from, to) write: a sign, digits, one decimal mark, an exponent; NaN for anything else. The
 * decimal mark becomes a point, which is what `Number` reads; it rounds correctly.
 */
export function decimalOf(bytes: Uint8Array, from: number, to: number, mark: number): number {
  let at = from;
  if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
  let digits = 0;
  for (; at < to && bytes[at] >= ZERO && bytes[at] <= NINE; at++) digits++;
  let point = -1;
  if (at < to && bytes[at] === mark) {
    point = at++;
    for (; at < to && bytes[at] >= ZERO && bytes[at] <= NINE; at++) digits++;
  }
  if (digits === 0) return Number.NaN;
  if (at < to && (bytes[at] === LOWER_E || bytes[at] === UPPER_E)) {
    at++;
    if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
    const first = at;
    while (at < to && bytes[at] >= ZERO && bytes[at] <= NINE) at++;
    if (at === first) return Number.NaN;
  }
  if (at !== to) return Number.NaN;
  if (point === -1 || mark === DOT) return Number(asciiOf(bytes, from, to));
  return Number(`${asciiOf(bytes, from, point)}.${asciiOf(bytes, point + 1, to)}`);
}
