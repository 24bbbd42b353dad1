/** Actions as text: representations of finite groups, and tensor types of matrix groups. */
import { IsotypicError, PermutationGroup } from '@isotypic/algebra';
import { type GroupBinding, MatrixGroup, parseMatrixGroup, parseType } from '@isotypic/maps';
import { type LinearAction, parseRepresentation, type Representation } from '@isotypic/reps';

/** The letters that only tensor types have: V, T(p, q), Scalar. */
const TENSOR = /\b(V|T\(|Scalar)/;

/** The group that a text without one speaks of: that of the argument before it. */
export type AmbientGroup = PermutationGroup | GroupBinding;

/**
 * 'regular of dihedral(4)' is read by `parseRepresentation`, 'T(2) + V of SO(3)' by `parseType` and `parseMatrixGroup`;
 * 'T(1)[Z(3)]*T(1)[S(4)]' names its groups itself, and a text that names none speaks of `ambient`.
 * @throws {IsotypicError} `PARSE`, `UNKNOWN_NAME`
 */
export function actionOfText(text: string, ambient: AmbientGroup | undefined): Representation | LinearAction {
  const at = text.indexOf(' of ');
  const kind = at === -1 ? text : text.slice(0, at);
  const finite = ambient instanceof PermutationGroup ? ambient : undefined;
  if (!TENSOR.test(kind)) return parseRepresentation(text, finite);
  if (at !== -1) return parseType(kind).over(parseMatrixGroup(text.slice(at + 4)));
  if (kind.includes('[')) return parseType(kind).over();
  if (ambient !== undefined && finite === undefined) return parseType(kind).over(ambient as GroupBinding);
  throw new IsotypicError('PARSE', {
    where: 'actionOf',
    expected: "' of ' and a matrix group after the tensor type",
    received: 'the end of the text',
    position: text.length,
    remedy: "Write it as in 'V of SO(3)'.",
  });
}

/** What texts beside this action speak of: its group, or those that its tensor type is bound to. */
export function ambientOf(action: object): AmbientGroup | undefined {
  if (action instanceof MatrixGroup) return action;
  if ('group' in action && action.group instanceof PermutationGroup) return action.group;
  if (!('groups' in action && action.groups instanceof Map)) return undefined;
  const groups = action.groups as ReadonlyMap<string, MatrixGroup>;
  return groups.size === 1 ? [...groups.values()][0] : Object.fromEntries(groups);
}
