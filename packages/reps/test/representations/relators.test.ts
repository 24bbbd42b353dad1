/** Relators decide what extends to a homomorphism, as the order of the group of pairs does. */
import { catalogue, Permutation, PermutationGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkRelators, permutationOperations, presentation } from '../../dist/representations/relators.js';

const S4 = catalogue.symmetric(4);
const [a, b] = S4.generators;
const groups: readonly [string, PermutationGroup][] = [
  ['S4', S4],
  ['quaternion', catalogue.quaternion()],
  ['A5', catalogue.alternating(5)],
  ['S4 with an identity and a generator twice', new PermutationGroup([a, Permutation.identity(4), b, a])],
  ['the trivial group, given by an identity', new PermutationGroup([Permutation.identity(3)])],
];
for (const [name, group] of groups) {
  test(`${name}: its relators hold in it`, () => {
    for (const word of presentation(group)) assert.ok(word.evaluate(group.generators).isIdentity(), `${word}`);
  });
  test(`${name}: every map of its generators into S3, and its own conjugates`, () => {
    const elements = [...catalogue.symmetric(3).elements()];
    const t = Permutation.fromCycles('(0 1 2)', group.degree);
    const trials = tuples(elements, Math.min(3, group.generators.length)).map((list) =>
      group.generators.map((_, k) => list[k % list.length]),
    );
    trials.push(group.generators.map((g) => t.times(g).times(t.inverse())));
    for (const images of trials) {
      const { degree } = images[0];
      const pairs = group.generators.map((g, k) => [
        ...g.images,
        ...[...images[k].images].map((x) => x + group.degree),
      ]);
      const extends_ = new PermutationGroup(pairs).order === group.order;
      const check = () => checkRelators('test', group, permutationOperations(degree), images, (x, y) => x.equals(y));
      if (extends_) assert.ok(check().relators > 0);
      else assert.throws(check, (e: { code?: string }) => e.code === 'NOT_A_HOMOMORPHISM');
    }
  });
}

function tuples<T>(values: readonly T[], length: number): T[][] {
  return length === 0 ? [[]] : tuples(values, length - 1).flatMap((list) => values.map((x) => [...list, x]));
}

test.run();
