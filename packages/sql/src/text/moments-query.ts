/** The query of sums: rows as doubles, less the shift, in forms, summed. */
import type { Dialect } from '../dialects/dialect.js';
import {
  atom,
  call,
  difference,
  type Expression,
  finiteTest,
  inside,
  literal,
  product,
  signedSum,
  sumOfAll,
} from './expressions.js';
import { Layers, linear, type QueryText } from './layers.js';

/** What is computed of each row: linear forms in layers, and products of them that are summed. */
export interface RowProgram {
  readonly layers: readonly (readonly {
    readonly name: string;
    readonly terms: readonly (readonly [source: string, coefficient: number])[];
  }[])[];
  readonly sums: readonly (readonly { readonly left: string; readonly right: string; readonly factor: number }[])[];
}

/** What is read, in the words of the engine. */
export interface RowsSql {
  readonly source: string;
  readonly variables: readonly { readonly sql: string }[];
  readonly weight: string | undefined;
  readonly keys: readonly string[];
  readonly where: string | undefined;
  readonly missing: 'error' | 'drop';
}

/** A shift, and the rows that it is for: a condition on columns of the source, where there are several. */
export interface ShiftOfRows {
  readonly where: string | undefined;
  readonly shift: ArrayLike<number>;
}

/** The names of the columns of results; those of n variables and of m sums carry their index. */
export const RESULT = {
  plan: 'iso_plan',
  shift: 'iso_shift',
  rows: 'iso_rows',
  used: 'iso_used',
  weight: 'iso_weight',
  squaredWeight: 'iso_weight2',
  /** Weights that are not positive; weights that are there, as of variables. */
  badWeights: 'iso_bad_weights',
  finiteWeights: 'iso_finite_weights',
  key: (i: number) => `iso_k${i}`,
  /** Rows in which variable i is not NULL; in a query of counts alone, in which it is finite. */
  finite: (i: number) => `iso_n${i}`,
  mean: (i: number) => `iso_m${i}`,
  sum: (i: number) => `iso_q${i}`,
  type: (i: number) => `iso_t${i}`,
} as const;

/**
 * The query of a program's sums about a shift, or about one for each group of rows. Names of layers are prefixed,
 * and so are those of the innermost columns: an engine that lets columns see the names given beside them would take
 * `c0` of the table for ours.
 */
export function momentsQuery(
  program: RowProgram,
  rows: RowsSql,
  shifts: readonly ShiftOfRows[],
  dialect: Dialect,
  fingerprint: string,
): QueryText {
  const layers = new Layers();
  const n = rows.variables.length;
  const indices = Array.from({ length: n }, (_, i) => i);
  addRows(layers, rows, shifts, dialect);
  addCentered(layers, rows, shifts, dialect);
  program.layers.forEach((forms, depth) => {
    const made = forms.map(({ name, terms }) => layers.column(linear(terms, dialect), name));
    layers.add(`isotypic_forms${depth}`, ['*', ...made]);
  });
  const keys = rows.keys.map((_, i) => RESULT.key(i));
  const told = byGroup(shifts, ({ shift }) => atom(dialect.text(JSON.stringify(Array.from(shift)))));
  const weighted = (e: Expression) => call(dialect.sum, rows.weight === undefined ? e : product(atom('w'), e));
  const count = (condition: Expression) =>
    call('COUNT', atom(`CASE WHEN ${condition.text} THEN 1 END`, condition.nodes + 2));
  // Beside sums, of which NaN and ∞ make no number, counting what is not NULL is enough, and costs a tenth (measured).
  const finite = (v: Expression) => (program.sums.length === 0 ? count(finiteTest(v)) : call('COUNT', v));
  const columns = [
    `${dialect.text(fingerprint)} AS ${RESULT.plan}`,
    layers.column(told, RESULT.shift),
    ...keys,
    `COUNT(*) AS ${RESULT.rows}`,
    // what is not finite was made NULL where it is dropped
    ...(rows.missing === 'drop'
      ? [layers.column(call('COUNT', atom('c0')), RESULT.used)]
      : indices.map((i) => layers.column(finite(atom(`c${i}`)), RESULT.finite(i)))),
    ...(rows.weight === undefined
      ? []
      : [
          layers.column(call(dialect.sum, atom('w')), RESULT.weight),
          layers.column(call(dialect.sum, atom('w*w', 3)), RESULT.squaredWeight),
          layers.column(finite(atom('w')), RESULT.finiteWeights),
          layers.column(count(atom('w <= 0', 3)), RESULT.badWeights),
        ]),
    ...indices.map((i) => layers.column(weighted(atom(`c${i}`)), RESULT.mean(i))),
    ...chunked(program.sums, dialect.limits.products).map((products, i) =>
      layers.column(weighted(sumOfProducts(products, dialect)), RESULT.sum(i)),
    ),
  ];
  const grouped = shifts.length === 1 ? keys : [...keys, GROUP];
  return layers.select(columns, grouped.length === 0 ? '' : ` GROUP BY ${grouped.join(', ')}`);
}

