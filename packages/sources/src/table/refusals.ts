/** What is wrong with a table, and where: the errors of reading, in one place. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { describe } from '@isotypic/algebra/internal/basics';

/** A cell of the file. */
export interface Place {
  readonly line: number;
  readonly column: string;
  /** What stands there. */
  readonly text: string;
}

const shown = (text: string): string => (text === '' ? 'an empty cell' : describe(text));

/** Places that are listed: enough to see the pattern. */
export const MOST_PLACES = 8;

export function missingValues(where: string, places: readonly Place[], more: boolean): IsotypicError {
  const list = places.map(({ line, column, text }) => `${shown(text)} in line ${line}, column ${describe(column)}`);
  return new IsotypicError('NOT_FINITE', {
    where,
    expected: 'a number in every cell of the columns used',
    received: `${list.join('; ')}${more ? '; and perhaps more further on' : ''}`,
    remedy: 'Say missing drop to leave such rows out, correct them, or choose other columns.',
    details: { places, line: places[0].line, column: places[0].column },
  });
}

export function notANumber(where: string, { line, column, text }: Place, decimal: '.' | ','): IsotypicError {
  const other = decimal === '.' ? ',' : '.';
  const isOther = /^[+-]?\d+[.,]\d+$/.test(text) && text.includes(other);
  const isMarked = /^[+-]?\d{1,3}([., ’']\d{3})+([.,]\d+)?$/.test(text);
  const isInfinite = Math.abs(Number(text.replace(',', '.'))) === Number.POSITIVE_INFINITY || /^[+-]?inf$/i.test(text);
  return new IsotypicError(isInfinite ? 'NOT_FINITE' : 'PARSE', {
    where,
    expected: 'a finite number in every cell of the columns used',
    received: `${shown(text)} in line ${line}, column ${describe(column)}`,
    remedy: isOther
      ? `Say decimal ${other} if that is what the mark means.`
      : isMarked
        ? 'Remove the marks between thousands.'
        : 'Correct the cell, name it among the missing words, or choose other columns.',
    details: { line, column },
  });
}

export function anotherWidth(where: string, line: number, expected: number, received: number): IsotypicError {
  return new IsotypicError('PARSE', {
    where,
    expected: `${expected} ${expected === 1 ? 'cell' : 'cells'} in every row`,
    received: `${received} in line ${line}`,
    remedy: received < 2 || expected < 2 ? 'Say which delimiter it has, if it is another one.' : undefined,
    details: { line },
  });
}

export function openQuote(where: string, line: number, received: string): IsotypicError {
  return new IsotypicError('PARSE', {
    where,
    expected: `a closing quote, and a delimiter behind it, for a quote in the row of line ${line}`,
    received,
    details: { line },
  });
}
