/** The projection on the invariant vectors, P^G x. */
import { PermutationRepresentation } from '@isotypic/reps';
import { fromCoordinates, toCoordinates } from './equivariant-blocks.js';
import { type IsotypicStructure, keepTrivial } from './isotypic-structure.js';
import { orbitAverages } from './orbit-averages.js';
import { type StructureSource, structureOf } from './structure-of.js';

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
  return fromCoordinates(keepTrivial(toCoordinates(x, structure), structure), structure);
}
