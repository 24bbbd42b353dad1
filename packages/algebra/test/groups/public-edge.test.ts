/** What JavaScript callers can hand in by mistake is refused by name, before work starts. */
import { catalogue, IsotypicError, type IsotypicErrorCode, Permutation, PermutationGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

// biome-ignore lint/suspicious/noExplicitAny: the point is what types would have kept out
type Anything = any;
const G: Anything = catalogue.symmetric(4);
const other = Permutation.fromImages([1, 0]);
const make: Anything = PermutationGroup;

const refusals: [string, IsotypicErrorCode, () => unknown][] = [
  ['no generators', 'INVALID_ARGUMENT', () => new make(undefined)],
  ['one flat image array', 'INVALID_ARGUMENT', () => new make([1, 0, 2])],
  ['texts', 'INVALID_ARGUMENT', () => new make(['(0 1)'])],
  ['a negative degree', 'INVALID_ARGUMENT', () => new make([], { degree: -1 })],
  ['a broken degree', 'INVALID_ARGUMENT', () => new make([], { degree: 1.5 })],
  ['mixed degrees', 'DEGREE_MISMATCH', () => new make([[1, 0], [0]])],
  ['contains: an image array', 'INVALID_ARGUMENT', () => G.contains([1, 0, 2, 3])],
  ['factor: an image array', 'INVALID_ARGUMENT', () => G.factor([1, 0, 2, 3])],
  ['factor: another degree', 'NOT_IN_GROUP', () => G.factor(other)],
  ['rank: an image array', 'INVALID_ARGUMENT', () => G.rank([1, 0, 2, 3])],
  ['unrank: a number', 'INVALID_ARGUMENT', () => G.unrank(3)],
  ['unrank: too large', 'INVALID_ARGUMENT', () => G.unrank(24n)],
  ['classOf: nothing', 'INVALID_ARGUMENT', () => G.classOf(undefined)],
  ['setwiseStabilizer: nothing', 'INVALID_ARGUMENT', () => G.setwiseStabilizer(undefined)],
  ['setwiseStabilizer: no point', 'INVALID_ARGUMENT', () => G.setwiseStabilizer([4])],
  ['stabilizer: a text', 'INVALID_ARGUMENT', () => G.stabilizer('0')],
  ['centralizer: nothing', 'INVALID_ARGUMENT', () => G.centralizer(undefined)],
  ['centralizer: another degree', 'DEGREE_MISMATCH', () => G.centralizer(other)],
  ['normalClosure: another degree', 'DEGREE_MISMATCH', () => G.normalClosure([other])],
  ['normalClosure: no list', 'INVALID_ARGUMENT', () => G.normalClosure(other)],
  ['intersection: generators', 'INVALID_ARGUMENT', () => G.intersection([[1, 0, 2, 3]])],
  ['octahedral: a text for the options', 'INVALID_ARGUMENT', () => (catalogue.octahedral as Anything)('faces')],
  ['sylowSubgroup: no prime', 'INVALID_ARGUMENT', () => G.sylowSubgroup(4)],
];

for (const [name, code, act] of refusals) {
  test(`${name}: ${code}`, () => {
    try {
      act();
    } catch (error) {
      assert.instance(error, IsotypicError);
      assert.is((error as IsotypicError).code, code);
      return;
    }
    assert.unreachable('nothing was thrown');
  });
}

test.run();
