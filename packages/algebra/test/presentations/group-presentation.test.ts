import {
  catalogue,
  type GroupPresentation,
  groupPresentation,
  IsotypicError,
  PermutationGroup,
  parseGroup,
  presentedGroup,
  verifyPresentation,
  Word,
} from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const GROUPS = [
  ...['cyclic(1)', 'cyclic(12)', 'dihedral(7)', 'symmetric(6)', 'alternating(7)', 'quaternion()', 'mathieu(11)'],
  ...['cyclic(2) wr symmetric(3)', 'symmetric(3) x cyclic(4)', 'symmetric(5) on pairs', 'heisenberg(3)', 'mathieu(12)'],
];

test('every relator holds, and the presented group has the order of the group', () => {
  for (const text of GROUPS) {
    const group = parseGroup(text);
    const presentation = groupPresentation(group);
    const { proved, notProved } = verifyPresentation(presentation, group);
    assert.is(proved[0], `the presented group has order ${group.order}`);
    assert.equal(notProved, []);
  }
});

test('on given generators: the same order by one enumeration', () => {
  for (const text of GROUPS.slice(0, -1)) {
    const group = parseGroup(text);
    const given = groupPresentation(group, { on: 'given' });
    assert.ok(given.elements.every((e) => group.generators.some((g) => g.equals(e))));
    if (given.elements.length > 0) assert.is(presentedGroup(given).order, group.order, text);
    verifyPresentation(given, group);
  }
});

test('random permutation groups of small degree', () => {
  const images = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
  fc.assert(
    fc.property(fc.array(images, { maxLength: 3 }), (generators) => {
      const group = new PermutationGroup(generators, { degree: 7 });
      verifyPresentation(groupPresentation(group), group);
      verifyPresentation(groupPresentation(group, { on: 'given' }), group);
    }),
    { numRuns: 60 },
  );
});

test('large groups by their chain', () => {
  for (const group of [catalogue.mathieu(24), catalogue.symmetric(12), catalogue.rubiksCube()]) {
    verifyPresentation(groupPresentation(group), group);
  }
  const isBudget = (e: unknown): boolean => e instanceof IsotypicError && e.code === 'BUDGET_EXCEEDED';
  assert.throws(() => groupPresentation(catalogue.rubiksCube(), { on: 'given' }), isBudget);
});

test('presentations of other groups are refuted', () => {
  const group = catalogue.symmetric(4);
  const right = groupPresentation(group);
  const isRefuted = (e: unknown): boolean => e instanceof IsotypicError && e.code === 'REFUTED';
  const wrong: GroupPresentation[] = [
    { ...right, relators: [...right.relators, Word.generator(0)] }, // a relator that does not hold
    { ...right, elements: right.elements.map(() => right.elements[0]) }, // elements that generate less
    { ...right, elements: right.elements.slice(1) },
    // S₄ has the image of a larger group: Coxeter's relations with one exponent doubled
    {
      generators: ['a', 'b'],
      relators: [
        [[0, 2]],
        [[1, 4]],
        Array.from({ length: 6 }, () => [
          [0, 1],
          [1, 1],
        ]).flat(),
      ].map((letters) => Word.fromLetters(letters as [number, number][])),
      elements: [parseGroup('<(0 1), degree 4>').generators[0], parseGroup('<(0 1 2 3)>').generators[0]],
    },
  ];
  for (const presentation of wrong.slice(0, 3)) assert.throws(() => verifyPresentation(presentation, group), isRefuted);
  const undecided = (e: unknown): boolean =>
    isRefuted(e) || (e instanceof IsotypicError && e.code === 'BUDGET_EXCEEDED');
  assert.throws(() => verifyPresentation(wrong[3], group, { budget: 1e5 }), undecided);
});

test('one relator less presents a larger group, or none that an enumeration ends on', () => {
  const group = catalogue.mathieu(11);
  const { relators, ...rest } = groupPresentation(group, { on: 'given' });
  let refused = 0;
  relators.forEach((_, i) => {
    try {
      verifyPresentation({ ...rest, relators: relators.filter((__, k) => k !== i) }, group, { budget: 3e4 });
    } catch (error) {
      assert.ok(error instanceof IsotypicError && ['REFUTED', 'BUDGET_EXCEEDED'].includes(error.code));
      refused++;
    }
  });
  assert.ok(refused > 0, 'every relator was superfluous');
});

test.run();
