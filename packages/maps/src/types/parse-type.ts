/**
 * Types as text.
 *
 *     sum     = product { "+" product }
 *     product = power { ("*" | "·") power }
 *     power   = space [ "^" number ]
 *     space   = number                               that many scalars
 *             | "V" [ name ]  | "Scalar"
 *             | "T(" p [ "," q ] ")" [ name ]        V^p ⊗ V*^q
 *             | ("Sym" | "Alt") "(" k "," sum ")"
 *             | ("dual" | "conj") "(" sum ")"
 *             | one of the given spaces, by its name
 *             | "(" sum ")"
 *     name    = "[" text with matched brackets "]"   the group that the space belongs to
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, type Kind, nearestNames, text as textKind } from '@isotypic/algebra/internal';
import { Scalar, T, TENSOR_TYPE, type TensorType, V } from './tensor-type.js';

const SPACES: Kind = {
  expected: 'types by name',
  accepts: (v) =>
    typeof v === 'object' &&
    v !== null &&
    !(v instanceof Date) &&
    !Array.isArray(v) &&
    Object.values(v).every(TENSOR_TYPE.accepts),
};

/**
 * The type that a text describes; the inverse of printing.
 * @param spaces types that may occur by a name of their own, such as custom representations
 * @throws {IsotypicError} `PARSE`, with the position and what was expected there; `UNKNOWN_NAME`
 * @example
 * String(parseType('5*V*(2 + V)')) // '10*T(1) + 5*T(2)'
 * parseType('T(1)[Z(3)]*T(1)[S(4)]').over().dimension // 12
 */
export function parseType(text: string, spaces: Readonly<Record<string, TensorType>> = {}): TensorType {
  checkArgument('parseType', 'text', text, textKind);
  checkArgument('parseType', 'spaces', spaces, SPACES);
  const reader = new TypeReader(text, spaces);
  const type = reader.sum();
  reader.end();
  return type;
}

const MOST_DEPTH = 100; // deeper nesting is a mistake, and would exhaust the stack

class TypeReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly spaces: Readonly<Record<string, TensorType>>,
  ) {}

  sum(): TensorType {
    if (++this.depth > MOST_DEPTH) this.fail(`at most ${MOST_DEPTH} sums inside each other`);
    let type = this.product();
    while (this.accept('+')) type = type.plus(this.product());
    this.depth--;
    return type;
  }

  end(): void {
    this.skipSpace();
    if (this.at < this.text.length) this.fail("'+', '*', '^' or the end");
  }

  private product(): TensorType {
    let type = this.power();
    while (this.accept('*') || this.accept('·')) type = type.times(this.power());
    return type;
  }

  private power(): TensorType {
    const base = this.space();
    return this.accept('^') ? base.power(this.number('an exponent')) : base;
  }

  private space(): TensorType {
    this.skipSpace();
    const start = this.at;
    if (/[0-9]/.test(this.text[this.at] ?? '')) return Scalar.times(this.number('a number'));
    if (this.accept('(')) {
      const type = this.sum();
      this.require(')');
      return type;
    }
    const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.at))?.[0];
    if (word === undefined)
      this.fail("a space: V, Scalar, T(p,q), Sym(k, …), Alt(k, …), dual(…), conj(…), a number or '('");
    this.at += word.length;
    if (Object.hasOwn(this.spaces, word)) return this.spaces[word];
    return this.known(word, start);
  }

  private known(word: string, start: number): TensorType {
    switch (word) {
      case 'V':
        return this.named(V);
      case 'Scalar':
        return Scalar;
      case 'T': {
        this.require('(');
        const p = this.number('p');
        const q = this.accept(',') ? this.number('q') : 0;
        this.require(')');
        return this.named(T(p, q));
      }
      case 'Sym':
      case 'Alt': {
        this.require('(');
        const k = this.number('the exponent');
        this.require(',');
        const base = this.sum();
        this.require(')');
        return word === 'Sym' ? base.symmetricPower(k) : base.alternatingPower(k);
      }
      case 'dual':
      case 'conj': {
        this.require('(');
        const base = this.sum();
        this.require(')');
        return word === 'dual' ? base.dual() : base.conjugate();
      }
    }
    const near = nearestNames(word, ['V', 'Scalar', 'T', 'Sym', 'Alt', 'dual', 'conj', ...Object.keys(this.spaces)], 1);
    throw new IsotypicError('UNKNOWN_NAME', {
      where: 'parseType',
      expected: `a space: V, Scalar, T, Sym, Alt, dual, conj${Object.keys(this.spaces)
        .map((s) => `, ${s}`)
        .join('')}`,
      received: `"${word}"`,
      position: start,
      ...(near.length > 0 && { remedy: `Did you mean ${near[0]}?` }),
    });
  }

  private named(type: TensorType): TensorType {
    this.skipSpace();
    if (this.text[this.at] !== '[') return type;
    let depth = 0;
    const start = this.at + 1;
    for (; this.at < this.text.length; this.at++) {
      if (this.text[this.at] === '[') depth++;
      if (this.text[this.at] === ']' && --depth === 0) break;
    }
    if (this.at === this.text.length) this.fail("']'");
    const name = this.text.slice(start, this.at++).trim();
    if (name === '') {
      this.at = start;
      this.fail('the name of a group');
    }
    return type.of(name);
  }

  private number(what: string): number {
    this.skipSpace();
    const digits = /^[0-9]+/.exec(this.text.slice(this.at))?.[0];
    if (digits === undefined || !Number.isSafeInteger(Number(digits))) this.fail(`${what}, a number from 0 on`);
    this.at += digits.length;
    return Number(digits);
  }

  private accept(symbol: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== symbol) return false;
    this.at++;
    return true;
  }

  private require(symbol: string): void {
    if (!this.accept(symbol)) this.fail(`'${symbol}'`);
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private fail(expected: string): never {
    const rest = this.text.slice(this.at, this.at + 20);
    throw new IsotypicError('PARSE', {
      where: 'parseType',
      expected,
      received: rest === '' ? 'the end of the text' : `'${rest}'`,
      position: this.at,
    });
  }
}
