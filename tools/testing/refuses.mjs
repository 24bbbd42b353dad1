// Refusals: typed, and in words that help.
import { IsotypicError } from '@isotypic/algebra';
import * as assert from 'uvu/assert';

export async function refuses(code, f, ...texts) {
  let result;
  try {
    result = await f();
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    assert.is(error.code, code, error.message);
    for (const text of texts) {
      const says = typeof text === 'string' ? error.message.includes(text) : text.test(error.message);
      assert.ok(says, `${text}: ${error.message}`);
    }
    return error;
  }
  throw new Error(`not refused with ${code}: ${result}`);
}
