/**
 * Rows from bytes: one pass, no text where a number is wanted, nothing kept but a batch. The hot loops look like C: a
 * parser that makes a string of every cell took five times as long (measured).
 */
import { BLANK, COMMA, CR, DOT, decimalOf, LF, MINUS, NINE, PLUS, POWERS_OF_TEN, QUOTE, TAB, ZERO } from './bytes.js';
import { longDecimal, MOST_DIGITS } from './long-decimal.js';
import type { MissingPolicy } from './options.js';
import { anotherWidth, MOST_PLACES, missingValues, notANumber, openQuote, type Place } from './refusals.js';

/** What a column is read as. */
export const [UNUSED, NOTHING] = [-1, -2];
/** The slot of the n-th column of text. */
export const textSlot = (n: number): number => -3 - n;

export interface ScanPlan {
  readonly where: string;
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly comment: string | undefined;
  readonly columns: readonly string[];
  /**
   * For every cell of a row: ≥ 0 where its number goes, `UNUSED`, `NOTHING` for what stands behind a trailing
   * delimiter, or a `textSlot`.
   */
  readonly slots: readonly number[];
  /** Whether a row may lack the last cell, which is `NOTHING`. */
  readonly numbers: number;
  readonly texts: number;
  readonly missing: ReadonlySet<string>;
  readonly policy: MissingPolicy;
  readonly batchRows: number;
  /** Rows to be passed over. */
  readonly from: number;
}

/** What has become of the rows: `rows = used + dropped + passed over`. */
export interface ScanCounts {
  /** Records seen. */
  rows: number;
  used: number;
  dropped: number;
  comments: number;
  blankLines: number;
}

/** 10²² is the largest power of ten that a double holds. */
const MOST_SCALE = 22;

