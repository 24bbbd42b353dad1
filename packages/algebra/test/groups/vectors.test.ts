import { lcm, rationalClasses } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  checkBlocks,
  checkClasses,
  checkClassMaps,
  checkRank,
  checkSearches,
  checkStructure,
  checkSubgroups,
  Tally,
} from './facts.js';
import { catalogueVectors, classTable, groupOf, smallGroupVectors } from './support.js';

// What takes long is left to vectors.slow.test.ts, which checks every fact of every group.
const isLight = (v: { degree: number; order: string }) => v.degree <= 70 && v.order.length <= 12;

test('193 groups: order, orbits, blocks, rank, membership with words, point stabilizers', () => {
  const tally = new Tally();
  for (const vector of catalogueVectors) {
    const group = checkStructure(vector, tally);
    checkBlocks(vector, group, tally);
    if (vector.degree <= 60) checkRank(vector, group, tally);
  }
  for (const kind of ['order', 'orbits', 'primitivity']) assert.is(tally.counts.get(kind), 193, kind);
  assert.is(tally.counts.get('minimal blocks'), 322);
});

test('light groups: series, center, simplicity, abelian invariants', () => {
  for (const vector of catalogueVectors.filter(isLight)) checkSubgroups(vector, checkStructure(vector));
});

test('193 groups: centralizers and setwise stabilizers', () => {
  for (const vector of catalogueVectors) checkSearches(vector, groupOf(vector));
});

test('groups with short class lists: classes, their orders and sizes, identification', () => {
  const withClasses = catalogueVectors.filter((v) => v.classes !== undefined && v.degree <= 50);
  for (const vector of withClasses.filter((v) => v.order.length <= 5 || v.family === 'mathieu')) {
    const group = checkStructure(vector);
    checkClasses(vector, group);
    checkClassMaps(vector, classTable(vector), group);
  }
});

test('319 groups of order at most 63: order, number of classes, exponent, rational classes', () => {
  assert.is(smallGroupVectors.length, 319);
  for (const vector of smallGroupVectors) {
    const group = groupOf(vector);
    const { id } = vector;
    assert.is(group.order, BigInt(id[0]), String(id));
    const classes = group.conjugacyClasses();
    assert.is(classes.length, vector.classes, String(id));
    assert.is(
      classes.reduce((e, c) => lcm(e, Number(c.elementOrder)), 1),
      vector.exponent,
      String(id),
    );
    // The Galois group permutes rows and columns alike (Brauer): as many rational classes as ℚ-irreducible characters.
    assert.is(rationalClasses(group).length, vector.qIrreps, String(id));
  }
});

test.run();
