/** `checkRepresentation`: whatever a representation was made of, the proof that it is one. */
import { cyclotomics, rationals } from '@isotypic/algebra';
import { isRationalList, overCyclotomics } from '../matrices/exact-matrices.js';
import { matrixOperations } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';
import { checkPermutationImages, checkRelators, type RepresentationCertificate } from './relators.js';
import type { ExactRepresentation } from './representation.js';

/**
 * Proves that a representation is one: that the images of the generators extend to a homomorphism of the whole group.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`, with `details.relator` naming a relation of the group that fails.
 * Cost: for permutations, one stabilizer chain of degree n + dimension; for matrices O(Σ orbit lengths · strong
 *   generators) products.
 * @example checkRepresentation(permutationRepresentation(catalogue.cyclic(5))).relators
 */
export function checkRepresentation(rep: ExactRepresentation): RepresentationCertificate {
  const where = 'checkRepresentation';
  const { group } = rep;
  if (rep instanceof PermutationRepresentation) return checkPermutationImages(where, group, rep.images, rep.dimension);
  const matrices = rep.generatorMatrices;
  return isRationalList(matrices)
    ? checkRelators(where, group, matrixOperations(rationals, rep.dimension), matrices, (a, b) => a.equals(b))
    : checkRelators(where, group, matrixOperations(cyclotomics, rep.dimension), matrices.map(overCyclotomics), (a, b) =>
        a.equals(b),
      );
}
