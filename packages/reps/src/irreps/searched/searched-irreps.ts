/**
 * The irreps of a group too large to list: its character table says which there are, and matrices of one are searched
 * for when they are looked at.
 */
import { BudgetExceededError, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import { characterTableWithin } from '../../characters/character-table.js';
import { descendedForm } from '../descent/real-descent.js';
import { type FormedIrrep, type IrrepForm, labelOf } from '../formed-irrep.js';
import { ConstituentSearch } from './constituent-search.js';

/** Products of characters are decomposed by the thousand: of tables larger than this in more than a minute. */
const CLASS_LIMIT = 300;

/**
 * The rows of the character table, with lazy matrices.
 * @throws {BudgetExceededError} for a group of more than 300 classes
 */
export function searchedIrreps(group: PermutationGroup, meter: WorkMeter): FormedIrrep[] {
  const { length } = meter.part((options) => group.conjugacyClasses(options));
  if (length > CLASS_LIMIT) {
    throw new BudgetExceededError({
      where: 'irreps',
      expected: `a group of at most ${CLASS_LIMIT} conjugacy classes, or one with a closed form`,
      received: `${length}`,
      remedy: 'Decompose a representation of it instead: isotypicDecomposition needs generators only.',
      details: { classes: length },
    });
  }
  const table = characterTableWithin(group, meter);
  const search = new ConstituentSearch(table);
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
