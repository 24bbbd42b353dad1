/** Symmetric statistics compiled into aggregate queries for SQL engines. */
export type { Dialect, DialectLimits, DialectName, FileFormat, TimeWindow } from './dialects/dialect.js';
export { dialect } from './dialects/words.js';
export type { ColumnBatch, QueryEngine, ResultRows, RunQueryOptions } from './engines/query-engine.js';
export type { Condition, ConditionValue } from './plans/condition.js';
export type { MomentsForm, MomentsPlan } from './plans/moments-plan.js';
export type { GroupKeyColumn, MomentsRequest, RowSource, VariableColumns } from './plans/moments-request.js';
export { type PlanOptions, planMoments } from './plans/plan-moments.js';
export { planPySpark } from './plans/plan-pyspark.js';
export type { GroupKey } from './results/group-keys.js';
export {
  type GroupedMoments,
  type GroupedMomentsJSON,
  groupedMomentsFromJSON,
  groupedMomentsToJSON,
  type MomentsOfGroup,
  mergeGroupedMoments,
} from './results/grouped-moments.js';
export { type MomentsInOptions, momentsIn } from './runs/moments-in.js';
export { approximateMomentsIn, type SampledMomentsOptions } from './runs/sampled-moments.js';
export { type MomentsPart, type RefreshOptions, refreshMoments } from './runs/stored-moments.js';
export { type ScoreModel, type ScoreOptionsSql, scoreExpressions } from './scoring/score-expressions.js';
export type { ScorePlan } from './scoring/score-plan.js';
