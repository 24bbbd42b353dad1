/** Reading text from left to right: what the recursive-descent parsers share. Spaces between symbols do not count. */
import { describe, IsotypicError } from './errors.js';

/** Parentheses inside each other are refused beyond this: by then it is a mistake, and the stack has an end. */
const MAX_DEPTH = 100;

const DIGITS = /[0-9]+/y;
const SPACE = /\s*/y;

export class TextScanner {
  /** Offset of the next character. */
  at = 0;
  private depth = 0;

  constructor(
    private readonly where: string,
    private readonly text: string,
    private readonly remedy?: string,
  ) {}

  /** The next character that is no space; '' at the end. */
  peek(): string {
    this.skipSpace();
    return this.text[this.at] ?? '';
  }

  /** Whether `symbol` comes next; it is then taken. */
  accept(symbol: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  expect(symbol: string): void {
    if (!this.accept(symbol)) this.fail(`'${symbol}'`);
  }

  /** What a sticky pattern matches next, taken; undefined when it does not match. */
  match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** What is left of the text. */
  get rest(): string {
    return this.text.slice(this.at);
  }

  digits(expected: string): string {
    return this.match(DIGITS) ?? this.fail(expected);
  }

  /** An integer from 0 on, as a number: at most 2⁵³ − 1. */
  integer(expected: string): number {
    this.skipSpace();
    const start = this.at;
    const value = Number(this.digits(expected));
    if (!Number.isSafeInteger(value)) this.fail(`${expected} below 2^53`, start);
    return value;
  }

  /** What `read` reads, one level deeper. */
  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} expressions inside each other`);
    const value = read();
    this.depth--;
    return value;
  }

  expectEnd(expected: string): void {
    if (this.peek() !== '') this.fail(expected);
  }

  /** @throws {IsotypicError} `PARSE` at the position: that of the next symbol unless given */
  fail(expected: string, position?: number): never {
    this.skipSpace();
    const at = position ?? this.at;
    throw new IsotypicError('PARSE', {
      where: this.where,
      expected,
      received: at < this.text.length ? describe(this.text.slice(at, at + 16)) : 'the end of the text',
      position: at,
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
    });
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }
}
