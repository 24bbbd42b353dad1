/** Matrices of an irrep that a linear character of a subgroup induces. */

import { Cyclotomic, cyclotomics, gcd, Matrix, type Permutation, type WorkMeter } from '@isotypic/algebra';
import type { CharacterTable } from '../../characters/character-table.js';
import type { GramAndMatrices } from '../formed-irrep.js';
import { movesOfCosets } from '../induced/coset-points.js';
import { inducedMatrices } from '../induced/induced-matrices.js';
import type { Line } from './spherical-function.js';

/** Monomial matrices of Ind λ, unitary. λ is looked up once for each coset of H and each generator. */
export function monomialMatrices(
  { group, exponent }: CharacterTable,
  { subgroup, exponentOf }: Line,
  meter: WorkMeter,
): GramAndMatrices {
  const root = (n: number, k: number) => new Matrix(cyclotomics, 1, 1, [Cyclotomic.rootOfUnity(n, k)]);
  const matrix = (h: Permutation) => {
    const a = exponentOf(h);
    const common = gcd(exponent, a);
    return root(exponent / common, a / common);
  };
  return inducedMatrices(group, movesOfCosets(group, subgroup, meter), { gram: root(1, 0), matrix }, meter);
}
