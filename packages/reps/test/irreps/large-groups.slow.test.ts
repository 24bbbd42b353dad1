/** More irreps of groups too large to list, verified one by one. */
import { catalogue, directProduct, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import { irreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sumOfSquares, verifyDegrees } from './single-irreps.js';

const product = directProduct(directProduct(catalogue.mathieu(11), catalogue.cyclic(7)), catalogue.quaternion());
const cases: readonly [string, PermutationGroup, number[]][] = [
  ['M12', catalogue.mathieu(12), [11, 11, 16, 16, 45, 54, 55, 55, 55]],
  ['M24', catalogue.mathieu(24), [23]],
  ['M22', catalogue.mathieu(22), [21, 45, 55]],
  ['J1', parseGroup('J1'), [56]],
  ['PSL(2,101)', parseGroup('PSL(2,101)'), [51]],
  ['Sp(6,2)', parseGroup('Sp(6,2)'), [7, 15, 21, 35]],
  ['W(E8)', catalogue.weyl('E8'), [1, 8, 8, 28, 35]],
  ['2×2×2 cube', catalogue.rubiksCube(2), [7, 8]],
  ['HS', catalogue.higmanSims(), [22]],
  ['M11 × C7 × Q8', product, [10, 10, 10, 20]],
];
for (const [name, group, wanted] of cases) {
  test(`${name}: irreps of degree ${wanted}`, () => {
    const list = irreps(group);
    assert.is(sumOfSquares(list), group.order);
    verifyDegrees(list, wanted);
  });
}

test.run();
