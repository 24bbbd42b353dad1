import type { PermutationGroup } from '@isotypic/algebra';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import type { FactorTable } from '../factor-table.js';
import type { TableWork } from '../table-work.js';
import { abelianRows } from './abelian.js';
import { dihedralRows } from './dihedral.js';
import { directProductRows } from './direct-product.js';
import { alternatingRows, symmetricRows } from './symmetric.js';
import { wreathProductRows } from './wreath-product.js';

/**
 * The irreducible characters of a group of a recognized family, or nothing. Recognition is exact: by orders, orbits and
 * blocks. A step of the budget is a value.
 * @throws {BudgetExceededError}
 */
export function closedFormRows(
  structure: ClassStructure,
  work: TableWork,
  tableOf: (group: PermutationGroup) => FactorTable,
): CharacterRow[] | undefined {
  return (
    abelianRows(structure, work.meter) ??
    dihedralRows(structure, work.meter) ??
    symmetricRows(structure, work) ??
    alternatingRows(structure, work) ??
    directProductRows(structure, work, tableOf) ??
    wreathProductRows(structure, work, tableOf)
  );
}
