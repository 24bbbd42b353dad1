import { Cyclotomic, catalogue, cyclotomics, Matrix } from '@isotypic/algebra';
import { equivariantMaps, parseMatrixGroup, parseType, weightSharing } from '@isotypic/maps';
import { permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import {
  type AnyTensor,
  type ExactMaps,
  equivariantBasisTable,
  generateTable,
  intertwinersTable,
  type Table,
  weightSharingTable,
} from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const numbers = (t: AnyTensor): number[] => Array.from(t.data as ArrayLike<number | bigint>, Number);

/** The exact maps as dense matrices. */
function matricesOf({
  exact,
  descriptor,
}: {
  readonly exact: ExactMaps;
  readonly descriptor: object;
}): Matrix<Cyclotomic>[] {
  const { rows, cols } = descriptor as { readonly rows: number; readonly cols: number };
  return exact.maps.map((entries) => {
    const dense = new Array<Cyclotomic>(rows * cols).fill(cyclotomics.zero);
    for (const [row, col, text] of entries) dense[row * cols + col] = Cyclotomic.parse(text);
    return new Matrix(cyclotomics, rows, cols, dense);
  });
}

const CASES = [
  ['T(1)', 'T(2)', 'SO(3)'],
  ['2*T(0) + T(1)', 'T(1) + T(0) + 2*T(1)', 'O(2)'],
  ['T(1) + T(2)', 'T(2)', 'S(3)'],
  ['T(1)', 'T(1)', 'U(2)'],
  ['V', 'V', 'Z(3)'],
] as const;

for (const [domain, codomain, group] of CASES) {
  test(`${domain} to ${codomain} of ${group}: entries, dense tensors and blocks are those of the maps`, () => {
    const table = equivariantBasisTable(domain, codomain, { group });
    const { tensors, descriptor } = table;
    const [into, out] = [domain, codomain].map((t) => parseType(t).over(parseMatrixGroup(group)));
    const maps = equivariantMaps(into, out);
    assert.is(descriptor.dimension, maps.dimension);
    const { rows, cols, dimension } = descriptor;
    const dense = matricesOf(table);
    // equivariant by the definition, on generators and on the Lie algebra
    for (const W of dense) {
      for (const kind of ['generatorMatrices', 'derivations'] as const) {
        into[kind].forEach((A, k) => {
          const [X, Y] = [A, out[kind][k]].map((m) => overCyclotomics(m as Matrix<unknown>));
          assert.ok(Y.times(W).equals(W.times(X)));
        });
      }
    }
    const [map, row, col, value] = ['map', 'row', 'col', 'value'].map((k) => numbers(tensors[k]));
    const scattered = new Float64Array(dimension * rows * cols);
    value.forEach((v, n) => {
      scattered[(map[n] * rows + row[n]) * cols + col[n]] = v;
    });
    assert.equal(scattered, tensors.basis.data);
    const expected = dense.flatMap((W) => W.entries.map((x) => x.toComplex().re));
    assert.equal(scattered, Float64Array.from(expected));
    assert.is('imaginary' in tensors, descriptor.isComplex);
    // each map stays in the block that its coefficient belongs to
    const blocks = numbers(tensors.blocks);
    let first = 0;
    for (let b = 0; b < blocks.length; b += 6) {
      const [r, c, height, width, start, count] = blocks.slice(b, b + 6);
      assert.is(start, first);
      map.forEach((m, n) => {
        if (m < start || m >= start + count) return;
        assert.ok(row[n] >= r && row[n] < r + height && col[n] >= c && col[n] < c + width);
      });
      first += count;
    }
    assert.is(first, dimension);
    if (descriptor.isComplex) return;
    const orthonormal = numbers(tensors.orthonormal);
    const size = rows * cols;
    for (let a = 0; a < dimension; a++) {
      for (let b = 0; b < dimension; b++) {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += orthonormal[a * size + i] * orthonormal[b * size + i];
        assert.ok(Math.abs(sum - (a === b ? 1 : 0)) < 1e-14);
      }
    }
  });
}

function overCyclotomics(m: Matrix<unknown>): Matrix<Cyclotomic> {
  const entries = m.entries.map((x) => (x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x as never)));
  return new Matrix(cyclotomics, m.rows, m.cols, entries);
}

test('intertwiners of finite representations commute with the action, and are as many as there are', () => {
  const group = catalogue.dihedral(4);
  const [X, Y] = [permutationRepresentation(group), regularRepresentation(group)];
  const table = intertwinersTable(X, Y, { groupName: 'dihedral(4)' });
  const matrices = matricesOf(table);
  assert.is(matrices.length, 4); // as many as the regular representation has copies: the dimension of X
  for (const W of matrices) {
    X.generatorMatrices.forEach((A, k) => {
      assert.ok(
        overCyclotomics(Y.generatorMatrices[k])
          .times(W)
          .equals(W.times(overCyclotomics(A))),
      );
    });
  }
  assert.throws(() => intertwinersTable(X, permutationRepresentation(catalogue.cyclic(4))), /one group/);
});

test('large bases are written without dense tensors, unless they are asked for', () => {
  const types = { kind: 'basis', domain: 'T(4)', codomain: 'T(4)', group: 'O(3)' };
  const names = (table: Table): string[] => Object.keys(table.tensors).sort();
  assert.equal(names(generateTable({ ...types, dense: false })), ['blocks', 'col', 'map', 'row', 'value']);
  assert.equal(names(generateTable({ ...types, domain: 'T(1)', codomain: 'T(1)' })), [
    'basis',
    'blocks',
    'col',
    'map',
    'orthonormal',
    'row',
    'value',
  ]);
});

test('weight sharing: colours are those of the function', () => {
  const [into, out] = [catalogue.cyclic(4).generators, [[1, 0]]];
  const { tensors, descriptor } = weightSharingTable(into, out);
  const found = weightSharing(into, out);
  assert.equal(numbers(tensors.colours), found.colours().flat());
  assert.equal(numbers(tensors.biasColours), found.biasColours());
  assert.is(descriptor.weights, found.weights);
  assert.is(descriptor.inputs[0].length, 4);
});

test.run();
