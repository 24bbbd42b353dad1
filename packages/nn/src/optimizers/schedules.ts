/** Learning rates that change with the step. They have no state: a resumed training goes on where it was. */
import { arrayOf, checkArgument, checkOptions, finite, integer, type OptionKinds } from '@isotypic/algebra/internal';

/** Options of `cosineSchedule`. */
export interface CosineScheduleOptions {
  /** Steps of linear growth at the beginning (default 0). */
  readonly warmup?: number;
  /** The rate at the end (default 0). */
  readonly end?: number;
}

const COSINE_OPTION_KINDS: OptionKinds<CosineScheduleOptions> = { warmup: integer(0), end: finite(0) };

/**
 * From `start` down to `end` along half a cosine over `steps` steps, after a linear warm-up; `end` from there on.
 *
 * @example
 * const rate = cosineSchedule(1, 100);
 * [rate(0), rate(100)]; // [1, 0]
 */
export function cosineSchedule(
  start: number,
  steps: number,
  options: CosineScheduleOptions = {},
): (step: number) => number {
  checkArgument('cosineSchedule', 'start', start, finite(0));
  checkArgument('cosineSchedule', 'steps', steps, integer(1));
  checkOptions('cosineSchedule', options, COSINE_OPTION_KINDS);
  const { warmup = 0, end = 0 } = options;
  return (step) => {
    if (step < warmup) return (start * (step + 1)) / warmup;
    const part = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
    return end + ((start - end) * (1 + Math.cos(Math.PI * part))) / 2;
  };
}

/**
 * `start`, multiplied by `factor` at each of the milestones.
 *
 * @example
 * const rate = stepSchedule(1, [10, 20], 0.5);
 * [rate(9), rate(10), rate(25)]; // [1, 0.5, 0.25]
 */
export function stepSchedule(start: number, milestones: readonly number[], factor: number): (step: number) => number {
  checkArgument('stepSchedule', 'start', start, finite(0));
  checkArgument('stepSchedule', 'milestones', milestones, arrayOf(integer(0), 'an array of steps'));
  checkArgument('stepSchedule', 'factor', factor, finite(0));
  return (step) => start * factor ** milestones.filter((milestone) => milestone <= step).length;
}
