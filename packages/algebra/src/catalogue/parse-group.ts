/**
 * Group expressions.
 *
 *     expression = wreath { ("x" | "×") wreath }                  direct product
 *     wreath     = acting { "wr" acting }                         wreath product, from the left
 *     acting     = primary { "on" action }
 *     primary    = short | name [ "(" [ argument { "," argument } ] ")" ] | generators | "(" expression ")"
 *     short      = "S5" | "A5" | "C7" | "M24" | "J1": symmetric(5), alternating(5), cyclic(7), mathieu(24), janko(1)
 *     argument   = number | word | expression
 *     action     = "points" | "pairs" | "subsets(k)" | "arrangements(k)" | "tuples(k)" | "regular" | the entry's own
 *     generators = "<" [ cycles { "," cycles } ] [ "," "degree" number ] ">"        cycles as in (0 1 2)(3 4)
 */
import { directProduct, wreathProduct } from '../constructions/products.js';
import { describe, IsotypicError } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { nearestNames } from '../nearest-names.js';
import { Permutation } from '../permutations/permutation.js';
import { actOn, GENERAL_ACTIONS } from './actions.js';
import { catalogueEntries } from './entries.js';
import type { CatalogueArgument, CatalogueEntry } from './entry.js';

/**
 * The group that a text names.
 *
 * @throws {IsotypicError} `PARSE` with the position; `UNKNOWN_NAME` with the nearest names; and what the entry itself
 * refuses, such as `INVALID_ARGUMENT` for `mathieu(13)`
 * @example
 * parseGroup('symmetric(5) on pairs').degree // 10
 * parseGroup('cyclic(2) wr symmetric(3)').order // 48n
 * parseGroup('<(0 1 2), (0 1)>').order // 6n
 */
export function parseGroup(text: string): PermutationGroup {
  if (typeof text !== 'string') {
    throw new IsotypicError('INVALID_ARGUMENT', { where: 'parseGroup', expected: 'a text', received: describe(text) });
  }
  return new ExpressionReader(text).readAll();
}

/** The catalogue entry of a name or alias, upper and lower case alike. */
export function catalogueEntry(name: string): CatalogueEntry | undefined {
  const wanted = name.toLowerCase();
  return catalogueEntries.find((e) => [e.name, ...(e.aliases ?? [])].some((known) => known.toLowerCase() === wanted));
}

/** Letters that mean one family to everybody. D does not: D₄ and D₈ are the same group to different people. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  s: 'symmetric',
  a: 'alternating',
  c: 'cyclic',
  m: 'mathieu',
  j: 'janko',
};
const SHORT = /^([sacmj])([0-9]+)$/i;

/** Deeper nesting is refused: it would be a mistake, and exhaust the stack. */
const MAX_DEPTH = 100;

const NUMBER = /[0-9]+/y;
const WORD = /[A-Za-z][A-Za-z0-9]*/y;

class ExpressionReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readAll(): PermutationGroup {
    const group = this.expression();
    if (this.at < this.text.length) this.fail("'x', 'wr', 'on' or the end");
    return group;
  }

  private expression(): PermutationGroup {
    if (++this.depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} expressions inside each other`);
    const factors = [this.wreath()];
    while (this.accept('×') || this.acceptWord('x')) factors.push(this.wreath());
    this.depth--;
    return factors.length === 1 ? factors[0] : directProduct(...factors);
  }

  private wreath(): PermutationGroup {
    let group = this.acting();
    while (this.acceptWord('wr')) group = wreathProduct(group, this.acting());
    return group;
  }

  private acting(): PermutationGroup {
    const primary = this.primary();
    let group: PermutationGroup | undefined;
    while (this.acceptWord('on')) {
      const start = this.at;
      const action = this.word('an action');
      const own = primary.actions.find((known) => known.toLowerCase() === action.toLowerCase());
      if (group === undefined && own !== undefined) {
        group = primary.build(own);
        continue;
      }
      const general = GENERAL_ACTIONS.find((a) => a.name === action.toLowerCase());
      if (!general)
        throw this.unknown('action', action, start, [...primary.actions, ...GENERAL_ACTIONS.map((a) => a.name)]);
      const k = general.takesSize ? this.size(general.name) : undefined;
      group = actOn(group ?? primary.build(undefined), general.name, k);
    }
    return group ?? primary.build(undefined);
  }

  private size(action: string): number {
    if (!this.accept('(')) this.fail(`'(' and the size, as in ${action}(2)`);
    const k = this.number('the size');
    if (!this.accept(')')) this.fail("')'");
    return k;
  }

  private primary(): { actions: readonly string[]; build(action: string | undefined): PermutationGroup } {
    this.skipSpace();
    if (this.text[this.at] === '<') {
      const group = this.generators();
      return { actions: [], build: () => group };
    }
    if (this.accept('(')) {
      const group = this.expression();
      if (!this.accept(')')) this.fail("')'");
      return { actions: [], build: () => group };
    }
    const start = this.at;
    const name = this.word("the name of a group, '<' or '('");
    const short = SHORT.exec(name);
    if (short) {
      const family = catalogueEntry(SHORT_NAMES[short[1].toLowerCase()]) as CatalogueEntry;
      return { actions: family.actions ?? [], build: (action) => family.build([Number(short[2])], action) };
    }
    const entry = catalogueEntry(name);
    if (!entry) {
      throw this.unknown(
        'group',
        name,
        start,
        catalogueEntries.flatMap((e) => [e.name, ...(e.aliases ?? [])]),
      );
    }
    const args = this.arguments(entry, start);
    return { actions: entry.actions ?? [], build: (action) => entry.build(args, action) };
  }

  private arguments(entry: CatalogueEntry, start: number): CatalogueArgument[] {
    const args: CatalogueArgument[] = [];
    const parameters = entry.parameters;
    if (this.accept('(') && !this.accept(')')) {
      do {
        const parameter = parameters[args.length] ?? parameters.at(-1);
        if (!parameter || (args.length >= parameters.length && !parameter.repeated)) {
          this.fail(`at most ${parameters.length} arguments, as in ${signature(entry)}`);
        } else {
          args.push(this.argument(parameter.kind, `${parameter.name}, as in ${signature(entry)}`));
        }
      } while (this.accept(','));
      if (!this.accept(')')) this.fail("',' or ')'");
    }
    if (args.length < parameters.filter((p) => !p.optional).length) {
      this.at = start;
      this.fail(`arguments as in ${signature(entry)}`);
    }
    return args;
  }

  private argument(kind: 'integer' | 'word' | 'group', expected: string): CatalogueArgument {
    if (kind === 'integer') return this.number(expected);
    return kind === 'word' ? this.word(expected) : this.expression();
  }

  private generators(): PermutationGroup {
    this.at++;
    const cycles: Permutation[] = [];
    let degree: number | undefined;
    let degreeAt = this.at;
    if (!this.accept('>')) {
      do {
        if (this.acceptWord('degree')) {
          degreeAt = this.at;
          degree = this.number('the degree');
          break;
        }
        cycles.push(this.cycles());
      } while (this.accept(','));
      if (!this.accept('>')) this.fail("',' or '>'");
    }
    const least = cycles.reduce((max, g) => Math.max(max, g.degree), 0);
    if (degree !== undefined && degree < least) {
      this.at = degreeAt;
      this.fail(`a degree of at least ${least}`);
    }
    const full = degree ?? least;
    const padded = cycles.map((g) =>
      Permutation.fromImages(Array.from({ length: full }, (_, i) => (i < g.degree ? g.images[i] : i))),
    );
    return new PermutationGroup(padded, { degree: full });
  }

  private cycles(): Permutation {
    this.skipSpace();
    const found = /(?:\([^()<>]*\)?|[^<>,()A-Za-z])*/y;
    found.lastIndex = this.at;
    const start = this.at;
    const part = (found.exec(this.text)?.[0] ?? '').trimEnd();
    try {
      const permutation = Permutation.fromCycles(part);
      this.at = start + part.length;
      this.skipSpace();
      return permutation;
    } catch (error) {
      if (!(error instanceof IsotypicError) || error.position === undefined) throw error;
      this.at = start + error.position;
      return this.fail(error.expected);
    }
  }

  private word(expected: string): string {
    return this.match(WORD) ?? this.fail(expected);
  }

  private number(expected: string): number {
    this.skipSpace();
    return Number(this.match(NUMBER) ?? this.fail(expected));
  }

  private accept(symbol: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    this.skipSpace();
    return true;
  }

  private acceptWord(word: string): boolean {
    const before = this.at;
    if (this.match(WORD)?.toLowerCase() === word) return true;
    this.at = before;
    return false;
  }

  private match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    if (found !== undefined) this.skipSpace();
    return found;
  }

  private skipSpace(): void {
    while (this.at < this.text.length && /\s/.test(this.text[this.at])) this.at++;
  }

  private fail(expected: string): never {
    throw new IsotypicError('PARSE', {
      where: 'parseGroup',
      expected,
      received: this.at < this.text.length ? describe(this.text.slice(this.at, this.at + 16)) : 'the end of the text',
      position: this.at,
      remedy: 'Write for example dihedral(4), symmetric(5) on pairs, cyclic(2) wr symmetric(3) or <(0 1 2), (0 1)>.',
    });
  }

  private unknown(kind: 'group' | 'action', name: string, position: number, known: readonly string[]): IsotypicError {
    const nearest = kind === 'group' && /^d[0-9]+$/i.test(name) ? ['dihedral'] : nearestNames(name, known);
    return new IsotypicError('UNKNOWN_NAME', {
      where: 'parseGroup',
      expected: `the name of ${kind === 'group' ? 'a group' : 'an action'}`,
      received: describe(name),
      position,
      remedy: nearest.length > 0 ? `Did you mean ${nearest.join(', ')}?` : `Known names: ${known.join(', ')}.`,
      details: { nearest },
    });
  }
}

/** How an entry is written: `wreath(base, top, [action])`. */
export function signature(entry: CatalogueEntry): string {
  if (entry.parameters.length === 0) return entry.name;
  const parts = entry.parameters.map((p) => (p.optional ? `[${p.name}${p.repeated ? '…' : ''}]` : p.name));
  return `${entry.name}(${parts.join(', ')})`;
}
