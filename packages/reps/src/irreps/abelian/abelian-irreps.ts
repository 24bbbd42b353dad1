/** The irreps over ℂ of an abelian group: its characters. */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  Matrix,
  type Permutation,
  type PermutationGroup,
} from '@isotypic/algebra';
import { overSmallestField } from '../../matrices/exact-matrices.js';
import { ComplexIrrep } from '../complex-irrep.js';
import type { IrrepListing } from '../irrep-listing.js';
import { abelianCharacters } from './abelian-characters.js';

/** Trivial first; a label names the values on the generators, as fractions of a turn. */
export function abelianIrreps(group: PermutationGroup, work: IrrepListing): ComplexIrrep[] {
  const table = abelianCharacters(group, work);
  const N = table.denominator;
  return table.characters.map((turns, i) => {
    work.meter.step(0);
    const isReal = turns.every((a) => (2 * a) % N === 0);
    const at = (a: number): ExactMatrix => {
      const M = new Matrix(cyclotomics, 1, 1, [Cyclotomic.rootOfUnity(N, a % N)]);
      return isReal ? overSmallestField([M])[0] : M;
    };
    return new ComplexIrrep({
      group,
      degree: 1,
      label: i === 0 ? 'trivial' : `χ(${turns.map((a) => `${a}/${N}`).join(',')})`,
      isTrivial: i === 0,
      indicator: isReal ? 1 : 0,
      generatorMatrices: () => turns.map(at),
      evaluate: (g: Permutation) => at(table.exponents(g).reduce((sum, e, k) => (sum + e * turns[k]) % N, 0)),
    });
  });
}
