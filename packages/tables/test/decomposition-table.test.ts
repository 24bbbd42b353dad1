import { createHash } from 'node:crypto';
import { catalogue, cyclotomics, Matrix, Permutation, toFloat64 } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import {
  type AnyTensor,
  decodeSafetensors,
  decompositionTable,
  type ExactTable,
  parseMatrix,
  printMatrix,
} from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups = {
  'symmetric(4)': catalogue.symmetric(4),
  'cyclic(5)': catalogue.cyclic(5),
  'cyclic(3)': catalogue.cyclic(3),
};

for (const [name, group] of Object.entries(groups)) {
  test(`${name}: the float table is the rounding of the exact one, and the two are tied together`, async () => {
    const decomposition = isotypicDecomposition(permutationRepresentation(group));
    const table = await decompositionTable(decomposition, { groupName: name });
    const { tensors, metadata } = decodeSafetensors(table.safetensors);
    assert.is(metadata.exact_companion_sha256, createHash('sha256').update(table.json).digest('hex'));
    assert.equal(JSON.parse(metadata.descriptor), table.descriptor);

    const exact = JSON.parse(table.json) as ExactTable;
    const D = group.degree;
    const sum = new Float64Array(D * D);
    Object.values(exact.exact.projectors ?? {}).forEach((printed, k) => {
      const projector = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, printed));
      assert.ok(projector.times(projector).equals(projector));
      const tensor = tensors[`projector/${k}`] as AnyTensor;
      assert.equal(tensor.data, toFloat64(projector).data);
      tensor.data.forEach((x, n) => {
        sum[n] += Number(x);
      });
    });
    sum.forEach((x, n) => {
      assert.ok(Math.abs(x - (n % (D + 1) === 0 ? 1 : 0)) < 1e-14);
    });
    const columns = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, exact.exact.columns));
    const gram = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, exact.exact.gram));
    assert.ok(columns.transpose().times(columns).equals(gram));
  });
}

test('the component layout lets a reader cut the basis into invariant blocks', async () => {
  const group = catalogue.cyclic(5);
  const table = await decompositionTable(isotypicDecomposition(permutationRepresentation(group)));
  const { tensors } = decodeSafetensors(table.safetensors);
  const Q = tensors.basis.data as Float64Array;
  const components = tensors.components.data as BigInt64Array;
  const p = Permutation.fromImages(Array.from(tensors.generators.data as BigInt64Array, Number));
  for (let k = 0; k < components.length; k += 4) {
    const [offset, degree, multiplicity, e] = [...components.subarray(k, k + 4)].map(Number);
    const span = degree * multiplicity;
    assert.is(degree % e, 0);
    // P_k = Q_k Q_kᵀ commutes with the generator: P[p(i)][p(j)] = P[i][j].
    const P = (i: number, j: number): number => {
      let value = 0;
      for (let c = offset; c < offset + span; c++) value += Q[i * 5 + c] * Q[j * 5 + c];
      return value;
    };
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) assert.ok(Math.abs(P(p.image(i), p.image(j)) - P(i, j)) < 1e-15 * 16);
    }
  }
});

test('equal input gives equal bytes, and printed matrices are read back', async () => {
  const make = () => decompositionTable(isotypicDecomposition(permutationRepresentation(catalogue.cyclic(5))));
  const [a, b] = [await make(), await make()];
  assert.equal(a.safetensors, b.safetensors);
  assert.is(a.json, b.json);
  const { columns } = isotypicDecomposition(permutationRepresentation(catalogue.cyclic(5))).basis();
  const back = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, printMatrix(columns)));
  assert.equal(printMatrix(back), printMatrix(columns));
  assert.throws(() => parseMatrix(cyclotomics, [['1', '2'], ['3']]), /SHAPE|2 entries in row 1/);
});

test.run();
