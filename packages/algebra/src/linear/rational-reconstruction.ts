/**
 * From residues back to rationals: Wang's reconstruction (P. Wang, SYMSAC 1981), with one denominator for a whole
 * vector.
 */
import { absBig, isqrt } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';

/**
 * How much smaller than the modulus m the product 2·|n|·d has to be before n/d is believed; a belief only, the caller
 * checks exactly. It grows with m to 2²⁰: primes p ≡ 1 (mod d) make −1/d ≡ (m − 1)/d look like an integer for every
 * such m, so a constant margin would believe it for ever when d is larger.
 */
function marginOf(m: bigint): bigint {
  return 1n << BigInt(Math.max(4, Math.min(20, m.toString(16).length)));
}

/** x modulo m in (−m/2, m/2]. */
export function symmetricBig(x: bigint, m: bigint): bigint {
  const r = x % m;
  return 2n * r > m ? r - m : 2n * r <= -m ? r + m : r;
}

/** n/d ≡ x (mod m) with |n|, d ≤ √(m/2), when there is one: the half-way point of Euclid's algorithm on (m, x). */
export function reconstruct(x: bigint, m: bigint): { readonly n: bigint; readonly d: bigint } | null {
  const bound = isqrt(m / 2n);
  let [r0, r1] = [m, ((x % m) + m) % m];
  let [t0, t1] = [0n, 1n];
  while (r1 > bound) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  if (absBig(t1) > bound || t1 === 0n) return null;
  return t1 < 0n ? { n: -r1, d: -t1 } : { n: r1, d: t1 };
}

/**
 * Integers y and one d > 0 with yᵢ/d ≡ xᵢ (mod m), all convincingly small; null when some xᵢ has no such form. A
 * denominator that served a neighboring vector (`hint`) is tried first: when it fits, half the modulus is enough.
 */
export function reconstructVector(
  x: readonly bigint[],
  m: bigint,
  hint = 1n,
  meter?: WorkMeter,
): { readonly numerators: bigint[]; readonly denominator: bigint } | null {
  if (hint !== 1n) {
    const hinted: bigint[] = [];
    for (const residue of x) {
      meter?.step(0);
      const y = symmetricBig(residue * hint, m);
      if (absBig(y) << 20n > m) break;
      hinted.push(y);
    }
    if (hinted.length === x.length) return { numerators: hinted, denominator: hint };
  }
  const margin = marginOf(m);
  let denominator = 1n;
  const numerators: bigint[] = [];
  for (let i = 0; i < x.length; i++) {
    meter?.step(0);
    let y = symmetricBig((x[i] as bigint) * denominator, m);
    if (2n * margin * absBig(y) * denominator > m) {
      const found = reconstruct(y, m);
      if (!found) return null;
      denominator *= found.d;
      if (2n * margin * absBig(found.n) * denominator > m) return null;
      // Anew from the residues: what was believed an integer may be a fraction with this denominator.
      for (let k = 0; k < i; k++) {
        meter?.step(0);
        numerators[k] = symmetricBig((x[k] as bigint) * denominator, m);
        if (2n * margin * absBig(numerators[k]) * denominator > m) return null;
      }
      y = found.n;
    }
    numerators.push(y);
  }
  return { numerators, denominator };
}
