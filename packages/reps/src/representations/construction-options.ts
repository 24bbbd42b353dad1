/** What constructions have in common: options, the size of what they would make, labels. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import { integer, type OptionKinds, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import type { RepresentationKind } from './representation.js';

/** Options of the constructions of new representations; a step of `budget` is a row of the result. */
export interface ConstructionOptions extends WorkOptions {
  /**
   * Largest dimension that is made. Default: 10⁶ for permutations of the basis, and 2000 for matrices, whose entries
   * are as many as its square.
   */
  readonly limit?: number;
}

export const CONSTRUCTION_OPTION_KINDS: OptionKinds<ConstructionOptions> = {
  ...WORK_OPTION_KINDS,
  limit: integer(1),
};

// 4 MB of images for each generator; 4·10⁶ exact entries for each, a few hundred MB where none is shared
const LIMITS = { permutation: 1_000_000, matrix: 2000 };

/**
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the result would be larger than the limit, with `details.dimension`
 *   (`Infinity` beyond 2⁵³)
 */
export function requireSize(
  where: string,
  dimension: number,
  made: 'permutation' | 'matrix',
  { limit = LIMITS[made] }: ConstructionOptions,
): void {
  if (dimension <= limit) return;
  const known = Number.isSafeInteger(dimension);
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `a result of dimension at most ${limit}`,
    received: known ? `dimension ${dimension}` : 'a dimension beyond 2^53',
    remedy: 'Pass a larger { limit } if a representation of that dimension is wanted.',
    details: { dimension: known ? dimension : Number.POSITIVE_INFINITY, limit },
  });
}

/** 'monomial' when all are monomial or permutation representations. */
export function jointKind(reps: readonly { readonly kind: RepresentationKind }[]): 'monomial' | 'matrix' {
  return reps.every(({ kind }) => kind === 'permutation' || kind === 'monomial') ? 'monomial' : 'matrix';
}

/** A label as part of another: compound ones bracketed. */
export function factorLabel(label: string): string {
  return label.includes(' ') ? `(${label})` : label;
}
