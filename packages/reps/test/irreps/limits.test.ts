/** Budgets, abort signals and sizes of irreducible representations. */
import {
  AbortedError,
  BudgetExceededError,
  catalogue,
  directProduct,
  type PermutationGroup,
  type WorkOptions,
} from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import { clebschGordan, irreps, rationalIrreps, realIrreps, verifyIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** A signal that is aborted from a moment on, whoever looks. */
function clockSignal(milliseconds: number): AbortSignal {
  const end = Date.now() + milliseconds;
  return {
    get aborted() {
      return Date.now() > end;
    },
    reason: 'late',
  } as AbortSignal;
}

test('irreps(catalogue.rubiksCube()): instanceof BudgetExceededError as its code says', () => {
  for (const list of [irreps, realIrreps, rationalIrreps]) {
    for (const group of [catalogue.rubiksCube(), catalogue.symmetric(60), catalogue.alternating(60)]) {
      const error = errorOf(() => list(group));
      assert.instance(error, BudgetExceededError);
      assert.is((error as BudgetExceededError).code, 'BUDGET_EXCEEDED');
    }
  }
});

test('lists of too many irreps are refused with their number, before they are made', () => {
  if (!specialCasesAreOn()) return; // only closed forms know the number of irreps before the classes
  const refused: [PermutationGroup, RegExp][] = [
    [catalogue.symmetric(60), /at most 131072 irreducible representations, got 966467/],
    [catalogue.alternating(100), /got 190569292/],
    [catalogue.symmetric(400), /got about 6\.7e\+18/],
    [catalogue.cyclic(200_000), /got 200000/],
  ];
  for (const [group, text] of refused) {
    const error = errorOf(() => irreps(group));
    assert.instance(error, BudgetExceededError);
    assert.match((error as Error).message, text);
    assert.instance(
      errorOf(() => realIrreps(group)),
      BudgetExceededError,
    );
  }
  assert.instance(
    errorOf(() => irreps(catalogue.symmetric(5), { irrepLimit: 6 })),
    BudgetExceededError,
  );
  assert.is(irreps(catalogue.symmetric(5), { irrepLimit: 7 }).length, 7);
});

test('matrices of more entries than the budget are refused before they are made, with and without options', () => {
  assert.instance(
    errorOf(() => irreps(catalogue.symmetric(6))[8].realize({ budget: 10 })),
    BudgetExceededError,
  );
  if (!specialCasesAreOn()) return; // only closed forms list what is too large to be made
  const large = irreps(catalogue.symmetric(30));
  const { degree } = large[large.length - 1];
  assert.ok(degree > 1e15);
  for (const call of [
    () => large[large.length - 1].generatorMatrices,
    () => large[large.length - 1].gram,
    () => large[large.length - 1].realize(),
    () => large[1000].matrix(large[0].group.generators[0]),
    () => realIrreps(catalogue.symmetric(30))[1000].generatorMatrices,
    () => rationalIrreps(catalogue.alternating(30))[1000].generatorMatrices,
  ]) {
    assert.instance(errorOf(call), BudgetExceededError, `${call}`);
  }
});

const lists: [string, () => PermutationGroup][] = [
  ['cyclic(20000)', () => catalogue.cyclic(20_000)],
  ['symmetric(40)', () => catalogue.symmetric(40)],
  ['frobenius(127, 126)', () => catalogue.frobenius(127, 126)],
  ['M22', () => catalogue.mathieu(22)],
  ['S5 x M11', () => directProduct(catalogue.symmetric(5), catalogue.mathieu(11))],
];

for (const [name, groupOfName] of lists) {
  test(`irreps of ${name}: stopped by a clock-reading signal and by small budgets`, () => {
    for (const list of [irreps, realIrreps]) {
      const stopped = errorOf(() => list(groupOfName(), { signal: clockSignal(0) }));
      // without its closed form a group of large order is refused at once
      assert.ok(stopped instanceof AbortedError || (!specialCasesAreOn() && stopped instanceof BudgetExceededError));
      for (const budget of [0, 1, 5]) {
        assert.instance(
          errorOf(() => list(groupOfName(), { budget })),
          BudgetExceededError,
        );
      }
    }
  });
}

test('what is made of irreps when they are looked at keeps to the signal and the budget, and is made later', () => {
  const groups = [catalogue.symmetric(5), catalogue.alternating(5), catalogue.quaternion(), catalogue.frobenius(7, 3)];
  for (const group of groups) {
    const g = group.generators[0];
    const [x, y, z] = [irreps(group), realIrreps(group), rationalIrreps(group)].map((list) => list[list.length - 1]);
    for (const call of [
      (o: WorkOptions) => x.realize(o),
      (o: WorkOptions) => x.matrix(g, o),
      (o: WorkOptions) => y.realize(o),
      (o: WorkOptions) => y.matrix(g, o),
      (o: WorkOptions) => z.matrix(g, o),
      (o: WorkOptions) => verifyIrreps(irreps(group), o),
      (o: WorkOptions) => verifyIrreps(realIrreps(group), o),
      (o: WorkOptions) => {
        const [a] = realIrreps(group).slice(-1);
        return clebschGordan(a, a, a, o);
      },
    ]) {
      assert.instance(
        errorOf(() => call({ signal: AbortSignal.abort() })),
        AbortedError,
        `${call}`,
      );
      const error = errorOf(() => call({ budget: 0 }));
      if (error !== undefined) assert.instance(error, BudgetExceededError, `${call}`);
      call({});
    }
  }
});

test('verifyIrreps: the facts proved by then are known', () => {
  const list = irreps(catalogue.symmetric(4));
  const { proved } = verifyIrreps(list);
  const seen = new Set<number>();
  for (let budget = 0; budget < 4000; budget += 37) {
    const error = errorOf(() => verifyIrreps(list, { budget }));
    if (error === undefined) continue;
    const { known } = (error as BudgetExceededError).details as { known: string[] };
    assert.equal(known, proved.slice(0, known.length));
    seen.add(known.length);
  }
  assert.ok(seen.size > 2);
});

test.run();
