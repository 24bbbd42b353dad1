import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import {
  arrayOf,
  bigint,
  checkArgument,
  checkOptions,
  either,
  finite,
  integer,
  type Kind,
  oneOf,
  positive,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

function refusal(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof IsotypicError && error.code === 'INVALID_ARGUMENT') return error.message;
    throw error;
  }
  return 'not refused';
}

const WRONG: readonly [kind: Kind, value: unknown, text: RegExp][] = [
  [integer(0), 1.5, /expected size to be an integer from 0 on, got 1.5/],
  [integer(0), Number.NaN, /got NaN/],
  [integer(0), 3n, /got 3n\. Pass it as a number/],
  [integer(1, 5), 6, /an integer from 1 to 5/],
  [finite(), Number.POSITIVE_INFINITY, /a finite number, got Infinity/],
  [finite(0), -1, /a finite number from 0 on, got -1/],
  [finite(0, 1), 2, /a finite number from 0 to 1, got 2/],
  [positive, 0, /above 0, got 0/],
  [bigint, 7, /a bigint, got 7\. Write 7n\./],
  [oneOf('real', 'rational'), 'reel', /one of 'real', 'rational', got "reel"\. Did you mean 'real'\?/],
  [arrayOf(integer(0)), [1, -1], /an array, each entry an integer from 0 on/],
  [arrayOf(integer(0)), 'abc', /got "abc"/],
  [either(integer(0), bigint), 'x', /an integer from 0 on, or a bigint/],
];

test('a refusal names the argument, what was expected, what came and what to pass', () => {
  for (const [kind, value, text] of WRONG) {
    assert.match(
      refusal(() => checkArgument('f', 'size', value, kind)),
      text,
    );
  }
});

test('what is of the kind passes', () => {
  const right: readonly [Kind, unknown][] = [
    [integer(0), 0],
    [finite(0, 1), 0.5],
    [arrayOf(integer(0)), Uint32Array.of(1, 2)],
    [either(integer(0), bigint), 5n],
    [WORK_OPTION_KINDS.budget, Number.POSITIVE_INFINITY],
  ];
  for (const [kind, value] of right) checkArgument('f', 'x', value, kind);
});

test('options: unknown names, wrong values and what is no object are refused; undefined is not given', () => {
  const check = (options: unknown): string =>
    refusal(() => checkOptions('f', options as WorkOptions, WORK_OPTION_KINDS));
  assert.match(
    check({ budgte: 5 }),
    /the options are onProgress, signal, budget, got "budgte"\. Did you mean budget\?/,
  );
  assert.match(check({ budget: Number.NaN }), /option budget to be a number of steps/);
  assert.match(check({ signal: new AbortController() }), /Pass the controller's \.signal/);
  for (const no of ['escnn', 5, [], null, () => 0, new Map()]) assert.match(check(no), /options to be a plain object/);
  for (const yes of [undefined, {}, { budget: undefined }, { budget: 0 }, Object.create(null)]) {
    assert.is(check(yes), 'not refused');
  }
});

test.run();
