/** The options of elimination, and the work of one: its meter, and the rank found so far. */
import { arrayOf, instance, integer, type OptionKinds, oneOf, WORK_OPTION_KINDS } from '../arguments.js';
import { WorkMeter, type WorkOptions } from '../work.js';

/**
 * Which elimination runs. All give the same answer; `auto` chooses by field, size and density.
 *  - `plain`: Gauss–Jordan in the field's own arithmetic;
 *  - `fraction-free`: Bareiss on bigints (ℚ only);
 *  - `modular`: modulo a prime, lifted p-adically to ℚ, checked exactly;
 *  - `sparse`: the same, skipping zeros.
 */
export type EliminationMethod = 'auto' | 'plain' | 'fraction-free' | 'modular' | 'sparse';

/**
 * A step of the work budget is a row operation (`plain`, `fraction-free`), a row reduced modulo a prime (`sparse`), a
 * p-adic digit of a column of the solution (`modular` over ℚ), or an elimination at one place of a prime (`modular`
 * over cyclotomic fields). `details.known` of the errors is `{ rank }`, a lower bound of the rank: how many rows of the
 * echelon form have been found.
 */
export interface EliminationOptions extends WorkOptions {
  readonly method?: EliminationMethod;
  /** Primes for the modular methods in place of the default ones, all below 2²⁴: for tests that plant bad primes. */
  readonly primes?: readonly number[];
  /** The meter of a larger piece of work that this one is part of; `budget`, `signal` and `onProgress` are then its. */
  readonly meter?: WorkMeter;
}

export const ELIMINATION_OPTION_KINDS: OptionKinds<EliminationOptions> = {
  ...WORK_OPTION_KINDS,
  method: oneOf('auto', 'plain', 'fraction-free', 'modular', 'sparse'),
  primes: arrayOf(integer(3, 2 ** 24)),
  meter: instance(WorkMeter, 'a WorkMeter'),
};

export class EliminationWork {
  readonly meter: WorkMeter;
  /** A lower bound of the rank over the field. */
  private rank = 0;

  constructor(where: string, { meter, ...options }: EliminationOptions) {
    this.meter = meter ?? new WorkMeter(where, options);
    if (meter === undefined) this.meter.known = () => ({ rank: this.rank });
  }

  /** @throws {BudgetExceededError | AbortedError} */
  step(units = 1): void {
    this.meter.step(units);
  }

  foundRank(rank: number): void {
    if (rank > this.rank) this.rank = rank;
  }
}
