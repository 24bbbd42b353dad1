/**
 * Group expressions.
 *
 *     expression = wreath { ("x" | "×") wreath }                  direct product
 *     wreath     = power { "wr" power }                           wreath product, from the left
 *     power      = acting [ "^" number ]                          direct power
 *     acting     = primary [ "under" primary ] { "on" action }      under: image(8, 8) under cyclic(4)
 *     primary    = short | name [ "(" [ argument { "," argument } ] ")" ] | generators | "(" expression ")"
 *     short      = "S5" | "A5" | "C7" | "Z7" | "M24" | "J1": symmetric(5), alternating(5), cyclic(7) twice,
 *     mathieu(24), janko(1);
 *                  an underscore, as in "S_5", may stand before the number, and products may be glued, "S4xC2"
 *                | "L2(7)" | "GL_3(2)" | "Sym(5)" | "SymmetricGroup(5)" …: the names of other systems
 *     argument   = number | word | expression        a number in grid(3, 4) stands for symmetric(3)
 *     action     = "points" | "pairs" | "subsets(k)" | "arrangements(k)" | "tuples(k)" | "regular" | the entry's own
 *     generators = "Group" "(" cycles { "," cycles } ")"          as GAP prints them, points from 1 on
 *                | "<" [ cycles { "," cycles } ] [ "," "degree" number ] ">"        cycles as in (0 1 2)(3 4)
 *                | a presentation such as "<a, b | a^2, b^3, (a b)^5>", for the group in its regular action
 */
import { checkArgument, type Kind, text as textKind } from '../arguments.js';
import { describe, IsotypicError } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { nearestNames } from '../nearest-names.js';
import { Permutation } from '../permutations/permutation.js';
import { presentedGroup } from '../presentations/presented-group.js';
import { TextScanner } from '../text-scanner.js';
import { actOn, GENERAL_ACTIONS } from './actions.js';
import { symmetric } from './elementary.js';
import { catalogueEntries } from './entries.js';
import type { CatalogueArgument, CatalogueEntry, CatalogueParameter } from './entry.js';
import { foreignFamily, gluedFactor, linearName, spellingOf } from './foreign-names.js';
import { requireRoom } from './limits.js';
import { roomyProduct, roomyWreath } from './roomy-products.js';

/**
 * The group that a text names.
 *
 * @throws {IsotypicError} `PARSE` with the position; `UNKNOWN_NAME` with the nearest names; and what the entry itself
 * refuses, such as `INVALID_ARGUMENT` for `mathieu(13)`; `OUT_OF_MEMORY`, with `details.size`, when generators times
 * points would be more than 2²³
 * @example
 * parseGroup('symmetric(5) on pairs').degree // 10
 * parseGroup('cyclic(2) wr symmetric(3)').order // 48n
 * parseGroup('<(0 1 2), (0 1)>').order // 6n
 * parseGroup('<a, b | a^2, b^3, (a b)^5>').order // 60n
 */
export function parseGroup(text: string): PermutationGroup {
  checkArgument('parseGroup', 'text', text, textKind);
  return new ExpressionReader(text).readAll();
}

/**
 * The catalogue entry of a name or alias, upper and lower case alike.
 * @example catalogueEntry('rubik').name // 'rubiksCube'
 */
export function catalogueEntry(name: string): CatalogueEntry | undefined {
  checkArgument('catalogueEntry', 'name', name, textKind);
  const wanted = name.toLowerCase();
  return catalogueEntries.find((e) => [e.name, ...(e.aliases ?? [])].some((known) => known.toLowerCase() === wanted));
}

/** Names, a bar, and relations: `presentedGroup` reads what this takes. */
const PRESENTATION = /[<⟨][\s\w,]*\|[^>⟩]*[>⟩]/y;

/** Letters that mean one family to everybody. D does not: D₄ and D₈ are the same group to different people. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  s: 'symmetric',
  a: 'alternating',
  c: 'cyclic',
  z: 'cyclic',
  m: 'mathieu',
  j: 'janko',
};
const SHORT = /^([saczmj])_?([0-9]+)$/i;

/** Products, actions and arguments in one text: more are a mistake, and would make names too deep to print. */
const MAX_OPERATORS = 1000;

const WORD = /[A-Za-z][A-Za-z0-9_]*/y;
/** The sign of a product that touches the next factor. */
const GLUED = /x(?=[A-Za-z]+_?[0-9])/iy;
const CYCLES = /(?:\([^()<>]*\)?|[^<>,()[\]A-Za-z])*/y;

/** A group that can still be given one of its own actions. */
interface Primary {
  readonly actions: readonly string[];
  build(action: string | undefined): PermutationGroup;
  readonly under?: (group: PermutationGroup) => PermutationGroup;
}

class ExpressionReader {
  private readonly scanner: TextScanner;
  private operators = 0;

  constructor(text: string) {
    this.scanner = new TextScanner('parseGroup', text, REMEDY);
  }

  readAll(): PermutationGroup {
    const group = this.expression();
    this.scanner.expectEnd("'x', 'wr', 'on' or the end");
    return group;
  }

