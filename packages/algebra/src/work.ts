/** Long exact work is synchronous, but it reports progress, can be aborted, and never runs past its budget. */
import { AbortedError, BudgetExceededError } from './errors.js';

/** What `onProgress` is told. */
export interface Progress {
  /** What is being done, in the words of the field: 'conjugacy classes', 'class matrices', … */
  readonly stage: string;
  readonly done: number;
  /** Absent when the amount of work is not known in advance. */
  readonly total?: number;
}

/** Options accepted by every function that may take long. */
export interface WorkOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Upper bound on elementary steps (each function says what its step is). Default: a bound documented there. */
  readonly budget?: number;
}

/**
 * Counts the steps of one piece of work, and stops it when the budget is used up or the signal has fired. One meter is
 * made where the work begins and handed down to whatever loops on its behalf, so that the budget is one and the signal
 * is seen everywhere. A budget of b lets exactly b steps happen: with 0 only work without steps comes to its end.
 *
 * @example
 * const meter = new WorkMeter('conjugacyClasses', { budget: 10 });
 * let found = 0;
 * meter.known = () => found;
 * let error = new Error();
 * try { for (;;) { meter.step(); found++; } } catch (e) { error = e; }
 * [error.code, error.details.known] // [ 'BUDGET_EXCEEDED', 10 ]
 */
export class WorkMeter {
  /** What has been established so far: every error of this meter carries its value as `details.known`. */
  known: (() => unknown) | undefined;
  private spent = 0;
  private readonly limit: number;
  private readonly signal: AbortSignal | undefined;

  constructor(
    private readonly where: string,
    private readonly options: WorkOptions = {},
    defaultBudget = Number.POSITIVE_INFINITY,
  ) {
    this.limit = options.budget ?? defaultBudget;
    this.signal = options.signal;
    this.checkSignal();
  }

  /**
   * Accounts for `units` steps that are about to be done; `step(0)` only looks at the signal, for work between steps.
   * The signal is looked at in every call, since nobody knows how long a step takes: 2 ns a call, 40 with a signal that
   * reads the clock (measured). So call it once for each piece of work of a microsecond or more, and at least once a
   * second.
   * @param known stands in for `this.known` in the errors of this call
   * @throws {BudgetExceededError} when the budget is used up
   * @throws {AbortedError} when the signal has fired
   */
  step(units = 1, known?: () => unknown): void {
    this.spent += units;
    if (this.spent > this.limit) {
      throw new BudgetExceededError({
        where: this.where,
        expected: `to finish within ${this.limit} steps`,
        received: `${this.spent} steps and no end`,
        remedy: 'Pass a larger { budget } if the work is wanted.',
        details: { spent: this.spent, known: (known ?? this.known)?.() },
      });
    }
    if (this.signal !== undefined) this.checkSignal(known);
  }

  /**
   * Runs a part of the work that counts steps of its own: with the same listener and signal, and of a budget that the
   * caller gave what is left; without one, the part keeps to its own default. When it is stopped, that is an error of
   * this meter, with what this meter knows.
   */
  part<T>(run: (options: WorkOptions) => T): T {
    const { onProgress, signal, budget } = this.options;
    try {
      return run({
        onProgress,
        signal,
        budget: budget === undefined ? undefined : Math.max(0, this.limit - this.spent),
      });
    } catch (error) {
      const details = { spent: this.spent, known: this.known?.() };
      if (error instanceof AbortedError) throw new AbortedError(this.where, error.cause, details);
      if (!(error instanceof BudgetExceededError)) throw error;
      const { expected, received, remedy } = error;
      throw new BudgetExceededError({ where: this.where, expected, received, remedy, details, cause: error });
    }
  }

  /** Tells the caller how far the work is; cheap when nobody listens. */
  report(stage: string, done: number, total?: number): void {
    this.options.onProgress?.(total === undefined ? { stage, done } : { stage, done, total });
    this.checkSignal();
  }

  private checkSignal(known = this.known): void {
    if (this.signal?.aborted) throw new AbortedError(this.where, this.signal.reason, { known: known?.() });
  }
}
