/** What the arguments of numeric functions must be. */
import { finite, type Kind, type OptionKinds } from '@isotypic/algebra/internal/basics';
import { Float64Matrix } from './float64-matrix.js';

/** A float64 matrix by its layout: no copy is made, so nothing else is read. */
export const LAYOUT: Kind = {
  expected: 'a Float64Matrix, or { data: Float64Array, rows, cols } with rows·cols numbers',
  accepts: (v) =>
    v instanceof Float64Matrix ||
    (typeof v === 'object' &&
      v !== null &&
      'data' in v &&
      'rows' in v &&
      'cols' in v &&
      v.data instanceof Float64Array &&
      Number.isInteger(v.rows) &&
      Number.isInteger(v.cols) &&
      (v.rows as number) >= 0 &&
      v.data.length === (v.rows as number) * (v.cols as number)),
  remedy: () => 'Pass Float64Matrix.from(rows).',
};

/** A relative bound below which numbers count as zero. */
export const TOLERANCE: OptionKinds<{ readonly relativeTolerance?: number }> = { relativeTolerance: finite(0) };
