/** The JSON of RepLAB's atlas entries, checked to the last number before any of it is believed. */
import { IsotypicError, Permutation } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';

/** An entry, read and not yet proved. */
export interface ParsedAtlas {
  readonly name: string;
  readonly order: string;
  readonly degree: number;
  readonly generators: readonly Permutation[];
  readonly relators: readonly (readonly number[])[];
  readonly classes: readonly Permutation[];
  readonly real?: PrintedCharacters;
  readonly complex?: PrintedCharacters;
  /** Fields of the group that are not looked at. */
  readonly notRead: readonly string[];
}

/** A table as it is printed: rows, and for each of them a matrix for each generator. */
export interface PrintedCharacters {
  readonly where: string;
  readonly characters: readonly (readonly string[])[];
  readonly irreps?: readonly (readonly (readonly (readonly string[])[])[])[];
}

const MOST_TEXT = 2 ** 25;
/** Of one number; a longer one is not in any table. */
const MOST_DIGITS = 1000;
/**
 * Roots of unity that one table has in common: a number has as many terms as their order, whatever its text says.
 * Characters need the exponent of the group; realizations of the atlas at most some multiple of it.
 */
const MOST_ROOTS = 5040;

const GROUP_FIELDS = ['name', 'relators', 'order', 'generatorNames', 'permutationGenerators', 'classes'];
const NOT_READ = ['generatorNames', 'derivedSeriesAbelianInvariants'];

/** @throws {IsotypicError} always */
export function refuse(code: 'PARSE' | 'REFUTED', expected: string, received: string): never {
  throw new IsotypicError(code, { where: 'decodeReplabAtlas', expected, received: received.slice(0, 200) });
}

/** @throws {IsotypicError} `PARSE` with the place */
export function parseAtlas(json: string): ParsedAtlas {
  if (json.length > MOST_TEXT) refuse('PARSE', `at most ${MOST_TEXT} characters`, `${json.length}`);
  let entry: unknown;
  try {
    entry = JSON.parse(json);
  } catch (error) {
    refuse('PARSE', 'JSON', String(error));
  }
  const top = recordOf('the entry', entry, ['group', 'realCharacterTable', 'complexCharacterTable']);
  const group = recordOf('group', top.group, [...GROUP_FIELDS, ...NOT_READ]);
  const name = group.name ?? '';
  if (typeof name !== 'string') refuse('PARSE', 'text as group.name', describe(name));
  const { order } = group;
  if (typeof order !== 'string' || !/^[1-9]\d{0,9999}$/.test(order)) {
    refuse('PARSE', 'a decimal in text as group.order', describe(order));
  }
  const classes = listOf('group.classes', group.classes, permutationOf);
  const generators = listOf('group.permutationGenerators', group.permutationGenerators, permutationOf);
  const degree = classes[0]?.degree ?? 0;
  if ([...classes, ...generators].some((g) => g.degree !== degree) || classes.length === 0) {
    refuse('PARSE', 'classes and generators of one degree, at least one class', 'others');
  }
  const letters = { least: -generators.length, most: generators.length };
  const relators = listOf('group.relators', group.relators, (where, relator) =>
    listOf(where, relator, (at, x) => {
      const isLetter =
        Number.isInteger(x) && x !== 0 && (x as number) >= letters.least && (x as number) <= letters.most;
      return isLetter ? (x as number) : refuse('PARSE', `${at} to be the number of a generator`, describe(x));
    }),
  );
  const sizes = { classes: classes.length, generators: generators.length };
  return {
    name,
    order,
    degree,
    generators,
    relators,
    classes,
    real: charactersOf('realCharacterTable', top.realCharacterTable, sizes),
    complex: charactersOf('complexCharacterTable', top.complexCharacterTable, sizes),
    notRead: NOT_READ.filter((field) => field in group),
  };
}

function charactersOf(
  where: string,
  value: unknown,
  sizes: { readonly classes: number; readonly generators: number },
): PrintedCharacters | undefined {
  if (value === undefined) return undefined;
  const table = recordOf(where, value, ['characters', 'irreps']);
  const budget = new RootsOfUnity(where);
  const number = (at: string, x: unknown): string => budget.numberOf(at, x);
  const characters = listOf(`${where}.characters`, table.characters, (at, row) =>
    listOf(at, row, number, sizes.classes),
  );
  if (table.irreps === undefined) return { where, characters };
  const matrix = (at: string, rows: unknown): string[][] => listOf(at, rows, (i, row) => listOf(i, row, number));
  const irreps = listOf(
    `${where}.irreps`,
    table.irreps,
    (at, list) => listOf(at, list, matrix, sizes.generators),
    characters.length,
  );
  return { where, characters, irreps };
}

/** What keeps numbers short: the least common multiple of the orders of all roots of unity in a table. */
class RootsOfUnity {
  private common = 1;

  constructor(private readonly where: string) {}

  numberOf(at: string, x: unknown): string {
    if (typeof x !== 'string' || x.length > MOST_DIGITS)
      return refuse('PARSE', `${at} to be a number in text`, describe(x));
    for (const [, digits] of x.matchAll(/E\s*\(\s*(\d+)/g)) {
      const order = Number(digits);
      if (order < 1 || order > MOST_ROOTS || !this.admits(order)) {
        refuse(
          'PARSE',
          `roots of unity in ${this.where} of orders whose multiple is at most ${MOST_ROOTS}`,
          `${x} at ${at}`,
        );
      }
    }
    return x;
  }

  private admits(order: number): boolean {
    this.common = (this.common / gcd(this.common, order)) * order;
    return this.common <= MOST_ROOTS;
  }
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function recordOf(where: string, value: unknown, fields: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('PARSE', `${where} to be an object`, describe(value));
  }
  const other = Object.keys(value).find((key) => !fields.includes(key));
  if (other !== undefined) refuse('PARSE', `${where} with the fields ${fields.join(', ')} alone`, describe(other));
  return value as Readonly<Record<string, unknown>>;
}

function listOf<T>(where: string, value: unknown, each: (at: string, x: unknown) => T, length?: number): T[] {
  if (!Array.isArray(value)) return refuse('PARSE', `${where} to be a list`, describe(value));
  if (length !== undefined && value.length !== length) refuse('PARSE', `${length} in ${where}`, `${value.length}`);
  return value.map((x, i) => each(`${where}[${i}]`, x));
}

/** Images of 1, …, n. */
function permutationOf(where: string, value: unknown): Permutation {
  const images = listOf(where, value, (at, x) =>
    Number.isInteger(x) ? (x as number) - 1 : refuse('PARSE', `${at} to be an integer`, describe(x)),
  );
  try {
    return Permutation.fromImages(images);
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    return refuse('PARSE', `${where} to be a permutation of 1 … ${images.length}`, error.received);
  }
}
