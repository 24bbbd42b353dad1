/** What a call is refused with. */
import { IsotypicError } from '@isotypic/algebra';

/** The error of a call that must be refused; any error that is none of ours is passed on. */
export function refusal(run: () => unknown): IsotypicError {
  try {
    run();
  } catch (error) {
    if (error instanceof IsotypicError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
