/**
 * Words in the generators of a group, kept as straight-line programs: a word is a generator, or a product, inverse or
 * power of words already made. Shared parts are stored, and evaluated, once; written out as letters a word may be
 * exponentially long.
 */
import { arrayOf, checkArgument, integer, type Kind } from '../arguments.js';
import { BudgetExceededError, invalidArgument } from '../errors.js';
import { Permutation } from '../permutations/permutation.js';
import { permutationsKind } from './argument-checks.js';

/** The last step of the straight-line program of a word. */
export type Step =
  | { readonly kind: 'identity' }
  | { readonly kind: 'generator'; readonly index: number }
  | { readonly kind: 'product'; readonly left: Word; readonly right: Word }
  | { readonly kind: 'power'; readonly of: Word; readonly exponent: number };

/** What `Word.evaluateIn` needs of the group it evaluates in. */
export interface GroupOperations<T> {
  readonly one: T;
  /** The product a·b: b first, then a. */
  times(a: T, b: T): T;
  inverse(a: T): T;
}

/**
 * An element of a free group, as a straight-line program. Products are read as left actions: the right factor first.
 * @example
 * Word.generator(0).times(Word.generator(1)).power(2).letters().length // 4
 */
export class Word {
  private constructor(readonly step: Step) {}

  static readonly identity = new Word({ kind: 'identity' });

  /** The word of one letter: generator number `index`. */
  static generator(index: number): Word {
    if (!Number.isInteger(index) || index < 0) checkArgument('Word.generator', 'index', index, integer(0));
    return new Word({ kind: 'generator', index });
  }

  /** Reads [generatorIndex, exponent] pairs as a product, leftmost pair leftmost. */
  static fromLetters(letters: readonly (readonly [number, number])[]): Word {
    checkArgument('Word.fromLetters', 'letters', letters, lettersKind);
    return letters.reduce(
      (word, [index, exponent]) => word.times(Word.generator(index).power(exponent)),
      Word.identity,
    );
  }

  times(right: Word): Word {
    if (!(right instanceof Word)) checkArgument('Word.times', 'right', right, wordKind);
    if (this.step.kind === 'identity') return right;
    if (right.step.kind === 'identity') return this;
    return new Word({ kind: 'product', left: this, right });
  }

  inverse(): Word {
    return this.power(-1);
  }

  power(exponent: number): Word {
    if (!Number.isSafeInteger(exponent)) checkArgument('Word.power', 'exponent', exponent, integer());
    if (exponent === 1 || this.step.kind === 'identity') return this;
    if (exponent === 0) return Word.identity;
    if (this.step.kind === 'power') {
      const combined = this.step.exponent * exponent;
      if (Number.isSafeInteger(combined)) return this.step.of.power(combined);
    }
    return new Word({ kind: 'power', of: this, exponent });
  }

  /** The permutation that this word is when generator i is `generators[i]`. */
  evaluate(generators: readonly Permutation[]): Permutation {
    checkArgument('Word.evaluate', 'generators', generators, permutationsKind);
    const degree = generators[0]?.degree ?? 0;
    return this.evaluateIn(
      { one: Permutation.identity(degree), times: (a, b) => a.times(b), inverse: (a) => a.inverse() },
      generators,
    );
  }

  /**
   * The image of this word under the homomorphism from the free group that sends generator i to `images[i]`. Every
   * shared part is evaluated once; hand in the same `memo` again to keep values between calls.
   */
  evaluateIn<T>(group: GroupOperations<T>, images: readonly T[], memo: Map<Word, T> | WeakMap<Word, T> = new Map()): T {
    checkArgument('Word.evaluateIn', 'group', group, operationsKind);
    if (!(memo instanceof Map || memo instanceof WeakMap)) checkArgument('Word.evaluateIn', 'memo', memo, memoKind);
    if (!Array.isArray(images)) checkArgument('Word.evaluateIn', 'images', images, listKind);
    // An explicit stack: programs made by random walks are many thousands of steps deep.
    const pending: Word[] = [this];
    while (pending.length > 0) {
      const word = pending[pending.length - 1];
      if (memo.has(word)) {
        pending.pop();
        continue;
      }
      const step = word.step;
      const parts = step.kind === 'product' ? [step.left, step.right] : step.kind === 'power' ? [step.of] : [];
      const missing = parts.filter((part) => !memo.has(part));
      if (missing.length > 0) {
        for (const part of missing) pending.push(part);
        continue;
      }
      pending.pop();
      memo.set(word, stepValue(step, group, images, memo));
    }
    return memo.get(this) as T;
  }

