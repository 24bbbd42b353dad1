/**
 * The refusals of permutation groups, as data: code, function, what was expected, what came, where, and what is known.
 */
import {
  BudgetExceededError,
  catalogue,
  IsotypicError,
  type IsotypicErrorCode,
  Permutation,
  PermutationGroup,
  parseGroup,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

function refused(call: () => unknown): IsotypicError {
  try {
    call();
  } catch (error) {
    assert.instance(error, IsotypicError, String(error));
    return error as IsotypicError;
  }
  throw new Error(`not refused: ${call}`);
}

const a5 = catalogue.alternating(5);
const odd = Permutation.fromCycles('(0 1)', 5);
const longer = Permutation.fromCycles('(0 1)', 6);

test('not a permutation: which image, and at which points', () => {
  const repeated = refused(() => Permutation.fromImages([2, 0, 2]));
  assert.is(repeated.code, 'NOT_A_PERMUTATION');
  assert.equal(repeated.details, { image: 2, points: [0, 2] });
  const outside = refused(() => new PermutationGroup([[0, 3]]));
  assert.is(outside.code, 'NOT_A_PERMUTATION');
  assert.equal(outside.details, { image: 3, points: [1] });
});

test('mixed degrees, wherever two can meet', () => {
  const cases: [() => unknown, string][] = [
    [
      () =>
        new PermutationGroup([
          [1, 0],
          [1, 2, 0],
        ]),
      'PermutationGroup',
    ],
    [() => new PermutationGroup([[1, 0]], { degree: 3 }), 'PermutationGroup'],
    [() => odd.times(longer), 'Permutation.times'],
    [() => odd.conjugateBy(longer), 'Permutation.conjugateBy'],
    [() => a5.centralizer(longer), 'PermutationGroup.centralizer'],
    [() => a5.centralizer(catalogue.cyclic(6)), 'PermutationGroup.centralizer'],
    [() => a5.conjugatingElement(odd, longer), 'PermutationGroup.conjugatingElement'],
    [() => a5.normalizerOfCyclic(longer), 'PermutationGroup.normalizerOfCyclic'],
    [() => a5.normalClosure([longer]), 'PermutationGroup.normalClosure'],
    [() => a5.intersection(catalogue.cyclic(6)), 'PermutationGroup.intersection'],
  ];
  for (const [call, where] of cases) {
    const error = refused(call);
    assert.is(error.code, 'DEGREE_MISMATCH', `${call}`);
    assert.is(error.where, where);
  }
});

test('text: where it stops making sense, and the nearest names', () => {
  const cases: [() => unknown, IsotypicErrorCode, number][] = [
    [() => Permutation.fromCycles('(0 1)(1 2)'), 'PARSE', 6],
    [() => Permutation.fromCycles('(0 1'), 'PARSE', 4],
    [() => Permutation.fromCycles('(0 5)', 3), 'PARSE', 3],
    [() => parseGroup('cyclic(2) dihedral(4)'), 'PARSE', 10],
    [() => parseGroup('dihedrl(4)'), 'UNKNOWN_NAME', 0],
  ];
  for (const [call, code, position] of cases) {
    const error = refused(call);
    assert.is(error.code, code, `${call}`);
    assert.is(error.position, position);
    assert.ok(error.remedy !== undefined);
  }
  assert.equal(refused(() => parseGroup('dihedrl(4)')).details.nearest, ['dihedral']);
});

test('an element outside the group', () => {
  const calls: [string, () => unknown][] = [
    ['factor', () => a5.factor(odd)],
    ['rank', () => a5.rank(odd)],
    ['classOf', () => a5.classOf(odd)],
    ['factor', () => a5.factor(longer)],
  ];
  for (const [name, call] of calls) {
    const error = refused(call);
    assert.is(error.code, 'NOT_IN_GROUP', name);
    assert.is(error.where, `PermutationGroup.${name}`);
    assert.is(error.received, '(0 1)');
  }
});

test('arguments outside their domain', () => {
  const calls: (() => unknown)[] = [
    () => a5.orbit(5),
    () => a5.stabilizer([0, -1]),
    () => a5.setwiseStabilizer([1.5]),
    () => a5.transversal(5),
    () => a5.minimalBlocks(9),
    () => a5.blockSystem([0, 9]),
    () => a5.unrank(60n),
    () => a5.sylowSubgroup(4),
    () => a5.sylowSubgroup(2.5),
    () => a5.sylowSubgroup(-3),
    () => new PermutationGroup([], { degree: -1 }),
    () => new PermutationGroup([], { degree: 2.5 }),
    () => Permutation.identity(-1),
    () => odd.power(0.5),
  ];
  for (const call of calls) assert.is(refused(call).code, 'INVALID_ARGUMENT', `${call}`);
});

test('budgets and signals stop every search', () => {
  const m24 = catalogue.mathieu(24);
  // An involution: it has a centralizer to search for, where most elements of M24 are centralized by their powers
  // alone.
  let x = m24.randomElement();
  while (x.order() % 2n === 1n) x = m24.randomElement();
  x = x.power(x.order() / 2n);
  const conjugate = x.conjugateBy(m24.randomElement());
  const fresh = () => catalogue.mathieu(23);
  const searches: ((options: { budget?: number; signal?: AbortSignal }) => unknown)[] = [
    (options) => m24.centralizer(x, options),
    (options) => m24.conjugatingElement(x, conjugate, options),
    (options) => m24.normalizerOfCyclic(x, options),
    (options) => m24.setwiseStabilizer([0, 1, 2, 3, 4, 5, 6], options),
    (options) => m24.intersection(parseGroup('symmetric(12) wr symmetric(2)'), options),
    (options) => fresh().conjugacyClasses(options),
    (options) => parseGroup('(cyclic(6) x cyclic(6)) on regular').blockSystems(options),
  ];
  for (const search of searches) {
    const error = refused(() => search({ budget: 1 }));
    assert.instance(error, BudgetExceededError, `${search}`);
    assert.ok(Number(error.details.spent) > 1);
    assert.is(refused(() => search({ signal: AbortSignal.abort() })).code, 'ABORTED', `${search}`);
  }
  const classes = refused(() => fresh().conjugacyClasses({ budget: 3 })).details.known as unknown[];
  assert.ok(classes.length > 0, 'the classes found so far are in the error');
});

test.run();
