/** Linear maps between permutation fields over a point: one coefficient for each orbital, in every size of group. */
import { orbitals, Permutation } from '@isotypic/algebra';
import type { PermutationRepresentation } from '@isotypic/reps';
import { type KernelBasis, RowKernelBasis, rowTable } from './kernel-basis.js';

export function orbitalKernels(output: PermutationRepresentation, input: PermutationRepresentation): KernelBasis {
  const imagesOf = (rep: PermutationRepresentation): readonly Permutation[] =>
    rep.images.length > 0 ? rep.images : [Permutation.identity(rep.dimension)]; // the group of one element has none
  const pairs = orbitals(imagesOf(input), imagesOf(output));
  const labels = pairs.labels();
  const representatives = new Int32Array(pairs.rank);
  for (let e = labels.length - 1; e >= 0; e--) representatives[labels[e]] = e;
  const sharing = {
    classOf: Int32Array.from(labels),
    signs: new Int8Array(labels.length).fill(1),
    representatives,
  };
  const rows = Array.from(representatives, (_, k) => ({ from: k, factors: Float64Array.of(1) }));
  return new RowKernelBasis(pairs.rank, output.dimension, input.dimension, 1, sharing, rowTable(rows));
}
