import {
  catalogue,
  IsotypicError,
  isNormalSubgroup,
  isSubgroup,
  PermutationGroup,
  parseGroup,
  randomSource,
  subgroupIndex,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('subgroups, normal subgroups and indices are what listing the elements says', () => {
  const random = randomSource(3);
  for (const text of ['symmetric(4)', 'dihedral(6)', 'AGL(1,8)', 'symmetric(3) wr cyclic(2)', 'alternating(5)']) {
    const group = parseGroup(text);
    const elements = [...group.elements()];
    for (let k = 0; k < 12; k++) {
      const some = Array.from({ length: 1 + (k % 2) }, () => group.randomElement(random));
      const H = k % 3 === 2 ? group.normalClosure(some) : new PermutationGroup(some, { degree: group.degree });
      const inside = new Set([...H.elements()].map(String));
      const isNormal = elements.every((g) => H.generators.every((h) => inside.has(`${h.conjugateBy(g)}`)));
      assert.is(isSubgroup(H, group), true, text);
      assert.is(isNormalSubgroup(H, group), isNormal, text);
      assert.is(subgroupIndex(H, group), BigInt(elements.length / inside.size), text);
      assert.is(isSubgroup(group, H), inside.size === elements.length, text);
    }
  }
});

test('what is no subgroup is neither normal nor of an index', () => {
  const [A, S] = [catalogue.alternating(5), catalogue.symmetric(5)];
  assert.not(isSubgroup(S, A));
  assert.not(isNormalSubgroup(S, A));
  assert.throws(
    () => subgroupIndex(S, A),
    (e: unknown) => e instanceof IsotypicError && e.code === 'NOT_IN_GROUP',
  );
  assert.throws(
    () => isSubgroup(catalogue.alternating(4), S),
    (e: unknown) => e instanceof IsotypicError && e.code === 'DEGREE_MISMATCH',
  );
});

test('large groups are decided by generators', () => {
  const cube = catalogue.rubiksCube();
  const corners = cube.derivedSubgroup();
  assert.ok(isNormalSubgroup(corners, cube));
  assert.is(subgroupIndex(corners, cube), 2n);
  assert.not(isNormalSubgroup(cube.stabilizer(0), cube));
});

test.run();
