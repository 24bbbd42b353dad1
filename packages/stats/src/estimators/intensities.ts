/**
 * Shrinkage of an invariant covariance towards one variance for each isotypic component, the projection on the
 * commutant's center: it depends on neither the labeling of the variables nor the choice of copies.
 */
import { arrayOf, either, finite, invalidArgument, type Kind, oneOf } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { traceOf } from '@isotypic/numeric/internal';
import type { Samples } from '../data/samples.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';
import type { StructureComponent } from '../structure/isotypic-structure.js';
import type { ReadingOptions } from './ledoit-wolf.js';

/**
 * λ ∈ [0, 1] in (1 − λ)·C + λ·(tr C/m)·I: one for every component, or a list with one for each, or `ledoit-wolf` for an
 * estimate of it in each.
 */
export type Shrinkage = number | readonly number[] | 'ledoit-wolf';

/** Options of `covarianceOf`. */
export interface ShrinkageOptions {
  /** Default 0. */
  readonly shrinkage?: Shrinkage;
}

export const SHRINKAGE: Kind = either(finite(0, 1), arrayOf(finite(0, 1)), oneOf('ledoit-wolf'));

/** (1 − λₖ)·C + λₖ·(tr C/m)·I. */
export function shrunk(blocks: readonly Float64Layout[], intensities: readonly number[]): Float64Layout[] {
  return blocks.map(({ data, rows, cols }, k) => {
    const out = data.map((v) => (1 - intensities[k]) * v);
    const shared = traceOf({ data, rows, cols }) / rows;
    for (let i = 0; i < rows; i++) out[i * (cols + 1)] += intensities[k] * shared;
    return { data: out, rows, cols };
  });
}

/** The intensity of each component; those of samples that are at hand. */
export async function intensitiesOf(
  where: string,
  X: Samples,
  moments: SymmetricMoments,
  shrinkage: Shrinkage,
  options: ReadingOptions,
): Promise<number[]> {
  if (shrinkage !== 'ledoit-wolf') return givenIntensities(where, moments, shrinkage);
  // a room of its own, which bundles load with the first such estimate
  const { ledoitWolf } = await import('./ledoit-wolf.js');
  return ledoitWolf(where, X, moments, options);
}

/** Those of moments, where an estimate would need the samples. */
export function givenIntensities(where: string, moments: SymmetricMoments, shrinkage: Shrinkage = 0): number[] {
  if (shrinkage === 'ledoit-wolf') {
    throw invalidArgument(
      where,
      'a shrinkage that is a number, for moments',
      "'ledoit-wolf'",
      'It takes the fourth moments of the samples: pass these, or what shrinkageIntensities says of some of them.',
    );
  }
  return listedIntensities(where, moments.structures[0].components, shrinkage);
}

/** One for each component. @throws {IsotypicError} `INVALID_ARGUMENT` for a list of another length */
export function listedIntensities(
  where: string,
  components: readonly StructureComponent[],
  shrinkage: number | readonly number[],
): number[] {
  if (typeof shrinkage === 'number') return components.map(() => shrinkage);
  if (shrinkage.length !== components.length) {
    throw invalidArgument(where, `shrinkage of ${components.length} components`, `${shrinkage.length} numbers`);
  }
  return [...shrinkage];
}
