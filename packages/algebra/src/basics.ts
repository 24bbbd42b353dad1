/**
 * Errors, work that reports and stops, seeded randomness: what every package stands on, without the groups and the
 * exact arithmetic. Importing it costs a few milliseconds.
 */
export type { DivisionAlgebra } from './division-algebras.js';
export {
  AbortedError,
  BudgetExceededError,
  IsotypicError,
  type IsotypicErrorCode,
  type IsotypicErrorParts,
} from './errors.js';
export { type RandomSource, randomSource } from './random.js';
export { type Progress, WorkMeter, type WorkOptions } from './work.js';