  private expression(): PermutationGroup {
    return this.scanner.nested(() => {
      const factors = [this.wreath()];
      while (this.scanner.accept('×') || this.acceptWord('x') || this.scanner.match(GLUED) !== undefined) {
        this.countOperator();
        factors.push(this.wreath());
      }
      return factors.length === 1 ? factors[0] : roomyProduct(factors);
    });
  }

  private wreath(): PermutationGroup {
    let group = this.power();
    while (this.acceptWord('wr')) {
      this.countOperator();
      group = roomyWreath(group, this.power());
    }
    return group;
  }

  private power(): PermutationGroup {
    const group = this.acting();
    if (!this.scanner.accept('^')) return group;
    this.scanner.peek();
    const start = this.scanner.at;
    const k = this.scanner.integer('an exponent');
    if (k < 1 || k > MAX_OPERATORS) this.scanner.fail(`an exponent from 1 to ${MAX_OPERATORS}`, start);
    return k === 1 ? group : roomyProduct(new Array<PermutationGroup>(k).fill(group));
  }

  private acting(): PermutationGroup {
    let primary = this.primary();
    this.scanner.peek();
    const at = this.scanner.at;
    if (this.acceptWord('under')) {
      this.countOperator();
      if (primary.under === undefined) this.scanner.fail("'under' after image(n, m) alone", at);
      primary = built(primary.under(this.primary().build(undefined)));
    }
    let group: PermutationGroup | undefined;
    while (this.acceptWord('on')) {
      this.countOperator();
      this.scanner.peek();
      const start = this.scanner.at;
      const action = this.word('an action');
      const own = primary.actions.find((known) => known.toLowerCase() === action.toLowerCase());
      if (group === undefined && own !== undefined) {
        group = primary.build(own);
        continue;
      }
      const general = GENERAL_ACTIONS.find((a) => a.name === action.toLowerCase());
      if (!general) throw unknown('action', action, start, [...primary.actions, ...GENERAL_ACTIONS.map((a) => a.name)]);
      const k = general.takesSize ? this.size(general.name) : undefined;
      group = actOn(group ?? primary.build(undefined), general.name, k);
    }
    return group ?? primary.build(undefined);
  }

  private size(action: string): number {
    if (!this.scanner.accept('(')) this.scanner.fail(`'(' and the size, as in ${action}(2)`);
    const k = this.scanner.integer('the size');
    this.scanner.expect(')');
    return k;
  }

  private primary(): Primary {
    const presentation = this.presentation();
    if (presentation !== undefined) return built(presentedGroup(presentation));
    if (this.scanner.accept('<')) return built(this.generators());
    if (this.scanner.accept('(')) {
      const group = this.expression();
      this.scanner.expect(')');
      return built(group);
    }
    this.scanner.peek();
    const start = this.scanner.at;
    const word = this.word("the name of a group, '<' or '('");
    const glued = gluedFactor(word);
    if (glued !== undefined) this.scanner.at = start + glued;
    const name = word.slice(0, glued);
    if (name.toLowerCase() === 'group' && this.scanner.peek() === '(') return built(this.gapGenerators());
    const linear = linearName(name);
    if (linear !== undefined) {
      const family = catalogueEntry(linear.family) as CatalogueEntry;
      this.scanner.expect('(');
      const q = this.scanner.integer(`the order of the field, as in ${name}(7)`);
      this.scanner.expect(')');
      return { actions: family.actions ?? [], build: (action) => family.build([linear.dimension, q], action) };
    }
    const short = SHORT.exec(name);
    if (short) {
      const family = catalogueEntry(SHORT_NAMES[short[1].toLowerCase()]) as CatalogueEntry;
      return { actions: family.actions ?? [], build: (action) => family.build([Number(short[2])], action) };
    }
    const entry = catalogueEntry(foreignFamily(name) ?? name);
    if (!entry) {
      const known = catalogueEntries.flatMap((e) => [e.name, ...(e.aliases ?? [])]);
      throw unknown('group', name, start, known, spellingOf(name, this.scanner.rest));
    }
    const args = this.arguments(entry, start);
    const under = entry.buildUnder && ((group: PermutationGroup) => entry.buildUnder?.(args, group) ?? group);
    return { actions: entry.actions ?? [], build: (action) => entry.build(args, action), under };
  }

  private arguments(entry: CatalogueEntry, start: number): CatalogueArgument[] {
    const { scanner } = this;
    const args: CatalogueArgument[] = [];
    const parameters = entry.parameters;
    if (scanner.accept('(') && !scanner.accept(')')) {
      do {
        this.countOperator();
        const parameter = parameters[args.length] ?? parameters.at(-1);
        if (!parameter || (args.length >= parameters.length && !parameter.repeated)) {
          scanner.fail(`at most ${parameters.length} arguments, as in ${signature(entry)}`);
        }
        args.push(this.argument(parameter, `${parameter.name}, as in ${signature(entry)}`));
      } while (scanner.accept(','));
      if (!scanner.accept(')')) scanner.fail("',' or ')'");
    }
    if (args.length < parameters.filter((p) => !p.optional).length) {
      scanner.fail(`arguments as in ${signature(entry)}`, start);
    }
    return args;
  }

