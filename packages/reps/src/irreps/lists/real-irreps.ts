/** The irreducible representations of a group over ℝ: `realIrreps`. */

import { type ExactScalar, type PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { checkArgument, specialCasesAreOn } from '@isotypic/algebra/internal';
import { GROUP } from '../../argument-kinds.js';
import { ObjectCache } from '../../caches.js';
import { abelianCharacters } from '../abelian/abelian-characters.js';
import { linearRealIrreps } from '../abelian/linear-irreps.js';
import { checkIrrepsOptions, IrrepListing, type IrrepsOptions, LISTING_BUDGET } from '../irrep-listing.js';
import { RealIrrep } from '../real-irrep.js';
import type { CommutingUnits } from '../real-structure.js';
import { alternatingIrreps, type HalfIrrep, naturalAlternatingPoints } from '../symmetric/alternating-irreps.js';
import { naturalSymmetricPoints, symmetricIrreps } from '../symmetric/symmetric-irreps.js';
import { formedIrreps } from './formed-irreps.js';
import { realIrrepsOf } from './irrep-lists.js';

const known = new ObjectCache<PermutationGroup, readonly RealIrrep[]>();

/**
 * All irreducible representations over ℝ, one of each class: trivial first, then by degree; deterministic. Matrices are
 * made when they are looked at. Constructions, options and their steps as for `irreps`.
 * @throws {BudgetExceededError | AbortedError | IsotypicError} as `irreps`
 * @example realIrreps(catalogue.cyclic(3)).map((x) => [x.degree, x.type]) // [[1, 'real'], [2, 'complex']]
 */
export function realIrreps(group: PermutationGroup, options: IrrepsOptions = {}): readonly RealIrrep[] {
  checkArgument('realIrreps', 'group', group, GROUP);
  checkIrrepsOptions('realIrreps', options);
  const meter = new WorkMeter('realIrreps', options, LISTING_BUDGET);
  return known.getOrMake(group, () => construct(group, new IrrepListing(meter, options.irrepLimit)));
}

/** The same as a part of work that has a meter already. */
export function realIrrepsWithin(group: PermutationGroup, meter: WorkMeter): readonly RealIrrep[] {
  return known.getOrMake(group, () => construct(group, new IrrepListing(meter)));
}

function construct(group: PermutationGroup, work: IrrepListing): readonly RealIrrep[] {
  if (specialCasesAreOn() && group.isAbelian()) return abelianRealIrreps(group, work);
  const points = naturalSymmetricPoints(group);
  if (points !== undefined) return symmetricRealIrreps(group, points, work);
  const even = naturalAlternatingPoints(group);
  if (even !== undefined) return alternatingRealIrreps(group, even, work);
  return realIrrepsOf(group, formedIrreps(group, work));
}

function alternatingRealIrreps(group: PermutationGroup, points: readonly number[], work: IrrepListing): RealIrrep[] {
  const found = alternatingIrreps(points, group.degree, work).flatMap((irrep): RealIrrep[] => {
    const { halves } = irrep;
    const make = (
      degree: number,
      label: string,
      form: HalfIrrep,
      commuting?: (meter: WorkMeter) => CommutingUnits<ExactScalar>,
    ): RealIrrep =>
      new RealIrrep({
        group,
        degree,
        label,
        isTrivial: irrep.isTrivial,
        type: commuting === undefined ? 'real' : 'complex',
        generatorMatrices: (meter) => group.generators.map((g) => form.matrix(g, meter)),
        evaluate: (g, meter) => form.matrix(g, meter),
        gram: (meter) => form.gram(meter),
        ...(commuting === undefined ? {} : { commuting }),
      });
    if (halves === undefined) return [make(irrep.degree, irrep.isTrivial ? 'trivial' : irrep.label, irrep)];
    if (halves.isReal) {
      return ([1, -1] as const).map((sign) =>
        make(irrep.degree / 2, `${irrep.label}${sign > 0 ? '⁺' : '⁻'}`, halves.half(sign)),
      );
    }
    const associator = (meter: WorkMeter): CommutingUnits<ExactScalar> => {
      const { z, square } = halves.unit(meter);
      return { type: 'complex', units: [z], squares: [square] };
    };
    return [make(irrep.degree, irrep.label, irrep, associator)];
  });
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
}

function symmetricRealIrreps(group: PermutationGroup, points: readonly number[], work: IrrepListing): RealIrrep[] {
  return symmetricIrreps(points, group.degree, work).map(
    (irrep) =>
      new RealIrrep({
        group,
        degree: irrep.degree,
        label: irrep.isTrivial ? 'trivial' : irrep.label,
        isTrivial: irrep.isTrivial,
        type: 'real',
        generatorMatrices: (meter) => group.generators.map((g) => irrep.matrix(g, meter)),
        evaluate: (g, meter) => irrep.matrix(g, meter),
        gram: irrep.gram,
      }),
  );
}

function abelianRealIrreps(group: PermutationGroup, work: IrrepListing): RealIrrep[] {
  return linearRealIrreps(group, abelianCharacters(group, work), work.meter).map(({ irrep }) => irrep);
}
