/** What is wrong when the copies found do not fill a representation. */
import { IsotypicError, type WorkMeter } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { requireHomomorphism } from '../representations/check-representation.js';
import type { Representation } from '../representations/kinds.js';

/**
 * The error to throw when copies of total dimension `total` were found: the images may satisfy no relations of the
 * group, or the caller's list of irreps may leave some out; if neither, the fault is ours.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM` in the first case
 */
export function incomplete(
  where: string,
  rep: Representation,
  total: number,
  meter: WorkMeter,
  given: 'irreps given' | 'irreps found' = 'irreps found',
): IsotypicError {
  if (rep.kind !== 'numeric') requireHomomorphism(where, rep, meter);
  const expected = `copies of total dimension ${rep.dimension}`;
  if (given === 'irreps given') {
    const remedy = 'Leave { irreps } out, or pass all that occur: realIrreps(group) lists those of the group.';
    return invalidArgument(where, `irreps with ${expected}`, total, remedy);
  }
  return new IsotypicError('VERIFICATION_FAILED', { where, expected, received: `${total}`, details: { total } });
}