/** The sums with no more products than an engine takes in one. */
function chunked<T>(sums: readonly (readonly T[])[], most: number): (readonly T[])[] {
  return sums.flatMap((products) =>
    Array.from({ length: Math.ceil(products.length / most) }, (_, k) => products.slice(k * most, (k + 1) * most)),
  );
}

/** The numbers of a result's sums, chunks added: the inverse of what the query did. */
export function joinedSums(sums: RowProgram['sums'], dialect: Dialect, value: (chunk: number) => number): Float64Array {
  let chunk = 0;
  return Float64Array.from(sums, (products) => {
    let total = 0;
    for (let k = 0; k < products.length; k += dialect.limits.products) total += value(chunk++);
    return total;
  });
}

/** Which of several shifts is that of a row. */
const GROUP = 'isotypic_group';

/** What is said of a shift: that of the row's group, where there are several. */
function byGroup(shifts: readonly ShiftOfRows[], value: (one: ShiftOfRows) => Expression): Expression {
  if (shifts.length === 1) return value(shifts[0]);
  const values = shifts.map(value);
  const text = `CASE ${GROUP} ${values.map((e, g) => `WHEN ${g} THEN ${e.text}`).join(' ')} END`;
  return atom(text, 2 + values.reduce((sum, { nodes }) => sum + nodes + 1, 0));
}

/** Rows of the source as doubles. */
function addRows(layers: Layers, rows: RowsSql, shifts: readonly ShiftOfRows[], dialect: Dialect): void {
  const columns = rows.variables.map(({ sql }, i) => layers.column(atom(dialect.toDouble(sql), 4), `isotypic_x${i}`));
  if (rows.weight !== undefined) columns.push(layers.column(atom(dialect.toDouble(rows.weight), 4), 'isotypic_w'));
  rows.keys.forEach((key, i) => {
    columns.push(layers.column(atom(key, 4), RESULT.key(i)));
  });
  if (shifts.length > 1) {
    const cases = shifts.map(({ where }, g) => `WHEN ${where} THEN ${g}`).join(' ');
    columns.push(layers.column(atom(`CASE ${cases} END`, 6 * shifts.length), GROUP));
  }
  const where = rows.where === undefined ? '' : ` WHERE ${rows.where}`;
  layers.add('isotypic_rows', columns, ` FROM ${rows.source}${where}`);
  if (shifts.length > 1) layers.add('isotypic_chosen', ['*'], ` WHERE ${GROUP} IS NOT NULL`);
}

/** `c0`, … less the shift, NULL in rows that are dropped; `w`; the keys. */
function addCentered(layers: Layers, rows: RowsSql, shifts: readonly ShiftOfRows[], dialect: Dialect): void {
  const keys = rows.keys.map((_, i) => RESULT.key(i));
  if (shifts.length > 1) keys.push(GROUP);
  const about = (i: number) => byGroup(shifts, ({ shift }) => literal(dialect, shift[i]));
  const x = rows.variables.map((_, i) => atom(`isotypic_x${i}`));
  const isDropped = rows.missing === 'drop';
  if (isDropped) {
    const zero = sumOfAll(
      [...x, ...(rows.weight === undefined ? [] : [atom('isotypic_w')])].map((v) => difference(v, v)),
    );
    layers.add('isotypic_kept', ['*', layers.column(zero, 'isotypic_zero')]);
  }
  // x − x is 0 for finite x, NULL or NaN for others, and so is the sum of these
  const kept = (e: Expression): Expression =>
    isDropped ? atom(`CASE WHEN isotypic_zero = 0 THEN ${inside(e)} END`, e.nodes + 5) : e;
  const columns = x.map((v, i) => layers.column(kept(difference(v, about(i))), `c${i}`));
  if (rows.weight !== undefined) columns.push(layers.column(kept(atom('isotypic_w')), 'w'));
  layers.add('isotypic_centered', [...columns, ...keys]);
}

function sumOfProducts(products: RowProgram['sums'][number], dialect: Dialect): Expression {
  return signedSum(
    products.map(({ left, right, factor }): readonly [1 | -1, Expression] => {
      const plain = product(atom(left), atom(right));
      const size = Math.abs(factor);
      return [factor < 0 ? -1 : 1, size === 1 ? plain : product(literal(dialect, size), plain)];
    }),
  );
}
