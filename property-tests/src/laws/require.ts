/** One way for a law to fail. */
import { IsotypicError } from '@isotypic/algebra';

/** @throws {IsotypicError} `VERIFICATION_FAILED` naming the law */
export function require(holds: boolean, law: string): void {
  if (holds) return;
  throw new IsotypicError('VERIFICATION_FAILED', { where: 'laws', expected: law, received: 'a counterexample' });
}
