import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Callable, Parameter } from './declarations.js';
import { REFUSALS } from './wrong-arguments.js';

const integer = (name: string, ...legal: string[]): Parameter => ({
  name,
  type: 'number',
  optional: false,
  rest: false,
  options: [],
  legal: new Set(legal),
});

/** lcm(a, b) of integers, as the declarations would say it. */
const lcm = (...parameters: Parameter[]): Callable => ({
  package: 'algebra',
  path: 'lcm',
  home: 'lcm',
  kind: 'function',
  member: 'lcm',
  promisesKnown: false,
  parameters,
});

const verdict = (callable: Callable, value: string) =>
  REFUSALS.faultOf({ callable, position: 0, option: undefined, value } as never);

test('a refusal that names its argument passes, one that names another does not', async () => {
  assert.is(await verdict(lcm(integer('a'), integer('b')), "'x'"), undefined);
  assert.match((await verdict(lcm(integer('factor'), integer('b')), "'x'")) ?? '', 'does not name it');
});

test('a result is right where the type allows the value, and accepted without a word where it does not', async () => {
  assert.is(await verdict(lcm(integer('a', '-1'), integer('b')), '-1'), undefined);
  assert.is(await verdict(lcm(integer('a'), integer('b')), '-1'), 'accepted without a word');
});

test('what is no error of ours does not pass', async () => {
  const noSuchFunction = { ...lcm(integer('a'), integer('b')), member: 'lcmm' };
  assert.match((await verdict(noSuchFunction, "'x'")) ?? '', 'throws TypeError');
});

test.run();
