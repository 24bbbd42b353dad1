/**
 * RepLAB’s atlas entries: a group with relators and classes, its characters and exact irreps, as JSON. Points are
 * counted from 1, letters of relators too (negative for inverses), numbers are cyclotomics in GAP's notation, the order
 * is a decimal. Products are left actions, as here. Format: https://github.com/replab/replab, folder atlas.
 */
import type { Certificate, Cyclotomic, Permutation, PermutationGroup } from '@isotypic/algebra';
import type { MatrixRepresentation } from '@isotypic/reps';

/** Characters irreducible over one field, and representations that afford them. */
export interface AtlasCharacters {
  /** characters[i][j] is the value of the i-th on classes[j]. */
  readonly characters: readonly (readonly Cyclotomic[])[];
  /** In the order of the characters; not unitary. */
  readonly irreps?: readonly MatrixRepresentation[];
}

/** An entry of RepLAB's atlas. */
export interface ReplabAtlas {
  readonly name: string;
  readonly group: PermutationGroup;
  /** Words that are 1: ±(k + 1) for generator k or its inverse. */
  readonly relators: readonly (readonly number[])[];
  /** One element of each conjugacy class. */
  readonly classes: readonly Permutation[];
  readonly realCharacterTable?: AtlasCharacters;
  readonly complexCharacterTable?: AtlasCharacters;
  /** What was proved of the entry when it was read. */
  readonly certificate: Certificate;
}
