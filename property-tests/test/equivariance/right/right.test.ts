/** Right functions pass, whatever their condition and precision: few runs of each; all in right.slow.test.ts. */
import { checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RIGHT } from './catalogue.js';
import { composition } from './compositions.js';
import type { Right } from './right.js';
import { STATISTICS } from './stats/catalogue.js';

test('there are at least 60, single precision and bad condition among them', () => {
  assert.ok(RIGHT.length >= 60);
  assert.is(new Set(RIGHT.map((r) => r.name)).size, RIGHT.length);
});

function passing({ name, f, specification }: Right, runs: number): void {
  test(`${name} passes`, async () => {
    const verified = f as (...args: readonly unknown[]) => unknown;
    const report = await checkEquivariance(verified, { ...specification, runs, seed: 1 });
    assert.ok(report.holds, `${report}`);
  });
}

for (const right of RIGHT) passing(right, 60);
for (const law of STATISTICS) passing(law, 20);
for (let seed = 0; seed < 60; seed++) passing(composition(seed), 30);

test('the precision is that of the results', async () => {
  for (const { name, f, specification } of RIGHT.filter((r) => r.name.endsWith('in single precision'))) {
    const report = await checkEquivariance(f as (...args: readonly unknown[]) => unknown, {
      ...specification,
      runs: 5,
    });
    assert.is(report.precision, 'float32', name);
  }
});

test.run();
