/** The secular equation: eigenvalues and eigenvectors of a diagonal matrix plus a rank-one matrix. */

/**
 * Solves 1 + ρ Σ zᵢ²/(dᵢ − λ) = 0 for its j-th root, d strictly ascending, ρ > 0, no zᵢ zero. Writes dᵢ − λ to
 * `delta` (each to high relative accuracy, being computed from the nearest pole) and returns λ.
 *
 * Rational interpolation with one pole on either side ("the middle way", R.-C. Li 1993, LAPACK Working Note 89), kept
 * inside a bracket by bisection; the bracket shrinks every step, so the iteration ends.
 */
export function secularRoot(
  d: Float64Array,
  z2: Float64Array,
  k: number,
  rho: number,
  j: number,
  delta: Float64Array,
  at: number,
): number {
  const { origin, low: from, high: to } = bracket(d, z2, k, rho, j);
  let [low, high] = [from, to];
  const shift = d[origin];
  for (let i = 0; i < k; i++) delta[at + i] = d[i] - shift;
  let x = low + (high - low) / 2;
  let previous = Number.POSITIVE_INFINITY;
  // Of any two steps one halves |f| or the bracket: 200 halve it 100 times, beyond the 53 bits of x beside its pole.
  for (let step = 0; step < 200; step++) {
    const { psi, psiSlope, phi, phiSlope } = secularSums(delta, at, z2, k, j, x);
    const f = 1 + rho * (psi + phi);
    // What rounding makes of f near its root: k terms of sizes |ψ|, |φ|, plus one.
    const noise = Number.EPSILON * (1 + rho * (Math.abs(psi) + Math.abs(phi)) * 2);
    if (Math.abs(f) <= noise) break;
    if (f < 0) low = x;
    else high = x;
    let next = low + (high - low) / 2;
    if (next === low || next === high) break;
    // Every other slow step is a bisection: |f| must at least halve, or the bracket does.
    if (Math.abs(f) <= previous / 2) {
      const guess = x + interpolate(delta, at, j, k, x, f, rho * psiSlope, rho * phiSlope);
      if (guess > low && guess < high) next = guess;
      previous = Math.abs(f);
    } else previous = Number.POSITIVE_INFINITY;
    if (next === x) break;
    x = next;
  }
  for (let i = 0; i < k; i++) delta[at + i] -= x;
  return shift + x;
}

/** The pole that root j is nearer to, and bounds of the root measured from it. */
function bracket(
  d: Float64Array,
  z2: Float64Array,
  k: number,
  rho: number,
  j: number,
): { readonly origin: number; readonly low: number; readonly high: number } {
  if (j === k - 1) {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += z2[i];
    return { origin: j, low: 0, high: rho * sum };
  }
  const width = d[j + 1] - d[j];
  const middle = d[j] + width / 2;
  let f = 1;
  for (let i = 0; i < k; i++) f += (rho * z2[i]) / (d[i] - d[j] - (middle - d[j]));
  return f >= 0 ? { origin: j, low: 0, high: width / 2 } : { origin: j + 1, low: -width / 2, high: 0 };
}

/** ψ = Σ_{i ≤ j} zᵢ²/(δᵢ − x), φ the sum of the other terms, and the slopes of both. */
function secularSums(
  delta: Float64Array,
  at: number,
  z2: Float64Array,
  k: number,
  j: number,
  x: number,
): { readonly psi: number; readonly psiSlope: number; readonly phi: number; readonly phiSlope: number } {
  let psi = 0;
  let psiSlope = 0;
  let phi = 0;
  let phiSlope = 0;
  for (let i = 0; i <= j; i++) {
    const t = 1 / (delta[at + i] - x);
    const u = z2[i] * t;
    psi += u;
    psiSlope += u * t;
  }
  for (let i = j + 1; i < k; i++) {
    const t = 1 / (delta[at + i] - x);
    const u = z2[i] * t;
    phi += u;
    phiSlope += u * t;
  }
  return { psi, psiSlope, phi, phiSlope };
}

/** The step to the root of c + s/(δⱼ − x) + S/(δⱼ₊₁ − x) that agrees with ψ and φ and their slopes at x. */
function interpolate(
  delta: Float64Array,
  at: number,
  j: number,
  k: number,
  x: number,
  f: number,
  psiSlope: number,
  phiSlope: number,
): number {
  const left = delta[at + j] - x;
  if (j === k - 1) {
    const denominator = f - left * psiSlope;
    return denominator === 0 ? Number.NaN : (left * f) / denominator;
  }
  const right = delta[at + j + 1] - x;
  const c = f - left * psiSlope - right * phiSlope;
  const a = (left + right) * f - left * right * (psiSlope + phiSlope);
  const b = left * right * f;
  if (c === 0) return b / a;
  const root = Math.sqrt(Math.max(0, a * a - 4 * b * c));
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}
