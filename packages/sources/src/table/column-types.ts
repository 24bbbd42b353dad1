/** What the columns of a table hold, where its format says so: text has no types. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { describe } from '@isotypic/algebra/internal/basics';

/** What may be read of a column: numbers (and their text), text alone, or nothing. */
export interface ColumnType {
  readonly name: string;
  readonly holds: 'numbers' | 'text' | 'neither';
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` for a column that does not hold what is asked for */
export function requireHolds(where: string, column: string, type: ColumnType, wanted: 'numbers' | 'texts'): void {
  if (type.holds === 'numbers' || (type.holds === 'text' && wanted === 'texts')) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: wanted === 'numbers' ? 'columns of numbers' : 'columns of text or numbers',
    received: `${describe(column)} of type ${type.name}`,
    remedy: 'Choose other columns, or write this one as another type.',
  });
}
