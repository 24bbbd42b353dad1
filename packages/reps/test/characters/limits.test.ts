/** Budgets, abort signals and progress of character tables. */
import {
  AbortedError,
  BudgetExceededError,
  Cyclotomic,
  catalogue,
  directProduct,
  type PermutationGroup,
  type Progress,
  type WorkOptions,
} from '@isotypic/algebra';
import {
  ClassFunction,
  characterCenter,
  characterKernel,
  characterTable,
  classFusion,
  coefficients,
  cosetCharacter,
  determinantCharacter,
  eigenvalueMultiplicities,
  exteriorPower,
  fieldOfValues,
  galoisOrbits,
  induceCharacter,
  multiplicities,
  permutationCharacter,
  rationalIrreducibleCharacters,
  realIrreducibleCharacters,
  restrictCharacter,
  symmetricPower,
  tensorPower,
  verifyCharacterTable,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, readTable } from './table-vectors.js';

const methods = ['class-matrices', 'virtual-characters', 'elementary-induction'] as const;

/** The error that a call ends with. */
function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** What is known when the budget runs out: irreducible characters of this group, not all of them. */
function assertKnown(error: unknown, group: PermutationGroup): number {
  assert.instance(error, BudgetExceededError);
  const { known } = (error as BudgetExceededError).details as {
    known: { classes: number; characters: readonly ClassFunction[] };
  };
  const irreducible = new Set(characterTable(group).characters.map((x) => x.values.join(' ')));
  assert.is(known.classes, irreducible.size);
  assert.ok(known.characters.length < irreducible.size);
  for (const f of known.characters) {
    assert.instance(f, ClassFunction);
    assert.ok(irreducible.delete(f.values.join(' ')), 'an irreducible character, once');
  }
  return known.characters.length;
}

for (const method of methods) {
  test(`${method}: a budget stops the work, with the irreducible characters found so far`, () => {
    const group = groupOf(readTable('AGL_2_3_'));
    group.conjugacyClasses(); // kept with the group: the budget is for the characters
    let most = 0;
    for (const budget of [0, 10, 40, 60, 80, 100, 300]) {
      const error = errorOf(() => characterTable(group, { budget, method }));
      if (error !== undefined) most = Math.max(most, assertKnown(error, group));
    }
    assert.ok(most > 0);
  });

  test(`${method}: an abort signal stops the work between two reports`, () => {
    const group = groupOf(readTable('AGL_2_3_'));
    const controller = new AbortController();
    const reports: Progress[] = [];
    const onProgress = (progress: Progress): void => {
      reports.push(progress);
      controller.abort('enough');
    };
    const error = errorOf(() => characterTable(group, { method, signal: controller.signal, onProgress }));
    assert.instance(error, AbortedError);
    assert.is((error as AbortedError).cause, 'enough');
    assert.is(reports.length, 1);
    assert.ok(reports[0].done <= (reports[0].total ?? 0));
  });
}

test('closed forms keep to the budget and the signal', () => {
  for (const group of [
    catalogue.symmetric(7),
    catalogue.alternating(7),
    groupOf(readTable('S4wrS3')),
    groupOf(readTable('S5_diag_5+10')),
  ]) {
    assert.throws(() => characterTable(group, { signal: AbortSignal.abort() }), /abort/);
    if (group.order !== 120n) assert.throws(() => characterTable(group, { budget: 1 }), /within 1 steps/);
    assert.is(characterTable(group).classes.length, group.conjugacyClasses().length);
  }
});

test('the signal reaches the search for conjugacy classes', () => {
  const controller = new AbortController();
  const stages = new Set<string>();
  const onProgress = ({ stage }: Progress): void => {
    stages.add(stage);
    controller.abort();
  };
  // A group too large to list, so that its classes are searched for.
  const group = groupOf(readTable('M24'));
  const error = errorOf(() => characterTable(group, { signal: controller.signal, onProgress }));
  assert.instance(error, AbortedError);
  assert.equal((error as AbortedError).details.known, { classes: 0, characters: [] });
  assert.is(stages.size, 1);
});

test('work that was cut short leaves nothing behind', () => {
  const group = groupOf(readTable('AGL_2_3_'));
  assert.throws(() => characterTable(group, { budget: 1 }), /within 1 steps/);
  assert.is(characterTable(group).characters.length, group.conjugacyClasses().length);
});

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

const large: [string, () => PermutationGroup][] = [
  ['cyclic(3000)', () => catalogue.cyclic(3000)],
  ['dihedral(4000)', () => catalogue.dihedral(4000)],
  ['cyclic(60) x cyclic(60)', () => directProduct(catalogue.cyclic(60), catalogue.cyclic(60))],
  ['symmetric(22)', () => catalogue.symmetric(22)],
];

