/** The laws of a representation by exact matrices. */
import { type ExactMatrix, Matrix, type Permutation, type PermutationGroup } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind } from '@isotypic/algebra/internal';
import { productOf } from '../arbitraries/groups.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/** What `representationLaws` asks of an implementation. */
export interface RepresentationImplementation {
  readonly group: Pick<PermutationGroup, 'degree' | 'generators'>;
  readonly dimension: number;
  readonly matrix: (g: Permutation) => ExactMatrix;
}

const REPRESENTATION: Kind = {
  expected: 'a representation by exact matrices: { group, dimension, matrix(g) }',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { group, dimension, matrix } = v as Partial<RepresentationImplementation>;
    return Array.isArray(group?.generators) && Number.isSafeInteger(dimension) && typeof matrix === 'function';
  },
  remedy: (v) =>
    Array.isArray(v) || (typeof v === 'object' && v !== null && 'generators' in v)
      ? 'permutationRepresentation(group, images) makes one.'
      : undefined,
};

/**
 * The laws of a representation over random elements: square matrices of its dimension, ρ(1) = 1, ρ(gh) = ρ(g)ρ(h),
 * ρ(g⁻¹)ρ(g) = 1, and characters that are constant on classes, exactly. 20 cases each.
 *
 * @example assertLaws(representationLaws(exteriorPower(permutationRepresentation(catalogue.symmetric(4)), 2)));
 */
export function representationLaws(rep: RepresentationImplementation, options: LawOptions = {}): readonly Law[] {
  checkArgument('representationLaws', 'rep', rep, REPRESENTATION);
  checkOptions('representationLaws', options, LAW_OPTION_KINDS);
  const { group, dimension } = rep;
  const suite = new LawSuite('representationLaws', `of dimension ${dimension}`, options, 20);
  const at = (g: Permutation) => rep.matrix(g) as Matrix<unknown>;
  const isOne = (M: Matrix<unknown>) => M.equals(Matrix.identity(M.field, dimension));
  const x = productOf(group, 12);
  suite.forAll('ρ(g) is dimension × dimension', [x], (g) => at(g).rows === dimension && at(g).cols === dimension);
  suite.forAll('ρ(1) = 1', [x], (g) => isOne(at(g.times(g.inverse()))));
  suite.forAll('ρ(gh) = ρ(g)ρ(h)', [x, x], (g, h) => at(g.times(h)).equals(at(g).times(at(h))));
  suite.forAll('ρ(g⁻¹)ρ(g) = 1', [x], (g) => isOne(at(g.inverse()).times(at(g))));
  suite.forAll('tr ρ(hgh⁻¹) = tr ρ(g)', [x, x], (g, h) => {
    const M = at(g);
    return M.field.eql(at(h.times(g).times(h.inverse())).trace(), M.trace());
  });
  return suite.laws;
}
