/** `checkRepresentation`: whatever a representation was made of, the proof that it is one. */
import { type Certificate, type ExactMatrix, type Permutation, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, checkOptions, refuted, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { equalMatrices, jointField } from '../matrices/exact-matrices.js';
import { matrixOperations } from '../matrices/products.js';
import { EXACT_REPRESENTATION, type ExactRepresentation } from './kinds.js';
import { isMonomial } from './matrix-representation.js';
import { checkPermutationImages, checkRelators } from './relators.js';

/** What `checkRepresentation` proved. */
export interface RepresentationCertificate extends Certificate {
  /** How many relators were evaluated; 0 when the orders of two permutation groups decided. */
  readonly relators: number;
}

const where = 'checkRepresentation';

/**
 * Proves that a representation is one: that it has one invertible image of the right size for each generator, and that
 * these extend to a homomorphism of the whole group; and that it is of the kind it says.
 * @throws {IsotypicError} `REFUTED`, with `details.relator` naming a relation of the group that fails, or saying what else
 *   does not hold; `BUDGET_EXCEEDED`, a step being a row of a product.
 * Cost: for permutations, one stabilizer chain of degree n + dimension; for matrices O(Σ orbit lengths · strong
 *   generators) products.
 * @example checkRepresentation(permutationRepresentation(catalogue.cyclic(5))).relators // 0
 */
export function checkRepresentation(rep: ExactRepresentation, options: WorkOptions = {}): RepresentationCertificate {
  checkArgument(where, 'rep', rep, EXACT_REPRESENTATION);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  const { group, dimension } = rep;
  const images: readonly (Permutation | ExactMatrix)[] =
    rep.kind === 'permutation' ? rep.images : rep.generatorMatrices;
  if (images.length !== group.generators.length) {
    throw refuted(where, `${group.generators.length} images, one for each generator`, `${images.length}`);
  }
  const proved = [`each generator acts on ${dimension} dimensions`, 'the images satisfy the relations of the group'];
  if (rep.kind === 'permutation') {
    requireDegrees(rep.images, dimension);
    checkPermutationImages(where, group, rep.images, dimension, { meter, code: 'REFUTED' });
    return { proved, notProved: [], method: 'the order of the group of pairs (g, ρ(g))', relators: 0 };
  }
  const matrices = rep.generatorMatrices;
  requireShapes(matrices, dimension);
  if (rep.kind === 'monomial') {
    if (!matrices.every(isMonomial)) throw refuted(where, 'monomial matrices, as the kind says', 'others');
    proved.push('the matrices are monomial');
  }
  const operations = matrixOperations(jointField(matrices), dimension, meter);
  const { relators } = checkRelators(where, group, operations, matrices, equalMatrices, { meter, code: 'REFUTED' });
  return { proved, notProved: [], method: 'Schreier relators of a stabilizer chain', relators };
}

function requireDegrees(images: readonly Permutation[], dimension: number): void {
  for (const [k, p] of images.entries()) {
    if (p.degree !== dimension)
      throw refuted(where, `permutations of degree ${dimension}`, `${p.degree}`, { generator: k });
    const seen = new Uint8Array(dimension);
    for (const y of p.images) {
      if (seen[y] !== 0 || y >= dimension) throw refuted(where, 'permutations', 'a map that is none', { generator: k });
      seen[y] = 1;
    }
  }
}

function requireShapes(matrices: readonly ExactMatrix[], dimension: number): void {
  matrices.forEach((M, k) => {
    if (M.rows === dimension && M.cols === dimension && M.entries.length === dimension ** 2) return;
    throw refuted(where, `matrices of size ${dimension}`, `${M.rows}×${M.cols}`, { generator: k });
  });
}
