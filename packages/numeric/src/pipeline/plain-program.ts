/** The programs of the pipeline in plain JavaScript: the twin of assembly/pipeline.ts, for hosts without SIMD. */
import { isOdd } from './factors.js';
import type { Heap } from './heap.js';
import { OPERATIONS } from './program.js';

/** Runs the program at this address. */
export function runPlain(heap: Heap, program: number): void {
  const { f64, u32 } = heap;
  for (let p = program / 4; u32[p] !== OPERATIONS.end; p += 12) {
    const run = STEPS[u32[p]];
    run(f64, u32, u32.subarray(p + 1, p + 12));
  }
}

type Step = (f64: Float64Array, u32: Uint32Array, operands: Uint32Array) => void;

const load: Step = (f64, u32, [raw, height, cols, lines, shift, roots, sums, largest]) => {
  for (let b = 0; b < height; b++) {
    const w = f64[roots / 8 + b];
    for (let d = 0; d < cols; d++) {
      const x = f64[raw / 8 + b * cols + d];
      const y = w * (x - f64[shift / 8 + d]);
      f64[u32[lines / 4 + d] / 8 + b] = y;
      f64[sums / 8 + 2 * d] += w * y;
      if (Math.abs(x) > f64[largest / 8]) f64[largest / 8] = Math.abs(x);
    }
  }
};

const means: Step = (f64, _, [sums, cols, weight, target]) => {
  for (let d = 0; d < cols; d++) {
    const at = sums / 8 + 2 * d;
    f64[target / 8 + d] = (f64[at] + f64[at + 1]) / f64[weight / 8];
    f64[at] = 0;
    f64[at + 1] = 0;
  }
};

const columns: Step = (f64, _, [raw, height, cols, shift, roots, weight, target]) => {
  for (let d = 0; d < cols; d++) {
    let sum = 0;
    for (let b = 0; b < height; b++) {
      sum += f64[roots / 8 + b] ** 2 * (f64[raw / 8 + b * cols + d] - f64[shift / 8 + d]);
    }
    f64[target / 8 + d] = sum / f64[weight / 8];
  }
};

const cells: Step = (f64, u32, [raw, height, cols, runs, count, shift, roots, target]) => {
  const records = Array.from({ length: count }, (_, r) => {
    return Array.from(u32.subarray(runs / 4 + 3 * r, runs / 4 + 3 * r + 3), (bytes) => bytes / 8);
  });
  for (const [, , cell] of records) f64[target / 8 + cell] = 0;
  for (let b = 0; b < height; b++) {
    for (const [start, length, cell] of records) {
      let sum = 0;
      for (let j = start; j < start + length; j++) sum += f64[raw / 8 + b * cols + j] - f64[shift / 8 + cell];
      f64[target / 8 + cell] += f64[roots / 8 + b] ** 2 * sum;
    }
  }
};

const center: Step = (f64, u32, [lines, cols, height, mean, roots]) => {
  for (let d = 0; d < cols; d++) {
    const line = u32[lines / 4 + d] / 8;
    for (let b = 0; b < height; b++) f64[line + b] -= f64[mean / 8 + d] * f64[roots / 8 + b];
  }
};

const matrix: Step = (f64, u32, [x, step, n, q, outputs, count, height, subtract]) => {
  for (let j = 0; j < count; j++) {
    const to = u32[outputs / 4 + j] / 8;
    const column = q / 8 + (j >> 2) * n * 4 + (j & 3);
    for (let b = 0; b < height; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += f64[column + 4 * i] * f64[(x + i * step) / 8 + b];
      f64[to + b] = subtract ? f64[to + b] - sum : sum;
    }
  }
};

const gram: Step = (f64, _, [y, stepY, m, z, stepZ, n, length, target, lower]) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < (lower ? i + 1 : n); j++) {
      const [u, v] = [(y + i * stepY) / 8, (z + j * stepZ) / 8];
      let sum = 0;
      for (let b = 0; b < length; b++) sum += f64[u + b] * f64[v + b];
      f64[target / 8 + i * n + j] += sum;
    }
  }
};

