import { type RandomSource, randomSource, type WorkMeter } from '@isotypic/algebra';

/** What is found of a table so far. */
export interface KnownOfTable {
  /** The number of conjugacy classes; 0 as long as they are searched for. */
  readonly classes: number;
  /** Irreducible characters, as class functions. */
  readonly characters: readonly unknown[];
}

/** The work on one table: its random source, and the meter of the whole piece of work that the table is a part of. */
export class TableWork {
  readonly random: RandomSource;
  /** What is established so far. */
  known: () => KnownOfTable = () => ({ classes: 0, characters: [] });

  constructor(
    readonly meter: WorkMeter,
    seed: number,
  ) {
    this.random = randomSource(seed);
  }

  /** `step(0)` looks at the signal only. @throws {BudgetExceededError | AbortedError} */
  step(units = 1): void {
    this.meter.step(units);
  }

  report(stage: string, done: number, total: number): void {
    this.meter.report(stage, done, total);
  }
}
