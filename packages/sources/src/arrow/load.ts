/** apache-arrow is an optional peer: it is loaded when a file of Arrow is opened, and nothing before needs it. */
import { IsotypicError } from '@isotypic/algebra/basics';

export type ArrowModule = typeof import('apache-arrow');

/** The module; `load` stands in for it where there is none. */
export async function loadArrow(
  where: string,
  load: () => Promise<ArrowModule> = () => import('apache-arrow'),
): Promise<ArrowModule> {
  try {
    return await load();
  } catch (cause) {
    throw new IsotypicError('BACKEND_UNAVAILABLE', {
      where,
      expected: 'the package apache-arrow, 21 or newer, for a file of Arrow',
      received: `none that loads (${String((cause as Error)?.message ?? cause).split('\n', 1)[0]})`,
      remedy: 'Install it: npm install apache-arrow. CSV is read without it.',
      cause,
    });
  }
}
