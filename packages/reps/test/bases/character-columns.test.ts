/** Columns of characters, from cosines, against the exact copies and the normal form of their irreps. */
import { Cyclotomic, catalogue, directProduct, type PermutationGroup, parseGroup, toFloat64 } from '@isotypic/algebra';
import {
  directSum,
  isotypicDecomposition,
  type PermutationRepresentation,
  permutationRepresentation,
  regularRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Circle } from '../../dist/irreps/abelian/circle.js';
import { maxDifference } from '../decomposition/float-checks.js';

test('cosines and sines are the doubles nearest to the exact numbers, for every part of a turn', () => {
  const circle = new Circle();
  const half = Cyclotomic.fromRational(2).inverse();
  const i = Cyclotomic.rootOfUnity(4);
  for (let order = 1; order <= 48; order++) {
    const { cos, sin } = circle.values(order);
    for (let a = 0; a < order; a++) {
      const root = Cyclotomic.rootOfUnity(order, a);
      assert.is(cos[a], root.plus(root.conjugate()).times(half).toNumber(), `cos ${a}/${order}`);
      assert.is(sin[a], root.minus(root.conjugate()).times(half).times(i.inverse()).toNumber(), `sin ${a}/${order}`);
    }
  }
});

const regular = (G: PermutationGroup) => regularRepresentation(G);
const C = catalogue.cyclic;
const actions: Record<string, PermutationRepresentation> = {
  'the trivial group': regular(C(1)),
  ...Object.fromEntries([2, 3, 5, 8, 9, 12, 15, 16, 30, 49].map((n) => [`regular C${n}`, regular(C(n))])),
  'regular C4×C6': regular(directProduct(C(4), C(6))),
  'regular C2×C2×C3': regular(directProduct(C(2), C(2), C(3))),
  'C60 on 5 + 12 + 3 points': permutationRepresentation(
    parseGroup('<(0 1 2 3 4)(5 6 7 8 9 10 11 12 13 14 15 16)(17 18 19)>'),
  ),
  'C12 twice': directSum(regular(C(12)), regular(C(12))) as PermutationRepresentation,
};

for (const [name, rep] of Object.entries(actions)) {
  test(`${name}: the columns of each copy are T B/√c, where TᵀT = cS and BᵀSB = 1`, () => {
    const decomposition = isotypicDecomposition(rep);
    const n = rep.dimension;
    const Q = decomposition.orthonormalBasis();
    const exact = decomposition.basis();
    const T = toFloat64(exact.columns);
    const gram = toFloat64(exact.gram);
    const expected = new Float64Array(n * n);
    let offset = 0;
    for (const { degree: d, multiplicity, irrep } of decomposition.components) {
      const B = irrep.orthonormalBasis;
      const S00 = toFloat64(irrep.gram).data[0];
      for (let copy = 0; copy < multiplicity; copy++, offset += d) {
        const c = gram.data[offset * n + offset] / S00;
        for (let x = 0; x < n; x++) {
          for (let j = 0; j < d; j++) {
            for (let k = 0; k < d; k++) {
              expected[x * n + offset + j] += (T.data[x * n + offset + k] * B.data[k * d + j]) / Math.sqrt(c);
            }
          }
        }
      }
    }
    const operator = decomposition.structuredBasis();
    const x = Float64Array.from({ length: n }, (_, k) => Math.sin(1 + k * k));
    const times = Float64Array.from({ length: n }, (_, r) => x.reduce((sum, v, k) => sum + Q.data[r * n + k] * v, 0));
    // both sums round n products of a column's entry and one below 1
    assert.ok(maxDifference(operator.apply(x), times) < 2 * n * 2 ** -52);
    // T and B have entries up to 1 and 1/sin(2π/n), n ≤ 60, each rounded a few times
    assert.ok(maxDifference(Q.data, expected) < 60 * 2 ** -50, `${maxDifference(Q.data, expected)}`);
  });
}

test.run();
