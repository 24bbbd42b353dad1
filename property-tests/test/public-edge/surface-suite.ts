/** One test for each package and law of the public surface. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runTrials } from './run-trials.js';
import type { SUITES } from './suites.js';
import { callables } from './surface.js';

/** The packages that each law is held against. */
const HELD: Readonly<Record<keyof typeof SUITES, readonly string[]>> = {
  refusals: ['numeric', 'rotations', 'stats', 'tables'],
  stopping: ['algebra', 'maps', 'stats'],
};

/** Every `stride`-th trial of a suite passes, in every package. */
export function expectLaw(suite: keyof typeof SUITES, says: string, stride: number): void {
  for (const name of HELD[suite]) {
    test(`${name}: ${says}`, async () => {
      const own = callables.filter((callable) => callable.package === name);
      const { count, faults } = await runTrials(suite, own, stride);
      console.log(`${name}: ${says}: ${count} calls`);
      assert.is(faults.map(({ trial, fault }) => `${trial}: ${fault}`).join('\n'), '');
    });
  }
}
