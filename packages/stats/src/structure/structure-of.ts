/** From a representation to the structure that statistics runs in, decomposed once and remembered. */

import { requireAligned } from './equivariant-blocks.js';
import type { IsotypicStructure } from './isotypic-structure.js';

/** Whatever says how a group acts. */
export type StructureSource = IsotypicStructure;

/** The isotypic structure of a representation. */
export function structureOf(source: StructureSource): IsotypicStructure {
  return source;
}

/** Aligned structures of two representations of one group. */
export function structuresOf(where: string, x: StructureSource, y: StructureSource): IsotypicStructure[] {
  requireAligned(where, x, y);
  return [x, y];
}
