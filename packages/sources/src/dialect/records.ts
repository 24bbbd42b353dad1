/**
 * The records at the beginning of a table, cell by cell, in the plainest way: what a dialect is told from, and the slow
 * twin of the scanner. A byte is a letter here (`binary` text), so that positions are those of the bytes.
 */

export interface Cell {
  /** Without the quotes and without the blanks around it. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface Record {
  readonly cells: readonly Cell[];
  /** The line on which it begins, from 1 on. */
  readonly line: number;
  /** Where the next line begins: as a position, and as a line. */
  readonly end: number;
  readonly nextLine: number;
}

/** How lines are taken apart. */
export interface RecordGrammar {
  readonly delimiter: string;
  readonly comment: string | undefined;
}

/** Bytes as text, a letter for each. */
export function binaryText(bytes: Uint8Array): string {
  let text = '';
  // arguments of one call: 2¹³ are safe everywhere
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

const BYTES = new TextDecoder('utf-8', { fatal: true });

/** The text that the bytes of `binary` are in UTF-8; letters of their own where they are none. */
export function readable(binary: string): string {
  if (!/[\x80-\xff]/.test(binary)) return binary;
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  try {
    return BYTES.decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The length of the line end at a position: 0 for none. */
export function lineEndAt(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  if (text[at] !== '\r') return 0;
  return text[at + 1] === '\n' ? 2 : 1;
}

/** The blanks around cells: not the delimiter itself. */
export const blanksOf = (delimiter: string): string => [' ', '\t'].filter((b) => !delimiter.includes(b)).join('');

/** A cell's text, and where what follows it begins. */
interface Found {
  readonly cell: Cell;
  readonly at: number;
  readonly lines: number;
}

/**
 * At most `most` records from a position on. Where the text is not `complete`, the last record may go on and is left
 * out. They end before a quote that is not closed, or not followed by a delimiter.
 */
export function recordsOf(
  text: string,
  { delimiter, comment }: RecordGrammar,
  from: { readonly at: number; readonly line: number; readonly complete: boolean; readonly most: number },
): Record[] {
  const records: Record[] = [];
  let { at, line } = from;
  while (at < text.length && records.length < from.most) {
    const begins = line;
    const first = skipBlanks(text, at, delimiter === ' ' ? ' \t' : blanksOf(delimiter));
    if (comment !== undefined && text.startsWith(comment, first)) {
      while (at < text.length && lineEndAt(text, at) === 0) at++;
      at += lineEndAt(text, at);
      line++;
      continue;
    }
    const blank = lineEndAt(text, first);
    if (blank > 0 || first === text.length) {
      at = first + blank;
      line++;
      continue;
    }
    const cells: Cell[] = [];
    at = delimiter === ' ' ? first : at;
    for (;;) {
      const found = cellAt(text, at, delimiter);
      if (found === undefined) return records;
      cells.push(found.cell);
      line += found.lines;
      at = found.at;
      if (at >= text.length || lineEndAt(text, at) > 0) break;
      at = delimiter === ' ' ? skipBlanks(text, at, ' \t') : at + delimiter.length;
      if (delimiter === ' ' && (at >= text.length || lineEndAt(text, at) > 0)) break;
    }
    if (at >= text.length && !from.complete) break;
    // a carriage return at the very end may be half of a line end
    if (!from.complete && text[at] === '\r' && at + 1 === text.length) break;
    at += lineEndAt(text, at);
    line++;
    records.push({ cells, line: begins, end: at, nextLine: line });
  }
  return records;
}

/** The cell at a position; undefined for a quote that is not closed, or not followed by a delimiter. */
function cellAt(text: string, from: number, delimiter: string): Found | undefined {
  // Where blanks delimit, a tab does too, and none is around a cell.
  const blanks = delimiter === ' ' ? '' : blanksOf(delimiter);
  const start = skipBlanks(text, from, blanks);
  const endsAt = (at: number) =>
    at >= text.length ||
    lineEndAt(text, at) > 0 ||
    (delimiter === ' ' ? text[at] === ' ' || text[at] === '\t' : text.startsWith(delimiter, at));
  if (text[start] !== '"') {
    let at = from;
    while (!endsAt(at)) at++;
    return { cell: { text: trimmed(text.slice(from, at), blanks), quoted: false }, at, lines: 0 };
  }
  let at = start + 1;
  let inside = '';
  let lines = 0;
  for (;;) {
    if (at >= text.length) return undefined;
    if (text[at] === '"') {
      if (text[at + 1] !== '"') break;
      at++;
    } else if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) lines++;
    inside += text[at++];
  }
  at = skipBlanks(text, at + 1, blanks);
  return endsAt(at) ? { cell: { text: inside, quoted: true }, at, lines } : undefined;
}

function skipBlanks(text: string, from: number, blanks: string): number {
  let at = from;
  while (at < text.length && blanks.includes(text[at])) at++;
  return at;
}

function trimmed(text: string, blanks: string): string {
  let [from, to] = [0, text.length];
  while (from < to && blanks.includes(text[from])) from++;
  while (to > from && blanks.includes(text[to - 1])) to--;
  return text.slice(from, to);
}
