/** What is a number in a cell, and what says that there is none. */

/** Signs, digits, one decimal mark, an exponent: nothing that a spreadsheet would have to guess. */
const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a cell's text is; undefined when it is none. May be infinite: `1e999`. */
export function numberOf(text: string, decimal: '.' | ','): number | undefined {
  if (decimal === '.') return POINT.test(text) ? Number(text) : undefined;
  return COMMA.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** Numbers with marks between the thousands: not read, but they show what the other marks mean. */
const THOUSANDS = { '.': /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/, ',': /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/ } as const;

/** Whether a cell looks like a number written with this mark, one with thousands marked included. */
export const looksNumeric = (text: string, decimal: '.' | ','): boolean =>
  numberOf(text, decimal) !== undefined || THOUSANDS[decimal].test(text);

/** What people and programs write where there is no value. */
export const MISSING_WORDS: readonly string[] = [
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '<NA>',
  'NaN',
  'nan',
  'NAN',
  'null',
  'NULL',
  'None',
  '.',
  '-',
  '?',
];
