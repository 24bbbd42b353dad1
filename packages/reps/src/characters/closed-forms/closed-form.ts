import type { PermutationGroup } from '@isotypic/algebra';
import type { CharacterRow } from '../character-row.js';
import type { CharacterTable } from '../character-table.js';
import type { ClassStructure } from '../class-structure.js';
import { abelianRows } from './abelian.js';
import { dihedralRows } from './dihedral.js';
import { directProductRows } from './direct-product.js';
import { alternatingRows, symmetricRows } from './symmetric.js';
import { wreathProductRows } from './wreath-product.js';

/**
 * The irreducible characters of a group of a recognised family, or nothing. Recognition is exact: by orders, orbits and
 * blocks.
 */
export function closedFormRows(
  structure: ClassStructure,
  tableOf: (group: PermutationGroup) => CharacterTable,
): CharacterRow[] | undefined {
  return (
    abelianRows(structure) ??
    dihedralRows(structure) ??
    symmetricRows(structure) ??
    alternatingRows(structure) ??
    directProductRows(structure, tableOf) ??
    wreathProductRows(structure, tableOf)
  );
}
