import type { Cyclotomic } from '@isotypic/algebra';

/** What a method of computing tables delivers for each irreducible character. */
export interface CharacterRow {
  readonly values: readonly Cyclotomic[];
  /** The Frobenius–Schur indicator. */
  readonly indicator: 1 | 0 | -1;
}
