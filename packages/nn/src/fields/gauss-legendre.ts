/** Gauss–Legendre points and weights on [−1, 1]. */

/**
 * Roots of the Legendre polynomial of degree n and the weights 2/((1 − x²) Pₙ′(x)²), by Newton's method from
 * cos(π(i + 3/4)/(n + 1/2)) (Abramowitz & Stegun 25.4.29, 22.16.6). Exact for polynomials of degree 2n − 1.
 */
export function gaussLegendre(n: number): { readonly points: Float64Array; readonly weights: Float64Array } {
  const points = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    // the start is within O(1/n²) of the root, and the step squares the error: six steps end below ε for every n
    for (let step = 0; step < 6; step++) {
      let [before, here] = [1, x];
      for (let k = 2; k <= n; k++) [before, here] = [here, ((2 * k - 1) * x * here - (k - 1) * before) / k];
      slope = n === 0 ? 1 : (n * (before - x * here)) / (1 - x * x);
      x -= here / slope;
    }
    points[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}
