/** The irreducible representations of a group over ℂ: `irreps`. */

import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  Matrix,
  type Permutation,
  type PermutationGroup,
  specialCasesAreOn,
} from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';
import { overSmallestField } from '../matrices/exact-matrices.js';
import { abelianCharacters } from './abelian.js';
import { alternatingIrreps, naturalAlternatingPoints } from './alternating-irreps.js';
import { ComplexIrrep } from './complex-irrep.js';
import { complexIrrepsOf } from './formed-irrep.js';
import { formedIrreps } from './formed-irreps.js';
import { naturalSymmetricPoints, symmetricIrreps } from './symmetric-irreps.js';

const known = new ObjectCache<PermutationGroup, readonly ComplexIrrep[]>();

/**
 * All irreducible representations over ℂ, one of each class: trivial first, then by degree; deterministic. Matrices are
 * made when they are looked at; they are real when the indicator is 1.
 *
 * Natural symmetric and alternating groups: Young's seminormal form. Abelian groups: their characters. Other groups of
 * order at most 20 000: induced linear characters where Clifford's correspondence leads to them, otherwise Dixon's
 * construction. Larger groups: direct products of these, and else the rows of the character table, whose matrices are
 * searched for in permutation representations and tensor products when they are looked at.
 *
 * @throws {IsotypicError} `BUDGET_EXCEEDED` for a larger group of order above 10¹² or of more than 300 classes, and,
 * when the
 *   matrices are looked at, for a character in none of the representations tried; `NOT_DECIDED`, then, for one in which
 *   no linear character of a subgroup tried occurs once.
 * @example irreps(catalogue.alternating(4)).map((x) => x.degree) // [1, 1, 1, 3]
 */
export function irreps(group: PermutationGroup): readonly ComplexIrrep[] {
  return known.getOrMake(group, () => construct(group));
}

function construct(group: PermutationGroup): readonly ComplexIrrep[] {
  if (specialCasesAreOn() && group.isAbelian()) return abelianIrreps(group);
  const points = naturalSymmetricPoints(group);
  if (points !== undefined) {
    return symmetricIrreps(points, group.degree).map(
      (irrep) =>
        new ComplexIrrep({
          group,
          degree: irrep.degree,
          label: irrep.isTrivial ? 'trivial' : irrep.label,
          isTrivial: irrep.isTrivial,
          indicator: 1,
          generatorMatrices: () => group.generators.map((g) => irrep.matrix(g)),
          evaluate: (g) => irrep.matrix(g),
          gram: irrep.gram,
        }),
    );
  }
  const even = naturalAlternatingPoints(group);
  if (even !== undefined) return alternatingComplexIrreps(group, even);
  return complexIrrepsOf(group, formedIrreps(group));
}

function alternatingComplexIrreps(group: PermutationGroup, points: readonly number[]): ComplexIrrep[] {
  const found = alternatingIrreps(points, group.degree).flatMap((irrep): ComplexIrrep[] => {
    const { halves } = irrep;
    const make = (
      degree: number,
      label: string,
      indicator: 1 | 0,
      form: { matrix(g: Permutation): ExactMatrix; gram(): ExactMatrix },
    ): ComplexIrrep =>
      new ComplexIrrep({
        group,
        degree,
        label,
        isTrivial: irrep.isTrivial,
        indicator,
        generatorMatrices: () => group.generators.map((g) => form.matrix(g)),
        evaluate: (g) => form.matrix(g),
        gram: () => form.gram(),
      });
    if (halves === undefined) return [make(irrep.degree, irrep.isTrivial ? 'trivial' : irrep.label, 1, irrep)];
    return ([1, -1] as const).map((sign) =>
      make(irrep.degree / 2, `${irrep.label}${sign > 0 ? '⁺' : '⁻'}`, halves.isReal ? 1 : 0, halves.half(sign)),
    );
  });
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
}

function abelianIrreps(group: PermutationGroup): ComplexIrrep[] {
  const table = abelianCharacters(group);
  const N = table.denominator;
  return table.characters.map((turns, i) => {
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
