/** Matrices of an irrep that a linear character of a subgroup induces: no values of χ are needed. */
import { Cyclotomic, cyclotomics, gcd, Matrix, type WorkMeter } from '@isotypic/algebra';
import type { CharacterTable } from '../../characters/character-table.js';
import { overSmallestField } from '../../matrices/exact-matrices.js';
import { CosetTree, movesOfCosets } from './coset-points.js';
import type { Line } from './spherical-function.js';
import type { GramAndMatrices } from './weight-basis.js';

/**
 * Monomial matrices of Ind λ, unitary: with G = ⋃ xᵢH and gxⱼ = xᵢh, column j of ρ(g) is λ(h) at i. λ is looked up once
 * for each coset of H and each generator. A step of the meter is a column.
 */
export function monomialMatrices(
  { group, exponent }: CharacterTable,
  { subgroup, exponentOf }: Line,
  meter: WorkMeter,
): GramAndMatrices {
  const images = movesOfCosets(group, subgroup, meter);
  const cosets = new CosetTree(group.generators, images);
  const d = cosets.degree;
  const xs = Array.from({ length: d }, (_, i) => cosets.elementAt(i));
  const inverses = xs.map((x) => x.inverse());
  const matrices = group.generators.map((g, k) => {
    meter.step(d);
    const entries = new Array<Cyclotomic>(d * d).fill(Cyclotomic.zero);
    xs.forEach((x, j) => {
      const i = images[k].images[j];
      const a = exponentOf(inverses[i].times(g).times(x));
      const common = gcd(exponent, a);
      entries[i * d + j] = Cyclotomic.rootOfUnity(exponent / common, a / common);
    });
    return new Matrix(cyclotomics, d, d, entries);
  });
  const [gram, ...made] = overSmallestField([Matrix.identity(cyclotomics, d), ...matrices]);
  return { gram, matrices: made };
}
