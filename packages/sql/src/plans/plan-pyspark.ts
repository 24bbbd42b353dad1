/** A plan for data that are too wide for Spark's SQL: the same results from a program of its Python. */
import type { StructureSource } from '@isotypic/stats';
import type { MomentsPlan } from './moments-plan.js';
import type { MomentsRequest } from './moments-request.js';
import { programPlan } from './plan-moments.js';

/**
 * The plan whose texts are programs for `spark-submit` or a notebook: NumPy sums the rows of each partition
 * (`mapInArrow`), and the driver adds the partitions. It needs pyspark, numpy and pyarrow on the cluster; `probe` and
 * `statement` print a JSON array, or write it to the file named as their argument.
 *
 * @throws {IsotypicError} as `planMoments`, but for limits: there are none.
 * Cost: n(n + 1)/2 numbers a partition and group, for n variables.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(2));
 * const plan = planPySpark(rep, { source: { table: ['t'] }, columns: ['a', 'b'] });
 * plan.statement([0, 0]).includes('mapInArrow') // true
 */
export function planPySpark(rep: StructureSource, request: MomentsRequest): MomentsPlan {
  return programPlan('planPySpark', rep, request);
}
