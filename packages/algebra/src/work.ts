/** Long exact work is synchronous, but it reports progress, can be aborted, and never runs past its budget. */
import { AbortedError, BudgetExceededError } from './errors.js';

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
 * Counts the steps of one piece of work.
 *
 * @example
 * const meter = new WorkMeter('conjugacyClasses', { budget: 10 });
 * let code = '';
 * try { for (let k = 0; k < 100; k++) meter.step(); } catch (error) { code = error.code; }
 * code // 'BUDGET_EXCEEDED'
 */
export class WorkMeter {
  private spent = 0;
  private sinceReport = 0;
  private readonly limit: number;

  constructor(
    private readonly where: string,
    private readonly options: WorkOptions = {},
    defaultBudget = Number.POSITIVE_INFINITY,
  ) {
    this.limit = options.budget ?? defaultBudget;
    this.checkSignal();
  }

  /**
   * Accounts for `units` steps.
   * @throws {BudgetExceededError} when the budget is used up; `known()` is then called for `details.known`.
   * @throws {AbortedError} when the signal has fired (looked at every 1024 steps).
   */
  step(units = 1, known?: () => unknown): void {
    this.spent += units;
    if (this.spent > this.limit) {
      throw new BudgetExceededError({
        where: this.where,
        expected: `to finish within ${this.limit} steps`,
        received: `${this.spent} steps and no end`,
        remedy: 'Pass a larger { budget } if the work is wanted.',
        details: { spent: this.spent, known: known?.() },
      });
    }
    this.sinceReport += units;
    if (this.sinceReport >= 1024) {
      this.sinceReport = 0;
      this.checkSignal();
    }
  }

  /** Tells the caller how far the work is; cheap when nobody listens. */
  report(stage: string, done: number, total?: number): void {
    this.options.onProgress?.(total === undefined ? { stage, done } : { stage, done, total });
    this.checkSignal();
  }

  private checkSignal(): void {
    const signal = this.options.signal;
    if (signal?.aborted) throw new AbortedError(this.where, signal.reason);
  }
}
