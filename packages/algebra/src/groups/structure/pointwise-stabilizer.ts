/** Pointwise stabilizers. */
import type { WorkMeter } from '../../work.js';
import { strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import { type Group, reductionOf } from '../group.js';
import { stabilizerOfPoint } from './reduced-subgroups.js';

/** The subgroup that fixes each of the points, from a chain through them. One step of the meter is one sift. */
export function pointwiseStabilizer<G extends Group>(group: G, points: readonly number[], meter: WorkMeter): G {
  const reduction = points.length === 1 ? reductionOf(group, meter) : undefined;
  if (reduction !== undefined) return stabilizerOfPoint(group, reduction, points[0], meter);
  const chain = group.chainThrough(points, meter);
  return group.subgroup([...new Set(strongGeneratorsFrom(chain, points.length).map(({ images }) => images))]);
}
