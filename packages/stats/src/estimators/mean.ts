/** The invariant mean: the projection of the sample mean on V^G, its maximum-likelihood estimate for any Σ. */
import { PermutationRepresentation } from '@isotypic/reps';
import { checkSamples, type SampleOptions, type Samples } from '../data/samples.js';
import type { Float64Layout } from '../dense/layout.js';
import { fromCoordinates, toCoordinates } from '../structure/equivariant-blocks.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { orbitAverages } from '../structure/orbit-averages.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';

/**
 * The invariant mean of N samples, length D.
 *
 * @param X N×D samples (rows) in the coordinates of `rep`.
 * @throws {IsotypicError} as every estimator: `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `TOO_FEW_SAMPLES`.
 * Complexity O(N·D) for permutation representations of any dimension; else O(N·D + D²) after the decomposition.
 * @example
 * await mean([[1, 2, 6]], permutationRepresentation(catalogue.cyclic(3))); // Float64Array [3, 3, 3]
 */
export async function mean(X: Samples, rep: StructureSource, options: SampleOptions = {}): Promise<Float64Array> {
  const samples = checkSamples('mean', X, dimensionOf(rep), options);
  return invariantPart(columnMeans(samples, samples.weights), rep);
}

/** P^G x: averages over the orbits of an action, which need no decomposition; else from the isotypic coordinates. */
export function invariantPart(x: Float64Array, rep: StructureSource): Float64Array {
  return orbitAverages(rep, x) ?? projectOnInvariants(x, structureOf(rep));
}

/** D, without decomposing an action. */
export function dimensionOf(rep: StructureSource): number {
  return rep instanceof PermutationRepresentation ? rep.dimension : structureOf(rep).dimension;
}

/** P^G x: keeps the trivial component's coordinates. */
export function projectOnInvariants(x: Float64Array, structure: IsotypicStructure): Float64Array {
  const coordinates = toCoordinates(x, structure);
  for (const c of structure.components) {
    if (!c.isTrivial) coordinates.fill(0, c.offset, c.offset + c.degree * c.multiplicity);
  }
  return fromCoordinates(coordinates, structure);
}

/** Weighted column means, each summed over blocks of 256 rows so that rounding grows with N/256 and not with N. */
export function columnMeans({ data, rows, cols }: Float64Layout, weights: Float64Array | undefined): Float64Array {
  const total = new Float64Array(cols);
  const part = new Float64Array(cols);
  let W = 0;
  for (let start = 0; start < rows; start += 256) {
    part.fill(0);
    for (let n = start; n < Math.min(rows, start + 256); n++) {
      const w = weights === undefined ? 1 : weights[n];
      W += w;
      for (let j = 0; j < cols; j++) part[j] += w * data[n * cols + j];
    }
    for (let j = 0; j < cols; j++) total[j] += part[j];
  }
  return total.map((t) => t / W);
}
