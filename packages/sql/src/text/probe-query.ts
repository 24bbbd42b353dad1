/** The queries that come before that of the sums: what types columns have, and where the data lie. */
import type { Dialect } from '../dialects/dialect.js';
import { atom, difference, finiteTest, inside, sumOfAll } from './expressions.js';
import { RESULT, type RowsSql } from './moments-query.js';

/** Rows of which the provisional mean is taken: it only has to be as near to the data as they are to each other. */
export const PROBE_ROWS = 2048;

/** One row, or none of an empty table: the types of the variables and of the weight. */
export function typesQuery(rows: RowsSql, dialect: Dialect): string {
  const expressions = [...rows.variables.map(({ sql }) => sql), ...(rows.weight === undefined ? [] : [rows.weight])];
  const columns = expressions.map((sql, i) => `${dialect.typeOf(sql)} AS ${RESULT.type(i)}`);
  return `SELECT ${columns.join(', ')} FROM ${rows.source} LIMIT 1`;
}

/** One row: how many rows were probed, and the sum of each variable over them. */
export function probeQuery(rows: RowsSql, dialect: Dialect, fingerprint: string): string {
  const x = rows.variables.map((_, i) => atom(`isotypic_x${i}`));
  const columns = rows.variables.map(({ sql }, i) => `${dialect.toDouble(sql)} AS isotypic_x${i}`);
  const where = rows.where === undefined ? '' : ` WHERE ${rows.where}`;
  const finite = isFiniteSum(x.map(({ text }) => text));
  return [
    `WITH isotypic_rows AS (SELECT ${columns.join(', ')} FROM ${rows.source}${where}),`,
    `isotypic_probe AS (SELECT * FROM isotypic_rows WHERE ${finite} LIMIT ${PROBE_ROWS})`,
    `SELECT ${[
      `${dialect.text(fingerprint)} AS ${RESULT.plan}`,
      `COUNT(*) AS ${RESULT.rows}`,
      ...x.map(({ text }, i) => `AVG(${text}) AS ${RESULT.mean(i)}`),
    ].join(', ')} FROM isotypic_probe`,
  ].join('\n');
}

/** The rows that moments are taken of, as doubles: variables, and the weight where there is one. */
export function rowsQuery(rows: RowsSql, dialect: Dialect): string {
  const named = rows.variables.map(({ sql }, i): [string, string] => [sql, `isotypic_x${i}`]);
  if (rows.weight !== undefined) named.push([rows.weight, 'isotypic_w']);
  const columns = named.map(([sql, name]) => `${dialect.toDouble(sql)} AS ${name}`);
  const names = named.map(([, name]) => name);
  const where = rows.where === undefined ? '' : ` WHERE ${rows.where}`;
  return [
    `WITH isotypic_rows AS (SELECT ${columns.join(', ')} FROM ${rows.source}${where})`,
    `SELECT ${names.join(', ')} FROM isotypic_rows WHERE ${isFiniteSum(names)}`,
  ].join('\n');
}

/** Σ (x − x) = 0: true where all are finite. */
export function isFiniteSum(names: readonly string[]): string {
  if (names.length === 1) return inside(finiteTest(atom(names[0])));
  return `${inside(sumOfAll(names.map((name) => difference(atom(name), atom(name)))))} = 0`;
}
