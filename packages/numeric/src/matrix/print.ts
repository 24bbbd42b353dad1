/** Printing matrices for people: few digits, aligned, corners only when large. */
import type { DenseLayout } from './layout.js';

const EDGE = 4;
const WHOLE = 2 * EDGE + 1;

/**
 * A matrix as text: a head line with its shape, then rows with five significant digits, columns aligned; rows and
 * columns beyond nine are elided in the middle.
 *
 * @example
 * printMatrix({ data: [1, 0.5, -2, 3], rows: 2, cols: 2 }).split('\n'); // ['2×2', ' 1  0.5', '-2  3']
 */
export function printMatrix(matrix: DenseLayout): string {
  const { rows, cols, data } = matrix;
  const head = `${rows}×${cols}`;
  if (rows === 0 || cols === 0) return head;
  const shownRows = shown(rows);
  const shownCols = shown(cols);
  const columns = shownCols.map((j) =>
    j === null
      ? shownRows.map(() => '…')
      : align(shownRows.map((i) => (i === null ? '⋮' : digits(data[i * cols + j])))),
  );
  const lines = shownRows.map((_, r) =>
    columns
      .map((column) => column[r])
      .join('  ')
      .trimEnd(),
  );
  return [head, ...lines].join('\n');
}

/** Indices to show, null where some are left out. */
function shown(count: number): (number | null)[] {
  if (count <= WHOLE) return Array.from({ length: count }, (_, i) => i);
  const head = Array.from({ length: EDGE }, (_, i) => i);
  return [...head, null, ...head.map((i) => count - EDGE + i)];
}

function digits(x: number): string {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  // five digits are shown: plain from 0.0001 to 999999, where zeros take less room than an exponent does
  return size >= 1e6 || size < 1e-4 ? x.toExponential(4).replace(/\.?0+e/, 'e') : String(Number(x.toPrecision(5)));
}

/** Pads the cells of one column so that their decimal points stand below each other. */
function align(cells: readonly string[]): string[] {
  const point = (cell: string): number => {
    const at = cell.search(/[.e]/);
    return at < 0 ? cell.length : at;
  };
  const before = Math.max(...cells.map(point));
  const padded = cells.map((cell) => ' '.repeat(before - point(cell)) + cell);
  const width = Math.max(...padded.map((cell) => cell.length));
  return padded.map((cell) => cell.padEnd(width));
}
