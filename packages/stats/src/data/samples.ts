/** Sample data at the public edge: read, checked, and named in the error when something is wrong with it. */
import { IsotypicError } from '@isotypic/algebra';
import { describe, invalidArgument } from '@isotypic/algebra/internal';
import type { Float64Layout, MatrixLike } from '@isotypic/numeric/dense';
import { readMatrix } from '@isotypic/numeric/internal';
import type { SampleOptions } from './sample-options.js';
import { notFinite } from './vectors.js';

/**
 * Samples are rows, N×D: number[][], { data, rows, cols } row-major, an ml-matrix, or an Arrow table or record batch.
 */
export type Samples = MatrixLike;

/** Checked samples with their weights; `weights` is undefined when all are 1, `frequencies` likewise. */
export interface CheckedSamples extends Float64Layout {
  /** Times the frequencies. */
  readonly weights: Float64Array | undefined;
  readonly frequencies: Float64Array | undefined;
  /** The largest |x|; 0 when there are no rows. */
  readonly largest: number;
}

/**
 * Checked N×D samples.
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the columns are not D or rows are ragged, `NOT_FINITE` naming row and
 * column, `TOO_FEW_SAMPLES` when fewer than `minimum` rows remain, `INVALID_ARGUMENT` for weights that are not
 * positive.
 */
export function checkSamples(
  where: string,
  samples: Samples,
  dimension: number,
  options: SampleOptions & { readonly minimum?: number; readonly name?: string } = {},
): CheckedSamples {
  return checkTogether(where, [{ samples, dimension, name: options.name ?? 'X' }], options)[0];
}

/** Several sample matrices with common rows (X and Y): a row dropped in one is dropped in all. */
export function checkTogether(
  where: string,
  parts: readonly { readonly samples: Samples; readonly dimension: number; readonly name: string }[],
  options: SampleOptions & { readonly minimum?: number } = {},
): CheckedSamples[] {
  const read = readTogether(where, parts, options);
  const N = read[0].rows;
  const { weights, frequencies } = read[0];
  const largest = read.map(() => 0);
  const kept = rowsToKeep(where, read, parts, options.missing ?? 'refuse', largest);
  const minimum = options.minimum ?? 1;
  const count = kept?.length ?? N;
  if (count < minimum) {
    throw new IsotypicError('TOO_FEW_SAMPLES', {
      where,
      expected: `at least ${minimum} row${minimum === 1 ? '' : 's'} in ${parts[0].name}`,
      received: count === N ? `${N}` : `${count} of ${N} left after rows with missing values were dropped`,
      details: { minimum, samples: count },
    });
  }
  if (kept === undefined) {
    return read.map(({ data, rows, cols }, p) => ({ data, rows, cols, weights, frequencies, largest: largest[p] }));
  }
  const keep = (list: Float64Array | undefined) => list && Float64Array.from(kept, (n) => list[n]);
  const counted = { weights: keep(weights), frequencies: keep(frequencies) };
  return read.map((M, p) => ({ ...keepRows(M, kept), ...counted, largest: largest[p] }));
}

/** The number of samples that rows stand for. */
export function countOf({ rows, frequencies }: CheckedSamples): number {
  return frequencies === undefined ? rows : frequencies.reduce((a, b) => a + b, 0);
}

/**
 * The same with shapes and weights checked, and the numbers unread: `largest` is NaN, which says that nobody knows. For
 * those whose kernels find out what the largest is, and whether all are finite, on their way.
 */
export function readTogether(
  where: string,
  parts: readonly { readonly samples: Samples; readonly dimension: number; readonly name: string }[],
  options: SampleOptions = {},
): CheckedSamples[] {
  const read = parts.map(({ samples, dimension, name }) => readSamples(where, samples, dimension, name));
  const N = read[0].rows;
  for (const [p, M] of read.entries()) {
    if (M.rows !== N) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `as many rows in ${parts[p].name} as in ${parts[0].name} (${N})`,
        received: `${M.rows}`,
      });
    }
  }
  const frequencies = options.frequencies && checkFrequencies(where, options.frequencies, N);
  const own = options.weights && checkWeights(where, options.weights, N);
  const weights = frequencies === undefined ? own : own === undefined ? frequencies : timesOf(where, own, frequencies);
  return read.map(({ data, rows, cols }) => ({ data, rows, cols, weights, frequencies, largest: Number.NaN }));
}

