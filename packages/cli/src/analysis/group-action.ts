/** How a group acts on columns, from the text of --group. */
import { groupName, parseGroup } from '@isotypic/algebra';
import { type ExactRepresentation, parseRepresentation, permutationRepresentation } from '@isotypic/reps';
import { namesOf } from '../arguments.js';

export interface GroupAction {
  readonly representation: ExactRepresentation;
  readonly name: string;
  /** Generators as they act on columns, for people. */
  readonly generators: readonly string[];
  /** Columns named after `on columns`. */
  readonly columns: readonly string[] | undefined;
}

const ON_COLUMNS = /\s+on\s+columns\s+(.*)$/is;

/**
 * An expression of `parseGroup`, which permutes columns, or of `parseRepresentation`: signed permutations, and
 * `… of …`; either may be followed by `on columns A,B,…`.
 * @throws {IsotypicError} as these
 */
export function groupAction(text: string): GroupAction {
  const columns = namesOf('on columns', ON_COLUMNS.exec(text)?.[1]);
  const expression = text.replace(ON_COLUMNS, '');
  if (!/^\s*signed\b|\sof\s/i.test(expression)) {
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
  const signed = /^\s*signed\s*<([^>]*)>/i.exec(expression)?.[1];
  const generators =
    signed === undefined ? representation.group.generators.map(String) : signed.split(',').map((g) => g.trim());
  return {
    representation,
    name: expression.trim(),
    generators: generators.filter((g) => !g.startsWith('degree')),
    columns,
  };
}
