/** Groups of many irreps, of which every one of degree ≤ 300 is promised, and one of more than a table takes. */
import { PermutationGroup, randomSource } from '@isotypic/algebra';
import { checkRepresentation, irreps, matrixRepresentation } from '@isotypic/reps';
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
    const [, { generatorMatrices, gram, matrix }] = small;
    checkRepresentation(matrixRepresentation(group, generatorMatrices));
    for (const M of generatorMatrices) assert.ok(M.transpose().times(gram).times(M).equals(gram));
    const random = randomSource(n);
    for (let k = 0; k < 5; k++) {
      const g = group.randomElement(random);
      const fixed = Array.from({ length: n }, (_, x) => x).filter((x) => g.image(x) === x).length;
      assert.is(Number(matrix.call(small[1], g).trace().valueOf()), fixed - 1);
    }
  });
}

test.run();
