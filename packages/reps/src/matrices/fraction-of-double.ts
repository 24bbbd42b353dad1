/** Doubles as fractions, exactly. */
import Fraction from 'fraction.js';

/** The exact value m·2^e of a finite double (fraction.js would take a nearby simple fraction instead). */
export function fractionOfDouble(x: number): Fraction {
  let exponent = 0;
  let mantissa = x;
  while (!Number.isSafeInteger(mantissa) || mantissa !== Math.trunc(mantissa)) {
    if (Math.abs(mantissa) > Number.MAX_SAFE_INTEGER) return new Fraction(BigInt(mantissa), 1n);
    mantissa *= 2;
    exponent++;
  }
  return new Fraction(BigInt(mantissa), 1n << BigInt(exponent));
}
