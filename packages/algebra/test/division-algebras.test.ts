import { DIVISION_ALGEBRAS, realDimension, UNIT_SIGNS, unitMatrices } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** e_a·e_b by Hamilton's rules i² = j² = k² = ijk = −1, written out by hand. */
const HAMILTON = ['1 i j k', 'i -1 k -j', 'j -k -1 i', 'k j -i -1'].map((row) => row.split(' '));
const NAMES = ['1', 'i', 'j', 'k'];

test("UNIT_SIGNS is Hamilton's table, e_a·e_u = ±e_{a⊕u}", () => {
  for (let a = 0; a < 4; a++) {
    for (let u = 0; u < 4; u++) {
      assert.is(`${UNIT_SIGNS[u][a] < 0 ? '-' : ''}${NAMES[a ^ u]}`, HAMILTON[a][u]);
    }
  }
});

test('unitMatrices: first column u, orthogonal, skew for u > 0, products in the reverse order of the units', () => {
  for (const algebra of DIVISION_ALGEBRAS) {
    const E = unitMatrices(algebra);
    const e = realDimension(algebra);
    assert.is(E.length, e);
    const times = (A: number[][], B: number[][]): number[][] =>
      A.map((row) => B[0].map((_, j) => row.reduce((sum, x, k) => sum + x * B[k][j], 0)));
    const scaled = (A: number[][], s: number): number[][] => A.map((row) => row.map((x) => s * x + 0));
    E.forEach((A, u) => {
      assert.equal(
        A.map((row) => row[0]),
        Array.from({ length: e }, (_, i) => Number(i === u)),
      );
      E.forEach((B, v) => {
        assert.equal(scaled(times(A, B), 1), scaled(E[u ^ v], UNIT_SIGNS[u][v]));
      });
      const transposed = A.map((_, i) => A.map((row) => row[i]));
      assert.equal(times(A, transposed), E[0]);
      if (u > 0) assert.equal(scaled(transposed, 1), scaled(A, -1));
    });
  }
});

test.run();
