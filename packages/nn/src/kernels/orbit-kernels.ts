/**
 * All filters on the grid that are equivariant under a group that keeps it, between fields whose channels it permutes,
 * up to signs: one coefficient for each orbit of entries. Nothing is rounded, and nothing is left out: a filter is
 * equivariant exactly when it is constant, up to sign, on orbits.
 */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { FieldRepresentation, GSpace } from '../fields/gspace.js';
import { signedPermutationOf } from '../fields/signed-permutations.js';
import type { Grid } from './grid.js';
import { type KernelBasis, RowKernelBasis, rowTable } from './kernel-basis.js';
import { sharedEntries } from './sharing.js';

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless the whole group keeps the grid and permutes the channels */
export function orbitKernels(
  where: string,
  space: GSpace,
  output: FieldRepresentation,
  input: FieldRepresentation,
  grid: Grid,
): KernelBasis {
  if (BigInt(space.gridSymmetries.length) !== space.order) {
    throw invalidArgument(where, 'a group that keeps the grid', space.name, "Use { kernel: 'steerable' }.");
  }
  for (const rep of [output, input]) {
    if (space.gridSymmetries.every((u) => signedPermutationOf(space.matrix(rep, u), rep.dimension))) continue;
    throw invalidArgument(where, 'fields whose channels are permuted', rep.label, "Use { kernel: 'steerable' }.");
  }
  const sharing = sharedEntries(space, output, input, grid);
  const rows = Array.from(sharing.representatives, (_, k) => ({ from: k, factors: Float64Array.of(1) }));
  return new RowKernelBasis(rows.length, output.dimension, input.dimension, grid.count, sharing, rowTable(rows));
}
