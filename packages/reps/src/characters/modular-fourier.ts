/** Fourier transforms of any length modulo a prime. */
import type { Modulus } from './modulus.js';

/**
 * X_k = Σ_l values[l] ωᵏˡ for 0 ≤ k < n, where `roots` are the powers ω⁰, …, ωⁿ⁻¹ of an n-th root of unity modulo p, by
 * decimation in time (Cooley & Tukey 1965). O(n · Σ q) operations, the sum over the prime factors q of n.
 */
export function fourierModulo(modulus: Modulus, values: Float64Array, roots: Float64Array): Float64Array {
  const n = values.length;
  const q = leastPrimeFactor(n);
  if (q === n) return directTransform(modulus, values, roots);
  const m = n / q;
  const everyQth = Float64Array.from({ length: m }, (_, i) => roots[i * q]);
  const parts = Array.from({ length: q }, (_, r) =>
    fourierModulo(
      modulus,
      Float64Array.from({ length: m }, (_, i) => values[i * q + r]),
      everyQth,
    ),
  );
  const transform = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const at = k % m;
    let sum = parts[0][at];
    for (let r = 1; r < q; r++) sum = modulus.add(sum, modulus.mul(parts[r][at], roots[(k * r) % n]));
    transform[k] = sum;
  }
  return transform;
}

function directTransform(modulus: Modulus, values: Float64Array, roots: Float64Array): Float64Array {
  const n = values.length;
  const transform = new Float64Array(n);
  const row = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let l = 0, at = 0; l < n; l++, at = at + k < n ? at + k : at + k - n) row[l] = roots[at];
    transform[k] = modulus.dot(values, row);
  }
  return transform;
}

/** n itself for a prime and for 1. */
function leastPrimeFactor(n: number): number {
  for (let q = 2; q * q <= n; q++) if (n % q === 0) return q;
  return n;
}
