/** GAP's notation for cyclotomic numbers: `E(n)` is e^(2πi/n). */
import type Fraction from 'fraction.js';
import { TextScanner } from '../text-scanner.js';
import { numerator, rationals } from './rationals.js';
import { type GaussSumOperations, squareRootIn } from './square-root.js';

/** Σ coefficients[i]·E(conductor)^exponents[i]. */
export interface CyclotomicTerms {
  readonly conductor: number;
  readonly exponents: readonly number[];
  readonly coefficients: readonly Fraction[];
}

/** The text of a number as GAP prints it. */
export function printCyclotomic({ conductor, exponents, coefficients }: CyclotomicTerms): string {
  const printed = exponents.map((e, i) => {
    const c = coefficients[i];
    const magnitude = rationals.print(c.abs());
    const sign = numerator(c) < 0n ? '-' : i === 0 ? '' : '+';
    const root = e === 0 ? '' : e === 1 ? `E(${conductor})` : `E(${conductor})^${e}`;
    return sign + (root === '' ? magnitude : magnitude === '1' ? root : `${magnitude}*${root}`);
  });
  return printed.length === 0 ? '0' : printed.join('');
}

/** What the notation is read with: the operations of the field. */
export interface CyclotomicOperations<T> extends GaussSumOperations<T> {
  neg(a: T): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  inv(a: T): T;
  pow(a: T, n: number): T;
}

/** The signs of square roots. */
const ROOT = /ER|sqrt|√/y;

/** √p has conductor p or 4p; that may be at most 10⁶. */
const LARGEST_RADICAND = 250_000;

/**
 * sum     = product { sign product }
 * product = signed { (`*` | `/`) signed }
 * signed  = { sign } power
 * power   = atom [ `^` [`-`] digits ]
 * atom    = digits | `E(` digits `)` | root | `(` sum `)`
 * root    = (`ER` | `sqrt`) `(` [`-`] digits `)` | `√` digits | `√(` digits `)`       √−1 is E(4)
 */
export function parseCyclotomic<T>(text: string, field: CyclotomicOperations<T>): T {
  const scanner = new TextScanner('Cyclotomic.parse', text);
  const atom = (): T => {
    if (scanner.accept('(')) {
      const inner = scanner.nested(sum);
      scanner.expect(')');
      return inner;
    }
    const root = scanner.match(ROOT);
    if (root !== undefined) return squareRootIn(radicand(scanner, root === '√'), field);
    if (!scanner.accept('E')) return field.fromInteger(BigInt(scanner.digits("a number, 'E(n)', 'sqrt(n)' or '('")));
    scanner.expect('(');
    const start = scanner.at;
    const n = scanner.integer('an order of a root of unity');
    if (n === 0) scanner.fail('a positive order of a root of unity', start);
    scanner.expect(')');
    return field.fromExponents(n, [[1, 1]]);
  };
  const power = (): T => {
    const base = atom();
    if (!scanner.accept('^')) return base;
    const sign = scanner.accept('-') ? -1 : 1;
    return field.pow(base, sign * scanner.integer('an exponent'));
  };
  const signed = (): T => {
    let negative = false;
    for (;;) {
      if (scanner.accept('-')) negative = !negative;
      else if (!scanner.accept('+')) return negative ? field.neg(power()) : power();
    }
  };
  const product = (): T => {
    let value = signed();
    for (;;) {
      if (scanner.accept('*')) value = field.mul(value, signed());
      else if (scanner.accept('/')) value = field.mul(value, field.inv(signed()));
      else return value;
    }
  };
  const sum = (): T => {
    let value = product();
    for (;;) {
      if (scanner.accept('+')) value = field.add(value, product());
      else if (scanner.accept('-')) value = field.sub(value, product());
      else return value;
    }
  };
  const value = sum();
  scanner.expectEnd('the end of the number');
  return value;
}

/** What stands under a root: √5 needs no parentheses. */
function radicand(scanner: TextScanner, isSign: boolean): number {
  const inParentheses = isSign ? scanner.accept('(') : true;
  if (!isSign) scanner.expect('(');
  const sign = inParentheses && scanner.accept('-') ? -1 : 1;
  const start = scanner.at;
  const n = scanner.integer('an integer under the root');
  if (n > LARGEST_RADICAND) scanner.fail(`at most ${LARGEST_RADICAND} under the root`, start);
  if (inParentheses) scanner.expect(')');
  return sign * n;
}
