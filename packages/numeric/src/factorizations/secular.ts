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
  let width: number;
  if (j < k - 1) width = d[j + 1] - d[j];
  else {
    width = 0;
    for (let i = 0; i < k; i++) width += z2[i];
    width *= rho;
  }
  // The root is measured from the pole it is nearer to.
  let origin = j;
  let low = 0;
  let high = width;
  if (j < k - 1) {
    const middle = d[j] + width / 2;
    let f = 1;
    for (let i = 0; i < k; i++) f += (rho * z2[i]) / (d[i] - d[j] - (middle - d[j]));
    if (f >= 0) high = width / 2;
    else {
      origin = j + 1;
      low = -width / 2;
      high = 0;
    }
  }
  const shift = d[origin];
  for (let i = 0; i < k; i++) delta[at + i] = d[i] - shift;
  let x = low + (high - low) / 2;
  let previous = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 200; step++) {
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
