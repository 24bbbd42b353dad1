/** How far the invariant estimates may be off: standard errors under the Gaussian model with the same symmetry. */
import { checkArgument, checkOptions, integer, type OptionKinds, positive } from '@isotypic/algebra/internal';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { dataExponent, scaledBy, timesPowerOfTwo } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import type { SymmetricMoments } from '../moments/symmetric-moments.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { projectOnHom } from '../structure/equivariant-blocks.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { covarianceBlocks, momentsOf } from './covariance.js';
import { formBlocks, formVariance, unitCoordinates } from './linear-functions.js';

const OPTION_KINDS: OptionKinds<SampleOptions & RunOptions> = { ...SAMPLE_OPTION_KINDS, ...RUN_OPTION_KINDS };

/**
 * Standard errors of the D coordinates of the invariant mean μ̂ = P x̄: var(μ̂) = P Σ P / N, with Σ on the trivial
 * component estimated with N−1.
 *
 * @param X N×D samples (rows), N ≥ 2.
 * @throws {IsotypicError} as {@link cov}; `TOO_FEW_SAMPLES` for N < 2.
 * Complexity O(N·D² + D·m²), m the multiplicity of the trivial representation.
 * @example
 * await meanStandardErrors([[1, 2, 6], [2, 2, 2]], permutationRepresentation(catalogue.cyclic(3))); // [0.5, 0.5, 0.5]
 */
export async function meanStandardErrors(
  X: Samples,
  rep: StructureSource,
  options: SampleOptions & RunOptions = {},
): Promise<Float64Array> {
  const where = 'meanStandardErrors';
  checkOptions(where, options, OPTION_KINDS);
  return meanStandardErrorsOf(await momentsOf(where, X, rep, options));
}

/** The same from moments that were streamed and merged; with weights, var(Σwx/Σw) = Σ/n, n Kish's effective count. */
export function meanStandardErrorsOf(moments: SymmetricMoments): Float64Array {
  const structure = moments.structures[0];
  const blocks = covarianceBlocks('meanStandardErrors', moments, 0, 0, { normalization: 'unbiased' });
  const { basis } = structure;
  const errors = new Float64Array(structure.dimension);
  structure.components.forEach((component, k) => {
    if (!component.isTrivial || component.multiplicity === 0) return;
    const C = blocks[k];
    for (let j = 0; j < errors.length; j++) {
      const q = basis.data.subarray(j * basis.cols + component.offset, j * basis.cols + component.offset + C.rows);
      let variance = 0;
      for (let a = 0; a < C.rows; a++)
        for (let b = 0; b < C.cols; b++) variance += q[a] * C.data[a * C.cols + b] * q[b];
      errors[j] = Math.sqrt(Math.max(0, variance) / moments.effectiveCount);
    }
  });
  return errors;
}

/**
 * The asymptotic standard error of an entry of the maximum-likelihood invariant covariance, as a function of (i, j).
 * The entry is ⟨A, S⟩ with A the projection of the symmetric unit matrix E_ij on the commutant, S the empirical
 * covariance, and var⟨A, S⟩ = 2 tr(AΣAΣ)/N for Gaussian samples; by blocks, tr = Σₖ (d/e) tr(BₖCₖBₖCₖ).
 *
 * @param covariance D×D invariant estimate Σ̂.
 * @param samples N > 0, the number of samples behind it; with weights the effective one,
 * `SymmetricMoments.effectiveCount`.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, `INVALID_ARGUMENT`.
 * Complexity O(D³) once and O(D·Σ(e·m)² + Σ(e·m)³) an entry. Source: Wishart moments, Muirhead 1982, §3.2.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const estimate = await cov(borings, d4, { normalization: 'n', center: 'sample-mean' });
 * const error = await covarianceStandardErrors(estimate, d4, borings.length);
 * error(0, 0).toFixed(4); // '62.6975', of the variance of coordinate 0
 */
export async function covarianceStandardErrors(
  covariance: Samples,
  rep: StructureSource,
  samples: number,
  options: RunOptions = {},
): Promise<(i: number, j: number) => number> {
  const where = 'covarianceStandardErrors';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkArgument(where, 'samples', samples, positive);
  checkOptions(where, options, RUN_OPTION_KINDS);
  const structure = structureOf(rep);
  const given = checkSamples(where, covariance, structure.dimension, { name: 'covariance' });
  const exponent = dataExponent(given.largest);
  const scaled = { ...given, data: scaledBy(given.data, -exponent) };
  const blocks = await withOperations(watched(where, options).backend, (products) =>
    projectOnHom(scaled, structure, structure, products),
  );
  const entry = integer(0, structure.dimension - 1);
  return (i, j) => {
    checkArgument(where, 'i', i, entry);
    checkArgument(where, 'j', j, entry);
    const [u, v] = [i, j].map((index) => unitCoordinates(structure, index));
    const variance = formVariance(structure, formBlocks(structure, [{ u, v, c: 1 }]), blocks, samples);
    return timesPowerOfTwo(Math.sqrt(variance), exponent);
  };
}
