/** Which rows are read, as data: no text of a user becomes SQL. */
import { finite, type Kind, oneOf } from '@isotypic/algebra/internal';
import type { Dialect } from '../dialects/dialect.js';

/** What a column is compared with. */
export type ConditionValue = number | bigint | string | boolean;

/**
 * A condition on the columns of a row. Rows for which it is not true, NULL included, are not read. For example
 * { and: [{ column: 'year', operator: '>=', value: 2020 }, { not: { column: 'site', operator: 'is null' } }] }
 */
export type Condition =
  | {
      readonly column: string;
      readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
      readonly value: ConditionValue;
    }
  | { readonly column: string; readonly operator: 'in'; readonly values: readonly ConditionValue[] }
  | { readonly column: string; readonly operator: 'is null' | 'is not null' }
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition }
  /** SQL as it is, which is run with all the rights of the connection: never from a stranger. */
  | { readonly trustedSql: string };

const OPERATORS = ['=', '<>', '<', '<=', '>', '>='] as const;

const isValue = (v: unknown): v is ConditionValue =>
  finite().accepts(v) ||
  typeof v === 'bigint' ||
  typeof v === 'boolean' ||
  (typeof v === 'string' && !v.includes('\0'));

/** Conditions within conditions: below the depth that engines take. */
const DEEPEST = 32;

function isCondition(v: unknown, depth = 0): v is Condition {
  if (typeof v !== 'object' || v === null || depth > DEEPEST) return false;
  const given = v as Record<string, unknown>;
  const names = Object.keys(given);
  if (names.length === 1) {
    const list = given.and ?? given.or;
    if (list !== undefined)
      return Array.isArray(list) && list.length > 0 && list.every((c) => isCondition(c, depth + 1));
    if (given.not !== undefined) return isCondition(given.not, depth + 1);
    return typeof given.trustedSql === 'string' && given.trustedSql.trim() !== '';
  }
  const { column, operator, value, values } = given;
  if (typeof column !== 'string') return false;
  if (operator === 'is null' || operator === 'is not null') return names.length === 2;
  if (names.length !== 3) return false;
  if (operator === 'in') return Array.isArray(values) && values.length > 0 && values.every(isValue);
  return oneOf(...OPERATORS).accepts(operator) && isValue(value);
}

export const CONDITION: Kind = {
  expected: 'a condition, { column, operator, value }, or { and }, { or }, { not } of such, or { trustedSql }',
  accepts: (v) => isCondition(v),
  remedy: (v) => (typeof v === 'string' ? 'Write { trustedSql } if you trust the text with all your data.' : undefined),
};

/** The condition as SQL, in parentheses. */
export function conditionSql(condition: Condition, dialect: Dialect, quote: (name: string) => string): string {
  const part = (c: Condition): string => conditionSql(c, dialect, quote);
  if ('and' in condition) return `(${condition.and.map(part).join(' AND ')})`;
  if ('or' in condition) return `(${condition.or.map(part).join(' OR ')})`;
  if ('not' in condition) return `(NOT ${part(condition.not)})`;
  if ('trustedSql' in condition) return `(${condition.trustedSql})`;
  const name = quote(condition.column);
  if ('values' in condition) {
    return `(${name} IN (${condition.values.map((value) => valueSql(value, dialect)).join(', ')}))`;
  }
  if ('value' in condition) return `(${name} ${condition.operator} ${valueSql(condition.value, dialect)})`;
  return `(${name} ${condition.operator === 'is null' ? 'IS NULL' : 'IS NOT NULL'})`;
}

/** A value as a literal: integers without an exponent, so that columns of integers are compared as such. */
export function valueSql(value: ConditionValue, dialect: Dialect): string {
  if (typeof value === 'string') return dialect.text(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return Number.isSafeInteger(value) || typeof value === 'bigint' ? String(value) : dialect.number(value as number);
}
