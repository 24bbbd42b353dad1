/** Strides that a symmetry survives: windows must begin and end alike on every axis that it turns round. */
import { invalidArgument } from '@isotypic/algebra/internal';
import type { GSpace } from '../fields/gspace.js';

export interface WindowSteps {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

/** Axes of the array, by their coordinate, that some symmetry of the grid moves. */
function movedAxes(space: GSpace): boolean[] {
  const d = space.baseDimension;
  return Array.from({ length: d }, (_, a) =>
    space.gridSymmetries.some((u) => space.pointMatrix(u).data[a * d + a] !== 1),
  );
}

/**
 * Windows at 0, s, 2s, … of an axis with n places lie symmetrically about its middle only when n + 2p − d(k − 1) − 1 is
 * a multiple of s: a turned image would otherwise be sampled at other places.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for an extent that breaks the symmetry, with the nearest that keep it
 */
export function requireSymmetricWindows(
  where: string,
  space: GSpace,
  extents: readonly number[],
  { kernel, stride, padding, dilation }: WindowSteps,
): void {
  if (stride === 1) return;
  const moved = movedAxes(space);
  const d = space.baseDimension;
  extents.forEach((n, axis) => {
    const rest = (n + 2 * padding - dilation * (kernel - 1) - 1) % stride;
    if (rest === 0 || !moved[d - 1 - axis]) return;
    throw invalidArgument(
      where,
      `an extent at which stride ${stride} keeps the symmetry of ${space.name}`,
      `${n} along axis ${axis}`,
      `Pad or crop to ${n - rest} or ${n - rest + stride}: extent + 2·padding − window is a multiple of ${stride}.`,
    );
  });
}
