/** How a group acts on columns, from the text of --group. */
import { groupName, IsotypicError, Matrix, parseGroup } from '@isotypic/algebra';
import { type ExactRepresentation, parseRepresentation, permutationRepresentation } from '@isotypic/reps';
import { product } from '@isotypic/reps/internal';
import { namesOf } from '../command.js';

export interface GroupAction {
  readonly representation: ExactRepresentation;
  readonly name: string;
  /** Generators as they act on columns, for people. */
  readonly generators: readonly string[];
  /** Columns named after `on columns`. */
  readonly columns: readonly string[] | undefined;
}

const ON_COLUMNS = /\s+on\s+columns\s+(.*)$/is;

/** What `parseRepresentation` reads and `parseGroup` does not: signs, sums, and exact matrices. */
const IS_REPRESENTATION = /^\s*signed\b|\sof\s|^\s*<?\s*\[\s*\[/i;

/**
 * An expression of `parseGroup`, which permutes columns, or of `parseRepresentation`: signed permutations, exact
 * matrices, and `… of …`; either may be followed by `on columns A,B,…`.
 * @throws {IsotypicError} as these
 */
export function groupAction(text: string): GroupAction {
  const columns = namesOf('on columns', ON_COLUMNS.exec(text)?.[1]);
  const expression = text.replace(ON_COLUMNS, '');
  if (!IS_REPRESENTATION.test(expression)) {
    const group = parseGroup(expression);
    const name = groupName(group) ?? expression;
    return {
      representation: permutationRepresentation(group),
      name,
      generators: group.generators.map(String),
      columns,
    };
  }
  const representation = parseRepresentation(expression);
  requireOrthogonal(representation);
  return { representation, name: expression.trim(), generators: generatorsOf(expression, representation), columns };
}

/** A mean and a covariance are averaged over a group by its transposes, which have to be its inverses. */
function requireOrthogonal({ generatorMatrices }: ExactRepresentation): void {
  const k = generatorMatrices.findIndex((m) => !product(m.transpose(), m).equals(Matrix.identity(m.field, m.rows)));
  if (k < 0) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where: '--group',
    expected: 'orthogonal matrices: transposes that are inverses',
    received: `generator ${k}, which is not`,
    remedy: 'Write the action in coordinates in which it keeps lengths, and the columns in these.',
  });
}

/** Generators as they were written: signed permutations, or matrices; else as permutations. */
function generatorsOf(expression: string, { group }: ExactRepresentation): readonly string[] {
  const signed = /^\s*signed\s*<([^>]*)>/i.exec(expression)?.[1];
  if (signed !== undefined) return signed.split(',').flatMap((g) => (/^\s*degree/.test(g) ? [] : [g.trim()]));
  const matrices = expression.match(/\[\s*\[.*?\]\s*\]/gs);
  return matrices?.map((m) => m.trim()) ?? group.generators.map(String);
}
