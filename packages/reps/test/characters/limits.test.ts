/** Budgets, abort signals and progress of character tables. */
import { AbortedError, BudgetExceededError, catalogue, type PermutationGroup, type Progress } from '@isotypic/algebra';
import { ClassFunction, characterTable } from '@isotypic/reps';
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
    let most = 0;
    for (const budget of [0, 10, 100, 300]) {
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
  assert.throws(
    () => characterTable(group, { signal: controller.signal, onProgress }),
    /PermutationGroup\.conjugacyClasses/,
  );
  assert.is(stages.size, 1);
});

test('work that was cut short leaves nothing behind', () => {
  const group = groupOf(readTable('AGL_2_3_'));
  assert.throws(() => characterTable(group, { budget: 1 }), /within 1 steps/);
  assert.is(characterTable(group).characters.length, group.conjugacyClasses().length);
});

test.run();
