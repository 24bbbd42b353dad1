/** The meter of a public function that takes no options but those of work. */
import { WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkOptions, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';

/** @throws {IsotypicError} `INVALID_ARGUMENT` for an option of another name or kind */
export function meterFor(where: string, options: WorkOptions, defaultBudget?: number): WorkMeter {
  checkOptions(where, options, WORK_OPTION_KINDS);
  return new WorkMeter(where, options, defaultBudget);
}