/** The samples alone, as kernels take them. */
export function layoutOf({ data, rows, cols }: Float64Layout): Float64Layout {
  return { data, rows, cols };
}

function readSamples(where: string, samples: Samples, dimension: number, name: string): Float64Layout {
  const M = readMatrix(where, name, samples);
  // No rows at all say nothing about the number of columns.
  if (M.rows === 0 && M.cols === 0) return { data: M.data, rows: 0, cols: dimension };
  if (M.cols !== dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${name} with ${dimension} columns, the dimension of its representation`,
      received: `${M.rows}×${M.cols}`,
      remedy: 'Samples are rows, variables are columns; choose a representation of that dimension.',
    });
  }
  return M;
}

/**
 * The rows without missing values, undefined when that is all of them; the largest size of the finite numbers of each
 * part goes to `largest`.
 */
function rowsToKeep(
  where: string,
  read: readonly Float64Layout[],
  parts: readonly { readonly name: string }[],
  missing: 'refuse' | 'drop',
  largest: number[],
): number[] | undefined {
  const N = read[0].rows;
  let bad: Uint8Array | undefined;
  for (const [p, { data, cols }] of read.entries()) {
    let most = 0;
    for (let k = 0; k < data.length; k++) {
      const size = Math.abs(data[k]);
      if (size <= most) continue;
      if (size < Number.POSITIVE_INFINITY) {
        most = size;
        continue;
      }
      const row = Math.floor(k / cols);
      if (missing === 'refuse' || !Number.isNaN(data[k])) throw notFinite(where, data[k], row, k % cols, parts[p].name);
      bad ??= new Uint8Array(N);
      bad[row] = 1;
    }
    largest[p] = most;
  }
  if (bad === undefined) return undefined;
  const keep: number[] = [];
  for (let n = 0; n < N; n++) if (!bad[n]) keep.push(n);
  return keep;
}

function keepRows(M: Float64Layout, keep: readonly number[]): Float64Layout {
  const data = new Float64Array(keep.length * M.cols);
  keep.forEach((n, i) => {
    data.set(M.data.subarray(n * M.cols, (n + 1) * M.cols), i * M.cols);
  });
  return { data, rows: keep.length, cols: M.cols };
}

/** @throws {IsotypicError} unless they are integers from 1 on whose sum is one that float64 counts exactly. */
export function checkFrequencies(where: string, frequencies: ArrayLike<number>, rows: number): Float64Array {
  if (frequencies.length !== rows) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `one frequency a row (${rows})`,
      received: `${frequencies.length} frequencies`,
    });
  }
  let sum = 0;
  for (let n = 0; n < rows; n++) {
    sum += frequencies[n];
    if (Number.isSafeInteger(frequencies[n]) && frequencies[n] > 0 && Number.isSafeInteger(sum)) continue;
    const received = `${describe(frequencies[n])} for row ${n}`;
    const remedy = frequencies[n] === 0 ? 'Leave the row out.' : 'Fractions are weights: pass { weights }.';
    throw invalidArgument(where, 'frequencies that are integers from 1 on, below 2^53 in sum', received, remedy);
  }
  return Float64Array.from(frequencies);
}

function timesOf(where: string, weights: Float64Array, frequencies: Float64Array): Float64Array {
  return checkWeights(
    where,
    weights.map((w, n) => w * frequencies[n]),
    weights.length,
  );
}

function checkWeights(where: string, weights: ArrayLike<number>, rows: number): Float64Array {
  if (weights.length !== rows) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `one weight a row (${rows})`,
      received: `${weights.length} weights`,
    });
  }
  const checked = Float64Array.from(weights);
  checked.forEach((w, n) => {
    if (!(w > 0 && w < Number.POSITIVE_INFINITY)) {
      throw invalidArgument(where, 'positive finite weights', `${describe(w)} for row ${n}`, 'Leave the row out.');
    }
  });
  return checked;
}
