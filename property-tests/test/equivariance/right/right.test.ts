/** Right functions pass, whatever their condition and precision: few runs of each; all in right.slow.test.ts. */
import { checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RIGHT, SLOW_RIGHT } from './catalogue.js';

test('there are at least 60, single precision and bad condition among them', () => {
  assert.ok(RIGHT.length >= 60);
  assert.is(new Set(RIGHT.map((r) => r.name)).size, RIGHT.length);
});

for (const { name, f, specification } of [...RIGHT, ...SLOW_RIGHT]) {
  test(`${name} passes`, async () => {
    const report = await checkEquivariance(f as (...args: readonly unknown[]) => unknown, {
      ...specification,
      runs: 60,
      seed: 1,
    });
    assert.ok(report.holds, `${report}`);
  });
}

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
