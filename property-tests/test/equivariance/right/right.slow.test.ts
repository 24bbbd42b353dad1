/** No false alarm in 10⁶ runs over all right functions; 10⁴ runs of each law of @isotypic/stats beside that. */
import { checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RIGHT } from './catalogue.js';
import type { Right } from './right.js';
import { STATISTICS } from './stats/catalogue.js';

const RUNS = Math.ceil(1e6 / RIGHT.length);
const STATISTICS_RUNS = 1e4;

async function alarms(list: readonly Right[], runs: number): Promise<string[]> {
  const found: string[] = [];
  for (const { name, f, specification } of list) {
    const verified = f as (...args: readonly unknown[]) => unknown;
    const report = await checkEquivariance(verified, { ...specification, runs, seed: 20_261_130 });
    if (!report.holds) found.push(`${name}: ${report}`);
  }
  return found;
}

test(`none of ${RIGHT.length} right functions is alarmed in ${RUNS} runs each`, async () => {
  assert.ok(RUNS >= 1e4);
  assert.equal(await alarms(RIGHT, RUNS), []);
});

test(`none of ${STATISTICS.length} laws of stats is alarmed in ${STATISTICS_RUNS} runs each`, async () => {
  assert.equal(await alarms(STATISTICS, STATISTICS_RUNS), []);
});

test.run();
