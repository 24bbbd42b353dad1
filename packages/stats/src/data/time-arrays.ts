/** Arrays with an axis of time, as samples. */
import { IsotypicError } from '@isotypic/algebra';
import { arrayOf, checkArgument, integer, type Kind } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { VECTOR } from './argument-kinds.js';
import { requireLength } from './size-limit.js';

/**
 * An N×D×T array with its time steps as samples: N·T rows of D values, in the order (n, t). Explicit, because it is a
 * statement about the data: that the steps may be treated as exchangeable samples of one distribution.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` when N·D·T is not the length of `data`.
 * @example timeAsSamples({ data: [1, 2, 3, 4], shape: [1, 2, 2] }) // rows (1, 3) and (2, 4)
 */
export function timeAsSamples(array: {
  readonly data: ArrayLike<number>;
  readonly shape: readonly [N: number, D: number, T: number];
}): Float64Layout {
  checkArgument('timeAsSamples', 'array', array, TIME_ARRAY);
  const [N, D, T] = array.shape;
  requireLength('timeAsSamples', 'the samples', N * D * T);
  if (array.data.length !== N * D * T) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'timeAsSamples',
      expected: `${N}·${D}·${T} = ${N * D * T} values`,
      received: `${array.data.length}`,
    });
  }
  const data = new Float64Array(N * D * T);
  for (let n = 0; n < N; n++) {
    for (let d = 0; d < D; d++) {
      for (let t = 0; t < T; t++) data[(n * T + t) * D + d] = array.data[(n * D + d) * T + t];
    }
  }
  return { data, rows: N * T, cols: D };
}

const TIME_ARRAY: Kind = {
  expected: '{ data, shape: [N, D, T] }, data an array of numbers and N, D, T integers from 0 on',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null || !('data' in v && 'shape' in v) || !VECTOR.accepts(v.data)) return false;
    return arrayOf(integer(0)).accepts(v.shape) && (v.shape as ArrayLike<number>).length === 3;
  },
};
