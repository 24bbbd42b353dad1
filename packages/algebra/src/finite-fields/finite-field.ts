/** The finite fields GF(q), by tables of powers of a primitive element. */
import { anyInteger, checkArgument, integer, type Kind, text as textKind } from '../arguments.js';
import { describe, IsotypicError } from '../errors.js';
import type { Field } from '../scalars/field.js';

/**
 * GF(q), q = pᵉ. An element is an integer in [0, q): its base-p digits are the coefficients, lowest first, of a
 * polynomial in z modulo `modulus`. So 0 … p−1 is the prime field, and for q = p the arithmetic is that of integers mod
 * p.
 */
export interface FiniteField extends Field<number> {
  readonly order: number;
  /** e, the degree over the prime field. */
  readonly degree: number;
  /** A generator of the multiplicative group: z for e > 1, the least primitive root for e = 1. */
  readonly primitiveElement: number;
  /** Coefficients, lowest first, of the monic primitive polynomial of z; for e = 1 that of the primitive root. */
  readonly modulus: readonly number[];
  /** Additive generators: 1, z, …, z^(e−1). */
  readonly basis: readonly number[];
  /** aⁿ for any integer n; 0⁰ = 1. */
  pow(a: number, n: number): number;
}

/** Largest q: the tables take 12 bytes an element. */
export const MAX_FIELD_ORDER = 1 << 16;

const cache = new Map<number, FiniteField>();

/**
 * The field of q elements. z is a root of the first primitive polynomial in the order of its value at p, so the same q
 * gives the same tables always (these are not always Conway polynomials: do not mix elements with GAP's Z(q)).
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless q ≤ 2¹⁶ is a power of a prime
 * @example finiteField(9).mul(3, 3) // z² in terms of 1 and z
 */
export function finiteField(q: number): FiniteField {
  let field = cache.get(q);
  if (!field) {
    field = construct(q);
    if (cache.size >= 64) cache.clear();
    cache.set(q, field);
  }
  return field;
}

const FIELD_ORDER: Kind = {
  expected: `a power of a prime, at most ${MAX_FIELD_ORDER}`,
  accepts: (v) => typeof v === 'number' && v <= MAX_FIELD_ORDER && primePower(v) !== undefined,
};

/** p and e with q = pᵉ, or undefined. */
export function primePower(q: number): { p: number; e: number } | undefined {
  if (!Number.isInteger(q) || q < 2) return undefined;
  let p = 2;
  while (q % p !== 0) p = p * p > q ? q : p + 1;
  let e = 0;
  for (let rest = q; rest > 1; rest /= p, e++) if (rest % p !== 0) return undefined;
  return { p, e };
}

function construct(q: number): FiniteField {
  checkArgument('finiteField', 'q', q, FIELD_ORDER);
  const power = primePower(q) as { p: number; e: number };
  const { p, e } = power;
  const { powers, modulus } = primitivePowers(p, e);
  const logs = new Int32Array(q).fill(-1);
  powers.forEach((x, k) => {
    logs[x] = k;
  });
  const name = e === 1 ? `GF(${p})` : `GF(${p}^${e})`;
  const add = digitwise(p, e, (a, b) => (a + b >= p ? a + b - p : a + b));
  const sub = digitwise(p, e, (a, b) => (a >= b ? a - b : a - b + p));
  const inv = (a: number): number => {
    if (a === 0) {
      throw new IsotypicError('DIVISION_BY_ZERO', { where: name, expected: 'a nonzero element', received: '0' });
    }
    return powers[(q - 1 - logs[a]) % (q - 1)];
  };
  const mul = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : powers[(logs[a] + logs[b]) % (q - 1)]);
  return {
    name,
    characteristic: p,
    order: q,
    degree: e,
    zero: 0,
    one: 1,
    primitiveElement: powers[1 % (q - 1)],
    modulus,
    basis: Array.from({ length: e }, (_, i) => p ** i),
    add,
    sub,
    mul,
    neg: (a) => sub(0, a),
    inv,
    div: (a, b) => mul(a, inv(b)),
    eql: (a, b) => a === b,
    isZero: (a) => a === 0,
    fromInteger(n) {
      checkArgument(`${name}.fromInteger`, 'n', n, anyInteger);
      return Number(((BigInt(n) % BigInt(p)) + BigInt(p)) % BigInt(p));
    },
    pow(a, n) {
      checkArgument(`${name}.pow`, 'n', n, integer());
      if (a === 0) return n === 0 ? 1 : n < 0 ? inv(a) : 0;
      const k = (logs[a] * (n % (q - 1))) % (q - 1);
      return powers[(k + q - 1) % (q - 1)];
    },
    print: (a) => (a < p ? String(a) : `z^${logs[a]}`),
    parse(text) {
      checkArgument(`${name}.parse`, 'text', text, textKind);
      const match = /^\s*(?:(\d+)|z(?:\^(\d+))?)\s*$/.exec(text);
      const scalar = match?.[1] === undefined ? undefined : Number(match[1]);
      if (!match || (scalar !== undefined && scalar >= p) || (scalar === undefined && e === 1)) {
        const expected = e === 1 ? `an integer from 0 to ${p - 1}` : `0 … ${p - 1} or a power z^k`;
        throw new IsotypicError('PARSE', { where: `${name}.parse`, expected, received: describe(text), position: 0 });
      }
      return scalar ?? powers[Number(BigInt(match[2] ?? 1) % BigInt(q - 1))];
    },
  };
}

/** An operation on base-p digits; addition and subtraction in characteristic 2 and in prime fields need no digits. */
function digitwise(p: number, e: number, operation: (a: number, b: number) => number) {
  if (e === 1) return operation;
  if (p === 2) return (a: number, b: number): number => a ^ b;
  return (a: number, b: number): number => {
    let result = 0;
    for (let place = 1; a > 0 || b > 0; place *= p, a = Math.floor(a / p), b = Math.floor(b / p)) {
      result += place * operation(a % p, b % p);
    }
    return result;
  };
}

/** 1, z, z², …, z^(q−2) for the first monic polynomial modulo which z has order q − 1. */
function primitivePowers(p: number, e: number): { powers: number[]; modulus: number[] } {
  const q = p ** e;
  for (let lower = 1; lower < q; lower++) {
    // z^e = −(lower digits); for e = 1 this runs through the candidates for a primitive root
    const modulus = Array.from({ length: e }, (_, i) => Math.floor(lower / p ** i) % p);
    const powers = [1];
    for (let x = timesZ(1, p, e, modulus); x > 1 && powers.length < q; x = timesZ(x, p, e, modulus)) powers.push(x);
    if (powers.length === q - 1) return { powers, modulus: [...modulus, 1] };
  }
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'finiteField',
    expected: `a primitive polynomial of degree ${e} over GF(${p})`,
    received: 'none',
  });
}

function timesZ(x: number, p: number, e: number, modulus: readonly number[]): number {
  const top = Math.floor(x / p ** (e - 1));
  const shifted = (x % p ** (e - 1)) * p;
  let result = 0;
  for (let i = 0, place = 1; i < e; i++, place *= p) {
    const digit = (Math.floor(shifted / place) % p) - ((top * modulus[i]) % p);
    result += place * (digit < 0 ? digit + p : digit);
  }
  return result;
}
