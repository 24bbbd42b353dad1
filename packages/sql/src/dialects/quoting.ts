/** Names and texts of users inside of SQL: doubled quotes, and backslashes where an engine reads them. */
import { IsotypicError } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';

/** Quotes doubled, as the standard has it. */
export const doubled =
  (quote: string) =>
  (value: string): string =>
    `${quote}${value.replaceAll(quote, quote + quote)}${quote}`;

/** Backslashes before quotes and backslashes: ClickHouse, and Spark's texts. */
export const escaped =
  (quote: string) =>
  (value: string): string =>
    `${quote}${value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;

/** What an engine's names may be. */
export interface NamesOfEngine {
  readonly name: string;
  readonly seesAliases?: true;
  readonly limits: { readonly name: number };
}

/**
 * Whether an engine can have the name at all.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for empty names, NUL, halves of a surrogate pair, and names that are
 * longer than the engine keeps: PostgreSQL would cut them off and take another column.
 */
export function checkName(where: string, name: string, engine: NamesOfEngine): void {
  const { seesAliases = false } = engine;
  const longest = engine.limits.name;
  const bytes = new TextEncoder().encode(name).length;
  const fault =
    name === ''
      ? 'the empty name'
      : seesAliases && /^isotypic_/i.test(name)
        ? `${describe(name)}, which begins as the names that the query gives, and would be taken for one`
        : name.includes('\0')
          ? `${describe(name)}, with a NUL in it`
          : /\p{Surrogate}/u.test(name)
            ? `${describe(name)}, which is no Unicode text`
            : bytes > longest
              ? `${describe(name)}, of ${bytes} bytes`
              : undefined;
  if (fault === undefined) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `names of 1 to ${longest} bytes of Unicode text without NUL, as ${engine.name} has them`,
    received: fault,
  });
}

/** Shortest decimals that give the double again, with an exponent: without one, engines read a DECIMAL. */
export function exponential(value: number): string {
  const text = (value === 0 ? 0 : value).toExponential();
  return value < 0 ? `(${text})` : text;
}
