/** CSV text as it arrives in pieces, as lines and as the cells of records (RFC 4180). */
import { IsotypicError } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';

/** Pieces of text or of UTF-8, such as a file's stream gives. */
export type TextPieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** The lines of a text, ended by \n, \r\n or \r alone, wherever the pieces are cut. */
export async function* linesOf(where: string, source: TextPieces): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of source) {
    if (typeof piece !== 'string' && !(piece instanceof Uint8Array)) {
      throw invalidArgument(where, 'source to give pieces of text or bytes', piece);
    }
    const text = rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }));
    // A \r at the end may be the first half of \r\n.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\n|\r/);
    rest = (lines.pop() as string) + text.slice(end);
    yield* lines;
  }
  rest += decoder.decode();
  if (rest.endsWith('\r')) rest = rest.slice(0, -1);
  if (rest !== '') yield rest;
}

/** A quoted cell longer than this was not closed: a million letters. */
const LONGEST_CELL = 2 ** 20;

/**
 * Records from lines: a cell that begins with a quote ends with one; inside, delimiters and line ends are its own, and
 * "" stands for a quote. Other cells are taken as they are, without the blanks around them.
 */
export class RecordReader {
  private cells: string[] = [];
  /** What has been read of a quoted cell that goes on in the next line. */
  private open: string | undefined;
  private line = 0;
  private openedIn = 0;

  constructor(
    private readonly where: string,
    private readonly delimiter: string,
  ) {}

  /** Number of lines read. */
  get lineNumber(): number {
    return this.line;
  }

  /**
   * The record that ends with this line; undefined when a quoted cell goes on.
   * @throws {IsotypicError} `PARSE`
   */
  read(line: string): readonly string[] | undefined {
    this.line++;
    if (this.open === undefined && !line.includes('"')) return line.split(this.delimiter).map((cell) => cell.trim());
    let at = 0;
    if (this.open !== undefined) {
      at = this.quoted(line, 0, `${this.open}\n`);
      if (this.open !== undefined) return undefined;
    }
    while (at <= line.length) {
      let start = at;
      while (line[start] === ' ' || line[start] === '\t') start++;
      if (line[start] === '"') {
        this.openedIn = this.line;
        at = this.quoted(line, start + 1, '');
        if (this.open !== undefined) return undefined;
        continue;
      }
      const end = line.indexOf(this.delimiter, at);
      this.cells.push(line.slice(at, end === -1 ? line.length : end).trim());
      at = end === -1 ? line.length + 1 : end + this.delimiter.length;
    }
    const { cells } = this;
    this.cells = [];
    return cells;
  }

  /** @throws {IsotypicError} `PARSE` when the text ends inside a quoted cell. */
  finish(): void {
    if (this.open !== undefined) throw this.error('a closing quote', 'the end of the text');
  }

  /** Reads a quoted cell from `from` on; answers where the next cell begins, past the line's end if there is none. */
  private quoted(line: string, from: number, before: string): number {
    let text = before;
    let at = from;
    this.open = undefined;
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote === -1) {
        this.open = text + line.slice(at);
        if (this.open.length > LONGEST_CELL)
          throw this.error('a closing quote', `${this.open.length} letters without one`);
        return line.length;
      }
      text += line.slice(at, quote);
      at = quote + 1;
      if (line[at] !== '"') break;
      text += '"';
      at++;
    }
    const end = line.indexOf(this.delimiter, at);
    const beside = line.slice(at, end === -1 ? line.length : end);
    if (beside.trim() !== '') throw this.error('a delimiter after the closing quote', `"${beside.trim()}"`);
    this.cells.push(text);
    return end === -1 ? line.length + 1 : end + this.delimiter.length;
  }

  private error(expected: string, received: string): IsotypicError {
    const line = this.openedIn;
    const details = { line };
    return new IsotypicError('PARSE', {
      where: this.where,
      expected: `${expected} for the quote in line ${line}`,
      received,
      details,
    });
  }
}
