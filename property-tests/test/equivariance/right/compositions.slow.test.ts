/** Random compositions of right steps: how many are alarmed, in double precision and in single. */
import { adapters, checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { composition } from './compositions.js';

const COMPOSITIONS = 8000;
const RUNS = 200;

/** As docs/property-tests.md says: one in 8000 is alarmed, of an error rate that no theory covers. */
const MOST = { float64: 4, float32: 2 } as const; // P(more than 4) is 0.4 % where 1 is expected

for (const precision of ['float64', 'float32'] as const) {
  test(`of ${COMPOSITIONS} random compositions in ${precision}, ${MOST[precision]} are alarmed at most`, async () => {
    const alarmed: string[] = [];
    for (let seed = 0; seed < COMPOSITIONS; seed++) {
      const { f, specification, text } = composition(seed);
      const verified = f as (...args: readonly unknown[]) => unknown;
      const report = await checkEquivariance(verified, { ...specification, as: adapters[precision], runs: RUNS, seed });
      if (!report.holds) alarmed.push(`${seed}: ${text}\n${report}`);
    }
    console.log(`${alarmed.length} alarmed`);
    assert.ok(alarmed.length <= MOST[precision], alarmed.join('\n'));
  });
}

test.run();
