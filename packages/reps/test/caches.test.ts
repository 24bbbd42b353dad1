/** What is kept depends on the group object alone, and can be forgotten. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import {
  characterTable,
  checkRepresentation,
  clearCaches,
  irreps,
  isotypicDecomposition,
  permutationRepresentation,
  rationalIrreps,
  realIrreps,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ObjectCache } from '../dist/caches.js';

const cached = { characterTable, irreps, realIrreps };

for (const [name, compute] of Object.entries(cached)) {
  test(`${name}: one object for one group, another after clearCaches`, () => {
    const group = catalogue.dihedral(5);
    const before = compute(group);
    assert.is(compute(group), before);
    clearCaches();
    assert.is.not(compute(group), before);
  });
}

test('what is computed after clearCaches is equal, and what was handed out stays valid', () => {
  const group = catalogue.icosahedral();
  const describe = (): string[] => [
    ...characterTable(group).characters.map((x) => `${x.indicator} ${x}`),
    ...realIrreps(group).map((x) => `${x.label} ${x.type} ${x.generatorMatrices.join()} ${x.gram}`),
    ...rationalIrreps(group).map((x) => `${x.degree}`),
    ...isotypicDecomposition(permutationRepresentation(group)).components.map(
      (c) => `${c.multiplicity} ${c.projector()}`,
    ),
  ];
  const decomposition = isotypicDecomposition(permutationRepresentation(group));
  const before = describe();
  clearCaches();
  assert.equal(describe(), before);
  const Q = decomposition.orthonormalBasis();
  assert.is(Q.rows, Q.cols);
  assert.ok(checkRepresentation(permutationRepresentation(group)));
});

test('groups of one name, order and degree with other generators do not share anything', () => {
  // Two dihedral groups of order 8 on four points: the diagonals of the square are 02, 13 in one and 01, 23 in the
  // other.
  const one = new PermutationGroup([
    [1, 2, 3, 0],
    [0, 3, 2, 1],
  ]);
  const two = new PermutationGroup([
    [2, 3, 1, 0],
    [0, 1, 3, 2],
  ]);
  for (const group of [one, two]) {
    const table = characterTable(group);
    assert.is(table.group, group);
    for (const c of table.classes) assert.ok(group.contains(c.representative));
    for (const irrep of realIrreps(group)) assert.is(irrep.group, group);
  }
  assert.is.not(characterTable(one), characterTable(two));
  assert.not.ok(one.contains(two.generators[0]));
});

test('objects of every kind keep what they are given, each its own, in each cache', () => {
  const one = new ObjectCache<object, string>();
  const two = new ObjectCache<object, string>();
  const plain = { x: 1 };
  const refusing = new Proxy({}, { defineProperty: () => false });
  const keys: object[] = [plain, Object.freeze([1]), Object.seal({}), refusing, () => 0, Object.create(null)];
  for (const [i, key] of keys.entries()) {
    assert.is(one.get(key), undefined);
    one.set(key, `one ${i}`);
    two.set(key, `two ${i}`);
    assert.is(
      one.getOrMake(key, () => 'made'),
      `one ${i}`,
    );
  }
  for (const [i, key] of keys.entries()) assert.equal([one.get(key), two.get(key)], [`one ${i}`, `two ${i}`]);
  const heir = Object.create(plain);
  assert.is(one.get(heir), undefined, 'not what its prototype keeps');
  one.set(heir, 'heir');
  assert.equal([one.get(heir), one.get(plain)], ['heir', 'one 0']);
  const copy = { ...plain };
  assert.is(one.get(copy), undefined, 'not what it is a copy of');
  assert.equal(Reflect.ownKeys(copy), ['x']);
  assert.is(one.get(Object.freeze(plain)), 'one 0', 'frozen afterwards');
  clearCaches();
  for (const key of [...keys, heir]) assert.equal([one.get(key), two.get(key)], [undefined, undefined]);
  one.set(plain, 'anew');
  assert.equal([one.get(plain), two.get(plain)], ['anew', undefined]);
});

test('an object that was forgotten lets go of what it kept when it is next asked', async () => {
  const cache = new ObjectCache<object, object>();
  const group = {};
  let isLetGo = false;
  const registry = new FinalizationRegistry(() => {
    isLetGo = true;
  });
  const fill = (): void => {
    const value = { large: new Float64Array(1000) };
    registry.register(value, 0);
    cache.set(group, value);
  };
  fill();
  clearCaches();
  assert.is(cache.get(group), undefined);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 50 && !isLetGo; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    collect();
  }
  assert.ok(isLetGo);
});

test.run();
