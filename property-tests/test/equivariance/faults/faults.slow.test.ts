/** The planted faults over more seeds: caught at each, and at least 95 % named right in all. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULTS } from './catalogue.js';
import { outcomeOf } from './judge-fault.js';

const SEEDS = [2, 3, 4, 5, 6];

test('every fault is caught at every seed, and 95 % are named right', async () => {
  const lines: string[] = [];
  let [checks, right] = [0, 0];
  for (const fault of Object.values(FAULTS).flat()) {
    if (fault.excused !== undefined) continue;
    for (const seed of SEEDS) {
      const { missed } = await outcomeOf(fault, seed);
      checks++;
      if (missed.length === 0) right++;
      else lines.push(`${fault.name}, seed ${seed}: ${missed.join('; ')}`);
      assert.not(missed.includes('not caught'), lines.at(-1));
    }
  }
  console.log(`${right} of ${checks} checks name generator, component and subgroup right`);
  for (const line of lines) console.log(`  ${line}`);
  assert.ok(right >= 0.95 * checks, lines.join('\n'));
});

test.run();
