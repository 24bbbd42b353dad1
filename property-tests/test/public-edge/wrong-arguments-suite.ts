import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runTrials } from './run-trials.js';
import { callables } from './surface.js';

const CLEAN: readonly string[] = ['tables'];

/** One test a package: each `stride`-th wrong argument is refused by name. */
export function expectRefusals(stride: number): void {
  for (const name of CLEAN) {
    test(`${name}: wrong arguments are refused by name`, async () => {
      const { count, faults } = await runTrials(
        callables.filter((callable) => callable.package === name),
        stride,
      );
      console.log(`${name}: ${count} calls with a wrong argument`);
      assert.ok(count > 0);
      assert.is(faults.map(({ trial, fault }) => `${trial}: ${fault}`).join('\n'), '');
    });
  }
}
