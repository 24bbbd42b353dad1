/** From a model to the SQL that scores rows with it. */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  invalidArgument,
  type Kind,
  type OptionKinds,
  text,
} from '@isotypic/algebra/internal';
import type { MatrixLike } from '@isotypic/numeric/dense';
import { readFiniteMatrix } from '@isotypic/numeric/internal';
import {
  EquivariantNormal,
  EquivariantRegression,
  type StructureSource,
  SymmetricPCA,
  structureOf,
} from '@isotypic/stats';
import type { Dialect, DialectName } from '../dialects/dialect.js';
import { checkName } from '../dialects/quoting.js';
import { dialect as dialectOf } from '../dialects/words.js';
import { CONDITION, type Condition, conditionSql } from '../plans/condition.js';
import type { RowSource, VariableColumns } from '../plans/moments-request.js';
import { DIALECT } from '../plans/plan-moments.js';
import { COLUMNS, SOURCE, sourceSql, variablesOf } from '../plans/read-request.js';
import { atom, difference, type Expression, literal, product, signedSum } from '../text/expressions.js';
import { Layers, linear } from '../text/layers.js';
import type { ScorePlan } from './score-plan.js';
import {
  invariantScores,
  predictions,
  principalScores,
  type Score,
  type ScoreProgram,
  squaredDistance,
} from './score-program.js';

/**
 * What can be said of a row: its squared Mahalanobis distance from a Gaussian, the predictions of a regression or of
 * any y = Ax + b, its scores on principal axes, its invariants under an action.
 */
export type ScoreModel =
  | EquivariantNormal
  | EquivariantRegression
  | SymmetricPCA
  | { readonly coefficients: MatrixLike; readonly intercept?: ArrayLike<number> }
  | { readonly invariantsOf: StructureSource };

/** Options of `scoreExpressions`. */
export interface ScoreOptionsSql {
  /** The engine that the text is for; default DuckDB. */
  readonly dialect?: Dialect | DialectName;
  /** Columns of the source that stand beside the scores: a key, for example. */
  readonly keep?: readonly string[];
}

const OPTION_KINDS: OptionKinds<ScoreOptionsSql> = { dialect: DIALECT, keep: arrayOf(text, 'an array of names') };

const MODEL: Kind = {
  expected: 'a Gaussian, a regression, principal components, { coefficients, intercept } or { invariantsOf: rep }',
  accepts: (v) =>
    v instanceof EquivariantNormal ||
    v instanceof EquivariantRegression ||
    v instanceof SymmetricPCA ||
    (typeof v === 'object' && v !== null && ('coefficients' in v || 'invariantsOf' in v)),
  remedy: () => 'EquivariantNormal.fromMoments(moments) makes one of the moments of a query.',
};

/**
 * A model as SQL: every number is written with the shortest decimals that give the same double, every sum in the order
 * of a balanced tree, so that the engine says what the model says, to rounding.
 *
 * @param columns the variables, in the order in which the group acts on them.
 * @throws {IsotypicError} `SHAPE_MISMATCH` for other numbers of columns; `NOT_POSITIVE_DEFINITE`; `BUDGET_EXCEEDED`
 * where the text would be above the engine's limits.
 * @example
 * const plan = scoreExpressions({ coefficients: [[1, 2]], intercept: [0.5] }, ['a', 'b'], { keep: ['id'] });
 * plan.names // ['id', 'prediction_0']
 */
