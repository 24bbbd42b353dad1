/** Checks every fact of one group of the vectors; shared by the fast and the slow suites. */
import { Permutation, type PermutationGroup } from '@isotypic/algebra';
import * as assert from 'uvu/assert';
import { type GroupVector, groupOf } from './support.js';

export function checkStructure(vector: GroupVector): PermutationGroup {
  const group = groupOf(vector);
  const { id } = vector;
  assert.is(group.order, BigInt(vector.order), id);
  assert.is(group.isTransitive(), vector.isTransitive, id);
  assert.is(group.isPrimitive(), vector.isPrimitive, id);
  assert.is(group.isAbelian(), vector.isAbelian, id);
  assert.equal(
    group.orbits(),
    vector.orbits.map((orbit) => [...orbit].sort((a, b) => a - b)),
    id,
  );
  for (const [images, isMember] of vector.membershipTests ?? []) {
    const p = Permutation.fromImages(images);
    assert.is(group.contains(p), isMember, id);
    if (isMember) assert.ok(group.factor(p).evaluate(group.generators).equals(p), id);
  }
  for (const { order, points } of vector.pointwiseStabiliserTests) {
    assert.is(group.stabilizer(points).order, BigInt(order), id);
  }
  return group;
}

export function checkSubgroups(vector: GroupVector, group: PermutationGroup): void {
  const { id } = vector;
  assert.is(group.derivedSubgroup().order, BigInt(vector.derivedOrder), id);
  assert.is(group.isPerfect(), vector.isPerfect, id);
  assert.is(group.isSolvable(), vector.isSolvable, id);
  assert.is(group.isNilpotent(), vector.isNilpotent, id);
  assert.is(group.isSimple(), vector.isSimple, id);
  assert.is(group.center().order, BigInt(vector.centreOrder), id);
  assert.equal(group.abelianInvariants().map(Number), vector.abelianInvariants, id);
}

export function checkSearches(vector: GroupVector, group: PermutationGroup): void {
  const { id } = vector;
  for (const { element, centraliserOrder } of vector.centraliserTests) {
    const p = Permutation.fromImages(element);
    const centralizer = group.centralizer(p);
    assert.is(centralizer.order, BigInt(centraliserOrder), id);
    assert.ok(
      centralizer.generators.every((g) => group.contains(g) && g.times(p).equals(p.times(g))),
      id,
    );
  }
  for (const { order, set } of vector.setStabiliserTests) {
    const stabilizer = group.setwiseStabilizer(set);
    assert.is(stabilizer.order, BigInt(order), id);
    const inside = new Set(set);
    assert.ok(
      stabilizer.generators.every((g) => set.every((x) => inside.has(g.image(x)))),
      id,
    );
  }
}

export function checkClasses(vector: GroupVector, group: PermutationGroup): void {
  const classes = group.conjugacyClasses();
  const sorted = (list: readonly (readonly [number, string])[]) => list.map((x) => x.join(':')).sort();
  assert.equal(
    sorted(classes.map((c) => [Number(c.elementOrder), String(c.size)])),
    sorted((vector.classes ?? []).map((c) => [c.order, c.size])),
    vector.id,
  );
  for (let k = 0; k < 5; k++) {
    const p = group.randomElement();
    const x = group.randomElement();
    assert.is(group.classOf(p), group.classOf(p.conjugateBy(x)), vector.id);
    assert.is(classes[group.classOf(p)].elementOrder, p.order(), vector.id);
  }
}
