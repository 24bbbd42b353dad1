/**
 * Quotients of factorials to about 2⁻⁸⁷ and beyond the range of doubles: double-double numbers (Dekker 1971) with a
 * power of 2 of their own, and their rounding to the nearest double, which is refused where the error could decide.
 */

/** (hi + lo)·2^exponent, hi from 1 to 4, |lo| ≤ ulp(hi)/2. */
export interface ScaledDoubleDouble {
  readonly hi: number;
  readonly lo: number;
  readonly exponent: number;
}

/** 2²⁷ + 1 splits a double into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/** a·b − fl(a·b), exactly; |a|, |b| are far from overflow. */
function productError(a: number, b: number, product: number): number {
  const [ca, cb] = [SPLITTER * a, SPLITTER * b];
  const [ah, bh] = [ca - (ca - a), cb - (cb - b)];
  const [al, bl] = [a - ah, b - bh];
  return ah * bh - product + ah * bl + al * bh + al * bl;
}

/** hi brought to [1, 2): every hi here is positive, and from 1/16 to 2¹⁶ or so. */
function normalized(hi: number, lo: number, exponent: number): ScaledDoubleDouble {
  const sum = hi + lo;
  const k = exponentOf(sum);
  const scale = 2 ** -k;
  return { hi: sum * scale, lo: (lo - (sum - hi)) * scale, exponent: exponent + k };
}

/** e with 2ᵉ ≤ x < 2ᵉ⁺¹. */
function exponentOf(x: number): number {
  let e = Math.floor(Math.log2(x));
  if (2 ** e > x) e--;
  else if (2 ** (e + 1) <= x) e++;
  return e;
}

/** Relative error below 2⁻¹⁰¹. */
export function times(x: ScaledDoubleDouble, y: ScaledDoubleDouble): ScaledDoubleDouble {
  const product = x.hi * y.hi;
  const error = productError(x.hi, y.hi, product) + (x.hi * y.lo + x.lo * y.hi);
  return normalized(product, error, x.exponent + y.exponent);
}

/** Relative error below 2⁻¹⁰⁰. */
function dividedBy(x: ScaledDoubleDouble, y: ScaledDoubleDouble): ScaledDoubleDouble {
  const first = x.hi / y.hi;
  const product = first * y.hi;
  const rest = x.hi - product - productError(first, y.hi, product) + x.lo - first * y.lo;
  return normalized(first, rest / y.hi, x.exponent - y.exponent);
}

/** Relative error below 2⁻¹⁰⁰. */
export function squareRoot(x: ScaledDoubleDouble): ScaledDoubleDouble {
  const isOdd = x.exponent % 2 !== 0;
  const [hi, lo, exponent] = isOdd ? [2 * x.hi, 2 * x.lo, x.exponent - 1] : [x.hi, x.lo, x.exponent];
  const root = Math.sqrt(hi);
  const square = root * root;
  const rest = hi - square - productError(root, root, square) + lo;
  return normalized(root, rest / (2 * root), exponent / 2);
}

/** Above this a bigint is cut to its leading 200 bits, an error of 2⁻¹⁹⁹. */
const LARGE = 2 ** 1000;

/** An integer above 0. */
export function doubleDouble(n: bigint): ScaledDoubleDouble {
  const hi = Number(n);
  if (hi < LARGE) return normalizedInteger(n, hi, 0);
  const shift = 4 * n.toString(16).length - 200;
  const leading = n >> BigInt(shift);
  return normalizedInteger(leading, Number(leading), shift);
}

function normalizedInteger(n: bigint, hi: number, exponent: number): ScaledDoubleDouble {
  const lo = hi <= Number.MAX_SAFE_INTEGER ? 0 : Number(n - BigInt(hi));
  const k = exponentOf(hi);
  const scale = 2 ** -k;
  return { hi: hi * scale, lo: lo * scale, exponent: exponent + k };
}

/** n! for n = 0, 1, …: each a product with n, so that the relative error of n! is below n·2⁻¹⁰¹. */
const factorials: ScaledDoubleDouble[] = [{ hi: 1, lo: 0, exponent: 0 }];

function factorial(n: number): ScaledDoubleDouble {
  for (let k = factorials.length; k <= n; k++) {
    factorials.push(times(factorials[k - 1], normalized(k, 0, 0)));
  }
  return factorials[n];
}

/** ∏ up! / ∏ down! */
export function factorialRatio(up: readonly number[], down: readonly number[]): ScaledDoubleDouble {
  let numerator = factorial(up[0]);
  for (let i = 1; i < up.length; i++) numerator = times(numerator, factorial(up[i]));
  let denominator = factorial(down[0]);
  for (let i = 1; i < down.length; i++) denominator = times(denominator, factorial(down[i]));
  return dividedBy(numerator, denominator);
}

/**
 * Bound of the relative error of what comes here: ten factorials up to 30 001!, each within 2⁻⁸⁶, make 2⁻⁸² under the
 * root.
 */
const ERROR = 2 ** -80;

/** The nearest double, or undefined where the error or a subnormal result leaves it open. */
export function nearestDouble({ hi, lo, exponent }: ScaledDoubleDouble): number | undefined {
  if (exponent < -1000 || exponent > 1000) return undefined;
  const power = 2 ** exponentOf(hi);
  // below a power of 2 doubles are twice as dense
  const half = power * (hi === power && lo < 0 ? 2 ** -54 : 2 ** -53);
  return Math.abs(lo) + ERROR * hi < half ? hi * 2 ** exponent : undefined;
}
