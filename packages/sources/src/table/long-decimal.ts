/**
 * Decimals of 16 to 22 digits, as programs write doubles, without making a text of them: a tenth of the time of
 * `Number` on a piece of text (measured), and most of what reading such a table costs.
 */
import { NINE, POWERS_OF_TEN, ZERO } from './bytes.js';

/** 2²⁷ + 1: splits a double into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/** The largest number of digits: 15 and 7 more, each an integer that a double holds. */
export const MOST_DIGITS = 22;

/** What is left out of q below: two roundings of what is 2⁻⁵³ of it already, taken eightfold. */
const UNCERTAINTY = 2 ** -103;

/**
 * The double nearest to the decimal whose digits, and a decimal mark or none, are bytes [from, to), `scale` of them
 * behind the mark; NaN where the quotient is too near the middle between two doubles to say (about one in 2⁴⁷).
 *
 * The digits are an integer n = h·10ʳ + l in two doubles, without error (Dekker 1971); n/10ˢ is found as q + q₂ with a
 * remainder that is exact, and rounded only if every number within its uncertainty rounds alike (Ziv 1991).
 */
export function longDecimal(bytes: Uint8Array, from: number, to: number, digits: number, scale: number): number {
  let [high, low, seen] = [0, 0, 0];
  for (let at = from; at < to; at++) {
    const b = bytes[at];
    if (b < ZERO || b > NINE) continue; // the mark
    if (seen++ < 15) high = high * 10 + (b - ZERO);
    else low = low * 10 + (b - ZERO);
  }
  // n = sum + rest
  const power = POWERS_OF_TEN[digits - 15];
  const product = high * power;
  const productRest = productError(high, power, product);
  let sum = product + low;
  const back = sum - product;
  let rest = product - (sum - back) + (low - back) + productRest;
  const whole = sum + rest;
  rest -= whole - sum;
  sum = whole;
  const divisor = POWERS_OF_TEN[scale];
  const q = sum / divisor;
  const times = q * divisor;
  const remainder = sum - times - productError(q, divisor, times);
  const q2 = (remainder + rest) / divisor;
  const delta = q * UNCERTAINTY;
  const value = q + (q2 + delta);
  return value === q + (q2 - delta) ? value : Number.NaN;
}

/** a·b − product, exactly, for product = a·b rounded. */
function productError(a: number, b: number, product: number): number {
  const ac = SPLITTER * a;
  const ah = ac - (ac - a);
  const al = a - ah;
  const bc = SPLITTER * b;
  const bh = bc - (bc - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}
