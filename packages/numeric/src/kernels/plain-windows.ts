/**
 * Rows as windows of six places and back, in plain JavaScript: the twin of assembly/windows.ts, by the matrices
 * themselves. With A the values of polynomials at the points, G those of the filters divided by the point's
 * ∏ (aⱼ − aᵢ), and Bᵀ the coefficients of ∏ (x − aᵢ), i ≠ j: correlation is A[(Gw) ∘ (Bᵀx)] (Winograd, Arithmetic
 * Complexity of Computations, 1980, ch. V).
 */
import { atPoint, POINTS, type WindowedRows } from './tensor-kernels.js';

/** Bᵀ */
const OF_INPUTS = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];

/** Calls `visit` with the row in x of each laid row, or −1 where there is none, and where its windows begin. */
function eachLaidRow(of: WindowedRows, visit: (row: number, to: number) => void): void {
  const { channels, planes, rows, width, padding, laidPlanes, laidRows, count } = of;
  let to = of.windows;
  for (let c = 0; c < channels; c++) {
    for (let z = -padding[0]; z < laidPlanes - padding[0]; z++) {
      for (let r = -padding[1]; r < laidRows - padding[1]; r++, to += count) {
        const isInside = z >= 0 && z < planes && r >= 0 && r < rows;
        visit(isInside ? of.x + ((c * planes + z) * rows + r) * width : -1, to);
      }
    }
  }
}

/** Each point of each window as a sum over the places of its row. */
function transform(heap: Float64Array, of: WindowedRows, weights: readonly (readonly number[])[]): void {
  const part = of.channels * of.laidPlanes * of.laidRows * of.count;
  eachLaidRow(of, (row, to) => {
    for (let t = 0; t < of.count; t++) {
      for (let j = 0; j < POINTS; j++) {
        let sum = 0;
        weights[j].forEach((weight, i) => {
          const c = t * of.reach + i - of.padding[2];
          if (weight !== 0 && row >= 0 && c >= 0 && c < of.width) sum += weight * heap[row + c];
        });
        heap[to + j * part + t] = sum;
      }
    }
  });
}

export function inputWindows(heap: Float64Array, of: WindowedRows): void {
  transform(heap, of, OF_INPUTS);
}

export function outputWindows(heap: Float64Array, of: WindowedRows): void {
  const values = (j: number): number[] => Array.from({ length: of.reach }, (_, i) => atPoint(j, i, of.reach));
  transform(
    heap,
    of,
    Array.from({ length: POINTS }, (_, j) => values(j)),
  );
}

export function windowSums(heap: Float64Array, { x, width, reach, count, windows, ...of }: WindowedRows): void {
  const lines = of.channels * of.planes * of.rows;
  for (let row = 0; row < lines; row++) {
    for (let c = 0; c < width; c++) {
      const from = windows + row * count + Math.floor(c / reach);
      let sum = 0;
      for (let j = 0; j < POINTS; j++) sum += atPoint(j, c % reach, reach) * heap[from + j * lines * count];
      heap[x + row * width + c] = sum;
    }
  }
}
