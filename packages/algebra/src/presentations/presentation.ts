/**
 * Finitely presented groups as text:
 *
 *   presentation = ("<" | "⟨") names "|" [relations] (">" | "⟩")
 *   relations    = relation {"," relation}
 *   relation     = word {"=" word}                        a chain of equal words; a word alone is equal to 1
 *   word         = power {["*"] power}
 *   power        = atom {"^" (integer | atom)}            a^2, a^-1, and a^b for b⁻¹ a b
 *   atom         = name | "1" | "(" word ")" | "[" word "," word "]"      [a, b] is a⁻¹ b⁻¹ a b
 *
 * Where all names are single letters they may stand side by side, and a capital that is no name of its own is the
 * inverse of its small letter: `abAB`.
 */
import { checkArgument, type Kind, text as textKind } from '../arguments.js';
import { Word } from '../groups/word.js';
import { TextScanner } from '../text-scanner.js';

/** Generators by name, and the words that are 1; generator i of a word is `generators[i]`. */
export interface Presentation {
  readonly generators: readonly string[];
  readonly relators: readonly Word[];
}

const NAME = /[A-Za-z_][A-Za-z_0-9]*/y;
const LETTER = /[A-Za-z]/y;

/** Most generators: a row of a coset table holds two entries for each. */
const MOST_GENERATORS = 1000;

/**
 * Reads generators and relators; a chain of equations relates each member to the last, `[a, b]` is a commutator.
 * @throws {IsotypicError} `PARSE` with the place
 * @example
 * parsePresentation('<a, b | a^2 = b^3 = 1, [a, b]>').relators.map(String) // [ 'g0^2', 'g1^3', 'g0^-1 g1^-1 g0 g1' ]
 */
export function parsePresentation(text: string): Presentation {
  checkArgument('parsePresentation', 'text', text, textKind);
  return new PresentationParser(text).parse();
}

class PresentationParser {
  private readonly scanner: TextScanner;
  private readonly names: string[] = [];

  constructor(text: string) {
    this.scanner = new TextScanner('parsePresentation', text, 'Write it as in <a, b | a^2, b^3, (a b)^5>.');
  }

  parse(): Presentation {
    const { scanner } = this;
    const close = scanner.accept('⟨') ? '⟩' : '>';
    if (close === '>') scanner.expect('<');
    do this.name();
    while (scanner.accept(','));
    scanner.expect('|');
    const relators: Word[] = [];
    if (scanner.peek() !== close) {
      do relators.push(...this.relation());
      while (scanner.accept(','));
    }
    scanner.expect(close);
    scanner.expectEnd('the end of the text');
    return { generators: this.names, relators };
  }

  private name(): void {
    const { scanner } = this;
    scanner.peek();
    const start = scanner.at;
    const name = scanner.match(NAME) ?? scanner.fail('the name of a generator');
    if (this.names.includes(name)) scanner.fail(`a name other than ${name}, which is taken`, start);
    if (this.names.length === MOST_GENERATORS) scanner.fail(`at most ${MOST_GENERATORS} generators`, start);
    this.names.push(name);
  }

  /** u = v = w says u w⁻¹ and v w⁻¹ are 1. */
  private relation(): Word[] {
    const words = [this.word()];
    while (this.scanner.accept('=')) words.push(this.word());
    if (words.length === 1) return words;
    const last = words.pop() as Word;
    return words.map((word) => word.times(last.inverse()));
  }

  private word(): Word {
    let word = this.power();
    while (this.scanner.accept('*') || /[A-Za-z_([1]/.test(this.scanner.peek())) word = word.times(this.power());
    return word;
  }

  private power(): Word {
    let word = this.atom();
    while (this.scanner.accept('^')) {
      const sign = this.scanner.accept('-') ? -1 : 1;
      if (/[0-9]/.test(this.scanner.peek())) word = word.power(sign * this.scanner.integer('an exponent'));
      else {
        const by = this.atom().power(sign);
        word = by.inverse().times(word).times(by);
      }
    }
    return word;
  }

  private atom(): Word {
    const { scanner } = this;
    if (scanner.accept('(')) {
      const word = scanner.nested(() => this.word());
      scanner.expect(')');
      return word;
    }
    if (scanner.accept('[')) {
      const [a, b] = scanner.nested(() => {
        const first = this.word();
        scanner.expect(',');
        return [first, this.word()];
      });
      scanner.expect(']');
      return a.inverse().times(b.inverse()).times(a).times(b);
    }
    if (scanner.accept('1')) return Word.identity;
    return this.generator();
  }

  private generator(): Word {
    const { scanner, names } = this;
    scanner.peek();
    const start = scanner.at;
    const pattern = names.every((name) => name.length === 1) ? LETTER : NAME;
    const name = scanner.match(pattern) ?? scanner.fail('a generator, 1, ( or [');
    const index = names.indexOf(name);
    if (index >= 0) return Word.generator(index);
    const small = name.length === 1 ? names.indexOf(name.toLowerCase()) : -1;
    if (small < 0) scanner.fail(`one of the generators ${names.join(', ')}`, start);
    return Word.generator(small).inverse();
  }
}

export const presentationKind: Kind = {
  expected: "a presentation, { generators, relators }, or its text, such as '<a, b | a^2, b^3, (a b)^5>'",
  accepts: (v) => {
    if (typeof v === 'string') return true;
    const { generators, relators } = (v ?? {}) as Partial<Presentation>;
    return (
      Array.isArray(generators) &&
      generators.every((name) => typeof name === 'string') &&
      Array.isArray(relators) &&
      relators.every((word) => word instanceof Word)
    );
  },
  remedy: (v) => (typeof v === 'object' && v !== null ? 'parsePresentation(text) makes one.' : undefined),
};

export function asPresentation(presentation: Presentation | string): Presentation {
  return typeof presentation === 'string' ? parsePresentation(presentation) : presentation;
}
