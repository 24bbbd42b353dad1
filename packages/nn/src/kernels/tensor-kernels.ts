/** Linear maps between tensors of a matrix group, by exact bases. */
import { equivariantMaps, invariants } from '@isotypic/maps';
import { summandBlocks } from '@isotypic/maps/internal';
import type { TensorRepresentation } from '../fields/tensor-representation.js';
import type { KernelBasis } from './kernel-basis.js';
import { RowKernelBasis, rowTable } from './kernel-basis.js';

/** Hom_G(input, output) over the reals: orthonormal maps. */
export function tensorKernels(output: TensorRepresentation, input: TensorRepresentation): KernelBasis {
  const maps = summandBlocks(equivariantMaps(input.action, output.action)).flatMap((block) => block.maps);
  const entries = output.dimension * input.dimension;
  const all = Int32Array.from({ length: entries }, (_, e) => e);
  const sharing = { classOf: all, signs: new Int8Array(entries).fill(1), representatives: all };
  const rows = Array.from(all, (e) => ({ from: 0, factors: Float64Array.from(maps, (map) => map[e]) }));
  return new RowKernelBasis(maps.length, output.dimension, input.dimension, 1, sharing, rowTable(rows));
}

/** Orthonormal invariant tensors. */
export function invariantTensors(rep: TensorRepresentation): readonly Float64Array[] {
  return summandBlocks(invariants(rep.action)).flatMap((block) => block.maps);
}
