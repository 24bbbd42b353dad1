import type { Cyclotomic, Permutation } from '@isotypic/algebra';
import type { CharacterRow } from './character-row.js';

/** What a product needs of the character table of a factor. */
export interface FactorTable {
  readonly characters: readonly (CharacterRow & { conjugate(): { readonly values: readonly Cyclotomic[] } })[];
  /** The class of an element, which must be in the factor. */
  readonly structure: { identify(g: Permutation): number };
}
