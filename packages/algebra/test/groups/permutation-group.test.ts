import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closure, groupOf, smallGroupVectors } from './support.js';

test('small groups: order, elements, membership, factor, classes agree with listing', () => {
  for (const vector of smallGroupVectors) {
    const group = groupOf(vector);
    const listed = closure(group.generators, group.degree);
    assert.is(group.order, BigInt(listed.length), String(vector.id));
    const elements = [...group.elements()];
    assert.is(new Set(elements.map(String)).size, listed.length);
    assert.ok(elements[0].isIdentity());
    elements.forEach((p, i) => {
      assert.is(group.rank(p), BigInt(i));
      assert.ok(group.unrank(BigInt(i)).equals(p));
      if (group.generators.length > 0) assert.ok(group.factor(p).evaluate(group.generators).equals(p));
    });
    const classes = group.conjugacyClasses();
    assert.is(classes.length, vector.classes);
    assert.is(
      classes.reduce((sum, c) => sum + c.size, 0n),
      group.order,
    );
    for (const p of listed) {
      const c = classes[group.classOf(p)];
      assert.is(c.elementOrder, p.order());
      assert.ok(listed.some((x) => c.representative.conjugateBy(x).equals(p)));
    }
  }
});

test('the stabilizer of points is the subgroup that fixes them', () => {
  for (const vector of smallGroupVectors.filter(({ id }) => id[0] % 12 === 0)) {
    const group = groupOf(vector);
    const listed = closure(group.generators, group.degree);
    for (const points of [[0], [1, 0], [group.degree - 1, 2]]) {
      const fixing = listed.filter((p) => points.every((x) => p.image(x) === x));
      const stabilizer = group.stabilizer(points);
      assert.is(stabilizer.order, BigInt(fixing.length));
      assert.ok(fixing.every((p) => stabilizer.contains(p)));
    }
  }
});

test('uniform random elements lie in the group and are reproducible', () => {
  const make = () =>
    new PermutationGroup([Permutation.fromCycles('(0 1 2 3 4)'), Permutation.fromCycles('(0 1 2)', 5)]);
  const [a, b] = [make(), make()];
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const p = a.randomElement();
    assert.ok(p.equals(b.randomElement()));
    assert.is(p.sign(), 1);
    counts.set(p.toString(), (counts.get(p.toString()) ?? 0) + 1);
  }
  assert.is(counts.size, 60);
  const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0);
  assert.ok(chiSquare < 130, `χ² = ${chiSquare} on 59 degrees of freedom`); // P(χ² ≥ 130) < 1e-6; the seed is fixed
});

test('bad input is refused', () => {
  const code = (f: () => unknown) => {
    try {
      f();
      return 'nothing';
    } catch (e) {
      return (e as { code?: string }).code;
    }
  };
  const g = new PermutationGroup([[1, 2, 0]]);
  assert.is(
    code(
      () =>
        new PermutationGroup([
          [1, 0],
          [1, 2, 0],
        ]),
    ),
    'DEGREE_MISMATCH',
  );
  assert.is(
    code(() => new PermutationGroup([[1, 1]])),
    'NOT_A_PERMUTATION',
  );
  assert.is(
    code(() => g.orbit(3)),
    'INVALID_ARGUMENT',
  );
  assert.is(
    code(() => g.factor(Permutation.fromImages([1, 0, 2]))),
    'NOT_IN_GROUP',
  );
  assert.is(
    code(() => g.classOf(Permutation.fromImages([1, 0, 2]))),
    'NOT_IN_GROUP',
  );
  assert.is(
    code(() => g.unrank(3n)),
    'INVALID_ARGUMENT',
  );
});

test.run();
