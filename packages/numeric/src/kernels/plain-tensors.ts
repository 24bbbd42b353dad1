/** The kernels of tensors in plain JavaScript: the twin of assembly/tensors.ts, for hosts without SIMD. */
import { inputWindows, outputWindows, windowSums } from './plain-windows.js';
import {
  type BiasedRows,
  integersAt,
  type ShiftedLines,
  type TensorKernels,
  type WindowedRows,
} from './tensor-kernels.js';

/** A fresh arena with plain JavaScript kernels. */
export class PlainTensors implements TensorKernels {
  readonly kind = 'plain';
  private heap = new Float64Array(0);

  reserve(count: number): Float64Array {
    if (this.heap.length < count) this.heap = new Float64Array(count);
    return this.heap;
  }

  keepPositive(n: number, x: number, mask: number, y: number): void {
    const h = this.heap;
    for (let i = 0; i < n; i++) h[y + i] = h[mask + i] > 0 ? h[x + i] : 0;
  }

  addRows(rows: number, width: number, x: number, y: number): void {
    const h = this.heap;
    for (let r = 0; r < rows; r++) for (let j = 0; j < width; j++) h[y + j] += h[x + r * width + j];
  }

  shiftedProduct(weights: number, lines: ShiftedLines): void {
    shiftedProduct(this.heap, weights, lines);
  }

  shiftedProduct32(weights: number, lines: ShiftedLines): void {
    shiftedProduct(new Float32Array(this.heap.buffer), weights, lines);
  }

  biasedRows32(rows: BiasedRows): void {
    biasedRows(new Float32Array(this.heap.buffer), rows);
  }

  inputWindows(rows: WindowedRows): void {
    inputWindows(this.heap, rows);
  }

  outputWindows(rows: WindowedRows): void {
    outputWindows(this.heap, rows);
  }

  windowSums(rows: WindowedRows): void {
    windowSums(this.heap, rows);
  }

  shiftedGram(w: number, lines: ShiftedLines): void {
    shiftedGram(this.heap, w, lines);
  }
}

/** Calls `visit` for each row of places: where it begins in x, in y, and how far apart outputs lie there. */
function eachRow(lines: ShiftedLines, visit: (x: number, y: number, step: number) => void): void {
  const { planes, rows, width, planeStep, rowStep } = lines;
  for (let z = 0; z < planes; z++) {
    for (let r = 0; r < rows; r++) {
      visit(lines.x + z * planeStep + r * rowStep, lines.y + (z * rows + r) * width, planes * rows * width);
    }
  }
}

function shiftedProduct(heap: Float64Array | Float32Array, weights: number, lines: ShiftedLines): void {
  const { depth, outputs, width } = lines;
  const shifts = integersAt(heap, lines.shifts, depth);
  eachRow(lines, (x, y, step) => {
    for (let o = 0; o < outputs; o++) {
      const strip = weights + (o - (o % 4)) * depth + (o % 4);
      for (let c = 0; c < width; c++) {
        let sum = 0;
        for (let k = 0; k < depth; k++) sum += heap[strip + 4 * k] * heap[x + shifts[k] + c];
        heap[y + o * step + c] = sum;
      }
    }
  });
}

function shiftedGram(heap: Float64Array, w: number, lines: ShiftedLines): void {
  const { depth, outputs, width } = lines;
  const shifts = integersAt(heap, lines.shifts, depth);
  eachRow(lines, (x, y, step) => {
    for (let o = 0; o < outputs; o++) {
      for (let k = 0; k < depth; k++) {
        let sum = 0;
        for (let c = 0; c < width; c++) sum += heap[y + o * step + c] * heap[x + shifts[k] + c];
        heap[w + o * depth + k] += sum;
      }
    }
  });
}

function biasedRows(heap: Float32Array, of: BiasedRows): void {
  let to = of.y;
  for (let o = 0; o < of.outputs; o++) {
    for (let z = 0; z < of.planes; z++) {
      for (let r = 0; r < of.rows; r++) {
        const row = of.x + (o * of.planes + z) * of.planePitch + r * of.pitch;
        for (let c = 0; c < of.width; c++, to++) {
          const value = Math.fround(heap[row + c] + heap[of.bias + o]);
          heap[to] = of.isRectified ? Math.max(value, 0) : value;
        }
      }
    }
  }
}
