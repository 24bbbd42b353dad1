/**
 * Prime fields GF(p), p < 2²⁶, on plain doubles: a product of two residues stays below 2⁵², so a·b − ⌊a·b/p⌋·p is
 * exact. (Measured 4–11 times faster in elimination than 31-bit Montgomery arithmetic on `Math.imul`.)
 */
import { checkArgument, type Kind, text as textKind } from '../arguments.js';
import { describe, IsotypicError, invalidArgument } from '../errors.js';
import type { Field } from './field.js';
import { invMod, isPrime } from './integers.js';

/** Primes must be below this for products of residues to be exact in a double with room to spare. */
export const PRIME_LIMIT = 2 ** 26;

const PRIME: Kind = {
  expected: 'a prime below 2^26',
  accepts: (v) => Number.isSafeInteger(v) && (v as number) < PRIME_LIMIT && isPrime(v as number),
  remedy: (v) => (Number.isSafeInteger(v) ? 'finiteField(q) makes the fields of prime power order.' : undefined),
};

const known = new Map<number, Field<number>>();

/**
 * The field with p elements, represented by 0, …, p − 1. One object per prime, so fields compare by identity.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless p is a prime below 2²⁶.
 * @example primeField(7).inv(3) // 5
 */
export function primeField(p: number): Field<number> {
  let field = known.get(p);
  if (!field) {
    checkArgument('primeField', 'p', p, PRIME);
    field = makePrimeField(p);
    if (known.size >= 4096) known.clear();
    known.set(p, field);
  }
  return field;
}

function makePrimeField(p: number): Field<number> {
  const name = `GF(${p})`;
  const inv = (a: number): number => {
    if (a === 0) {
      throw new IsotypicError('DIVISION_BY_ZERO', { where: name, expected: 'a non-zero divisor', received: '0' });
    }
    return invMod(a, p);
  };
  const mul = (a: number, b: number): number => (a * b) % p;
  return {
    name,
    characteristic: p,
    zero: 0,
    one: 1 % p,
    add: (a, b) => (a + b >= p ? a + b - p : a + b),
    sub: (a, b) => (a >= b ? a - b : a - b + p),
    mul,
    neg: (a) => (a === 0 ? 0 : p - a),
    inv,
    div: (a, b) => mul(a, inv(b)),
    eql: (a, b) => a === b,
    isZero: (a) => a === 0,
    fromInteger(n) {
      if (typeof n === 'bigint') return Number(((n % BigInt(p)) + BigInt(p)) % BigInt(p));
      if (!Number.isSafeInteger(n)) throw invalidArgument(`${name}.fromInteger`, 'a safe integer or a bigint', n);
      return ((n % p) + p) % p;
    },
    print: (a) => String(a),
    parse(text) {
      checkArgument(`${name}.parse`, 'text', text, textKind);
      const match = /^\s*([+-]?\d+)\s*$/.exec(text);
      if (!match) {
        throw new IsotypicError('PARSE', {
          where: `${name}.parse`,
          expected: 'an integer',
          received: describe(text),
          position: /^\s*[+-]?\d*/.exec(text)?.[0].length ?? 0,
        });
      }
      const residue = BigInt(match[1] as string) % BigInt(p);
      return Number(residue < 0n ? residue + BigInt(p) : residue);
    },
  };
}
