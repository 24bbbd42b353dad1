/** A made-up invariant of two vectors in five dimensions (Finzi, Welling, Wilson 2021): O(5), 2T(1) → T(0). */
import type { RandomStream } from '@isotypic/numeric';
import type { Tensor } from '../tensor/tensor.js';
import { dot, drawn, type Samples, targetsOf } from './samples.js';

/**
 * sin|r_1| − |r_2|³/2 + r_1·r_2/(|r_1||r_2|)
 * @param x [samples, 10]: r_1, r_2
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * o5Invariant(tensor([1, 0, 0, 0, 0, 0, 1, 0, 0, 0], [1, 10])).item(); // 0.341470984808
 */
export function o5Invariant(x: Tensor): Tensor {
  return targetsOf('o5Invariant', x, 10, (row) => {
    const [r1, r2] = [row.subarray(0, 5), row.subarray(5)];
    const [a, b] = [Math.sqrt(dot(r1, r1)), Math.sqrt(dot(r2, r2))];
    return [Math.sin(a) - b ** 3 / 2 + dot(r1, r2) / (a * b)];
  });
}

/**
 * Both vectors standard normal.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * o5Samples(7, randomStream(1)).x.shape; // [7, 10]
 */
export function o5Samples(count: number, random: RandomStream): Samples {
  const x = drawn('o5Samples', count, 10, random, () => random.normal());
  return { x, y: o5Invariant(x) };
}
