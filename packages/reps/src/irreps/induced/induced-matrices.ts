/** Matrices of a representation that one of a subgroup induces: no values of its character are needed. */

import {
  type ExactMatrix,
  type ExactScalar,
  Matrix,
  type Permutation,
  type PermutationGroup,
  type WorkMeter,
} from '@isotypic/algebra';
import { isRationalMatrix, overCyclotomics, overSmallestField } from '../../matrices/exact-matrices.js';
import type { GramAndMatrices } from '../formed-irrep.js';
import { CosetTree } from './coset-points.js';

/** Exact matrices of a subgroup, all over one field, with their invariant form. */
export interface Inducible {
  readonly gram: ExactMatrix;
  matrix(h: Permutation): ExactMatrix;
}

/**
 * Matrices of Ind ψ by blocks, with the form of ψ in each: with G = ⋃ xᵢH and gxⱼ = xᵢh, block (i, j) of ρ(g) is ψ(h).
 * A step of the meter is a block of rows.
 * @param images how the generators of the group move the cosets of H, of which H is number 0
 */
export function inducedMatrices(
  group: PermutationGroup,
  images: readonly Permutation[],
  ψ: Inducible,
  meter: WorkMeter,
): GramAndMatrices {
  const e = ψ.gram.rows;
  const cosets = new CosetTree(group.generators, images);
  const d = cosets.degree * e;
  const xs = Array.from({ length: cosets.degree }, (_, i) => cosets.elementAt(i));
  const inverses = xs.map((x) => x.inverse());
  const assembled = (block: (j: number) => { readonly i: number; readonly matrix: ExactMatrix }): ExactMatrix => {
    const blocks = xs.map((_, j) => block(j));
    const { field } = blocks[0].matrix;
    const entries = new Array<ExactScalar>(d * d).fill(field.zero);
    blocks.forEach(({ i, matrix }, j) => {
      meter.step(d);
      for (let r = 0; r < e; r++) for (let c = 0; c < e; c++) entries[(i * e + r) * d + j * e + c] = matrix.at(r, c);
    });
    return new Matrix(field, d, d, entries) as ExactMatrix;
  };
  const matrices = group.generators.map((g, k) =>
    assembled((j) => {
      const i = images[k].images[j];
      return { i, matrix: ψ.matrix(inverses[i].times(g).times(xs[j])) };
    }),
  );
  const gram = assembled((i) => ({ i, matrix: ψ.gram }));
  const all = [gram, ...matrices];
  const [form, ...made] = all.every(isRationalMatrix) ? all : overSmallestField(all.map(overCyclotomics));
  return { gram: form, matrices: made };
}
