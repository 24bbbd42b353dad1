/**
 * The irreps of a group too large to list: its character table says which there are, and matrices of one are searched
 * for when they are looked at.
 */
import type { PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { characterTableWithin } from '../../characters/character-table.js';
import { descendedForm } from '../descent/real-descent.js';
import { LISTING_LIMIT } from '../elements/element-table.js';
import { type FormedIrrep, type IrrepForm, labelOf } from '../formed-irrep.js';
import type { IrrepsWithValues } from '../inertia/inertia-search.js';
import { listedGroup } from '../listed/listed-group.js';
import { ConstituentSearch } from './constituent-search.js';

/**
 * The rows of the character table, with lazy matrices.
 * @throws {BudgetExceededError} for a group of more classes than a character table may have
 */
export function searchedIrreps(group: PermutationGroup, meter: WorkMeter): FormedIrrep[] {
  const table = characterTableWithin(group, meter);
  const search = new ConstituentSearch(table, irrepsWithValues);
  const { characters } = table;
  const isTrivial = characters.map((χ) => χ.values.every((x) => x.equals(characters[0].values[0])) && χ.degree === 1);
  const positions = new Map(characters.map((χ, i) => [χ.toString(), i]));
  return characters.map((χ, i): FormedIrrep => {
    let form: IrrepForm | undefined;
    return {
      degree: χ.degree,
      indicator: χ.indicator,
      isTrivial: isTrivial[i],
      label: labelOf(i, χ.degree, isTrivial[i]),
      conjugate: positions.get(χ.conjugate().toString()) as number,
      form: (work) => {
        if (form === undefined) {
          const found = search.form(i, work);
          form = χ.indicator === 1 && !found.isReal ? (descendedForm(group, found, work) ?? found) : found;
        }
        return form;
      },
    };
  });
}

/** The irreps of a group, by a list of its elements where it is small. */
export function irrepsWithValues(group: PermutationGroup, meter: WorkMeter): IrrepsWithValues {
  if (group.order <= BigInt(LISTING_LIMIT)) {
    const { table, irreps } = listedGroup(group, meter);
    return {
      classOf: (g) => table.classOf[table.indexOf(g)],
      irreps: irreps.map((irrep) => ({ ...irrep, value: irrep.character.value })),
    };
  }
  const { structure, characters } = characterTableWithin(group, meter);
  return {
    classOf: (g) => structure.identify(g),
    irreps: searchedIrreps(group, meter).map((irrep, i) => ({ ...irrep, value: (c) => characters[i].values[c] })),
  };
}