  private argument({ kind, orNumber }: CatalogueParameter, expected: string): CatalogueArgument {
    if (orNumber === true && /[0-9]/.test(this.scanner.peek())) return symmetric(this.scanner.integer(expected));
    if (kind === 'integer') return this.scanner.integer(expected);
    return kind === 'word' ? this.word(expected) : this.expression();
  }

  /** The text of `<a, b | a^2, …>`, taken; undefined where something else follows. */
  private presentation(): string | undefined {
    return this.scanner.match(PRESENTATION);
  }

  /** What follows `<`. */
  private generators(): PermutationGroup {
    const { scanner } = this;
    const cycles: Permutation[] = [];
    let degree: number | undefined;
    let degreeAt = scanner.at;
    if (!scanner.accept('>')) {
      do {
        if (this.acceptWord('degree')) {
          scanner.peek();
          degreeAt = scanner.at;
          degree = scanner.integer('the degree');
          break;
        }
        cycles.push(this.cycles());
      } while (scanner.accept(','));
      if (!scanner.accept('>')) scanner.fail("',' or '>'");
    }
    const least = cycles.reduce((max, g) => Math.max(max, g.degree), 0);
    if (degree !== undefined && degree < least) scanner.fail(`a degree of at least ${least}`, degreeAt);
    return this.generatedBy(cycles, degree ?? least);
  }

  /** What follows `Group`: cycles with points from 1 on, also in brackets. */
  private gapGenerators(): PermutationGroup {
    const { scanner } = this;
    scanner.expect('(');
    const inBrackets = scanner.accept('[');
    const cycles: Permutation[] = [];
    do cycles.push(this.cycles(1));
    while (scanner.accept(','));
    if (inBrackets) scanner.expect(']');
    if (!scanner.accept(')')) scanner.fail("',' or ')'");
    return this.generatedBy(
      cycles,
      cycles.reduce((max, g) => Math.max(max, g.degree), 0),
    );
  }

  private generatedBy(cycles: readonly Permutation[], full: number): PermutationGroup {
    requireRoom('parseGroup', full, cycles.length);
    const padded = cycles.map((g) =>
      Permutation.fromImages(Uint32Array.from({ length: full }, (_, i) => (i < g.degree ? g.images[i] : i))),
    );
    return new PermutationGroup(padded, { degree: full });
  }

  private cycles(base: 0 | 1 = 0): Permutation {
    const { scanner } = this;
    scanner.peek();
    const start = scanner.at;
    const part = (scanner.match(CYCLES) ?? '').trimEnd();
    try {
      return Permutation.fromCycles(part, undefined, { base });
    } catch (error) {
      if (!(error instanceof IsotypicError) || error.position === undefined) throw error;
      return scanner.fail(error.expected, start + error.position);
    }
  }

  private word(expected: string): string {
    return this.scanner.match(WORD) ?? this.scanner.fail(expected);
  }

  private acceptWord(word: string): boolean {
    const before = this.scanner.at;
    if (this.scanner.match(WORD)?.toLowerCase() === word) return true;
    this.scanner.at = before;
    return false;
  }

  private countOperator(): void {
    if (++this.operators > MAX_OPERATORS) {
      this.scanner.fail(`at most ${MAX_OPERATORS} products, actions and arguments in one expression`);
    }
  }
}

const REMEDY = 'Write for example dihedral(4), symmetric(5) on pairs, cyclic(2) wr symmetric(3) or <(0 1 2), (0 1)>.';

const built = (group: PermutationGroup): Primary => ({ actions: [], build: () => group });

function unknown(
  kind: 'group' | 'action',
  name: string,
  position: number,
  known: readonly string[],
  spelling?: string,
): IsotypicError {
  const nearest = kind === 'group' && /^d_?[0-9]+$/i.test(name) ? ['dihedral'] : nearestNames(name, known);
  return new IsotypicError('UNKNOWN_NAME', {
    where: 'parseGroup',
    expected: `the name of ${kind === 'group' ? 'a group' : 'an action'}`,
    received: describe(name),
    position,
    remedy:
      spelling ?? (nearest.length > 0 ? `Did you mean ${nearest.join(', ')}?` : `Known names: ${known.join(', ')}.`),
    details: { nearest },
  });
}

const ENTRY: Kind = {
  expected: 'an entry of the catalogue, one of catalogueEntries',
  accepts: (v) => typeof v === 'object' && v !== null && 'parameters' in v && 'build' in v,
};

/** How an entry is written: `wreath(base, top, [action])`. */
export function signature(entry: CatalogueEntry): string {
  checkArgument('catalogueSignature', 'entry', entry, ENTRY);
  if (entry.parameters.length === 0) return entry.name;
  const parts = entry.parameters.map((p) => (p.optional ? `[${p.name}${p.repeated ? '…' : ''}]` : p.name));
  return `${entry.name}(${parts.join(', ')})`;
}
