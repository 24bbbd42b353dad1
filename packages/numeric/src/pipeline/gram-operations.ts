/** Gram matrices of lines, and what lanes made of them. */
import type { Float64Layout } from '../matrix/layout.js';
import type { Heap } from './heap.js';
import type { Placement } from './placement.js';
import type { Program } from './program.js';

/** Gram matrices of all components, rows of `Y`, columns of `Z`. */
export function addGrams(
  program: Program,
  Y: Placement,
  Z: Placement,
  targets: readonly number[],
  lower: boolean,
): void {
  Y.basis.components.forEach(({ width: m, pooled }, k) => {
    const n = Z.basis.components[k].width;
    if (m === 0 || n === 0) return;
    const [y, z] = [Y.components[k], Z.components[k]];
    const length = pooled * Y.height;
    program.gram({ y: y.at, stepY: y.step, m, z: z.at, stepZ: z.step, n, length, target: targets[k], lower });
  });
}

/** The sum of the matrices at these addresses, in order; of symmetric ones only the lower triangle was made. */
export function sumOfLanes(
  heap: Heap,
  addresses: readonly number[],
  rows: number,
  cols: number,
  symmetric: boolean,
): Float64Layout {
  const data = heap.read(addresses[0], rows * cols);
  for (const at of addresses.slice(1)) for (let e = 0; e < data.length; e++) data[e] += heap.f64[at / 8 + e];
  if (symmetric) for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) data[j * cols + i] = data[i * cols + j];
  return { data, rows, cols };
}