  /** The number of letters when written out. */
  get length(): bigint {
    const count: GroupOperations<bigint> = { one: 0n, times: (a, b) => a + b, inverse: (a) => a };
    return this.evaluateIn(count, everyLetterCountsOne, lengthMemo);
  }

  /**
   * The word written out as [generatorIndex, exponent] pairs, leftmost factor first, neighbors of one generator merged.
   * @throws {BudgetExceededError} when there are more than `limit` letters (default 10⁶).
   */
  letters(limit = 1_000_000): [number, number][] {
    checkArgument('Word.letters', 'limit', limit, integer(0));
    if (this.length > BigInt(limit)) {
      throw new BudgetExceededError({
        where: 'Word.letters',
        expected: `at most ${limit} letters`,
        received: `${this.length}`,
        remedy: 'Use Word.evaluate or Word.evaluateIn, which never write the word out.',
      });
    }
    const letters: [number, number][] = [];
    const pending: [Word, number][] = [[this, 1]];
    while (pending.length > 0) {
      const [word, sign] = pending.pop() as [Word, number];
      const step = word.step;
      if (step.kind === 'generator') {
        const last = letters[letters.length - 1];
        if (last?.[0] === step.index) last[1] += sign;
        else letters.push([step.index, sign]);
        if (letters[letters.length - 1][1] === 0) letters.pop();
      } else if (step.kind === 'product') {
        const [first, second] = sign > 0 ? [step.left, step.right] : [step.right, step.left];
        pending.push([second, sign], [first, sign]);
      } else if (step.kind === 'power') {
        const inner = step.exponent < 0 ? -sign : sign;
        for (let k = Math.abs(step.exponent); k > 0; k--) pending.push([step.of, inner]);
      }
    }
    return letters;
  }

  /** `g0 g2^-1 g1^3`; the identity is `1`. */
  toString(): string {
    const letters = this.letters();
    return letters.length === 0 ? '1' : letters.map(([g, e]) => (e === 1 ? `g${g}` : `g${g}^${e}`)).join(' ');
  }
}

const wordKind: Kind = {
  expected: 'a Word',
  accepts: (v) => v instanceof Word,
  remedy: () => 'Word.fromLetters makes one, group.factor(p) another.',
};

const memoKind: Kind = { expected: 'a Map or WeakMap from words', accepts: () => false };

const listKind: Kind = { expected: 'an array, an image for each generator', accepts: Array.isArray };

const lettersKind: Kind = arrayOf(
  {
    expected: 'a pair [generator, exponent]',
    accepts: (v) => Array.isArray(v) && v.length === 2 && integer(0).accepts(v[0]) && integer().accepts(v[1]),
  },
  'an array of pairs [generator, exponent]',
);

const operationsKind: Kind = {
  expected: 'the operations of a group, { one, times, inverse }',
  accepts: (v) => {
    const { times, inverse } = (v ?? {}) as Partial<GroupOperations<unknown>>;
    return typeof times === 'function' && typeof inverse === 'function';
  },
  remedy: () => 'For permutations, word.evaluate(generators) needs no operations.',
};

const lengthMemo = new WeakMap<Word, bigint>();

/** Stands for the infinite list 1, 1, 1, …: the length of each generator. */
const everyLetterCountsOne: readonly bigint[] = new Proxy([], { get: () => 1n });

function stepValue<T>(
  step: Step,
  group: GroupOperations<T>,
  images: readonly T[],
  memo: Map<Word, T> | WeakMap<Word, T>,
): T {
  switch (step.kind) {
    case 'identity':
      return group.one;
    case 'generator': {
      const image = images[step.index];
      if (image === undefined)
        throw invalidArgument('Word.evaluate', `generators to have an image for generator ${step.index}`, images);
      return image;
    }
    case 'product':
      return group.times(memo.get(step.left) as T, memo.get(step.right) as T);
    case 'power': {
      const base = memo.get(step.of) as T;
      let square = step.exponent < 0 ? group.inverse(base) : base;
      let exponent = Math.abs(step.exponent);
      let result: T | undefined;
      for (;;) {
        if (exponent % 2 === 1) result = result === undefined ? square : group.times(result, square);
        exponent = Math.floor(exponent / 2);
        if (exponent === 0) return result as T;
        square = group.times(square, square);
      }
    }
  }
}
