/** Groups of many irreps, of which every one of degree ≤ 300 is promised, and one of more than a table takes. */
import { Matrix, PermutationGroup, rank, rationals, WorkMeter } from '@isotypic/algebra';
import { irreps } from '@isotypic/reps';
import { homSpace } from '@isotypic/reps/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MANY, WITHOUT_TABLE } from './promised-groups.js';
import { catalogueRow, testPromised } from './promised-irreps.js';

testPromised(MANY);

for (const id of WITHOUT_TABLE) {
  test(`${id}: the irreps of degree ≤ 300 are the trivial one and the points less one`, () => {
    const { gens, degree: n } = catalogueRow(id);
    const group = new PermutationGroup(gens, { degree: n });
    const small = irreps(group, { irrepLimit: 2 ** 18 }).filter(({ degree }) => degree <= 300);
    // Rasala (1977): after n − 1 the least degree of Aₙ is n(n − 3)/2.
    assert.equal(
      small.map(({ degree }) => degree),
      [1, n - 1],
    );
    const [, { generatorMatrices, gram }] = small;
    for (const M of generatorMatrices) assert.ok(M.transpose().times(gram).times(M).equals(gram));
    // Relations of A₅₀ take too long to find: that the points' vectors of sum 0 are the same proves more.
    const ofDifferences = group.generators.map(({ images }) =>
      Matrix.build(rationals, n - 1, n - 1, (i, j) =>
        rationals.fromInteger((images[j] === i ? 1 : 0) - (images[n - 1] === i ? 1 : 0)),
      ),
    );
    const found = homSpace('test', ofDifferences, [...generatorMatrices], new WorkMeter('test'));
    assert.is(found.length, 1);
    assert.is(rank(found[0]), n - 1);
  });
}

test.run();
