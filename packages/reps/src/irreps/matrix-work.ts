/** The meter of what is made when an irrep is looked at: matrices, forms, units. */
import { IsotypicError, type Permutation, type PermutationGroup, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { PERMUTATION } from '../argument-kinds.js';

/** Steps, each an entry of a matrix, when no budget is given: two matrices of degree 5000, 400 MB. */
const MATRIX_BUDGET = 5e7;

/** @throws {IsotypicError} `INVALID_ARGUMENT` for an option of another name or kind */
export function matrixMeter(where: string, options: WorkOptions = {}): WorkMeter {
  checkOptions(where, options, WORK_OPTION_KINDS);
  return new WorkMeter(where, options, MATRIX_BUDGET);
}

/** @throws {IsotypicError} `NOT_IN_GROUP`; `INVALID_ARGUMENT` for what is no permutation */
export function checkMember(where: string, g: Permutation, group: PermutationGroup): void {
  checkArgument(where, 'g', g, PERMUTATION);
  if (g.degree === group.degree && group.contains(g)) return;
  throw new IsotypicError('NOT_IN_GROUP', {
    where,
    expected: `an element of the group, of degree ${group.degree}`,
    received: `${g}, of degree ${g.degree}`,
  });
}
