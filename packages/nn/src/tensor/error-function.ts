/**
 * The error function, within a few units of the last place: for |x| < 3 its power series in the form that does not
 * cancel, beyond it the continued fraction of the complementary function (Abramowitz & Stegun 7.1.6 and 7.1.14).
 */
const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/** erf(x). */
export function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size >= 6) return Math.sign(x); // 1 − erf(6) = 2.2e-17 is below half a unit of the last place of 1
  return size < 3 ? series(x) : Math.sign(x) * (1 - complement(size));
}

/** 2/√π e^(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n + 1)): all terms of one sign. */
function series(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-square) * sum;
}

/** √π e^(x²) erfc(x) = 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), from its 60th part back: enough for x ≥ 3 (tested). */
function complement(x: number): number {
  let tail = x;
  for (let n = 60; n >= 1; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}