for (const [name, groupOfName] of large) {
  test(`characterTable(${name}): stopped by a clock-reading signal, and by budgets 0, 1, 5, 40`, () => {
    // on a group object of its own each time, since classes are kept with it
    const stopped = errorOf(() => characterTable(groupOfName(), { signal: clockSignal(20) }));
    assert.instance(stopped, AbortedError);
    for (const budget of [0, 1, 5, 40]) {
      assert.instance(
        errorOf(() => characterTable(groupOfName(), { budget })),
        BudgetExceededError,
      );
    }
  });
}

test('a table of too many classes is refused with their number, before it is made', () => {
  const error = errorOf(() => characterTable(catalogue.cyclic(8000)));
  assert.instance(error, BudgetExceededError);
  assert.match((error as Error).message, /at most 7000 conjugacy classes, got one of 8000/);
  assert.equal((error as BudgetExceededError).details.known, { classes: 8000, characters: [] });
  assert.instance(
    errorOf(() => characterTable(catalogue.symmetric(5), { classLimit: 6 })),
    BudgetExceededError,
  );
  assert.is(characterTable(catalogue.symmetric(5), { classLimit: 7 }).classes.length, 7);
});

test('tensorPower(χ, 1e9): refused with the size where it is large, exact where values are roots of unity', () => {
  const { characters } = characterTable(catalogue.symmetric(5));
  for (const k of [1e9, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    assert.instance(
      errorOf(() => tensorPower(characters[6], k)),
      BudgetExceededError,
    );
    assert.ok(tensorPower(characters[1], k).equals(k % 2 === 0 ? characters[0] : characters[1]));
  }
  const { characters: linear } = characterTable(catalogue.cyclic(12));
  for (const x of linear) assert.ok(tensorPower(x, 1e9 + 1).equals(x.adams((1e9 + 1) % 12)));
  assert.ok(tensorPower(characters[6], 3000).values[0].equals(Cyclotomic.fromRational(6n ** 3000n)));
});

test('symmetricPower and exteriorPower of characters: too many products are refused at once, small ones made', () => {
  const { characters } = characterTable(catalogue.symmetric(5));
  for (const power of [symmetricPower, exteriorPower]) {
    assert.instance(
      errorOf(() => power(characters[6], 1e9)),
      BudgetExceededError,
    );
  }
  assert.ok(exteriorPower(characters[6], 100).isZero());
  assert.ok(symmetricPower(characters[6], 60).values[0].equals(Cyclotomic.fromRational(8259888))); // 65 choose 5
});

test('operations on characters keep to the signal and the budget', () => {
  const table = characterTable(catalogue.symmetric(4));
  const subgroup = characterTable(catalogue.alternating(4));
  const f = table.characters[4];
  const calls: ((options: WorkOptions) => unknown)[] = [
    (o) => classFusion(subgroup.structure, table.structure, o),
    (o) => restrictCharacter(f, subgroup.structure, o),
    (o) => induceCharacter(subgroup.characters[3], table.structure, o),
    (o) => permutationCharacter(table.structure, o),
    (o) => cosetCharacter(catalogue.alternating(4), table.structure, o),
    (o) => characterKernel(table.characters[2], o),
    (o) => characterCenter(table.characters[2], o),
    (o) => coefficients(table, f, o),
    (o) => multiplicities(table, f, o),
    (o) => galoisOrbits(subgroup, o),
    (o) => realIrreducibleCharacters(table, o),
    (o) => rationalIrreducibleCharacters(subgroup, o),
    (o) => fieldOfValues(subgroup.characters[1], o),
    (o) => eigenvalueMultiplicities(f, 3, o),
    (o) => determinantCharacter(f, o),
    (o) => tensorPower(f, 500, o),
    (o) => verifyCharacterTable(table, o),
  ];
  for (const call of calls) {
    call({});
    assert.instance(
      errorOf(() => call({ signal: AbortSignal.abort() })),
      AbortedError,
      `${call}`,
    );
    assert.instance(
      errorOf(() => call({ budget: 0 })),
      BudgetExceededError,
      `${call}`,
    );
  }
});

test('verifyCharacterTable: the facts proved by then are known', () => {
  const table = characterTable(catalogue.symmetric(4));
  const { proved } = verifyCharacterTable(table);
  const seen = new Set<number>();
  for (let budget = 0; budget < 200; budget++) {
    const error = errorOf(() => verifyCharacterTable(table, { budget }));
    if (error === undefined) continue;
    const { known } = (error as BudgetExceededError).details as { known: string[] };
    assert.equal(known, proved.slice(0, known.length));
    seen.add(known.length);
  }
  assert.ok(seen.size > 4);
});

test.run();
