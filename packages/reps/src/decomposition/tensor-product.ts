/**
 * The tensor product. It lies here, and not with the other constructions, because what it makes knows how it is
 * decomposed: a program that makes no products carries no Clebsch–Gordan tensors.
 */
import { Permutation, WorkMeter } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { kronecker, overCommonField } from '../matrices/exact-matrices.js';
import {
  CONSTRUCTION_OPTION_KINDS,
  type ConstructionOptions,
  factorLabel,
  jointKind,
  requireSize,
} from '../representations/construction-options.js';
import { EXACT_REPRESENTATION, type ExactRepresentation } from '../representations/kinds.js';
import { MatrixRepresentation } from '../representations/matrix-representation.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import { requireSameGroup } from '../representations/same-group.js';
import { DecomposedFactors } from './product-spaces.js';

/**
 * The tensor product, basis e_i ⊗ f_j at index i·dim(b) + j. A product of permutation representations is one.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of different groups, and for a result beyond
 *   `options.limit`
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * tensorProduct(rep, rep).dimension // 16
 */
export function tensorProduct(
  a: ExactRepresentation,
  b: ExactRepresentation,
  options: ConstructionOptions = {},
): ExactRepresentation {
  const where = 'tensorProduct';
  checkArgument(where, 'a', a, EXACT_REPRESENTATION);
  checkArgument(where, 'b', b, EXACT_REPRESENTATION);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const group = requireSameGroup(where, [a, b]);
  const dimension = a.dimension * b.dimension;
  const label = `${factorLabel(a.label)}⊗${factorLabel(b.label)}`;
  const meter = new WorkMeter(where, options);
  if (a.kind === 'permutation' && b.kind === 'permutation') {
    requireSize(where, dimension, 'permutation', options);
    const images = group.generators.map((_, k) => {
      const product = new Uint32Array(dimension);
      const [p, q] = [a.images[k].images, b.images[k].images];
      for (let i = 0; i < p.length; i++) {
        meter.step(q.length);
        for (let j = 0; j < q.length; j++) product[i * q.length + j] = p[i] * q.length + q[j];
      }
      return Permutation.fromTrustedImages(product);
    });
    return new PermutationRepresentation(group, images, dimension, label);
  }
  requireSize(where, dimension, 'matrix', options);
  const matrices = group.generators.map((_, k) =>
    overCommonField([a.generatorMatrices[k], b.generatorMatrices[k]], (_, [x, y]) => kronecker(x, y, meter)),
  );
  return new MatrixRepresentation(group, matrices, dimension, label, jointKind([a, b]), new DecomposedFactors(a, b));
}
