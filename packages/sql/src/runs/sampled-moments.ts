/** Approximate moments, of rows drawn at random: to look at a table before it is summed. */
import {
  checkArgument,
  checkOptions,
  type Kind,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import type { StructureSource } from '@isotypic/stats';
import type { QueryEngine } from '../engines/query-engine.js';
import type { MomentsRequest } from '../plans/moments-request.js';
import { workingPlan } from '../plans/plan-moments.js';
import { checkRequest } from '../plans/read-request.js';
import { groupedOf } from '../results/decode-moments.js';
import type { GroupedMoments } from '../results/grouped-moments.js';
import { ask, ENGINE } from './ask.js';
import type { MomentsInOptions } from './moments-in.js';

/** Options of `approximateMomentsIn`. */
export interface SampledMomentsOptions extends Pick<MomentsInOptions, 'signal'> {
  /** The share of the rows, each drawn by itself: above 0 and up to 1. */
  readonly fraction: number;
}

const FRACTION: Kind = {
  expected: 'a number above 0 and up to 1',
  accepts: (v) => typeof v === 'number' && v > 0 && v <= 1,
};

const OPTION_KINDS: OptionKinds<SampledMomentsOptions> = {
  signal: WORK_OPTION_KINDS.signal,
  fraction: FRACTION,
};

/**
 * Moments of a random sample of the rows, in isotypic coordinates: estimates of those of all rows, with the errors of
 * so many rows, other ones each time. They are no part of a whole: never merge them with others.
 *
 * @throws {IsotypicError} as `momentsIn`.
 * @example
 * // const { groups } = await approximateMomentsIn(engine, rep, request, { fraction: 0.001 });
 * typeof approximateMomentsIn // 'function'
 */
export async function approximateMomentsIn(
  engine: QueryEngine,
  rep: StructureSource,
  request: MomentsRequest,
  options: SampledMomentsOptions,
): Promise<GroupedMoments> {
  const where = 'approximateMomentsIn';
  checkArgument(where, 'engine', engine, ENGINE);
  checkRequest(where, request);
  checkOptions(where, options, OPTION_KINDS);
  checkArgument(where, 'option fraction', options?.fraction, FRACTION);
  const { signal, fraction } = options;
  const { dialect } = engine;
  const drawn = { trustedSql: `${dialect.random} < ${dialect.number(fraction)}` };
  const sampled = { ...request, where: request.where === undefined ? drawn : { and: [request.where, drawn] } };
  const plan = workingPlan(where, rep, sampled, { dialect, form: 'isotypic' });
  const shift = plan.readShift(await ask(where, engine, plan.probe, signal));
  // a second sum about the mean would be one of other rows
  return groupedOf(plan.decodeGroups(where, await ask(where, engine, plan.statement(shift), signal)), plan);
}
