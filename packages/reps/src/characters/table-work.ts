import { type RandomSource, randomSource, WorkMeter, type WorkOptions } from '@isotypic/algebra';

/** The work meter and random source of one table, with what to tell when the budget runs out. */
export class TableWork {
  readonly random: RandomSource;
  /** What is established so far: `details.known` of a `BudgetExceededError`. */
  known: () => unknown = () => undefined;
  private readonly meter: WorkMeter;

  constructor(options: WorkOptions, seed: number, where = 'characterTable') {
    this.meter = new WorkMeter(where, options, 2e8);
    this.random = randomSource(seed);
  }

  /** @throws {BudgetExceededError | AbortedError} */
  step(units = 1): void {
    this.meter.step(units, this.known);
  }

  report(stage: string, done: number, total: number): void {
    this.meter.report(stage, done, total);
  }
}
