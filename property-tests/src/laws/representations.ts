/** The laws of a representation by exact matrices. */
import type { Matrix } from '@isotypic/algebra';
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import type { ExactRepresentation } from '@isotypic/reps';
import fc from 'fast-check';
import { elementOf } from '../arbitraries/groups.js';
import { EXACT_REPRESENTATION } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('representationLaws');

/**
 * Asserts over random elements that ρ(1) = 1, ρ(gh) = ρ(g)ρ(h) and ρ(g⁻¹)ρ(g) = 1, exactly.
 *
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example representationLaws(exteriorPower(permutationRepresentation(catalogue.symmetric(4)), 2));
 */
export function representationLaws(rep: ExactRepresentation, options: LawOptions = {}): void {
  checkArgument('representationLaws', 'rep', rep, EXACT_REPRESENTATION);
  checkOptions('representationLaws', options, LAW_OPTION_KINDS);
  const { group } = rep;
  const matrix = (g: Parameters<typeof rep.matrix>[0]) => rep.matrix(g) as Matrix<unknown>;
  fc.assert(
    fc.property(elementOf(group), elementOf(group), (g, h) => {
      const [G, H] = [matrix(g), matrix(h)];
      requireLaw(matrix(g.times(h)).equals(G.times(H)), 'ρ(gh) = ρ(g)ρ(h)');
      const one = matrix(g.inverse()).times(G);
      requireLaw(matrix(g.times(g.inverse())).equals(one), 'ρ(g⁻¹)ρ(g) = ρ(1)');
      const { field } = one;
      const isIdentity = one.entries.every((x, at) => field.eql(x, at % (one.cols + 1) === 0 ? field.one : field.zero));
      requireLaw(isIdentity, 'ρ(1) = 1');
    }),
    lawParameters(options, 20),
  );
}
