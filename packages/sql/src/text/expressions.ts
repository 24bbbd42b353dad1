/** Expressions with their size: sums are balanced trees, so that no engine's bound of depth is reached. */
import type { Dialect } from '../dialects/dialect.js';

/** Text that may stand where any operator may be beside it, its nodes, and its depth. */
export interface Expression {
  readonly text: string;
  /** Names, literals and operators. */
  readonly nodes: number;
  readonly depth: number;
}

/** A name or a literal, or a call that counts as one. */
export function atom(text: string, nodes = 1): Expression {
  return { text, nodes, depth: 1 };
}

export function product(a: Expression, b: Expression): Expression {
  return binary(a, '*', b, false);
}

export function difference(a: Expression, b: Expression): Expression {
  return binary(a, ' - ', b, true);
}

/** Σ terms, each with a sign, as a tree of depth ⌈log₂⌉ of their number; the first term's sign is to be +. */
export function signedSum(terms: readonly (readonly [sign: 1 | -1, term: Expression])[]): Expression {
  if (terms.length === 1) return terms[0][0] === 1 ? terms[0][1] : product(atom('-1'), terms[0][1]);
  const middle = (terms.length + 1) >> 1;
  const [left, right] = [terms.slice(0, middle), terms.slice(middle)];
  const isMinus = right[0][0] === -1;
  const second = isMinus ? right.map(([sign, term]) => [sign === 1 ? -1 : 1, term] as const) : right;
  return binary(signedSum(left), isMinus ? ' - ' : ' + ', signedSum(second), true);
}

/** Σ terms. */
export function sumOfAll(terms: readonly Expression[]): Expression {
  return signedSum(terms.map((term) => [1, term] as const));
}

/** SUM(…), COUNT(…). */
export function call(name: string, argument: Expression): Expression {
  return { text: `${name}(${inside(argument)})`, nodes: argument.nodes + 1, depth: argument.depth + 1 };
}

/** x − x = 0: true of finite numbers alone, on every engine; NULL and NaN are not equal to 0. */
export function finiteTest(x: Expression): Expression {
  return { text: `${x.text} - ${x.text} = 0`, nodes: 2 * x.nodes + 3, depth: x.depth + 2 };
}

export function literal(dialect: Dialect, value: number): Expression {
  return atom(dialect.number(value));
}

/** Without the parentheses around all of it. */
export function inside({ text }: Expression): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}

function binary(a: Expression, operator: string, b: Expression, isBracketed: boolean): Expression {
  const text = `${a.text}${operator}${b.text}`;
  return {
    text: isBracketed ? `(${text})` : text,
    nodes: a.nodes + b.nodes + 1,
    depth: Math.max(a.depth, b.depth) + 1,
  };
}
