import { AbortedError, BudgetExceededError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Steps that a loop of `wanted` steps does under the options, and the error that stopped it. */
function stepsDone(wanted: number, options: WorkOptions, units = 1): { done: number; error?: unknown } {
  let done = 0;
  try {
    const meter = new WorkMeter('loop', options);
    meter.known = () => done;
    for (; done < wanted; done++) meter.step(units);
  } catch (error) {
    return { done, error };
  }
  return { done };
}

/** A signal that fires when it has been looked at `looks` times, as one that reads a clock does. */
function signalAfter(looks: number): AbortSignal {
  const { signal } = new AbortController();
  let seen = 0;
  return Object.defineProperty(signal, 'aborted', { get: () => seen++ >= looks });
}

for (const budget of [0, 1, 5, 40]) {
  test(`a budget of ${budget} lets exactly so many steps happen, and says what they have found`, () => {
    assert.is(stepsDone(budget, { budget }).error, undefined);
    const { done, error } = stepsDone(budget + 1, { budget });
    assert.is(done, budget);
    assert.instance(error, BudgetExceededError);
    assert.equal((error as BudgetExceededError).details, { spent: budget + 1, known: budget });
  });
}

test('units count as so many steps', () => {
  assert.is(stepsDone(100, { budget: 40 }, 8).done, 5);
});

test('a signal is seen at the next step, however many units that step has', () => {
  for (const units of [0, 1, 1000, 1e9]) {
    const { done, error } = stepsDone(1000, { signal: signalAfter(8) }, units);
    assert.is(done, 7); // the first look is at the beginning
    assert.instance(error, AbortedError);
    assert.is((error as AbortedError).details.known, 7);
  }
});

test('a signal that has fired before the work begins, or within a progress call, stops it', () => {
  const reason = new Error('no longer wanted');
  const { error } = stepsDone(5, { signal: AbortSignal.abort(reason) });
  assert.is((error as AbortedError).cause, reason);
  const controller = new AbortController();
  const meter = new WorkMeter('loop', { signal: controller.signal, onProgress: () => controller.abort() });
  assert.throws(
    () => meter.report('stage', 1, 2),
    (e: unknown) => e instanceof AbortedError,
  );
});

test('what one call knows better stands in for what the meter knows', () => {
  const meter = new WorkMeter('loop', { budget: 1 });
  meter.known = () => 'the meter';
  const known = (call: () => void): unknown => {
    try {
      call();
    } catch (error) {
      return (error as BudgetExceededError).details.known;
    }
    return 'nothing was thrown';
  };
  assert.is(
    known(() => meter.step(2)),
    'the meter',
  );
  assert.is(
    known(() => meter.step(2, () => 'this call')),
    'this call',
  );
});

test('a part has what is left of a given budget, and its end is told in the words of the whole', () => {
  const seen: (number | undefined)[] = [];
  const part = (options: WorkOptions): void => {
    seen.push(options.budget);
    const meter = new WorkMeter('part', options, 3);
    meter.known = () => 'of the part';
    for (let i = 0; i < 5; i++) meter.step();
  };
  for (const [options, left] of [
    [{ budget: 6 }, 4],
    [{ budget: 1 }, undefined],
    [{}, undefined],
  ] as const) {
    const meter = new WorkMeter('whole', options);
    meter.known = () => 'of the whole';
    let error: unknown;
    try {
      meter.step(2);
      meter.part(part);
    } catch (e) {
      error = e;
    }
    assert.instance(error, BudgetExceededError);
    assert.is((error as BudgetExceededError).where, 'whole');
    assert.is((error as BudgetExceededError).details.known, 'of the whole');
    if (left !== undefined) assert.is(seen.at(-1), left);
  }
  assert.equal(seen, [4, undefined]); // without a budget of its own the part keeps to its default
});

test.run();
