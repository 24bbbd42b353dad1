/** Classes of subgroups of every group of order at most 100, against GAP. */
import { readFileSync } from 'node:fs';
import { PermutationGroup, parseGroup, subgroupClasses, verifySubgroupClasses } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Row {
  readonly id: string;
  readonly degree: number;
  readonly gens: readonly number[][];
  readonly classes: readonly [number, number, number][];
}

const rows: readonly Row[] = readFileSync(
  new URL('../../../../../vectors/groups/subgroup-classes.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test('orders and lengths of classes are those of GAP for all groups of order at most 100', () => {
  assert.is(rows.length, 1048);
  for (const { id, degree, gens, classes } of rows) {
    const counts = new Map<string, number>();
    for (const c of subgroupClasses(new PermutationGroup(gens, { degree }))) {
      const key = `${c.order},${c.length}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    assert.equal(
      new Map([...counts].sort()),
      new Map(classes.map(([o, l, n]): [string, number] => [`${o},${l}`, n]).sort()),
      id,
    );
  }
});

test('joins prove the lists of larger groups complete', () => {
  for (const text of ['symmetric(7)', 'mathieu(11)', 'cyclic(2) wr alternating(5)', 'PSL(2,16)', 'PSL(3,3)']) {
    const G = parseGroup(text);
    assert.match(verifySubgroupClasses(G, subgroupClasses(G)).proved[0], 'each listed once');
  }
});

test.run();
