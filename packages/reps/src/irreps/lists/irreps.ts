/** The irreducible representations of a group over ℂ: `irreps`. */

import { type PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { checkArgument, specialCasesAreOn } from '@isotypic/algebra/internal';
import { GROUP } from '../../argument-kinds.js';
import { ObjectCache } from '../../caches.js';
import { abelianIrreps } from '../abelian/abelian-irreps.js';
import { ComplexIrrep } from '../complex-irrep.js';
import { checkIrrepsOptions, IrrepListing, type IrrepsOptions, LISTING_BUDGET } from '../irrep-listing.js';
import { alternatingIrreps, type HalfIrrep, naturalAlternatingPoints } from '../symmetric/alternating-irreps.js';
import { naturalSymmetricPoints, symmetricIrreps } from '../symmetric/symmetric-irreps.js';
import { formedIrreps } from './formed-irreps.js';
import { complexIrrepsOf } from './irrep-lists.js';

const known = new ObjectCache<PermutationGroup, readonly ComplexIrrep[]>();

/**
 * All irreducible representations over ℂ, one of each class: trivial first, then by degree; deterministic. Matrices are
 * made when they are looked at; they are real when the indicator is 1.
 *
 * Natural symmetric and alternating groups: Young's seminormal form. Abelian groups: their characters. Other groups of
 * order at most 20 000: induced linear characters where Clifford's correspondence leads to them, otherwise Dixon's
 * construction. Larger groups: direct and wreath products of these, and else the rows of the character table, whose
 * matrices are searched for when they are looked at, in inertia groups and quotients (Clifford 1937), in permutation
 * representations and by linear characters of subgroups (Dixon 1993).
 *
 * A step of `budget` (default 2·10⁸) is an element or an irrep listed, or one of `characterTable`. The budget and the
 * signal are for the list; `ComplexIrrep.realize` takes those for the matrices of an irrep.
 *
 * @throws {BudgetExceededError} for more than `irrepLimit` irreps, for a larger group of order above 10¹³ or of more
 *   than 7000 classes, and when the budget runs out; when the matrices are looked at, for a character in none of the
 *   representations tried, and for matrices of more entries than their budget. `details.known` is undefined
 * @throws {AbortedError} when `signal` fires
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no group, or an option of another name or kind; `NOT_DECIDED`,
 *   when the matrices are looked at, for a character in which no linear character of a subgroup tried occurs once
 * @example irreps(catalogue.alternating(4)).map((x) => x.degree) // [1, 1, 1, 3]
 */
export function irreps(group: PermutationGroup, options: IrrepsOptions = {}): readonly ComplexIrrep[] {
  checkArgument('irreps', 'group', group, GROUP);
  checkIrrepsOptions('irreps', options);
  const meter = new WorkMeter('irreps', options, LISTING_BUDGET);
  return known.getOrMake(group, () => construct(group, new IrrepListing(meter, options.irrepLimit)));
}

function construct(group: PermutationGroup, work: IrrepListing): readonly ComplexIrrep[] {
  if (specialCasesAreOn() && group.isAbelian()) return abelianIrreps(group, work);
  const points = naturalSymmetricPoints(group);
  if (points !== undefined) return symmetricComplexIrreps(group, points, work);
  const even = naturalAlternatingPoints(group);
  if (even !== undefined) return alternatingComplexIrreps(group, even, work);
  return complexIrrepsOf(group, formedIrreps(group, work));
}

function symmetricComplexIrreps(
  group: PermutationGroup,
  points: readonly number[],
  work: IrrepListing,
): ComplexIrrep[] {
  return symmetricIrreps(points, group.degree, work).map(
    (irrep) =>
      new ComplexIrrep({
        group,
        degree: irrep.degree,
        label: irrep.isTrivial ? 'trivial' : irrep.label,
        isTrivial: irrep.isTrivial,
        indicator: 1,
        generatorMatrices: (meter) => group.generators.map((g) => irrep.matrix(g, meter)),
        evaluate: (g, meter) => irrep.matrix(g, meter),
        gram: irrep.gram,
      }),
  );
}

function alternatingComplexIrreps(
  group: PermutationGroup,
  points: readonly number[],
  work: IrrepListing,
): ComplexIrrep[] {
  const found = alternatingIrreps(points, group.degree, work).flatMap((irrep): ComplexIrrep[] => {
    const { halves } = irrep;
    const make = (degree: number, label: string, indicator: 1 | 0, form: HalfIrrep): ComplexIrrep =>
      new ComplexIrrep({
        group,
        degree,
        label,
        isTrivial: irrep.isTrivial,
        indicator,
        generatorMatrices: (meter) => group.generators.map((g) => form.matrix(g, meter)),
        evaluate: (g, meter) => form.matrix(g, meter),
        gram: (meter) => form.gram(meter),
      });
    if (halves === undefined) return [make(irrep.degree, irrep.isTrivial ? 'trivial' : irrep.label, 1, irrep)];
    return ([1, -1] as const).map((sign) =>
      make(irrep.degree / 2, `${irrep.label}${sign > 0 ? '⁺' : '⁻'}`, halves.isReal ? 1 : 0, halves.half(sign)),
    );
  });
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
}
