/** Which laws a wrong implementation breaks. */
import { IsotypicError } from '@isotypic/algebra';
import type { AsyncLaw, Law } from '@isotypic/property-tests';
import * as assert from 'uvu/assert';

/** The texts of the laws that are refuted; a law that breaks off in another way fails the test. */
export async function brokenLaws(laws: readonly (Law | AsyncLaw)[]): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, check } of laws) {
    try {
      await check();
    } catch (e) {
      assert.ok(e instanceof IsotypicError && e.code === 'REFUTED', `${name}: ${e}`);
      const { law } = (e as IsotypicError).details;
      assert.ok(name.endsWith(`: ${law}`), name);
      broken.push(String(law));
    }
  }
  return broken;
}

/** That the mutant is caught by the law that should catch it; others may break too. */
export async function caughtBy(law: string, laws: readonly (Law | AsyncLaw)[]): Promise<void> {
  assert.ok(
    laws.some(({ name }) => name.endsWith(`: ${law}`)),
    `there is no law "${law}" among ${laws.map(({ name }) => name).join('; ')}`,
  );
  const broken = await brokenLaws(laws);
  assert.ok(broken.includes(law), `"${law}" holds; broken: ${broken.join('; ') || 'none'}`);
}
