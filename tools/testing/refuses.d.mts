import type { IsotypicError, IsotypicErrorCode } from '@isotypic/algebra';

/** The error that `f` throws or rejects with: an `IsotypicError` of this code whose message holds each of the texts. */
export function refuses(
  code: IsotypicErrorCode,
  f: () => unknown,
  ...texts: readonly (string | RegExp)[]
): Promise<IsotypicError>;