const MARK = { '.': DOT, ',': COMMA } as const;
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class RowScanner {
  readonly counts: ScanCounts = { rows: 0, used: 0, dropped: 0, comments: 0, blankLines: 0 };
  /** Rows of the batch so far, and its numbers and texts. */
  filled = 0;
  private data: Float64Array;
  private texts: string[][];
  private readonly places: Place[] = [];
  /** Blank lines that are rows if another row follows, in a table of one column. */
  private pendingBlank: number[] = [];

  private readonly slots: Int32Array;
  /** Bytes that end a cell, bytes that are blank around it. */
  private readonly stops = new Uint8Array(256);
  private readonly blanks = new Uint8Array(256);
  private readonly delimiter: Uint8Array;
  private readonly byBlanks: boolean;
  private readonly comment: Uint8Array | undefined;
  private readonly mark: number;
  /** The mark where it may stand in a cell without quotes. */
  private readonly fastMark: number;
  private readonly missingNumbers: readonly number[];

  // Of the record that is being read.
  private at = 0;
  private endOfCell = 0;
  private lines = 0;
  private hasMissing = false;

  constructor(
    private readonly plan: ScanPlan,
    private line: number,
  ) {
    const { delimiter, comment, decimal, slots, missing } = plan;
    this.slots = Int32Array.from(slots);
    this.byBlanks = delimiter === ' ';
    this.delimiter = new TextEncoder().encode(delimiter);
    this.comment = comment === undefined ? undefined : new TextEncoder().encode(comment);
    this.mark = MARK[decimal];
    this.fastMark = decimal === delimiter ? -1 : this.mark;
    for (const stop of [LF, CR, this.delimiter[0]]) this.stops[stop] = 1;
    if (this.byBlanks) this.stops[TAB] = 1;
    for (const blank of ' \t') if (!delimiter.includes(blank)) this.blanks[blank.charCodeAt(0)] = 1;
    if (this.byBlanks) this.blanks.fill(0);
    const numeric = [...missing].map((word) => {
      const bytes = new TextEncoder().encode(word);
      return decimalOf(bytes, 0, bytes.length, this.mark);
    });
    this.missingNumbers = numeric.filter((n) => !Number.isNaN(n));
    this.data = new Float64Array(plan.batchRows * plan.numbers);
    this.texts = Array.from({ length: plan.texts }, () => []);
  }

  get isFull(): boolean {
    return this.filled === this.plan.batchRows;
  }

  /** The rows of the batch, which begins anew. */
  take(): { readonly data: Float64Array; readonly rows: number; readonly cols: number; readonly texts: string[][] } {
    this.refuseMissing(true);
    const { numbers } = this.plan;
    const batch = {
      data: this.data.slice(0, this.filled * numbers),
      rows: this.filled,
      cols: numbers,
      texts: this.texts,
    };
    this.texts = Array.from({ length: this.plan.texts }, () => []);
    this.filled = 0;
    return batch;
  }

  /** To be called at the end of the text. @throws {IsotypicError} for values that are missing. */
  finish(): void {
    this.counts.blankLines += this.pendingBlank.length;
    this.pendingBlank = [];
    this.refuseMissing(false);
  }

  private refuseMissing(more: boolean): void {
    if (this.places.length > 0) throw missingValues(this.plan.where, this.places, more);
  }

  /**
   * Reads rows of bytes [from, end) until the batch is full or no whole row is left; answers where it stopped, the
   * beginning of a row. `bytes[end]` must exist. Of the last bytes the final row must be ended by a line end.
   */
  scan(bytes: Uint8Array, from: number, end: number, isLast: boolean): number {
    let at = from;
    while (at < end && this.filled < this.plan.batchRows) {
      const next = this.lineWithoutRow(bytes, at, end, isLast);
      if (next < 0) break;
      if (next > at) {
        at = next;
        this.line++;
        continue;
      }
      if (this.pendingBlank.length > 0) this.takeBlankRows();
      if (this.isFull) break;
      this.lines = 0;
      this.at = at;
      const known = this.places.length;
      const passed = this.counts.rows < this.plan.from;
      const width = this.record(bytes, end, passed);
      if (width < 0 || !this.passLineEnd(bytes, end, isLast)) {
        if (isLast) throw openQuote(this.plan.where, this.line, 'the end of the text');
        this.hasMissing = false;
        this.places.length = known; // the row is read again when the rest of it is there
        break;
      }
      if (width !== this.slots.length) this.requireWidth(width);
      this.commit(passed);
      this.line += this.lines + 1;
      at = this.at;
    }
    return at;
  }

  private requireWidth(width: number): void {
    const all = this.slots.length;
    // the last cell stands behind a trailing delimiter, which a row may lack
    if (width === all - 1 && this.slots[all - 1] === NOTHING) return;
    const expected = this.slots[all - 1] === NOTHING ? all - 1 : all;
    throw anotherWidth(this.plan.where, this.line, expected, width);
  }

  private commit(passed: boolean): void {
    const { counts, hasMissing } = this;
    counts.rows++;
    this.hasMissing = false;
    if (passed) return;
    if (hasMissing && this.plan.policy !== 'keep') {
      for (const list of this.texts) if (list.length > this.filled) list.pop();
      if (this.plan.policy === 'drop') counts.dropped++;
      else if (this.places.length >= MOST_PLACES) this.refuseMissing(true);
      return;
    }
    counts.used++;
    this.filled++;
  }

  /** In a table of one column an empty line is a row without its value. */
  private takeBlankRows(): void {
    while (this.pendingBlank.length > 0 && !this.isFull) {
      const line = this.pendingBlank.shift() as number;
      const passed = this.counts.rows < this.plan.from;
      if (!passed && this.slots[0] >= 0) {
        this.data[this.filled * this.plan.numbers + this.slots[0]] = Number.NaN;
        this.noteMissing(0, '', line);
      } else if (!passed && this.slots[0] <= textSlot(0)) this.texts[-3 - this.slots[0]].push('');
      this.commit(passed);
    }
  }

  /** Where the next line begins when this one is blank or a comment; `at` for a row, −1 without bytes to tell. */
  private lineWithoutRow(bytes: Uint8Array, at: number, end: number, isLast: boolean): number {
    const { blanks, byBlanks, comment } = this;
    let p = at;
    while (p < end && (blanks[bytes[p]] === 1 || (byBlanks && (bytes[p] === BLANK || bytes[p] === TAB)))) p++;
    if (p >= end) return -1;
    const b = bytes[p];
    if (comment !== undefined && b === comment[0]) {
      if (p + comment.length > end) return -1;
      if (matches(bytes, p, comment)) {
        while (p < end && bytes[p] !== LF && bytes[p] !== CR) p++;
        const next = afterLineEnd(bytes, p, end, isLast);
        if (next > 0) this.counts.comments++;
        return next;
      }
    }
    if (b !== LF && b !== CR) return at;
    const next = afterLineEnd(bytes, p, end, isLast);
    if (next < 0) return -1;
    if (this.slots.length === 1) this.pendingBlank.push(this.line);
    else this.counts.blankLines++;
    return next;
  }

  private passLineEnd(bytes: Uint8Array, end: number, isLast: boolean): boolean {
    const next = afterLineEnd(bytes, this.at, end, isLast);
    if (next < 0) return false;
    this.at = next;
    return true;
  }

  /** Reads the cells of a record from `this.at` to its line end; the number of cells, −1 when bytes are lacking. */
  private record(bytes: Uint8Array, end: number, passed: boolean): number {
    const { slots, delimiter, byBlanks } = this;
    const width = slots.length;
    const base = this.filled * this.plan.numbers;
    if (byBlanks) while (bytes[this.at] === BLANK || bytes[this.at] === TAB) this.at++;
    for (let field = 0; ; ) {
      const slot = field < width && !passed ? slots[field] : UNUSED;
      const whole =
        slot >= 0
          ? this.number(bytes, end, base + slot, field)
          : slot === UNUSED
            ? this.passCell(bytes, end)
            : this.otherCell(bytes, end, slot);
      if (!whole) return -1;
      // now at a stop
      field++;
      let p = this.at;
      if (byBlanks) {
        while (p < end && (bytes[p] === BLANK || bytes[p] === TAB)) p++;
        if (p >= end) return -1;
      }
      const isEnd = bytes[p] === LF || bytes[p] === CR;
      this.at = isEnd || byBlanks ? p : p + delimiter.length;
      if (isEnd) return field;
    }
  }

  /**
   * Reads a plain decimal of at most 2⁵³: m/10ˢ with both exact, so the quotient is rounded once (Clinger 1990). Longer
   * ones, and whatever is no plain decimal with a stop behind it, go elsewhere.
   */
  private number(bytes: Uint8Array, end: number, to: number, field: number): boolean {
    const mark = this.fastMark;
    let p = this.at;
    let b = bytes[p];
    const negative = b === MINUS;
    if (negative || b === PLUS) b = bytes[++p];
    const first = p;
    let m = 0;
    while (b >= ZERO && b <= NINE) {
      m = m * 10 + (b - ZERO);
      b = bytes[++p];
    }
    let digits = p - first;
    let scale = 0;
    if (b === mark) {
      b = bytes[++p];
      const start = p;
      while (b >= ZERO && b <= NINE) {
        m = m * 10 + (b - ZERO);
        b = bytes[++p];
      }
      scale = p - start;
      digits += scale;
    }
    let value = Number.NaN;
    if (digits > 0 && scale <= MOST_SCALE && p < end && this.stops[b] === 1 && this.delimiter.length === 1) {
      if (m <= Number.MAX_SAFE_INTEGER) value = m / POWERS_OF_TEN[scale];
      else if (digits <= MOST_DIGITS) value = longDecimal(bytes, first, p, digits, scale);
    }
    if (Number.isNaN(value)) return this.slowNumber(bytes, end, to, field);
    this.data[to] = negative ? -value : value;
    this.at = p;
    if (this.missingNumbers.length > 0 && this.missingNumbers.includes(this.data[to])) this.dropNumber(to, field);
    return true;
  }

  /** Passes over the cell at `this.at` to the stop behind it; false when bytes are lacking. */
  private passCell(bytes: Uint8Array, end: number): boolean {
    const { stops, blanks } = this;
    let p = this.at;
    while (p < end && blanks[bytes[p]] === 1) p++;
    if (p < end && bytes[p] === QUOTE) return this.passQuoted(bytes, p, end);
    while (p < end && (stops[bytes[p]] === 0 || !this.isStop(bytes, p))) p++;
    this.endOfCell = p;
    this.at = p;
    return p < end;
  }

  /** Whether the first byte of a delimiter begins one. */
  private isStop(bytes: Uint8Array, p: number): boolean {
    const b = bytes[p];
    return this.delimiter.length === 1 || b === LF || b === CR || matches(bytes, p, this.delimiter);
  }

  /** From a quote to the stop behind its cell. */
  private passQuoted(bytes: Uint8Array, quote: number, end: number): boolean {
    let p = quote + 1;
    for (;;) {
      while (p < end && bytes[p] !== QUOTE) {
        if (bytes[p] === LF || (bytes[p] === CR && bytes[p + 1] !== LF)) this.lines++;
        p++;
      }
      if (p + 1 >= end) return false;
      if (bytes[p + 1] !== QUOTE) break;
      p += 2;
    }
    this.endOfCell = ++p;
    while (p < end && this.blanks[bytes[p]] === 1) p++;
    if (p >= end) return false;
    if (this.stops[bytes[p]] === 0 || !this.isStop(bytes, p)) {
      let to = p;
      while (to < end && to < p + 20 && this.stops[bytes[to]] === 0) to++;
      const beside = new TextDecoder().decode(bytes.subarray(p, to));
      throw openQuote(this.plan.where, this.line, `${JSON.stringify(beside)} behind it`);
    }
    this.at = p;
    return true;
  }

  /** The text of the cell at `this.at`, which is passed; undefined when bytes are lacking. */
  private cellText(bytes: Uint8Array, end: number): string | undefined {
    let from = this.at;
    if (!this.passCell(bytes, end)) return undefined;
    while (from < this.endOfCell && this.blanks[bytes[from]] === 1) from++;
    const to = this.endOfCell;
    if (bytes[from] !== QUOTE || to < from + 2) {
      let last = to;
      while (last > from && this.blanks[bytes[last - 1]] === 1) last--;
      return textOf(bytes, from, last);
    }
    return textOf(bytes, from + 1, to - 1).replaceAll('""', '"');
  }

  /** A number that is quoted, long, has an exponent or blanks around it, or is none. */
  private slowNumber(bytes: Uint8Array, end: number, to: number, field: number): boolean {
    let from = this.at;
    if (!this.passCell(bytes, end)) return false;
    let last = this.endOfCell;
    while (from < last && this.blanks[bytes[from]] === 1) from++;
    if (bytes[from] === QUOTE) {
      from++;
      last--;
    }
    while (from < last && (bytes[from] === BLANK || bytes[from] === TAB)) from++;
    while (last > from && (bytes[last - 1] === BLANK || bytes[last - 1] === TAB)) last--;
    const value = decimalOf(bytes, from, last, this.mark);
    if (Number.isFinite(value) && !this.missingNumbers.includes(value)) {
      this.data[to] = value;
      return true;
    }
    const text = textOf(bytes, from, last);
    const isWord = Number.isNaN(value) && !this.plan.missing.has(text);
    if (isWord || Math.abs(value) === Number.POSITIVE_INFINITY) {
      const place = { line: this.line, column: this.plan.columns[field], text };
      throw notANumber(this.plan.where, place, this.plan.decimal);
    }
    this.data[to] = Number.NaN;
    this.noteMissing(field, text, this.line);
    return true;
  }

  private dropNumber(to: number, field: number): void {
    const text = String(this.data[to]);
    this.data[to] = Number.NaN;
    this.noteMissing(field, text, this.line);
  }

  private noteMissing(field: number, text: string, line: number): void {
    this.hasMissing = true;
    if (this.plan.policy === 'refuse' && this.places.length < MOST_PLACES) {
      this.places.push({ line, column: this.plan.columns[field], text });
    }
  }

  /** A cell of text, or nothing behind a trailing delimiter. */
  private otherCell(bytes: Uint8Array, end: number, slot: number): boolean {
    const text = this.cellText(bytes, end);
    if (text === undefined) return false;
    if (slot === NOTHING) {
      if (text !== '') throw anotherWidth(this.plan.where, this.line, this.slots.length - 1, this.slots.length);
    } else {
      const list = this.texts[-3 - slot];
      if (list.length > this.filled) list.length = this.filled;
      list.push(text);
    }
    return true;
  }
}

const matches = (bytes: Uint8Array, at: number, word: Uint8Array): boolean => {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
};

/** Behind the line end at p; −1 when bytes are lacking to know. */
function afterLineEnd(bytes: Uint8Array, p: number, end: number, isLast: boolean): number {
  if (p >= end) return -1;
  if (bytes[p] === LF) return p + 1;
  if (p + 1 >= end) return isLast ? p + 1 : -1;
  return bytes[p + 1] === LF ? p + 2 : p + 1;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  const part = bytes.subarray(from, to);
  try {
    return DECODER.decode(part);
  } catch {
    return new TextDecoder().decode(part);
  }
}
