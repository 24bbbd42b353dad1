/** Structures that need no decomposition. */
import { Float64Matrix } from '@isotypic/numeric/dense';
import { type IsotypicStructure, isotypicStructure } from './isotypic-structure.js';

const cache = new Map<number, IsotypicStructure>();
const CACHED_DIMENSIONS = 16;

/** No symmetry at all: ℝᴰ under the trivial group. Every estimator then is the ordinary one. */
export function noSymmetry(dimension: number): IsotypicStructure {
  const known = cache.get(dimension);
  if (known) return known;
  const made = isotypicStructure(Float64Matrix.identity(dimension), [
    { label: 'trivial', degree: 1, multiplicity: dimension, type: 'real', isTrivial: true },
  ]);
  if (cache.size >= CACHED_DIMENSIONS) cache.delete(cache.keys().next().value as number);
  cache.set(dimension, made);
  return made;
}
