/** The list of irreps of a group, whatever its order, for constructions that combine them. */
import { BudgetExceededError, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { LISTING_LIMIT } from '../elements/element-table.js';
import { commonConductor, type FormedIrrep } from '../formed-irrep.js';
import type { IrrepListing } from '../irrep-listing.js';
import { listedGroup } from '../listed/listed-group.js';
import { productIrreps } from '../products/product-irreps.js';
import { wreathIrreps } from '../products/wreath-irreps.js';
import { searchedIrreps } from '../searched/searched-irreps.js';
import { alternatingIrreps, naturalAlternatingPoints } from '../symmetric/alternating-irreps.js';
import { naturalSymmetricPoints, symmetricIrreps } from '../symmetric/symmetric-irreps.js';

/**
 * Character tables of groups beyond this order are not asked for: the classes alone may be too many. AGL(6,2), of order
 * 1.3·10¹², takes 6 seconds; S₁₀ ≀ S₂ on pairs, of order 2.6·10¹³, more than a minute.
 */
const TABLE_LIMIT = 10n ** 13n;

/**
 * Irreps over ℂ, trivial first, then by degree: listed groups; symmetric and alternating groups in any of their
 * direct and wreath products; for other groups the rows of the character table, whose matrices are searched for when
 * they are looked at.
 * @throws {BudgetExceededError} for a group of order above 10¹³ that is none of these.
 */
export function formedIrreps(group: PermutationGroup, work: IrrepListing): readonly FormedIrrep[] {
  if (group.order <= BigInt(LISTING_LIMIT)) return listedGroup(group, work.meter).irreps;
  if (specialCasesAreOn()) {
    const irrepsOf = (factor: PermutationGroup) => factorIrreps(factor, work);
    const product = productIrreps(group, work, irrepsOf) ?? wreathIrreps(group, work, irrepsOf);
    if (product !== undefined) return product;
  }
  if (group.order <= TABLE_LIMIT) return searchedIrreps(group, work.meter);
  throw new BudgetExceededError({
    where: 'irreps',
    expected: `a group of order at most ${TABLE_LIMIT}, or one with a closed form`,
    received: `order ${group.order}`,
    remedy: 'Decompose a representation of it instead: isotypicDecomposition needs generators only.',
    details: { order: group.order },
  });
}

/** The irreps of a factor: closed forms first, which the factor of a small group does not need. */
function factorIrreps(group: PermutationGroup, work: IrrepListing): readonly FormedIrrep[] {
  if (group.order > BigInt(LISTING_LIMIT)) {
    const points = naturalSymmetricPoints(group);
    if (points !== undefined) return symmetricForms(group, points, work);
    const even = naturalAlternatingPoints(group);
    if (even !== undefined) return alternatingForms(group, even, work);
  }
  return formedIrreps(group, work);
}

function symmetricForms(group: PermutationGroup, points: readonly number[], work: IrrepListing): FormedIrrep[] {
  return symmetricIrreps(points, group.degree, work).map(({ degree, label, isTrivial, matrix, gram }, i) => ({
    degree,
    indicator: 1,
    isTrivial,
    label,
    conjugate: i,
    form: (meter) => ({ isReal: true, conductor: 1, matrix, gram: gram(meter) }),
  }));
}

function alternatingForms(group: PermutationGroup, points: readonly number[], work: IrrepListing): FormedIrrep[] {
  const found = alternatingIrreps(points, group.degree, work).flatMap(
    (irrep): (FormedIrrep & { partner: string })[] => {
      const { halves, degree, label, isTrivial, matrix, gram } = irrep;
      if (halves === undefined) {
        const form = (meter: WorkMeter) => ({ isReal: true, conductor: 1, matrix, gram: gram(meter) });
        return [{ degree, indicator: 1, isTrivial, label, conjugate: 0, partner: label, form }];
      }
      const name = (sign: 1 | -1): string => `${label}${sign > 0 ? '⁺' : '⁻'}`;
      return ([1, -1] as const).map((sign) => ({
        degree: degree / 2,
        indicator: halves.isReal ? 1 : 0,
        isTrivial,
        label: name(sign),
        conjugate: 0,
        partner: halves.isReal ? name(sign) : name(sign === 1 ? -1 : 1),
        form: (meter) => {
          const half = halves.half(sign);
          const conductor = commonConductor(group.generators.map((g) => half.matrix(g, meter)));
          return { isReal: halves.isReal, conductor, gram: half.gram(meter), matrix: half.matrix };
        },
      }));
    },
  );
  found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
  const positions = new Map(found.map(({ label }, i) => [label, i]));
  return found.map(({ partner, ...irrep }) => ({ ...irrep, conjugate: positions.get(partner) as number }));
}
