/** Estimates as structured maps: held by their blocks, or by the samples where these are fewer numbers. */
import { checkArgument } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { STRUCTURE } from '../data/argument-kinds.js';
import { readTogether, type Samples } from '../data/samples.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';
import { StructuredCovariance, StructuredMap } from '../structure/structured-map.js';
import { covarianceBySamples, isSooner } from './sample-covariance.js';
import type { HeldOptions } from './shrunken-samples.js';

export function structuredCovariance(
  structure: IsotypicStructure,
  blocks: readonly Float64Layout[],
): StructuredCovariance {
  return new StructuredCovariance(structure, blocks);
}

export function structuredMap(
  codomain: IsotypicStructure,
  domain: IsotypicStructure,
  blocks: readonly Float64Layout[],
): StructuredMap {
  return new StructuredMap(codomain, domain, blocks);
}

/** Mean and covariance held by the samples; undefined where these are more numbers than the blocks. */
export async function bySamples(
  where: string,
  X: Samples,
  rep: StructureSource,
  options: HeldOptions,
): Promise<{ readonly mean: Float64Array; readonly covariance: StructuredCovariance } | undefined> {
  checkArgument(where, 'rep', rep, STRUCTURE);
  const structure = structureOf(rep);
  const [{ rows }] = readTogether(where, [{ samples: X, dimension: structure.dimension, name: 'X' }], options);
  if (!isSooner(structure, rows)) return undefined;
  if (!options.shrinkage) return covarianceBySamples(where, X, structure, options);
  const { shrunkenBySamples } = await import('./shrunken-samples.js');
  const found = await shrunkenBySamples(where, X, structure, options);
  return found && { mean: found.mean, covariance: new StructuredCovariance(structure, found.covariance) };
}
