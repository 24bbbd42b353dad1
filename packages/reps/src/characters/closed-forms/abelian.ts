import { Cyclotomic, type WorkMeter } from '@isotypic/algebra';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import { linearCharacters } from '../linear-characters.js';

/** All linear characters as rows; those are all characters if, and only if, the group is abelian. */
export function linearRows(structure: ClassStructure, meter: WorkMeter): CharacterRow[] {
  const { exponent } = structure;
  const roots: Cyclotomic[] = [];
  return linearCharacters(structure, meter).map((exponents) => {
    meter.step(0);
    const values = new Array<Cyclotomic>(exponents.length);
    for (let c = 0; c < values.length; c++) {
      const a = exponents[c];
      roots[a] ??= Cyclotomic.rootOfUnity(exponent, a);
      values[c] = roots[a];
    }
    return {
      values,
      indicator: exponents.every((a) => (2 * a) % exponent === 0) ? 1 : 0,
    };
  });
}

/** The characters of an abelian group. */
export function abelianRows(structure: ClassStructure, meter: WorkMeter): CharacterRow[] | undefined {
  return structure.groupOrder === BigInt(structure.count) ? linearRows(structure, meter) : undefined;
}
