/** The irreps of a natural symmetric group, one for each partition, in Young's seminormal form: all real, over ℚ. */
import type { ExactMatrix, Permutation, PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { partitionCount, partitions } from '../../partitions.js';
import type { IrrepListing } from '../irrep-listing.js';
import { diagonalForm, hookDegree, type SeminormalForm, seminormalForm } from './young.js';

/** One irrep of Sym(moved points), made when it is looked at. */
export interface SymmetricIrrep {
  readonly label: string;
  readonly degree: number;
  readonly isTrivial: boolean;
  matrix(g: Permutation, meter: WorkMeter): ExactMatrix;
  /** The diagonal invariant form. */
  gram(meter: WorkMeter): ExactMatrix;
}

/**
 * The points moved by the group, when it is the full symmetric group on them and closed forms are on; else undefined.
 */
export function naturalSymmetricPoints(group: PermutationGroup): number[] | undefined {
  if (!specialCasesAreOn()) return undefined;
  const moved = group.orbits().filter((orbit) => orbit.length > 1);
  if (moved.length !== 1) return undefined;
  let factorial = 1n;
  for (let i = 2; i <= moved[0].length; i++) factorial *= BigInt(i);
  return group.order === factorial ? moved[0] : undefined;
}

/** Trivial first, then by degree, then by partition in reverse lexicographic order. */
export function symmetricIrreps(
  points: readonly number[],
  degreeOfGroup: number,
  work: IrrepListing,
): SymmetricIrrep[] {
  work.announce(partitionCount(points.length));
  const position = new Int32Array(degreeOfGroup).fill(-1);
  points.forEach((x, i) => {
    position[x] = i;
  });
  const irreps = partitions(points.length, work.meter).map((shape): SymmetricIrrep => {
    work.meter.step(0);
    let form: SeminormalForm | undefined;
    const seminormal = (meter: WorkMeter): SeminormalForm => {
      form ??= seminormalForm(shape, meter);
      return form;
    };
    return {
      label: `[${shape.join(',')}]`,
      degree: Number(hookDegree(shape)),
      isTrivial: shape.length === 1,
      matrix: (g, meter) =>
        seminormal(meter).matrix(
          points.map((x) => position[g.images[x]]),
          meter,
        ),
      gram: (meter) => {
        const { degree, norms } = seminormal(meter);
        meter.step(degree * degree);
        return diagonalForm(norms);
      },
    };
  });
  return irreps.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
}
