import { parseGroup, WorkMeter } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writtenOut } from '../../../dist/groups/classes/class-form.js';
import { enumerateClasses } from '../../../dist/groups/classes/enumerated-classes.js';
import { liftedClasses } from '../../../dist/groups/classes/lifted-classes.js';
import { classesByRandomSearch } from '../../../dist/groups/classes/random-classes.js';
import type { Group } from '../../../dist/groups/group.js';
import { solvableQuotient } from '../../../dist/groups/polycyclic/solvable-quotient.js';
import { withoutSpecialCases } from '../support.js';
import { classVectors, collected, expectedOf, groupOf, onTwoAndThreeBlocks } from './class-vectors.js';

const work = () => ({ draws: new WorkMeter('draws'), listing: new WorkMeter('listing') });
const searched = (group: Group) => writtenOut(classesByRandomSearch(group, work())!);

test('classes lifted through a solvable normal subgroup are those that listing finds', () => {
  let lifted = 0;
  for (const vector of classVectors.filter(({ degree, order }) => degree <= 10 && BigInt(order) <= 500n)) {
    const group = groupOf(vector);
    const quotient = solvableQuotient(group, new WorkMeter('quotient'));
    const classes = quotient && liftedClasses(group, quotient, work(), searched);
    if (classes === undefined) continue;
    lifted++;
    const listed = enumerateClasses(group.chain, group.generators, work());
    assert.equal(classes.sizes.map(Number).sort(), listed.sizes.sort(), vector.id);
    // Every element: the two lists name the same classes.
    const names = new Map<number, number>();
    let rank = 0;
    for (const p of group.elements()) {
      const i = classes.indexOf(p);
      const label = listed.labels[rank++];
      assert.is(names.get(label) ?? i, i, vector.id);
      names.set(label, i);
    }
    assert.is(new Set(names.values()).size, names.size, vector.id);
    for (const i of classes.sizes.keys()) assert.is(classes.indexOf(classes.representative(i)), i, vector.id);
  }
  assert.ok(lifted > 100, `${lifted}`);
});

test('transitive groups of degree up to 9 have the classes that GAP finds', () => {
  for (const vector of classVectors.filter(({ id, degree }) => id.startsWith('T') && degree <= 9)) {
    assert.is(collected(groupOf(vector).conjugacyClasses()), expectedOf(vector), vector.id);
  }
});

test('(A₄² × A₄³):S₃ has 352 classes, without a list of its 1492992 elements', () => {
  const group = onTwoAndThreeBlocks(['(0 1 2)', '(1 2 3)'], 4);
  assert.is(group.order, 1492992n);
  assert.is(group.conjugacyClasses().length, 352);
});

test('the Clifford group of three qubits modulo phases has 67 classes', () => {
  const vector = classVectors.find(({ id }) => id === 'Clifford(3)')!;
  assert.is(collected(groupOf(vector).conjugacyClasses()), expectedOf(vector));
});

test('Heisenberg and general linear groups', () => {
  // k(Heis(n)) = n² + n − 1 for a prime, k(GL(2, q)) = q² − 1.
  assert.is(withoutSpecialCases(() => parseGroup('heisenberg(7)').conjugacyClasses()).length, 7 * 7 + 7 - 1);
  assert.is(parseGroup('GL(2,31)').conjugacyClasses().length, 31 * 31 - 1);
  assert.is(parseGroup('AGL(3,2)').conjugacyClasses().length, 11);
});

test.run();
