/**
 * Conditions as the command line takes them, read into data: no text becomes SQL.
 *
 *     condition  = conjunction { "or" conjunction }
 *     conjunction = term { "and" term }
 *     term       = "not" term | "(" condition ")" | column comparison
 *     comparison = ( "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=" ) value
 *                | [ "not" ] "in" "(" value { "," value } ")" | "is" [ "not" ] "null"
 *     column     = name | '"' name '"' ;  value = number | "'" text "'" | "true" | "false"
 */
import { TextScanner } from '@isotypic/algebra/internal';
import type { Condition, ConditionValue } from '@isotypic/sql';

const REMEDY = `Such as --where "year >= 2020 and site in ('a', 'b')": texts in ', names with blanks in ".`;

const NAME = /[\p{L}_][\p{L}\p{N}_.]*/uy;
const QUOTED_NAME = /"(?:[^"]|"")+"/y;
const TEXT = /'(?:[^']|'')*'/y;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const COMPARISON = /<=|>=|<>|!=|=|<|>/y;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'null', 'true', 'false']);

/** @throws {IsotypicError} `PARSE`, with the position */
export function conditionOf(text: string): Condition {
  const scanner = new TextScanner('--where', text, REMEDY);
  const condition = disjunction(scanner);
  scanner.expectEnd('and, or, or the end');
  return condition;
}

function disjunction(scanner: TextScanner): Condition {
  const or = [conjunction(scanner)];
  while (word(scanner, 'or')) or.push(conjunction(scanner));
  return or.length === 1 ? or[0] : { or };
}

function conjunction(scanner: TextScanner): Condition {
  const and = [term(scanner)];
  while (word(scanner, 'and')) and.push(term(scanner));
  return and.length === 1 ? and[0] : { and };
}

function term(scanner: TextScanner): Condition {
  if (word(scanner, 'not')) return { not: scanner.nested(() => term(scanner)) };
  if (!scanner.accept('(')) return comparison(scanner, column(scanner));
  const inner = scanner.nested(() => disjunction(scanner));
  scanner.expect(')');
  return inner;
}

function comparison(scanner: TextScanner, name: string): Condition {
  const symbol = scanner.match(COMPARISON);
  if (symbol !== undefined) {
    const operator = (symbol === '!=' ? '<>' : symbol) as '=';
    return { column: name, operator, value: value(scanner) };
  }
  if (word(scanner, 'is')) {
    const isNot = word(scanner, 'not');
    if (!word(scanner, 'null')) scanner.fail(isNot ? 'null' : 'null or not null');
    return { column: name, operator: isNot ? 'is not null' : 'is null' };
  }
  const isNegated = word(scanner, 'not');
  if (!word(scanner, 'in')) scanner.fail('a comparison: =, <>, <, <=, >, >=, in (…), is null');
  scanner.expect('(');
  const values = [value(scanner)];
  while (scanner.accept(',')) values.push(value(scanner));
  scanner.expect(')');
  const condition: Condition = { column: name, operator: 'in', values };
  return isNegated ? { not: condition } : condition;
}

function column(scanner: TextScanner): string {
  const quoted = scanner.match(QUOTED_NAME);
  if (quoted !== undefined) return quoted.slice(1, -1).replaceAll('""', '"');
  const at = scanner.at;
  const name = scanner.match(NAME);
  if (name === undefined || KEYWORDS.has(name.toLowerCase())) scanner.fail('the name of a column', at);
  return name;
}

function value(scanner: TextScanner): ConditionValue {
  const text = scanner.match(TEXT);
  if (text !== undefined) return text.slice(1, -1).replaceAll("''", "'");
  const number = scanner.match(NUMBER);
  if (number !== undefined) return numberOf(number, scanner);
  if (word(scanner, 'true')) return true;
  if (word(scanner, 'false')) return false;
  return scanner.fail("a number, a text such as 'a', true or false");
}

/** Integers that doubles do not hold are bigints. */
function numberOf(text: string, scanner: TextScanner): ConditionValue {
  const number = Number(text);
  if (!Number.isFinite(number)) scanner.fail('a number that float64 holds');
  return /^[-+]?\d+$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}

/** A keyword, in letters of either case, and not the beginning of a longer name. */
function word(scanner: TextScanner, keyword: string): boolean {
  return scanner.match(new RegExp(`${keyword}(?![\\p{L}\\p{N}_.])`, 'iuy')) !== undefined;
}
