/** Every planted fault is caught within 1000 cases, and explained as theory has it; what is not is said and counted. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULTS } from './catalogue.js';
import { outcomeOf } from './judge-fault.js';
import { tableOfFaults } from './table.js';

for (const [kind, faults] of Object.entries(FAULTS)) {
  for (const fault of faults) {
    test(`${kind}: ${fault.name}`, async () => {
      const { missed, report } = await outcomeOf(fault, 1);
      assert.is(missed.length > 0, fault.excused !== undefined, `${missed}\n${report}`);
    });
  }
}

test('there are at least 60, and at least 95 % of them are named right', () => {
  const all = Object.values(FAULTS).flat();
  assert.ok(all.length >= 60);
  assert.is(new Set(all.map((f) => f.name)).size, all.length);
  assert.ok(all.filter((f) => f.excused === undefined).length >= 0.95 * all.length);
});

test('the table in docs/property-tests.md lists them', () => {
  const page = readFileSync(new URL('../../../../docs/property-tests.md', import.meta.url), 'utf8');
  assert.ok(page.includes(tableOfFaults()), `write this table into docs/property-tests.md:\n\n${tableOfFaults()}`);
});

test.run();
