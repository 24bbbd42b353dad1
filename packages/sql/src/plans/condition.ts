/** Which rows are read, as data: no text of a user becomes SQL. */

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
