/** Elements of the group as words, made ready on both sides of a function. */
import { type Permutation, type PermutationGroup, toFloat64 } from '@isotypic/algebra';
import { PermutationRepresentation } from '@isotypic/reps';
import type { Draws } from './draws.js';
import {
  blockOperator,
  exponentialOperator,
  identityOperator,
  matrixOperator,
  monomialOperator,
  type Operator,
  productOperator,
} from './operators.js';
import type { Part } from './spaces.js';

/** A generator by its number, or exp(tA) for the derivation of that number. */
export type Letter =
  | { readonly kind: 'generator'; readonly index: number }
  | { readonly kind: 'derivation'; readonly index: number; readonly t: number };

/** An element of the group, and how it moves x and f(x). */
export interface Move {
  /** The last letter is applied first. */
  readonly word: readonly Letter[];
  readonly X: Operator;
  readonly Y: Operator;
  /** How many products of matrices a vector goes through, where X and Y round. */
  readonly products: number;
}

export class Moves {
  readonly generators: number;
  readonly derivations: number;
  readonly group: PermutationGroup | undefined;
  private readonly names: readonly string[] | undefined;
  /** x and f(x) move the same way, without rounding: one product of a word does for both. */
  private readonly isOneAction: boolean;

  constructor(
    private readonly domain: readonly Part[],
    private readonly codomain: readonly Part[],
  ) {
    const action = domain[0]?.action;
    this.names = action?.names;
    this.isOneAction = domain.length === 1 && codomain.length === 1 && isSameAction(domain[0], codomain[0]);
    this.generators = action?.generators.length ?? 0;
    this.derivations = action?.derivations.length ?? 0;
    this.group = [...domain, ...codomain].find((p) => p.action?.group !== undefined)?.action?.group;
  }

  /** Each generator, and each derivation at t = 1. */
  single(): Move[] {
    return [
      ...Array.from({ length: this.generators }, (_, index) => this.of([{ kind: 'generator', index }])),
      ...Array.from({ length: this.derivations }, (_, index) => this.of([{ kind: 'derivation', index, t: 1 }])),
    ];
  }

  /** A letter: generators in turn, each derivation at some t in [−2, 2]. */
  letter(k: number, draws: Draws): Letter {
    const index = k % (this.generators + this.derivations);
    if (index < this.generators) return { kind: 'generator', index };
    return { kind: 'derivation', index: index - this.generators, t: 4 * draws.uniform() - 2 };
  }

  /** A word of 2 to `longest` letters; of one where there is one letter at most. */
  random(draws: Draws, longest: number): Move {
    const letters = this.generators + this.derivations;
    if (letters === 0) return this.of([]);
    const length = Math.min(longest, 2 + draws.below(Math.max(1, longest - 1)));
    return this.of(Array.from({ length }, () => this.letter(draws.below(letters), draws)));
  }

  of(word: readonly Letter[]): Move {
    const X = this.operator(word, this.domain);
    return { word, X, Y: this.isOneAction ? X : this.operator(word, this.codomain), products: word.length };
  }

  /** Any element of the finite group, where all parts are representations of it; it has no word. */
  ofElement(g: Permutation): Move | undefined {
    const sides = [this.domain, this.codomain].map((parts) => {
      const operators = parts.map((part) => elementOperator(part, g));
      if (operators.includes(undefined)) return undefined;
      return blockOperator(parts.flatMap(({ copies: n }, k) => new Array<Operator>(n).fill(operators[k]!)));
    });
    const [X, Y] = sides;
    return X === undefined || Y === undefined ? undefined : { word: [], X, Y, products: 1 };
  }

  private operator(word: readonly Letter[], parts: readonly Part[]): Operator {
    const dimension = parts.reduce((sum, p) => sum + p.dimension * p.copies, 0);
    if (word.length === 0) return identityOperator(dimension);
    return productOperator(
      dimension,
      word.map((letter) => blockOperator(parts.flatMap((part) => copies(part, letter)))),
    );
  }

  /** The element of the finite group, where there is one. */
  elementOf(word: readonly Letter[]): Permutation | undefined {
    const { group } = this;
    if (group === undefined || word.length === 0) return undefined;
    return word.map(({ index }) => group.generators[index]).reduce((a, b) => a.times(b));
  }

  /** A cycle string where the group is of permutations; else the names of the letters. */
  nameOf(word: readonly Letter[]): string {
    if (word.length === 0) return '1';
    const generator = (k: number) => this.names?.[k] ?? `g${k}`;
    const letters = word.map((l) =>
      l.kind === 'generator' ? generator(l.index) : `exp(${shortNumber(l.t)} A${l.index})`,
    );
    return this.elementOf(word)?.toString() ?? letters.join(this.names === undefined ? ' ' : ', ');
  }
}

/** Whether two parts are moved by the same signed permutations. */
function isSameAction(a: Part, b: Part): boolean {
  const [p, q] = [a.action, b.action];
  if (p === undefined || q === undefined || a.copies !== b.copies || a.dimension !== b.dimension) return false;
  if (p.derivations.length > 0 || q.derivations.length > 0) return false;
  const isSame = (u: ArrayLike<number> | undefined, v: ArrayLike<number> | undefined) =>
    u === v || (u !== undefined && v !== undefined && Array.from(u).every((t, i) => t === v[i]));
  return p.generators.every(({ monomial: m }, k) => {
    const n = q.generators[k].monomial;
    return m !== undefined && n !== undefined && isSame(m.images, n.images) && isSame(m.signs, n.signs);
  });
}

function copies({ action, dimension, copies: count }: Part, letter: Letter): Operator[] {
  const one =
    action === undefined
      ? identityOperator(dimension)
      : letter.kind === 'generator'
        ? action.generators[letter.index]
        : exponentialOperator(action.derivations[letter.index], letter.t);
  return new Array<Operator>(count).fill(one);
}

function elementOperator({ action, dimension }: Part, g: Permutation): Operator | undefined {
  if (action === undefined) return identityOperator(dimension);
  const { representation } = action;
  if (representation === undefined) return undefined;
  if (representation instanceof PermutationRepresentation)
    return monomialOperator(representation.permutation(g).images);
  const matrix = representation.matrix(g);
  return matrixOperator('data' in matrix ? matrix : toFloat64(matrix));
}

const shortNumber = (t: number): string => `${Number(t.toPrecision(4))}`;
