/** The irreducible characters of any group, by the cheapest general method or a given one. */
import type { PermutationGroup } from '@isotypic/algebra';
import { ClassFunction } from './class-function.js';
import type { ClassStructure } from './class-structure.js';
import { addCliffordCharacters } from './clifford/clifford.js';
import { splitClassAlgebra } from './dixon-schneider.js';
import {
  elementaryCost,
  hasLargeElementarySubgroup,
  induceFromElementarySubgroups,
  largestElementaryIndex,
} from './elementary-induction.js';
import type { FactorTable } from './factor-table.js';
import { CharacterLift, type LiftableCharacters } from './lift.js';
import { linearCharacters } from './linear-characters.js';
import { ModularCharacters } from './modular-characters.js';
import { LARGEST_FAST_PRIME, Modulus, rootOfUnityModulo, splittingPrime } from './modulus.js';
import type { TableWork } from './table-work.js';
import { VirtualCharacterSieve } from './virtual-character-sieve.js';

/** See `CharacterTableOptions.method`. */
export const GENERAL_METHODS = ['auto', 'class-matrices', 'virtual-characters', 'elementary-induction'] as const;
/** A general method by name, as it is asked for in place of closed forms. */
export type GeneralMethod = (typeof GENERAL_METHODS)[number];

const LATTICE_USE = {
  auto: 'when worth it',
  'class-matrices': 'never',
  'virtual-characters': 'first',
  'elementary-induction': 'never',
} as const;

/**
 * The irreducible characters of the group. Those over normal subgroups come first where `tableOf` is given, which makes
 * tables of smaller groups. With method `auto`, class matrices are split as long as they are cheap,
 * virtual characters are reduced when they are not, and where much is left even so, elementary subgroups are induced
 * from.
 * @throws {BudgetExceededError} with the irreducible characters found so far, as class functions, in `details.known`
 */
export function irreducibleCharacters(
  structure: ClassStructure,
  method: GeneralMethod,
  work: TableWork,
  tableOf?: (group: PermutationGroup) => FactorTable,
): LiftableCharacters {
  // p > 2√|G| makes degrees and eigenvalue multiplicities unique. Above that, a large prime lets virtual characters of
  // large norm in, and a small one makes dot products cheap: 2²² leaves 2⁹ products to a reduction.
  const floor = structure.groupOrder > 100_000n ? 2 ** 25.5 : 2 ** 22;
  const bound = Math.max(floor, 2 * (Math.sqrt(Number(structure.groupOrder)) + 1));
  let found = linearCharactersModulo(structure, bound, work);
  announce(found, work);
  if (tableOf !== undefined) addCliffordCharacters(found, work, tableOf);
  if (found.characters.complete) return found;
  if (method !== 'elementary-induction') {
    const isAlternative = method === 'auto' && !hasLargeElementarySubgroup(structure);
    const affordable = isAlternative ? elementaryCost(structure) : Number.POSITIVE_INFINITY;
    splitClassAlgebra(found.characters, work, { lattice: LATTICE_USE[method], affordable });
  }
  if (found.characters.complete) return found;
  if (method === 'auto' || method === 'elementary-induction') {
    // Norms are at most the largest index: above, inner products are not known from their residues.
    const wide = 2 * largestElementaryIndex(structure) + 1;
    if (wide > found.characters.modulus.p && wide < LARGEST_FAST_PRIME / 2) {
      found = transfer(found, wide, work);
      announce(found, work);
    }
    induceFromElementarySubgroups(new VirtualCharacterSieve(found.characters, work), work);
  }
  if (!found.characters.complete) splitClassAlgebra(found.characters, work, { lattice: 'never' });
  return found;
}

function announce({ characters, lift }: LiftableCharacters, work: TableWork): void {
  const { structure } = characters;
  work.known = () => ({
    classes: structure.count,
    characters: characters.values.map((chi) => new ClassFunction(structure, lift.lift(chi))),
  });
}

/** The linear characters modulo the least suitable prime above `bound`. */
function linearCharactersModulo(structure: ClassStructure, bound: number, work: TableWork): LiftableCharacters {
  const modulus = new Modulus(splittingPrime(structure.exponent, bound));
  const root = rootOfUnityModulo(modulus, structure.exponent);
  const lift = new CharacterLift(structure, modulus, root);
  const characters = new ModularCharacters(structure, modulus, root);
  for (const exponents of linearCharacters(structure, work.meter)) {
    work.step(0);
    characters.addLinear(lift.rootsOfUnity(exponents));
  }
  return { characters, lift };
}

/** The same characters modulo a prime above `bound`. */
function transfer({ characters, lift }: LiftableCharacters, bound: number, work: TableWork): LiftableCharacters {
  const wider = linearCharactersModulo(characters.structure, bound, work);
  for (const chi of characters.values) {
    work.step(0);
    wider.characters.add(wider.lift.residues(lift.lift(chi)));
  }
  return wider;
}
