import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertSameTable, groupOf, readTable, TABLE_COUNT, tableNames } from './table-vectors.js';

/** Tables that take a fraction of a second; `table-vectors.slow.test.ts` runs all. */
const quick = tableNames().filter((name) => {
  const { order, classes } = readTable(name);
  return BigInt(order) <= 3000n && classes.length <= 60;
});

test('no table is lost', () => {
  assert.is(tableNames().length, TABLE_COUNT);
  assert.ok(quick.length > TABLE_COUNT / 2);
});

for (const name of quick) {
  test(`${name} is GAP's table`, () => {
    const vector = readTable(name);
    assertSameTable(characterTable(groupOf(vector)), vector);
  });
}

test('a vector with a fact that is wrong, missing or unknown fails', () => {
  const vector = readTable('A6');
  const table = characterTable(groupOf(vector));
  // uvu's own `throws` lets its assertions through.
  const passes = (change: Record<string, unknown>): boolean => {
    try {
      assertSameTable(table, { ...vector, ...change } as typeof vector);
      return true;
    } catch {
      return false;
    }
  };
  assert.ok(passes({}));
  const swap = <T>([a, b, ...rest]: readonly T[]): T[] => [b, a, ...rest];
  for (const change of [
    { order: '361' },
    { nrClasses: 8 },
    { classes: vector.classes.map((c) => ({ ...c, size: '1' })) },
    { powerMaps: { ...vector.powerMaps, 2: swap(vector.powerMaps[2]) } },
    { powerMaps: { 2: vector.powerMaps[2] } },
    { inverseClass: swap(vector.inverseClass) },
    { irr: vector.irr.map(swap) },
    { values: vector.values.map((v, i) => (i === 0 ? { n: 1, coeffs: { 0: '7' } } : v)) },
    { frobeniusSchur: vector.frobeniusSchur.map((_, i) => (i === 1 ? -1 : 1)) },
    { degrees: vector.degrees.map((d, i) => (i === 1 ? 6 : d)) },
    { permCharacter: swap(vector.permCharacter) },
    { permMultiplicities: vector.permMultiplicities.map((m, i) => (i === 0 ? 2 : m)) },
    { rank: 3 },
    { unheardOf: 1 },
  ]) {
    assert.not.ok(passes(change), `${Object.keys(change)[0]} is not looked at`);
  }
});

test.run();
