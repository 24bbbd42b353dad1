import { createHash } from 'node:crypto';
import {
  catalogue,
  cyclotomics,
  IsotypicError,
  Matrix,
  Permutation,
  PermutationGroup,
  toFloat64,
} from '@isotypic/algebra';
import {
  isotypicDecomposition,
  matrixRepresentation,
  permutationRepresentation,
  type Representation,
} from '@isotypic/reps';
import {
  type AnyTensor,
  decodeSafetensors,
  decompositionTable,
  parseMatrix,
  printMatrix,
  readDecompositionTable,
  type TableFiles,
} from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups = {
  'symmetric(4)': catalogue.symmetric(4),
  'cyclic(5)': catalogue.cyclic(5),
  'cyclic(3)': catalogue.cyclic(3),
};

for (const [name, group] of Object.entries(groups)) {
  test(`${name}: the float table is the rounding of the exact one, and the two are tied together`, () => {
    const decomposition = isotypicDecomposition(permutationRepresentation(group));
    const table = decompositionTable(decomposition, { groupName: name });
    const { tensors, metadata } = decodeSafetensors(table.safetensors);
    assert.is(metadata.exact_companion_sha256, createHash('sha256').update(table.json).digest('hex'));
    assert.equal(JSON.parse(metadata.descriptor), table.descriptor);

    const { exact } = readDecompositionTable(table, decomposition.representation);
    assert.equal(exact, table.exact);
    const D = group.degree;
    const sum = new Float64Array(D * D);
    Object.values(exact.projectors ?? {}).forEach((printed, k) => {
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
    const columns = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, exact.columns));
    const gram = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, exact.gram));
    assert.ok(columns.transpose().times(columns).equals(gram));
  });
}

test('the component layout lets a reader cut the basis into invariant blocks', () => {
  const group = catalogue.cyclic(5);
  const table = decompositionTable(isotypicDecomposition(permutationRepresentation(group)));
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

test('equal input gives equal bytes, and printed matrices are read back', () => {
  const make = () => decompositionTable(isotypicDecomposition(permutationRepresentation(catalogue.cyclic(5))));
  const [a, b] = [make(), make()];
  assert.equal(a.safetensors, b.safetensors);
  assert.is(a.json, b.json);
  const { columns } = isotypicDecomposition(permutationRepresentation(catalogue.cyclic(5))).basis();
  const back = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, printMatrix(columns)));
  assert.equal(printMatrix(back), printMatrix(columns));
  assert.throws(() => parseMatrix(cyclotomics, [['1', '2'], ['3']]), /SHAPE|2 entries in row 1/);
});

const files = (rep: Representation, groupName = ''): TableFiles => {
  const { safetensors, json } = decompositionTable(isotypicDecomposition(rep), { groupName });
  return { safetensors, json };
};

const refused = (code: string, says: RegExp, f: () => unknown): void =>
  assert.throws(f, (e: unknown) => e instanceof IsotypicError && e.code === code && says.test(e.message));

const square = catalogue.dihedral(4);
const compass = permutationRepresentation(square);

test('a table written for another action is refused by name', () => {
  const written = files(compass, 'dihedral(4)');
  assert.equal(
    readDecompositionTable(written, permutationRepresentation(catalogue.dihedral(4))).descriptor.dimension,
    4,
  );
  const reordered = new PermutationGroup([...square.generators].reverse());
  const relabelled = new PermutationGroup(
    square.generators.map((g) => g.conjugateBy(Permutation.fromImages([1, 0, 2, 3]))),
  );
  for (const other of [
    permutationRepresentation(catalogue.cyclic(4)),
    permutationRepresentation(catalogue.symmetric(4)),
    permutationRepresentation(reordered),
    permutationRepresentation(relabelled),
    permutationRepresentation(square, relabelled.generators),
    matrixRepresentation(square, compass.generatorMatrices),
  ]) {
    refused('INVALID_ARGUMENT', /rep.*got one for dihedral\(4\)/, () => readDecompositionTable(written, other));
  }
});

test('a table whose exact basis was changed is refused', () => {
  const written = files(compass);
  const changed = JSON.parse(written.json);
  changed.exact.columns[0][0] = '7';
  refused('INVALID_ARGUMENT', /digest/, () =>
    readDecompositionTable({ ...written, json: JSON.stringify(changed) }, compass),
  );
});

test('a table of version 1 is refused, and told why', () => {
  const written = files(compass);
  const { fingerprints, ...old } = JSON.parse(written.json);
  assert.is(typeof fingerprints.action, 'string');
  const json = JSON.stringify({ ...old, schemaVersion: 1 });
  refused('INVALID_ARGUMENT', /version 3, got 1\..*no fingerprint/, () =>
    readDecompositionTable({ ...written, json }, compass),
  );
  const future = JSON.stringify({ ...JSON.parse(written.json), schemaVersion: 4 });
  refused('INVALID_ARGUMENT', /version 3, got 4/, () => readDecompositionTable({ ...written, json: future }, compass));
});

test('files of two tables, of another schema, or of no table at all are refused', () => {
  const [a, b] = [files(compass, 'a'), files(compass, 'b')];
  refused('INVALID_ARGUMENT', /digest/, () => readDecompositionTable({ ...a, json: b.json }, compass));
  const otherSchema = JSON.stringify({ ...JSON.parse(a.json), schema: 'isotypic/other' });
  refused('INVALID_ARGUMENT', /schema/, () => readDecompositionTable({ ...a, json: otherSchema }, compass));
  for (const json of ['', '{', 'null', '7', '[]', '{"schema":"isotypic/decomposition","schemaVersion":3}']) {
    refused('PARSE', /readDecompositionTable/, () => readDecompositionTable({ ...a, json }, compass));
  }
});

test('a representation or a group in place of a decomposition is refused, and told what makes one', () => {
  refused('INVALID_ARGUMENT', /decomposition.*isotypicDecomposition\(rep\)/, () =>
    decompositionTable(compass as never),
  );
  refused('INVALID_ARGUMENT', /permutationRepresentation\(group\)/, () => decompositionTable(square as never));
  const rational = isotypicDecomposition(compass, { field: 'rational' });
  refused('INVALID_ARGUMENT', /field: 'real'/, () => decompositionTable(rational as never));
  const decomposition = isotypicDecomposition(compass);
  refused('INVALID_ARGUMENT', /groupName, projectors/, () =>
    decompositionTable(decomposition, { projector: true } as never),
  );
});

test.run();
