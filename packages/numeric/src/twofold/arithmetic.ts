/**
 * Error-free transformations and arithmetic with twice the digits: a number is an unevaluated sum high + low of two
 * doubles, right to about 2⁻¹⁰⁴ of itself (Dekker 1971; Knuth, TAOCP 2, §4.2.2; Hida, Li & Bailey 2001). Operands must
 * lie below 2⁹⁹⁵, where Dekker's splitting still has room.
 */

/** A number with twice the digits. */
export interface Twofold {
  readonly high: number;
  readonly low: number;
}

/** Relative error of one operation, with room for the terms of second order that the operations below leave out. */
export const TWOFOLD_UNIT = 2 ** -102;

/** high + low is the sum of two doubles exactly (Knuth). */
export function twoSum(a: number, b: number): Twofold {
  const high = a + b;
  const back = high - a;
  return { high, low: a - (high - back) + (b - back) };
}

/** 2²⁷ + 1 splits a double into two halves of 26 digits (Veltkamp). */
const SPLITTER = 134217729;

/** a·b − fl(a·b), exactly (Dekker). */
export function productError(a: number, b: number, product: number): number {
  const ca = SPLITTER * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = SPLITTER * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

export function twofoldTimes(a: Twofold, b: Twofold): Twofold {
  const product = a.high * b.high;
  const low = productError(a.high, b.high, product) + (a.high * b.low + a.low * b.high);
  return quickSum(product, low);
}

export function twofoldNegative({ high, low }: Twofold): Twofold {
  return { high: -high, low: -low };
}

export function twofoldPlus(a: Twofold, b: Twofold): Twofold {
  const { high, low } = twoSum(a.high, b.high);
  const tail = twoSum(a.low, b.low);
  const first = quickSum(high, low + tail.high);
  return quickSum(first.high, first.low + tail.low);
}

export function twofoldDividedBy(a: Twofold, b: Twofold): Twofold {
  const quotient = a.high / b.high;
  const rest = twofoldPlus(a, twofoldTimes(b, { high: -quotient, low: 0 }));
  return quickSum(quotient, (rest.high + rest.low) / b.high);
}

/** √a for a > 0: one step of Newton's from the double root. */
export function twofoldRoot(a: Twofold): Twofold {
  const root = Math.sqrt(a.high);
  const square = root * root;
  const rest = a.high - square - productError(root, root, square) + a.low;
  return quickSum(root, rest / (2 * root));
}

/** log a for a > 0, to the rounding of one double. */
export function logOfTwofold({ high, low }: Twofold): number {
  return Math.log(high) + Math.log1p(low / high);
}

/** The sum of two doubles of which the first is larger in size, or zero. */
function quickSum(a: number, b: number): Twofold {
  const high = a + b;
  return { high, low: b - (high - a) };
}