const fourier: Step = (f64, _, [x, step, blocks, length, radix, height, table, room]) => {
  const [half, part, line] = [height / 2, length / radix, step / 8];
  const root = (at: number): readonly [number, number] => [f64[table / 8 + 2 * at], f64[table / 8 + 2 * at + 1]];
  for (let g = 0; g < blocks; g++) {
    for (let j = 0; j < part; j++) {
      const at = (k: number) => x / 8 + line * (g * length + j + k * part);
      for (let b = 0; b < half; b++) {
        for (let k = 0; k < radix; k++) {
          f64[room / 8 + 2 * k] = f64[at(k) + b];
          f64[room / 8 + 2 * k + 1] = f64[at(k) + half + b];
        }
        for (let k = 0; k < radix; k++) {
          let [re, im] = [0, 0];
          for (let i = 0; i < radix; i++) {
            const [c, s] = root((i * k) % radix);
            const [a, b] = [f64[room / 8 + 2 * i], f64[room / 8 + 2 * i + 1]];
            re += c * a - s * b;
            im += c * b + s * a;
          }
          const [c, s] = root(radix + j * radix + k);
          f64[at(k) + b] = c * re - s * im;
          f64[at(k) + half + b] = c * im + s * re;
        }
      }
    }
  }
};

const split: Step = (f64, u32, [records, count, height]) => {
  const half = height / 2;
  for (let p = 0; p < count; p++) {
    const [k, l, o0, o1, e] = u32.subarray(records / 4 + 5 * p, records / 4 + 5 * p + 5).map((at) => at / 8);
    for (let t = 0; t < half; t++) {
      const [a, b, c, d] = [f64[k + t], f64[k + half + t], f64[l + t], f64[l + half + t]];
      for (const [out, from] of [
        [o0, e],
        [o1, e + 2],
      ]) {
        f64[out + t] = f64[from] * (a + c) + f64[from + 1] * (b - d);
        f64[out + half + t] = f64[from] * (b + d) + f64[from + 1] * (c - a);
      }
    }
  }
};

const unload: Step = (f64, u32, [lines, cols, height, shift, raw]) => {
  for (let b = 0; b < height; b++) {
    for (let d = 0; d < cols; d++) f64[raw / 8 + b * cols + d] = f64[u32[lines / 4 + d] / 8 + b] + f64[shift / 8 + d];
  }
};

const copy: Step = (f64, _, [to, from, bytes]) => {
  f64.copyWithin(to / 8, from / 8, (from + bytes) / 8);
};

const squares: Step = (f64, _, [z, count, height, out]) => {
  for (let i = 0; i < count; i++) {
    for (let b = 0; b < height; b++) f64[out / 8 + b] += f64[z / 8 + i * height + b] ** 2;
  }
};

const signs: Step = (f64, u32, [table, count, size, height]) => {
  for (let g = 0; g < count; g++) {
    const [from, to] = [0, size].map((start) => {
      const first = table / 4 + 2 * size * g + start;
      return Array.from(u32.subarray(first, first + size), (at) => at / 8);
    });
    for (let b = 0; b < height; b++) {
      to.forEach((line, r) => {
        f64[line + b] = from.reduce((sum, x, t) => sum + (isOdd(r & t) ? -f64[x + b] : f64[x + b]), 0);
      });
    }
  }
};

const STEPS: Readonly<Record<number, Step>> = {
  [OPERATIONS.load]: load,
  [OPERATIONS.means]: means,
  [OPERATIONS.center]: center,
  [OPERATIONS.matrix]: matrix,
  [OPERATIONS.gram]: gram,
  [OPERATIONS.fourier]: fourier,
  [OPERATIONS.split]: split,
  [OPERATIONS.unload]: unload,
  [OPERATIONS.copy]: copy,
  [OPERATIONS.squares]: squares,
  [OPERATIONS.signs]: signs,
  [OPERATIONS.columns]: columns,
  [OPERATIONS.cells]: cells,
};
