/** Random texts for every parser: right ones by the grammars, right ones damaged, and heaps of symbols. */
import {
  Cyclotomic,
  finiteField,
  IsotypicError,
  Permutation,
  parseGroup,
  primeField,
  type RandomSource,
  randomSource,
  rationals,
  Surd,
} from '@isotypic/algebra';

type Grammar = (random: RandomSource, depth: number) => string;

const pick = <T>({ below }: RandomSource, choices: readonly T[]): T => choices[below(choices.length)];
const many = (random: RandomSource, most: number, make: () => string, separator = ''): string =>
  Array.from({ length: random.below(most) + 1 }, make).join(separator);

/** Mostly small; seldom so large that what it stands for must be refused. */
const number: Grammar = (random) => {
  const kind = random.below(400);
  if (kind === 0) return '9'.repeat(random.below(400) + 1);
  if (kind === 1) return String(random.below(2 ** 31));
  return String(random.below(kind < 40 ? 30 : 5));
};

const cycles: Grammar = (random) =>
  many(random, 3, () => `(${many(random, 4, () => number(random, 0), pick(random, [' ', ',', ', ']))})`, '');

const group: Grammar = (random, depth) => {
  if (depth > 2) return pick(random, ['S3', 'Z_4', 'A5', 'Q8', 'kleinFour', 'cyclic(2)']);
  const inner = (): string => group(random, depth + 1);
  switch (random.below(9)) {
    case 0:
      return `${inner()} x ${inner()}`;
    case 1:
      return `${inner()} wr ${inner()}`;
    case 2:
      return `(${inner()})`;
    case 3:
      return `${inner()} on ${pick(random, ['pairs', 'points', `subsets(${number(random, 0)})`, 'tuples(2)'])}`;
    case 4: {
      const degree = pick(random, ['', `, degree ${number(random, 0)}`]);
      return `<${many(random, 3, () => cycles(random, 0), ', ')}${degree}>`;
    }
    case 5:
      return `${pick(random, ['direct', 'grid', 'wreath'])}(${inner()}, ${inner()})`;
    case 6:
      return `${pick(random, ['GL', 'PSL', 'Sp', 'AGL', 'frobenius'])}(${number(random, 0)}, ${number(random, 0)})`;
    case 7:
      return `octahedral${pick(random, ['', '(full)', '(ful)'])} on ${pick(random, ['faces', 'edges', 'facets'])}`;
    default: {
      const names = ['cyclic', 'dihedral', 'symmetric', 'alternating', 'rubik', 'S', 'C_', 'M'];
      return `${pick(random, names)}(${number(random, 0)})`;
    }
  }
};

const cyclotomic: Grammar = (random, depth) => {
  if (depth > 3) return pick(random, ['1', `E(${number(random, 0)})`, number(random, 0)]);
  const inner = (): string => cyclotomic(random, depth + 1);
  switch (random.below(6)) {
    case 0:
      return `(${inner()})`;
    case 1:
      return `${inner()}^${pick(random, ['', '-'])}${number(random, 0)}`;
    case 2:
      return `-${inner()}`;
    case 3:
      return `E(${number(random, 0)})^${number(random, 0)}`;
    default:
      return inner() + pick(random, ['+', '-', '*', '/', ' * ']) + inner();
  }
};

const fraction: Grammar = (random) => number(random, 0) + pick(random, ['', `/${number(random, 0)}`, '.25']);
const surd: Grammar = (random) =>
  `${pick(random, ['', '-'])}${pick(random, ['', `${fraction(random, 0)}*`])}sqrt(${fraction(random, 0)})`;
const power: Grammar = (random) => pick(random, [`z^${number(random, 0)}`, 'z', number(random, 0)]);

const PARSERS: readonly (readonly [Grammar, (text: string) => unknown])[] = [
  [group, parseGroup],
  [cycles, (text) => Permutation.fromCycles(text)],
  [cycles, (text) => Permutation.fromCycles(text, 9, { base: 1 })],
  [cyclotomic, (text) => Cyclotomic.parse(text)],
  [surd, (text) => Surd.parse(text)],
  [fraction, (text) => rationals.parse(text)],
  [power, (text) => finiteField(9).parse(text)],
  [power, (text) => primeField(7).parse(text)],
];

const SYMBOLS = [...'()<>,^*/+-_ .×√\n\t\0é', 'E(', 'wr', ' x ', ' on ', 'sqrt', 'degree', '1', '99', 'S3', 'e9', '-0'];

/** The text with a few places changed: taken out, doubled, exchanged, or replaced by symbols. */
function damaged(random: RandomSource, text: string): string {
  let result = text;
  for (let k = random.below(4) + 1; k > 0; k--) {
    const at = random.below(result.length + 1);
    const end = Math.min(result.length, at + random.below(6));
    const [before, part, after] = [result.slice(0, at), result.slice(at, end), result.slice(end)];
    const kind = random.below(5);
    if (kind === 0) result = before + after;
    else if (kind === 1) result = before + part.repeat(random.below(200) === 0 ? 20_000 : 2) + after;
    else if (kind === 2) result = after + part + before;
    else result = before + pick(random, SYMBOLS) + (kind === 3 ? part : '') + after;
  }
  return result;
}

/**
 * Gives `count` texts to the parsers, a third each of the three kinds.
 * @returns how many were read and how many refused; throws at the first failure that is no `IsotypicError`
 */
export function fuzzParsers(count: number, seed: number): { read: number; refused: number } {
  const random = randomSource(seed);
  const result = { read: 0, refused: 0 };
  for (let k = 0; k < count; k++) {
    const [grammar, parse] = PARSERS[k % PARSERS.length];
    const kind = random.below(3);
    const right = kind === 2 ? many(random, 12, () => pick(random, SYMBOLS)) : grammar(random, 0);
    const text = kind === 1 ? damaged(random, right) : right;
    try {
      parse(text);
      result.read++;
    } catch (error) {
      if (!(error instanceof IsotypicError)) throw new Error(`text ${k}: ${text.slice(0, 300)}`, { cause: error });
      result.refused++;
    }
  }
  return result;
}
