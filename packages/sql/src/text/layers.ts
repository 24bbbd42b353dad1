/** Queries in layers: each a SELECT from the one before, under a name that no table of a user has. */
import type { Dialect } from '../dialects/dialect.js';
import { atom, type Expression, inside, literal, product, signedSum } from './expressions.js';

/** A text with its size. */
export interface QueryText {
  readonly text: string;
  readonly nodes: number;
  readonly depth: number;
}

/** One layer of a query after another, each a SELECT from the one before. */
export class Layers {
  private readonly parts: string[] = [];
  nodes = 0;
  depth = 0;
  private last = '';

  add(name: string, columns: readonly string[], tail = ''): void {
    const from = this.last === '' ? '' : ` FROM ${this.last}`;
    this.parts.push(`${name} AS (SELECT ${columns.join(', ')}${from}${tail})`);
    this.last = name;
  }

  column(expression: Expression, name: string): string {
    this.nodes += expression.nodes + 1;
    this.depth = Math.max(this.depth, expression.depth);
    return `${inside(expression)} AS ${name}`;
  }

  select(columns: readonly string[], tail: string): QueryText {
    const text = `WITH ${this.parts.join(',\n')}\nSELECT ${columns.join(', ')} FROM ${this.last}${tail}`;
    return { text, nodes: this.nodes, depth: this.depth };
  }
}

/** Terms of one size of coefficient are collected. */
export function linear(
  terms: readonly (readonly [source: string, coefficient: number])[],
  dialect: Dialect,
): Expression {
  const bySize = new Map<number, (readonly [1 | -1, Expression])[]>();
  for (const [source, coefficient] of terms) {
    const size = Math.abs(coefficient);
    const list = bySize.get(size) ?? [];
    list.push([coefficient < 0 ? -1 : 1, atom(source)]);
    bySize.set(size, list);
  }
  const parts = Array.from(bySize, ([size, list]): readonly [1 | -1, Expression] => {
    const lead = list[0][0];
    const sum = signedSum(list.map(([sign, e]) => [sign === lead ? 1 : -1, e] as const));
    return [lead, size === 1 ? sum : product(literal(dialect, size), sum)];
  });
  return signedSum(parts);
}
