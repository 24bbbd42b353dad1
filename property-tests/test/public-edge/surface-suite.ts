/** One test for each package and law of the public surface. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runTrials } from './run-trials.js';
import type { SUITES } from './suites.js';
import { callables } from './surface.js';

/** Every `stride`-th trial of a suite passes: one run over all, and one test for each package. */
export function expectLaw(suite: keyof typeof SUITES, says: string, stride: number): void {
  let run: ReturnType<typeof runTrials> | undefined;
  for (const name of new Set(callables.map((callable) => callable.package))) {
    test(`${name}: ${says}`, async () => {
      run ??= runTrials(suite, callables, stride).then((result) => {
        console.log(`${says}: ${result.count} calls`);
        return result;
      });
      const own = (await run).faults.filter((fault) => fault.package === name);
      assert.is(own.map(({ trial, fault }) => `${trial}: ${fault}`).join('\n'), '');
    });
  }
  test(`${says}: some calls were made, so that this cannot pass by making none`, async () => {
    assert.ok((await run!).count > 0);
  });
}
