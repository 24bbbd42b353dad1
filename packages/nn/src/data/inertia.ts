/** The moment of inertia of five masses (Finzi, Welling, Wilson 2021): O(3), 5T(0) + 5T(1) → T(2). */
import type { RandomStream } from '@isotypic/numeric';
import type { Tensor } from '../tensor/tensor.js';
import { dot, drawn, type Samples, targetsOf } from './samples.js';

const MASSES = 5;

/**
 * Σ m_i (|r_i|² I − r_i r_iᵀ), row-major.
 * @param x [samples, 20]: m_1 … m_5, then r_1 … r_5
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * inertiaTensor(tensor([1, 0, 0, 0, 0, 1, 2, 3, ...new Array(12).fill(0)], [1, 20])).at(0, 0); // 13
 */
export function inertiaTensor(x: Tensor): Tensor {
  return targetsOf('inertiaTensor', x, 4 * MASSES, (row) => {
    const inertia = new Array<number>(9).fill(0);
    for (let k = 0; k < MASSES; k++) {
      const r = row.subarray(MASSES + 3 * k, MASSES + 3 * k + 3);
      const square = dot(r, r);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) inertia[3 * i + j] += row[k] * ((i === j ? square : 0) - r[i] * r[j]);
      }
    }
    return inertia;
  });
}

/**
 * Masses log(1 + eⁿ), n standard normal; places standard normal.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * inertiaSamples(7, randomStream(1)).y.shape; // [7, 9]
 */
export function inertiaSamples(count: number, random: RandomStream): Samples {
  const draw = (column: number): number => (column < MASSES ? Math.log1p(Math.exp(random.normal())) : random.normal());
  const x = drawn('inertiaSamples', count, 4 * MASSES, random, draw);
  return { x, y: inertiaTensor(x) };
}
