/** The covariance shrunk within the symmetry, for rows too few for the covariance that is most likely. */
import type { Float64Layout } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import { covarianceOf, shrinkageIntensities, structureOf } from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import type { Analysis } from './analysis.js';
import { centerOf, type EstimateOptions } from './estimates.js';
import { kept } from './row-files.js';

/**
 * How far each component is shrunk towards one variance, and the D×D covariance (maximum likelihood) that it makes.
 * @throws {IsotypicError} `INVALID_ARGUMENT` where intensities are to be estimated from rows that were not kept
 */
export async function shrink(
  gathered: Pick<Gathered, 'moments' | 'rows'>,
  representation: ExactRepresentation,
  shrinkage: number | 'ledoit-wolf',
  { center }: EstimateOptions,
): Promise<{ shrinkage: NonNullable<Analysis['shrinkage']>; matrix: Float64Layout }> {
  const about = { normalization: 'n', center: centerOf(center) } as const;
  if (shrinkage !== 'ledoit-wolf') {
    const components = structureOf(representation).components.map(({ label }) => ({ label, intensity: shrinkage }));
    const matrix = await covarianceOf(gathered.moments, { ...about, shrinkage });
    return { shrinkage: { kind: 'given', components }, matrix };
  }
  const { samples, weights, frequencies } = kept(gathered, '--shrinkage ledoit-wolf');
  const { moments } = gathered;
  const components = await shrinkageIntensities(samples, representation, { ...about, weights, frequencies, moments });
  const matrix = await covarianceOf(moments, { ...about, shrinkage: components.map(({ intensity }) => intensity) });
  return { shrinkage: { kind: 'ledoit-wolf', components }, matrix };
}
