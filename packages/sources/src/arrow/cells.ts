/** Values of Arrow's types as cells of a table of text: every bit of a number is kept, to be rounded once. */
import type { DataType, Decimal, Dictionary, Timestamp, Vector } from 'apache-arrow';
import type { ColumnType } from '../table/column-types.js';
import type { ArrowModule } from './load.js';

/** A column's cells, in a batch. */
export type CellsOf = (column: Vector, rows: number) => readonly string[];

/** What a column holds, and how its values are written. */
export interface ArrowColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: CellsOf;
}

/** How NULL, NaN and ±∞ are written where numbers are wanted: each is a missing value. */
const MISSING = 'NaN';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A column by the type of its values; of dictionaries, that of their values. */
export function arrowColumn(arrow: ArrowModule, name: string, type: DataType): ArrowColumn {
  const { DataType: is } = arrow;
  const values = is.isDictionary(type) ? (type as Dictionary).dictionary : type;
  const column = (holds: ColumnType['holds'], cell: (value: never) => string, missing: string): ArrowColumn => ({
    name,
    type: { name: String(type), holds },
    cells: (vector, rows) =>
      Array.from({ length: rows }, (_, r) => {
        const value: unknown = vector.get(r);
        return value === null || value === undefined ? missing : cell(value as never);
      }),
  });
  if (is.isFloat(values)) return column('numbers', (v: number) => (Number.isFinite(v) ? String(v) : MISSING), MISSING);
  if (is.isInt(values)) return column('numbers', (v: number | bigint) => String(v), MISSING);
  if (is.isBool(values)) return column('numbers', (v: boolean) => (v ? '1' : '0'), MISSING);
  if (is.isNull(values)) return column('numbers', () => MISSING, MISSING);
  if (is.isDecimal(values)) {
    const { scale } = values as Decimal;
    return column('numbers', (words: Uint32Array) => decimalText(words, scale), MISSING);
  }
  if (is.isUtf8(values) || is.isLargeUtf8(values) || is.isUtf8View(values)) return column('text', quoted, '""');
  if (is.isDate(values)) return column('text', (ms: number | bigint) => dateText(Number(ms)), '""');
  if (is.isTimestamp(type)) {
    const digits = 3 * (type as Timestamp).unit; // seconds, milli-, micro- and nanoseconds are 0, 1, 2 and 3
    return {
      name,
      type: { name: String(type), holds: 'text' },
      cells: (vector, rows) => timesOf(vector, rows, digits),
    };
  }
  return column('neither', () => '""', '""');
}

/** The digits of an integer in two's complement, its words the least significant first, divided by 10ˢ. */
function decimalText(words: Uint32Array, scale: number): string {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[i]);
  value = BigInt.asIntN(32 * words.length, value);
  return `${value}e${-scale}`;
}

const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, -14);

/** Times of UTC to their last digit, 2024-05-01 12:30:00.000001: what differs in the file differs as text. */
function timesOf(vector: Vector, rows: number, digits: number): readonly string[] {
  const [{ values }] = vector.data;
  const unit = 10n ** BigInt(digits);
  return Array.from({ length: rows }, (_, r) => {
    if (vector.get(r) === null) return '""';
    const time = BigInt(values[r]);
    const fraction = ((time % unit) + unit) % unit;
    const second = new Date(1000 * Number((time - fraction) / unit)).toISOString().replace('T', ' ').slice(0, -5);
    return fraction === 0n ? second : `${second}.${String(fraction).padStart(digits, '0').replace(/0+$/, '')}`;
  });
}