export function scoreExpressions(
  model: ScoreModel,
  columns: VariableColumns,
  options: ScoreOptionsSql = {},
): ScorePlan {
  const where = 'scoreExpressions';
  checkArgument(where, 'model', model, MODEL);
  checkArgument(where, 'columns', columns, COLUMNS);
  checkOptions(where, options, OPTION_KINDS);
  const { dialect: named = 'duckdb', keep = [] } = options;
  const dialect = typeof named === 'string' ? dialectOf(named) : named;
  const program = programOf(where, model);
  const quote = (name: string): string => {
    checkName(where, name, dialect);
    return dialect.quote(name);
  };
  const variables = variablesOf(where, columns, dialect, quote).map(({ sql }) => sql);
  if (variables.length !== program.shift.length) {
    const expected = `${program.shift.length} columns, the variables of the model`;
    throw new IsotypicError('SHAPE_MISMATCH', { where, expected, received: `${variables.length}` });
  }
  const names = [...keep, ...program.scores.map(({ name }) => name)];
  if (new Set(names).size < names.length) {
    throw invalidArgument(where, `columns to keep under other names than ${names.slice(keep.length)}`, keep);
  }
  const kept = keep.map(quote);
  const statement = (from: string, condition: string | undefined) =>
    scoresQuery(program, { variables, kept, from, condition }, dialect);
  const { text: body, nodes } = statement('', undefined);
  if (body.length > dialect.limits.text || nodes > dialect.limits.nodes) {
    throw new IsotypicError('BUDGET_EXCEEDED', {
      where,
      expected: `a query within the limits of ${dialect.name}`,
      received: `${body.length} bytes and ${nodes} nodes, of ${dialect.limits.text} and ${dialect.limits.nodes}`,
      remedy: 'Pull the rows and score them here, or keep fewer axes.',
    });
  }
  return {
    names,
    statement(source: RowSource, condition?: Condition) {
      const which = 'ScorePlan.statement';
      checkArgument(which, 'source', source, SOURCE);
      if (condition !== undefined) checkArgument(which, 'where', condition, CONDITION);
      const filter = condition === undefined ? undefined : conditionSql(condition, dialect, quote);
      return statement(sourceSql(which, source, dialect, quote), filter).text;
    },
  };
}

function programOf(where: string, model: ScoreModel): ScoreProgram {
  if (model instanceof EquivariantNormal) return squaredDistance(where, model);
  if (model instanceof SymmetricPCA) return principalScores(model);
  if (model instanceof EquivariantRegression) return predictions(model.fit.coefficients, model.fit.intercept);
  if ('invariantsOf' in model) return invariantScores(structureOf(model.invariantsOf));
  const { coefficients, intercept = [] } = model;
  const A = readFiniteMatrix(where, 'coefficients', coefficients);
  const isGood = intercept.length === 0 || intercept.length === A.rows;
  if (isGood && Array.from(intercept).every(Number.isFinite)) return predictions(A, intercept);
  throw invalidArgument(where, `intercept of ${A.rows} finite numbers`, intercept);
}

/** What scores are taken of, in the words of the engine. */
interface ScoredRows {
  readonly variables: readonly string[];
  readonly kept: readonly string[];
  readonly from: string;
  readonly condition: string | undefined;
}

function scoresQuery({ shift, layers: forms, scores }: ScoreProgram, rows: ScoredRows, dialect: Dialect) {
  const layers = new Layers();
  const { variables, kept, from, condition } = rows;
  const keys = kept.map((_, i) => `isotypic_k${i}`);
  const filter = condition === undefined ? '' : ` WHERE ${condition}`;
  layers.add(
    'isotypic_rows',
    [
      ...variables.map((sql, i) => layers.column(atom(dialect.toDouble(sql), 4), `isotypic_x${i}`)),
      ...kept.map((sql, i) => `${sql} AS ${keys[i]}`),
    ],
    ` FROM ${from}${filter}`,
  );
  layers.add('isotypic_centered', [
    ...variables.map((_, i) => {
      const x = atom(`isotypic_x${i}`);
      return layers.column(shift[i] === 0 ? x : difference(x, literal(dialect, shift[i])), `c${i}`);
    }),
    ...keys,
  ]);
  forms.forEach((layer, depth) => {
    const made = layer.map(({ name, terms }) => layers.column(linear(terms, dialect), name));
    layers.add(`isotypic_forms${depth}`, ['*', ...made]);
  });
  return layers.select(
    [
      ...keys.map((key, i) => `${key} AS ${kept[i]}`),
      ...scores.map((score) => layers.column(expressionOf(score, dialect), score.name)),
    ],
    '',
  );
}

function expressionOf({ constant, terms, products }: Score, dialect: Dialect): Expression {
  const parts: (readonly [1 | -1, Expression])[] = [];
  if (terms.length > 0) parts.push([1, linear(terms, dialect)]);
  for (const { left, right, factor } of products) {
    const plain = product(atom(left), atom(right));
    const size = Math.abs(factor);
    parts.push([factor < 0 ? -1 : 1, size === 1 ? plain : product(literal(dialect, size), plain)]);
  }
  if (constant !== 0 || parts.length === 0) parts.push([1, literal(dialect, constant)]);
  return signedSum(parts);
}
