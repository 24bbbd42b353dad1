import { test } from 'uvu';
import { checkClasses, checkSearches, checkStructure, checkSubgroups } from './facts.js';
import { catalogueVectors, groupOf } from './support.js';

// What takes long is left to vectors.slow.test.ts, which checks every fact of every group.
const isLight = (v: { degree: number; order: string }) => v.degree <= 70 && v.order.length <= 12;

test('193 groups: order, orbits, primitivity, membership with words, point stabilisers', () => {
  for (const vector of catalogueVectors) checkStructure(vector);
});

test('light groups: series, centre, simplicity, abelian invariants', () => {
  for (const vector of catalogueVectors.filter(isLight)) checkSubgroups(vector, checkStructure(vector));
});

test('193 groups: centralisers and setwise stabilisers', () => {
  for (const vector of catalogueVectors) checkSearches(vector, groupOf(vector));
});

test('groups with short class lists: classes, their orders and sizes, identification', () => {
  const withClasses = catalogueVectors.filter((v) => v.classes !== undefined && v.degree <= 50);
  for (const vector of withClasses.filter((v) => v.order.length <= 5 || v.family === 'mathieu')) {
    checkClasses(vector, checkStructure(vector));
  }
});

test.run();
