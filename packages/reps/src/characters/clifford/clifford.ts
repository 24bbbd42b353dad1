/** Characters by Clifford theory over a normal subgroup that shows in orbits and blocks. */
import type { PermutationGroup } from '@isotypic/algebra';
import type { FactorTable } from '../factor-table.js';
import type { LiftableCharacters } from '../lift.js';
import type { TableWork } from '../table-work.js';
import { AbelianBase } from './abelian-base.js';
import { abelianQuotient } from './abelian-quotient.js';
import { fullBase } from './full-base.js';
import { addInducedFromInertia } from './inertia.js';

/** Below so many classes the class matrices are quicker than the orbits of characters. */
const FEW_CLASSES = 40;

/**
 * And up to this order: lists of elements make class matrices cheap (SmallGroup(777,3) on 777 points: 0.4 s for 1.3).
 */
const LISTED_ORDER = 5000n;

/**
 * Adds the irreducible characters over a full base of wreath products, or over the characters of an elementary abelian
 * normal subgroup that extend to their inertia groups.
 */
export function addCliffordCharacters(
  found: LiftableCharacters,
  work: TableWork,
  tableOf: (group: PermutationGroup) => FactorTable,
): void {
  const { structure, modulus, root } = found.characters;
  if (structure.count < FEW_CLASSES || structure.groupOrder <= LISTED_ORDER) return;
  const base = fullBase(found, work, tableOf);
  if (base !== undefined) {
    addInducedFromInertia(found, base, work, tableOf);
    return;
  }
  const quotient = abelianQuotient(structure.group, work);
  if (quotient === undefined) return;
  const field = { modulus, root, exponent: structure.exponent };
  addInducedFromInertia(found, new AbelianBase(structure.group, quotient, field, work), work, tableOf);
}
