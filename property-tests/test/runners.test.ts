/**
 * Laws and assertions under the runners that come with the repository; `node property-tests/runners/run.mjs` tries
 * Vitest and Jest too, where they are installed. A fault found here: uvu took an error whose details are data for a
 * pass.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RUNNERS, tried } from '../runners/run.mjs';

for (const runner of RUNNERS.filter(({ needs }) => needs === undefined)) {
  test(`${runner.name} passes what is right, and names the law that is broken`, () => {
    assert.equal(tried(runner), []);
  });
}

test.run();
