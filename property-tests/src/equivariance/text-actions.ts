/** Actions as text: representations of finite groups, and tensor types of matrix groups. */
import { IsotypicError, type PermutationGroup } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import { type LinearAction, parseRepresentation, type Representation } from '@isotypic/reps';

/** The letters that only tensor types have: V, T(p, q), Scalar. */
const TENSOR = /\b(V|T\(|Scalar)/;

/**
 * 'regular of dihedral(4)' is read by `parseRepresentation`, 'T(2) + V of SO(3)' by `parseType` and `parseMatrixGroup`.
 * @throws {IsotypicError} `PARSE`, `UNKNOWN_NAME`
 */
export function actionOfText(text: string, group: PermutationGroup | undefined): Representation | LinearAction {
  const at = text.indexOf(' of ');
  const kind = at === -1 ? text : text.slice(0, at);
  if (!TENSOR.test(kind)) return parseRepresentation(text, group);
  if (at === -1) {
    throw new IsotypicError('PARSE', {
      where: 'actionOf',
      expected: "' of ' and a matrix group after the tensor type",
      received: 'the end of the text',
      position: text.length,
      remedy: "Write it as in 'V of SO(3)'.",
    });
  }
  return parseType(kind).over(parseMatrixGroup(text.slice(at + 4)));
}
