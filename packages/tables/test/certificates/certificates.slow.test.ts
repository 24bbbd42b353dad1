import { randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from './mutants.js';
import { hasPython, jsonOf, KINDS, MAPS, mapsCertificate, vectorGroups, verdicts } from './support.js';

const python = hasPython ? test : test.skip;

const groups = vectorGroups(17);

/** Up to which order and degree certificates of a kind are written here: minutes of the checker on a slow machine. */
const LIMITS: Readonly<Record<string, readonly [order: number, degree: number]>> = {
  chain: [1e50, Infinity],
  classes: [1e6, 256],
  characters: [1e5, 256],
  irreps: [200, 256],
  decomposition: [1e50, 66],
};

const certificates: Record<string, string> = {};
for (const [kind, make] of Object.entries(KINDS)) {
  for (const { id, order, group } of groups) {
    const [largest, widest] = LIMITS[kind];
    if (order > largest || group.degree > widest) continue;
    certificates[`${kind} ${id.replace(/\W/g, '_')}`] = jsonOf(make(group));
  }
}
MAPS.forEach((map, i) => {
  certificates[`maps ${i}`] = jsonOf(mapsCertificate(map));
});

const count = (kind: string): number => Object.keys(certificates).filter((name) => name.startsWith(`${kind} `)).length;

python('the checker proves the orders of 200 of the vectors’ groups, up to 10⁵⁰, and what else was certified', () => {
  assert.is(groups.length, 200);
  assert.is(count('chain'), 200);
  const found = verdicts(certificates);
  assert.is(found.size, Object.keys(certificates).length);
  for (const [name, verdict] of found) assert.is(verdict, 'proved', name);
  assert.equal(
    ['classes', 'characters', 'irreps', 'decomposition', 'maps'].map((kind) => count(kind) > 0),
    Array(5).fill(true),
  );
});

python('it refuses every one of 1000 damaged certificates, of every kind and by every damage', () => {
  const random = randomSource(20_001);
  const small = Object.values(certificates).filter((json) => json.length < 20_000);
  const all = mutants(small, 1000, random);
  const found = verdicts(Object.fromEntries(all.map(({ json }, i) => [String(i), json])));
  all.forEach(({ what }, i) => {
    assert.is(found.get(String(i)), 'refused', `${what} (${i})`);
  });
  assert.ok(new Set(all.map(({ what }) => what)).size > 60);
});

test.run();
