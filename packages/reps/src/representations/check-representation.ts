/** `checkRepresentation`: whatever a representation was made of, the proof that it is one. */
import {
  type Certificate,
  type ExactMatrix,
  type Permutation,
  rank,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { checkArgument, checkOptions, refuted, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { equalMatrices, jointField } from '../matrices/exact-matrices.js';
import { matrixOperations } from '../matrices/products.js';
import { EXACT_REPRESENTATION, type ExactRepresentation } from './kinds.js';
import { isMonomial } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';
import { checkPermutationImages, checkRelators, type RelatorCheck } from './relators.js';

/** What `checkRepresentation` proved. */
export interface RepresentationCertificate extends Certificate {
  /** How many relators were evaluated; 0 when the orders of two permutation groups decided. */
  readonly relators: number;
}

const where = 'checkRepresentation';

/**
 * Proves that a representation is one: that it has one invertible image of the right size for each generator, and that
 * these extend to a homomorphism of the whole group; and that it is of the kind it says.
 * @throws {IsotypicError} `REFUTED`, with `details.relator` naming a relation of the group that fails, or saying what
 *   else does not hold; `BUDGET_EXCEEDED`, a step being a row of a product.
 * Cost: for permutations, one stabilizer chain of degree n + dimension; for matrices the products of the relators of
 *   `groupPresentation`: 239 for M₁₂, 418 for Sp(6,2).
 * @example checkRepresentation(permutationRepresentation(catalogue.cyclic(5))).relators // 0
 */
export function checkRepresentation(rep: ExactRepresentation, options: WorkOptions = {}): RepresentationCertificate {
  checkArgument(where, 'rep', rep, EXACT_REPRESENTATION);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  requireImages(rep, meter);
  const relators = requireHomomorphism(where, rep, meter, 'REFUTED');
  const proved = [
    `each generator acts on ${rep.dimension} dimensions`,
    'the images satisfy the relations of the group',
  ];
  if (rep.kind === 'monomial') proved.push('the matrices are monomial');
  const method =
    rep.kind === 'permutation' ? 'the order of the group of pairs (g, ρ(g))' : 'a presentation on strong generators';
  return { proved, notProved: [], method, relators };
}

/**
 * Proves that the images satisfy the relations of the group.
 * @returns how many relations were evaluated
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM` (or the code asked for), with `details.relator`
 */
export function requireHomomorphism(
  where: string,
  rep: ExactRepresentation,
  meter: WorkMeter,
  code: RelatorCheck['code'] = 'NOT_A_HOMOMORPHISM',
): number {
  const { group, dimension } = rep;
  if (rep.kind === 'permutation') {
    checkPermutationImages(where, group, rep.images, dimension, { meter, code });
    return 0;
  }
  const matrices = rep.generatorMatrices;
  const operations = matrixOperations(jointField(matrices), dimension, meter);
  return checkRelators(where, group, operations, matrices, equalMatrices, { meter, code }).relators;
}

const KINDS: readonly string[] = ['permutation', 'monomial', 'matrix'];

/** One image of the right size for each generator, of the kind that the representation says. */
function requireImages(rep: ExactRepresentation, meter: WorkMeter): void {
  const { group, dimension } = rep;
  if ((rep.kind === 'permutation') !== rep instanceof PermutationRepresentation || !KINDS.includes(rep.kind)) {
    throw refuted(where, 'a kind that fits what is given', `'${rep.kind}'`);
  }
  const count = rep.kind === 'permutation' ? rep.images.length : rep.generatorMatrices.length;
  if (count !== group.generators.length) {
    throw refuted(where, `${group.generators.length} images, one for each generator`, `${count}`);
  }
  if (rep.kind === 'permutation') requireDegrees(rep.images, dimension);
  else {
    requireShapes(rep.generatorMatrices, dimension, meter);
    if (rep.kind === 'monomial' && !rep.generatorMatrices.every(isMonomial)) {
      throw refuted(where, 'monomial matrices, as the kind says', 'others');
    }
  }
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

function requireShapes(matrices: readonly ExactMatrix[], dimension: number, meter: WorkMeter): void {
  matrices.forEach((M, k) => {
    if (M.rows !== dimension || M.cols !== dimension || M.entries.length !== dimension ** 2) {
      throw refuted(where, `matrices of size ${dimension}`, `${M.rows}×${M.cols}`, { generator: k });
    }
    const r = rank(M, { meter });
    if (r < dimension) throw refuted(where, 'invertible matrices', `one of rank ${r}`, { generator: k });
  });
}
