/** The Mathieu groups in their natural multiply transitive actions. */
import { checkArgument, type Kind } from '../arguments.js';
import { named } from '../groups/names.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';

/**
 * Generators as printed, with points from 1, in Carmichael, Introduction to the Theory of Groups of Finite Order
 * (1937), and in the handbooks since; the orders are checked by the tests.
 */
const M11 = ['(1,2,3,4,5,6,7,8,9,10,11)', '(3,7,11,8)(4,10,5,6)'];
const M23 = [
  '(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23)',
  '(3,17,10,7,9)(4,13,14,19,5)(8,18,11,12,23)(15,20,22,21,16)',
];
const GENERATORS: Record<number, readonly string[]> = {
  11: M11,
  12: [...M11, '(1,12)(2,11)(3,6)(4,8)(5,9)(7,10)'],
  22: [
    '(1,2,3,4,5,6,7,8,9,10,11)(12,13,14,15,16,17,18,19,20,21,22)',
    '(1,4,5,9,3)(2,8,10,7,6)(12,15,16,20,14)(13,19,21,18,17)',
    '(1,21)(2,10,8,6)(3,13,4,17)(5,19,9,18)(11,22)(12,14,16,20)',
  ],
  23: M23,
  24: [...M23, '(1,24)(2,23)(3,12)(4,16)(5,18)(6,10)(7,20)(8,14)(9,21)(11,17)(13,22)(15,19)'],
};

const MATHIEU_DEGREE: Kind = {
  expected: '11, 12, 22, 23 or 24',
  accepts: (v) => typeof v === 'number' && Object.hasOwn(GENERATORS, v),
};

/**
 * The Mathieu group M_n on n points, n = 11, 12, 22, 23 or 24: 4-, 5-, 3-, 4-, 5-transitive, of order 7920, 95040,
 * 443520, 10200960, 244823040.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for another n
 * @example catalogue.mathieu(11).order // 7920n
 */
export function mathieu(n: number): PermutationGroup {
  checkArgument('catalogue.mathieu', 'n', n, MATHIEU_DEGREE);
  const cycles = GENERATORS[n];
  return named(
    new PermutationGroup(cycles.map((text) => Permutation.fromCycles(text, n, { base: 1 }))),
    `mathieu(${n})`,
  );
}
