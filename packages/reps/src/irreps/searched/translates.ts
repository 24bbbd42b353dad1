/** Bases among the translates xv of a vector v, spun from v modulo a prime. */
import type { Permutation, WorkMeter } from '@isotypic/algebra';
import type { Modulus } from '../../characters/modulus.js';
import type { SphericalFunction } from './spherical-function.js';

/** Translates xⱼv that are a basis. */
export interface Translates {
  /** xⱼ·0, the coset that xⱼ is in. */
  readonly positions: readonly number[];
  /** How xⱼ⁻¹ moves the cosets. */
  readonly moved: readonly Uint32Array[];
}

/**
 * Spun from v by some elements of the group, given by how they move the cosets, then by others; a translate is
 * independent of those before where the Gram matrix bordered by it is regular modulo the prime. Its triangular factors
 * grow by a row and a column at a time.
 * @returns undefined when they span less than d dimensions
 */
export function spinTranslates(
  φ: SphericalFunction,
  stages: readonly (readonly Permutation[])[],
  d: number,
  modulus: Modulus,
  meter: WorkMeter,
): Translates | undefined {
  const positions = [0];
  const reached = new Set(positions);
  const moved: Uint32Array[] = [Uint32Array.from(φ.images[0].images, (_, x) => x)];
  const corner = φ.residue(0);
  // Unit lower and upper triangular factors: lower[i][k], k < i, and upper[j][i], i ≤ j, by columns.
  const lower: Float64Array[] = [new Float64Array(0)];
  const upper: Float64Array[] = [Float64Array.of(corner)];
  const pivots = [modulus.inv(corner)];
  for (const moves of stages) {
    const inverses = moves.map((move) => move.inverse().images);
    for (let at = 0; at < positions.length; at++) {
      for (let k = 0; k < moves.length && positions.length < d; k++) {
        const point = moves[k].images[positions[at]];
        if (reached.has(point)) continue;
        reached.add(point);
        const n = positions.length;
        meter.step(n);
        const column = new Float64Array(n + 1);
        const row = new Float64Array(n);
        for (let i = 0; i < n; i++) {
          const back = moved[i][point];
          column[i] = modulus.sub(φ.residue(back), dot(lower[i], column, i, modulus));
          row[i] = modulus.mul(modulus.sub(φ.conjugate(back), dot(upper[i], row, i, modulus)), pivots[i]);
        }
        const pivot = modulus.sub(corner, dot(row, column, n, modulus));
        if (pivot === 0) continue;
        column[n] = pivot;
        lower.push(row);
        upper.push(column);
        pivots.push(modulus.inv(pivot));
        positions.push(point);
        // (g·x)⁻¹ = x⁻¹·g⁻¹
        const before = moved[at];
        moved.push(inverses[k].map((y) => before[y]));
      }
    }
  }
  return positions.length < d ? undefined : { positions, moved };
}

function dot(a: Float64Array, b: Float64Array, n: number, modulus: Modulus): number {
  let sum = 0;
  let terms = 0;
  for (let i = 0; i < n; i++) {
    sum += a[i] * b[i];
    if (++terms < modulus.lazyTerms) continue;
    sum = modulus.reduce(sum);
    terms = 1;
  }
  return modulus.reduce(sum);
}
