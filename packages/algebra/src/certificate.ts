/**
 * What the `verify…` functions return: which facts were re-proved, which are left to trust, and by what method. An
 * object that does not hold is refused with the code `REFUTED`, never returned with a flag.
 */
import { describe, IsotypicError } from './errors.js';

/** The outcome of a verification that found nothing wrong. */
export interface Certificate {
  /** Facts that the check has proved, trusting no step of the construction; each a statement in the field's words. */
  readonly proved: readonly string[];
  /** What the object claims and this check does not prove; empty where everything is proved. */
  readonly notProved: readonly string[];
  /** How: the theorem or algorithm that the proof rests on. */
  readonly method: string;
}

/** `REFUTED`: the fact that does not hold, what came instead, and where in the object. */
export function refuted(
  where: string,
  expected: string,
  received: string,
  details?: Readonly<Record<string, unknown>>,
): IsotypicError {
  return new IsotypicError('REFUTED', { where, expected, received, ...(details === undefined ? {} : { details }) });
}

/**
 * What a verifier throws when reading the object failed: an object that was tampered with may fail anywhere. Refusals,
 * budgets and signals stay what they are.
 */
export function asRefuted(where: string, expected: string, error: unknown): IsotypicError {
  const stays = ['REFUTED', 'BUDGET_EXCEEDED', 'ABORTED'];
  if (error instanceof IsotypicError && stays.includes(error.code)) return error;
  return new IsotypicError('REFUTED', { where, expected, received: describe(String(error)), cause: error });
}
