/** GAP's notation for cyclotomic numbers: `E(n)` is e^(2πi/n). */
import type Fraction from 'fraction.js';
import { describe, IsotypicError } from '../errors.js';
import { Cyclotomic } from './cyclotomic.js';
import { numerator, rationals } from './rationals.js';

/** The text of Σ coefficients[i]·E(conductor)^exponents[i] as GAP prints it. */
export function printCyclotomic(terms: {
  readonly conductor: number;
  readonly exponents: readonly number[];
  readonly coefficients: readonly Fraction[];
}): string {
  let text = '';
  terms.exponents.forEach((e, i) => {
    const c = terms.coefficients[i] as Fraction;
    const magnitude = rationals.print(c.abs());
    const sign = numerator(c) < 0n ? '-' : text === '' ? '' : '+';
    const root = e === 0 ? '' : e === 1 ? `E(${terms.conductor})` : `E(${terms.conductor})^${e}`;
    text += sign + (root === '' ? magnitude : magnitude === '1' ? root : `${magnitude}*${root}`);
  });
  return text === '' ? '0' : text;
}

/**
 * sum     = product { sign product }
 * product = signed { (`*` | `/`) signed }
 * signed  = { sign } power
 * power   = atom [ `^` [`-`] digits ]
 * atom    = digits | `E(` digits `)` | `(` sum `)`
 */
export function parseCyclotomic(text: string): Cyclotomic {
  let at = 0;
  const refuse = (expected: string): IsotypicError =>
    new IsotypicError('PARSE', { where: 'Cyclotomic.parse', expected, received: describe(text), position: at });
  const peek = (): string => {
    while (at < text.length && /\s/.test(text[at] as string)) at++;
    return text[at] ?? '';
  };
  const accept = (symbol: string): boolean => {
    if (peek() !== symbol) return false;
    at++;
    return true;
  };
  const expect = (symbol: string): void => {
    if (!accept(symbol)) throw refuse(`'${symbol}'`);
  };
  const digits = (): string => {
    peek();
    const found = /^\d+/.exec(text.slice(at))?.[0];
    if (found === undefined) throw refuse('a number');
    at += found.length;
    return found;
  };
  const smallInteger = (what: string): number => {
    const start = at;
    const value = Number(digits());
    if (Number.isSafeInteger(value)) return value;
    at = start;
    throw refuse(`${what} below 2^53`);
  };
  const atom = (): Cyclotomic => {
    if (accept('(')) {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (accept('E')) {
      expect('(');
      const start = at;
      const n = smallInteger('an order of a root of unity');
      if (n === 0) {
        at = start;
        throw refuse('a positive order of a root of unity');
      }
      expect(')');
      return Cyclotomic.rootOfUnity(n);
    }
    if (!/\d/.test(peek())) throw refuse("a number, 'E(n)' or '('");
    return Cyclotomic.fromRational(BigInt(digits()));
  };
  const power = (): Cyclotomic => {
    const base = atom();
    if (!accept('^')) return base;
    const negative = accept('-');
    const exponent = smallInteger('an exponent');
    return base.power(negative ? -exponent : exponent);
  };
  const signed = (): Cyclotomic => {
    let negative = false;
    for (;;) {
      if (accept('-')) negative = !negative;
      else if (!accept('+')) return negative ? power().negate() : power();
    }
  };
  const product = (): Cyclotomic => {
    let value = signed();
    for (;;) {
      if (accept('*')) value = value.times(signed());
      else if (accept('/')) value = value.dividedBy(signed());
      else return value;
    }
  };
  const sum = (): Cyclotomic => {
    let value = product();
    for (;;) {
      if (accept('+')) value = value.plus(product());
      else if (accept('-')) value = value.minus(product());
      else return value;
    }
  };
  const value = sum();
  if (peek() !== '') throw refuse('the end of the number');
  return value;
}
