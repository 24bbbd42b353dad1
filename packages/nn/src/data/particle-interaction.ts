/**
 * The matrix element of electron–muon scattering, without its constants (Finzi, Welling, Wilson 2021): O(1,3), 4T(1) →
 * T(0).
 */
import type { RandomStream } from '@isotypic/numeric';
import type { Tensor } from '../tensor/tensor.js';
import { drawn, type Samples, targetsOf } from './samples.js';

const METRIC = [1, -1, -1, -1];

/** u η v */
const minkowski = (u: Float64Array, v: Float64Array): number => METRIC.reduce((sum, s, i) => sum + s * u[i] * v[i], 0);

/**
 * 4 Σ_ij L_ij M_ij with L = p_1 p_3ᵀ − (p_1·p_3 − p_1·p_1) η and M = (ηp_2)(ηp_4)ᵀ − (p_2·p_4 − p_2·p_2) η.
 * @param x [samples, 16]: p_1 … p_4, time first
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * particleInteraction(tensor([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], [1, 16])).item(); // 4
 */
export function particleInteraction(x: Tensor): Tensor {
  return targetsOf('particleInteraction', x, 16, (row) => {
    const [p1, p2, p3, p4] = [0, 4, 8, 12].map((from) => row.subarray(from, from + 4));
    const [first, second] = [minkowski(p1, p3) - minkowski(p1, p1), minkowski(p2, p4) - minkowski(p2, p2)];
    let sum = 0;
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const eta = i === j ? METRIC[i] : 0;
        sum += (p1[i] * p3[j] - first * eta) * (METRIC[i] * p2[i] * METRIC[j] * p4[j] - second * eta);
      }
    }
    return [4 * sum];
  });
}

/**
 * Momenta a quarter of standard normal.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * particleSamples(7, randomStream(1)).x.shape; // [7, 16]
 */
export function particleSamples(count: number, random: RandomStream): Samples {
  const x = drawn('particleSamples', count, 16, random, () => random.normal() / 4);
  return { x, y: particleInteraction(x) };
}
