/** The moments of samples of which only mean and covariance are known, as sums. */
import { checkOptions } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { checkGivenCovariance, GIVEN_COVARIANCE_KINDS, type GivenCovarianceOptions } from '../data/given-covariance.js';
import { dataExponent, scaledBy } from '../data/powers-of-two.js';
import type { Samples } from '../data/samples.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { fromCoordinates, projectOnHom, toCoordinates } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { CompensatedSums } from './compensated.js';
import { type MomentSums, trivialCoordinates } from './moment-sums.js';

/** Checks options, covariance, mean and count, and projects. */
export async function sumsOfCovariance(
  where: string,
  structure: IsotypicStructure,
  known: { readonly covariance: Samples; readonly mean: ArrayLike<number>; readonly samples: number },
  options: GivenCovarianceOptions & RunOptions,
): Promise<MomentSums> {
  checkOptions(where, options, { ...GIVEN_COVARIANCE_KINDS, ...RUN_OPTION_KINDS });
  const { covariance, mean, samples } = known;
  const given = checkGivenCovariance(where, covariance, mean, samples, structure.dimension, options);
  const exponent = dataExponent(given.largest);
  const scaled = { ...given.covariance, data: scaledBy(given.covariance.data, -2 * exponent) };
  const blocks = await withOperations(watched(where, options).backend, (operations) =>
    projectOnHom(scaled, structure, structure, operations),
  );
  return sumsOfKnown(structure, { blocks, mean: given.mean, samples, exponent });
}

/** The sums of samples whose mean and (1/N)·Σ (x − x̄)(x − x̄)ᵀ, by blocks and in units of 2^exponent, are known. */
function sumsOfKnown(
  structure: IsotypicStructure,
  known: {
    readonly blocks: readonly Float64Layout[];
    readonly mean: Float64Array;
    readonly samples: number;
    readonly exponent: number;
  },
): MomentSums {
  const { samples, exponent } = known;
  const mean = scaledBy(known.mean, -exponent);
  const shift = fromCoordinates(trivialCoordinates(mean, structure), structure);
  const deviation = toCoordinates(
    mean.map((v, i) => v - shift[i]),
    structure,
  );
  return {
    count: samples,
    weightExponent: 0,
    exponents: [exponent],
    shifts: [shift],
    weights: new CompensatedSums(Float64Array.of(samples, samples)),
    sums: [new CompensatedSums(deviation.map((v) => samples * v))],
    comoments: known.blocks.map(({ data }) => new CompensatedSums(Float64Array.from(data, (v) => samples * v))),
  };
}
