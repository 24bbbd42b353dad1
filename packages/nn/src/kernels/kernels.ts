/** Which construction makes the filters between two fields, and the bases that were made before. */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  finite,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import { GSPACE } from '../fields/field-type.js';
import { FiniteGSpace } from '../fields/finite-gspace.js';
import type { FieldRepresentation, GSpace } from '../fields/gspace.js';
import { TensorRepresentation } from '../fields/tensor-representation.js';
import { Grid, type KernelPoints, ScatteredPoints } from './grid.js';
import { inducedKernels } from './induced-kernels.js';
import type { KernelBasis } from './kernel-basis.js';
import { orbitKernels } from './orbit-kernels.js';
import { orbitalKernels } from './point-kernels.js';
import { RING_OPTION_KINDS, type RingOptions, ringsOf, ringsWithin } from './rings.js';
import { steerableKernels } from './steerable-kernels.js';
import { tensorKernels } from './tensor-kernels.js';

/** How a basis of filters is made. */
export type KernelConstruction = 'auto' | 'orbits' | 'induced' | 'steerable';

/** Options of `kernelBasis`. */
export interface KernelOptions extends RingOptions {
  /** Points of the filter along each axis. Default 1. */
  readonly size?: number;
  /**
   * 'steerable' takes any fields; 'induced' gives the same filters between fields of finite groups whose channels are
   * permuted, faster; 'orbits' all filters on the grid, for groups that keep it. Default 'auto': 'induced' where it
   * can.
   */
  readonly kernel?: KernelConstruction;
}

export const KERNEL_OPTION_KINDS: OptionKinds<KernelOptions> = {
  ...RING_OPTION_KINDS,
  size: integer(1, 99),
  kernel: oneOf('auto', 'orbits', 'induced', 'steerable'),
};

const kept = new WeakMap<FieldRepresentation, WeakMap<FieldRepresentation, Map<string, KernelBasis>>>();

/**
 * The equivariant filters from one field to another: K(gx) = ρ_out(g) K(x) ρ_in(g)⁻¹, sampled on a grid. On the
 * symmetries of the grid that act by signed permutations of channels this holds to the bit.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of another group, for rings beyond the filter, and
 *   where the construction asked for does not exist
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * kernelBasis(C4, C4.trivial, C4.regular, { size: 3 }).dimension // 6
 */
export function kernelBasis(
  space: GSpace,
  input: FieldRepresentation,
  output: FieldRepresentation,
  options: KernelOptions = {},
): KernelBasis {
  const where = 'kernelBasis';
  checkArgument(where, 'space', space, GSPACE);
  space.requireRepresentation(where, input);
  space.requireRepresentation(where, output);
  checkOptions(where, options, KERNEL_OPTION_KINDS);
  const { size = 1, kernel = 'auto', ...radial } = options;
  const rings = ringsOf(where, space.baseDimension, size, radial);
  const key = JSON.stringify([space.name, kernel, size, radial.dilation ?? 1, rings]);
  const byOutput = kept.get(input) ?? new WeakMap<FieldRepresentation, Map<string, KernelBasis>>();
  kept.set(input, byOutput);
  const byKey = byOutput.get(output) ?? new Map<string, KernelBasis>();
  byOutput.set(output, byKey);
  let basis = byKey.get(key);
  if (basis === undefined) {
    const grid = new Grid(space.baseDimension, size, radial.dilation ?? 1);
    basis = construct(where, { space, input, output, grid, kernel }, rings);
    byKey.set(key, basis);
  }
  return basis;
}

/** Options of {@link kernelBasisAt}: rings in the units of the points. */
export type KernelAtOptions = Required<Pick<RingOptions, 'rings' | 'sigma'>> & {
  /** Highest frequency on the ring of a radius. */
  readonly frequenciesCutoff: number | ((radius: number) => number);
};

/**
 * The same filters at any points of the plane or of space, N×d: a basis whose filters are [out, in, N]. Elements are
 * scaled by their values at these points.
 * @throws {IsotypicError} as `kernelBasis`; `SHAPE_MISMATCH` unless points have the dimension of the space
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const options = { rings: [0, 1], sigma: 0.6, frequenciesCutoff: 2 };
 * kernelBasisAt(SO2, SO2.trivial, SO2.irrep(1), [[1, 0], [0.6, 0.8]], options).dimension // 2
 */
export function kernelBasisAt(
  space: GSpace,
  input: FieldRepresentation,
  output: FieldRepresentation,
  points: readonly (readonly number[])[],
  options: KernelAtOptions,
): KernelBasis {
  const where = 'kernelBasisAt';
  checkArgument(where, 'space', space, GSPACE);
  space.requireRepresentation(where, input);
  space.requireRepresentation(where, output);
  const d = space.baseDimension;
  if (d === 0) throw invalidArgument(where, 'a base space', space.name, 'Use kernelBasis.');
  checkArgument(where, 'points', points, arrayOf(arrayOf(finite())));
  for (const p of points) {
    if (p.length === d) continue;
    throw new IsotypicError('SHAPE_MISMATCH', { where, expected: `${d} coordinates`, received: `${p.length}` });
  }
  const grid = new ScatteredPoints(d, Float64Array.from(points.flat()));
  const rings = ringsWithin(where, options);
  return construct(where, { space, input, output, grid, kernel: 'auto' }, rings);
}

interface Construction {
  readonly space: GSpace;
  readonly input: FieldRepresentation;
  readonly output: FieldRepresentation;
  readonly grid: KernelPoints;
  readonly kernel: KernelConstruction;
}

function construct(where: string, parts: Construction, rings: ReturnType<typeof ringsOf>): KernelBasis {
  const { space, input, output, grid, kernel } = parts;
  if (input instanceof TensorRepresentation && output instanceof TensorRepresentation) {
    return tensorKernels(output, input);
  }
  if (kernel === 'orbits' && grid instanceof Grid && grid.dimension > 0) {
    return orbitKernels(where, space, output, input, grid);
  }
  const isPermuted = input instanceof PermutationRepresentation && output instanceof PermutationRepresentation;
  if (space instanceof FiniteGSpace && isPermuted && kernel !== 'steerable') {
    if (space.baseDimension === 0) return orbitalKernels(output, input);
    return inducedKernels(space, output, input, grid, rings);
  }
  if (kernel === 'induced' || kernel === 'orbits') {
    throw invalidArgument(
      where,
      'two fields of a finite group whose channels are permuted',
      `${input} and ${output}`,
      "Use { kernel: 'steerable' }.",
    );
  }
  return steerableKernels(space, output, input, grid, rings);
}
