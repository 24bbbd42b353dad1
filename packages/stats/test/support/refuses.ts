/** Refusals: typed, and in words that help. */
import { IsotypicError, type IsotypicErrorCode } from '@isotypic/algebra';
import * as assert from 'uvu/assert';

/** The error that `f` throws or rejects with: an `IsotypicError` of this code whose message holds each of the texts. */
export async function refuses(
  code: IsotypicErrorCode,
  f: () => unknown,
  ...texts: readonly (string | RegExp)[]
): Promise<IsotypicError> {
  let result: unknown;
  try {
    result = await f();
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    assert.is(error.code, code, error.message);
    for (const text of texts) {
      assert.ok(
        typeof text === 'string' ? error.message.includes(text) : text.test(error.message),
        `${text}: ${error.message}`,
      );
    }
    return error;
  }
  throw new Error(`not refused with ${code}: ${result}`);
}
