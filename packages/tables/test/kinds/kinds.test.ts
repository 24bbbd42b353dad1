import {
  Cyclotomic,
  catalogue,
  cyclotomics,
  Fraction,
  IsotypicError,
  Matrix,
  type PermutationGroup,
  Surd,
} from '@isotypic/algebra';
import { axisAngle, so3, sphericalHarmonics } from '@isotypic/rotations';
import {
  type AnyTensor,
  cayleyTableOf,
  characterTableOf,
  complexCouplingsTable,
  finiteCouplingsTable,
  gapCharacterTable,
  generateTable,
  harmonicsTable,
  irrepsTableOf,
  parseMatrix,
  so3CouplingsTable,
  type Table,
  type TableRequest,
  tableKinds,
  verifyTable,
  wignerTable,
  writeTable,
} from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups: readonly PermutationGroup[] = [
  catalogue.cyclic(5),
  catalogue.dihedral(4),
  catalogue.quaternion(),
  catalogue.alternating(4),
];
const inRows = (all: readonly number[], width: number): number[][] =>
  Array.from({ length: all.length / width }, (_, r) => all.slice(r * width, (r + 1) * width));
const numbers = (t: AnyTensor): number[] => Array.from(t.data as ArrayLike<number | bigint>, Number);

test('cayley: products are those of the elements, inverses undo', () => {
  for (const group of groups) {
    const { tensors } = cayleyTableOf(group);
    const n = Number(group.order);
    const [elements, products, inverses] = ['elements', 'products', 'inverses'].map((k) => numbers(tensors[k]));
    const image = (g: number, x: number): number => elements[g * group.degree + x];
    for (let g = 0; g < n; g++) {
      assert.is(products[g * n + inverses[g]], 0);
      for (let h = 0; h < n; h++) {
        for (let x = 0; x < group.degree; x++) assert.is(image(products[g * n + h], x), image(g, image(h, x)));
      }
    }
  }
});

test('characters: exact values round to the tensor, and rows are orthogonal', () => {
  for (const group of groups) {
    const { exact, tensors } = characterTableOf(group);
    const values = numbers(tensors.values);
    exact.characters.forEach(({ values: row }, i) => {
      row.forEach((text, j) => {
        const { re, im } = Cyclotomic.parse(text).toComplex();
        assert.equal([values[2 * (i * row.length + j)], values[2 * (i * row.length + j) + 1]], [re, im]);
      });
      const norm = row.reduce((sum, text, j) => {
        const { re, im } = Cyclotomic.parse(text).toComplex();
        return sum + Number(exact.classes[j].size) * (re * re + im * im);
      }, 0);
      assert.ok(Math.abs(norm - Number(group.order)) < 1e-12 * Number(group.order));
    });
  }
});

test('irreps: exact generators keep their form, float ones are orthogonal and multiply like the elements', () => {
  for (const group of groups) {
    const { exact, tensors, descriptor } = irrepsTableOf(group);
    exact.irreps.forEach(({ generators, gram }, k) => {
      const S = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, gram));
      for (const printed of generators) {
        const A = Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, printed));
        assert.ok(A.transpose().times(S).times(A).equals(S));
      }
      const d = descriptor.irreps[k].degree;
      const matrices = numbers(tensors[`irrep/${k}/elements`]);
      const { products } = cayleyTableOf(group).tensors;
      const n = Number(group.order);
      const at = (g: number, i: number, j: number): number => matrices[(g * d + i) * d + j];
      for (let g = 0; g < n; g += 3) {
        for (let h = 0; h < n; h += 2) {
          const gh = Number(products.data[g * n + h]);
          for (let i = 0; i < d; i++) {
            for (let j = 0; j < d; j++) {
              let sum = 0;
              for (let r = 0; r < d; r++) sum += at(g, i, r) * at(h, r, j);
              assert.ok(Math.abs(sum - at(gh, i, j)) < 1e-14);
            }
          }
        }
      }
    });
  }
});

test('couplings of the rotation group: dense and sparse hold the same, and are those of the package', () => {
  const [dense, sparse] = [so3CouplingsTable(3), so3CouplingsTable(3, { layout: 'sparse' })];
  assert.equal(dense.exact, sparse.exact);
  const rows = new Map(Object.entries(sparse.tensors).map(([key, t]) => [key, inRows(numbers(t), t.shape[1] ?? 1)]));
  const at = (key: string, width: number): readonly number[][] => {
    const found = rows.get(key) ?? [];
    assert.is(found[0].length, width);
    return found;
  };
  for (const [name, { data, shape }] of Object.entries(dense.tensors)) {
    const [l1, l2, l3] = name.split(',').map(Number);
    assert.equal(data, so3.clebschGordan(l1, l2, l3).toFloat64().data);
    const path = at('paths', 3).findIndex((p) => p.join() === name);
    const scattered = new Float64Array(data.length);
    at('index', 4).forEach(([p, i, j, k], n) => {
      if (p !== path) return;
      const v = at('value', 1)[n][0];
      scattered[(i * shape[1] + j) * shape[2] + k] = v;
      const [sign, above, below] = ['sign', 'numerator', 'denominator'].map((key) => at(key, 1)[n][0]);
      assert.is(Surd.root(new Fraction(above, below), sign as 1 | -1).toNumber(), v);
    });
    assert.equal(scattered, data);
  }
  assert.is(Object.keys(dense.tensors).length, 34);
});

test('couplings of finite groups: orthonormal copies, dimensions add up', () => {
  for (const group of groups) {
    const { tensors, descriptor, exact } = finiteCouplingsTable(group);
    const degrees = descriptor.irreps.map((i) => i.degree);
    degrees.forEach((p, a) => {
      degrees.forEach((q, b) => {
        // over ℝ every copy comes with its images under the endomorphisms of the result: count what the tensors span
        let dimension = 0;
        degrees.forEach((r, c) => {
          const tensor = tensors[`${a},${b},${c}`];
          if (tensor === undefined) return;
          assert.is(exact[`${a},${b},${c}`].length, tensor.shape[0]);
          dimension += tensor.shape[0] * r;
          const data = numbers(tensor);
          for (let k = 0; k < r; k++) {
            let norm = 0;
            for (let ij = 0; ij < p * q; ij++) norm += data[ij * r + k] ** 2;
            assert.ok(Math.abs(norm - 1) < 1e-14);
          }
        });
        assert.is(dimension, p * q);
      });
    });
  }
});

test('couplings over ℂ: every copy is an isometry, and dimensions add up', () => {
  for (const group of groups) {
    const { tensors, descriptor, exact } = complexCouplingsTable(group);
    const { irreps } = descriptor;
    irreps.forEach(({ degree: p, dual }, a) => {
      assert.is(irreps[dual].dual, a);
      irreps.forEach(({ degree: q }, b) => {
        let dimension = 0;
        irreps.forEach(({ degree: r }, c) => {
          const name = `${a},${b},${c}`;
          const [real, imaginary] = [tensors[`${name}/real`], tensors[`${name}/imaginary`]];
          if (real === undefined) return;
          assert.equal(real.shape, [exact[name].length, p, q, r]);
          dimension += exact[name].length * r;
          const [re, im] = [numbers(real), numbers(imaginary)];
          for (let s = 0; s < exact[name].length; s++) {
            for (let k = 0; k < r; k++) {
              let norm = 0;
              for (let ij = 0; ij < p * q; ij++) {
                const at = (s * p * q + ij) * r + k;
                norm += re[at] ** 2 + im[at] ** 2;
              }
              assert.ok(Math.abs(norm - 1) < 1e-14);
            }
          }
        });
        assert.is(dimension, p * q);
      });
    });
  }
});

test('sparse couplings of finite groups are the dense ones, and zeros are exact', () => {
  for (const group of [...groups, catalogue.cyclic(7), catalogue.dihedral(5)]) {
    const [dense, sparse] = [finiteCouplingsTable(group), finiteCouplingsTable(group, { layout: 'sparse' })];
    assert.equal(dense.exact, sparse.exact);
    const [paths, index] = [inRows(numbers(sparse.tensors.paths), 4), inRows(numbers(sparse.tensors.index), 4)];
    const scattered = Object.fromEntries(
      Object.entries(dense.tensors).map(([key, t]) => [key, new Float64Array(t.data.length)]),
    );
    numbers(sparse.tensors.value).forEach((v, n) => {
      assert.ok(Math.abs(v) > 1e-3);
      const [[a, b, c, copy], [, i, j, k]] = [paths[index[n][0]], index[n]];
      const key = `${a},${b},${c}`;
      const [, left, right, result] = dense.tensors[key].shape;
      scattered[key][((copy * left + i) * right + j) * result + k] = v;
    });
    for (const [key, data] of Object.entries(scattered)) assert.equal(data, dense.tensors[key].data);
  }
});

test('harmonics: the polynomials of the table are the harmonics', () => {
  const { tensors } = harmonicsTable(4, { convention: 'escnn' });
  const p = [0.3, -0.4, 0.5];
  for (let l = 0; l <= 4; l++) {
    const options = { convention: 'escnn', normalize: false, normalization: 'component' } as const;
    const { data } = sphericalHarmonics(l, [p], options);
    for (let m = -l; m <= l; m++) {
      const exponents = numbers(tensors[`${l},${m}/exponents`]);
      const sum = numbers(tensors[`${l},${m}/coefficients`]).reduce((s, c, n) => {
        return s + c * p[0] ** exponents[3 * n] * p[1] ** exponents[3 * n + 1] * p[2] ** exponents[3 * n + 2];
      }, 0);
      assert.ok(Math.abs(sum - data[l + m]) < 1e-15);
    }
  }
});

const tables: readonly (readonly [string, () => Table])[] = [
  ['cayley', () => cayleyTableOf(catalogue.dihedral(3))],
  ['characters', () => characterTableOf(catalogue.alternating(4), { groupName: 'A4' })],
  ['irreps', () => irrepsTableOf(catalogue.quaternion())],
  ['irreps without elements', () => irrepsTableOf(catalogue.dihedral(5), { elements: false })],
  ['SO(3)', () => so3CouplingsTable(2, { convention: 'escnn' })],
  ['decomposition', () => generateTable({ kind: 'decomposition', group: 'cyclic(5)' })],
  ['finite couplings, sparse', () => finiteCouplingsTable(catalogue.cyclic(5), { layout: 'sparse' })],
  ['SO(3), sparse', () => so3CouplingsTable(2, { layout: 'sparse' })],
  ['finite couplings', () => finiteCouplingsTable(catalogue.symmetric(3))],
  ['complex couplings', () => complexCouplingsTable(catalogue.alternating(4), { groupName: 'A4' })],
  ['harmonics', () => harmonicsTable(3)],
  ['wigner', () => wignerTable(2, [axisAngle([1, 2, 3], 0.7), axisAngle([0, 0, 1], 3)])],
];

for (const [name, make] of tables) {
  test(`${name}: equal bytes twice; verified; one changed number is refuted, and so is a changed word`, () => {
    const [table, files] = [make(), writeTable(make())];
    assert.equal(writeTable(table), files);
    assert.ok(verifyTable(files).notProved.length <= 1);
    const refused = (changed: Table): void => {
      assert.throws(
        () => verifyTable(writeTable(changed)),
        (e: unknown) => e instanceof IsotypicError && ['REFUTED', 'PARSE', 'INVALID_ARGUMENT'].includes(e.code),
      );
    };
    for (const [key, tensor] of Object.entries(table.tensors)) {
      const data = tensor.data.slice() as Float64Array;
      const last = data.length - 1;
      (data as unknown as (number | bigint)[])[last] = typeof data[last] === 'bigint' ? 7n : Number(data[last]) + 1;
      refused({ ...table, tensors: { ...table.tensors, [key]: { ...tensor, data } as AnyTensor } });
    }
    const { [Object.keys(table.tensors)[0]]: _, ...fewer } = table.tensors;
    refused({ ...table, tensors: fewer });
    refused({ ...table, exact: { ...(table.exact as object), more: '1' } });
    refused({ ...table, descriptor: { ...table.descriptor, schemaVersion: 7 } });
    refused({ ...table, descriptor: { ...table.descriptor, fingerprints: { group: 'x' } } });
  });
}

test('GAP’s text has the fields of a character table, power maps at their primes', () => {
  const text = gapCharacterTable(catalogue.symmetric(3), { groupName: 'S3' });
  assert.match(text, /Identifier:="S3"/);
  assert.match(text, /SizesCentralizers:=\[6,2,3\]/);
  assert.match(text, /ComputedPowerMaps:=\[,\[1,1,3\],\[1,2,1\]\]/);
  assert.match(gapCharacterTable(catalogue.cyclic(5)), /E\(5\)/);
});

for (const { name, example, schema } of tableKinds) {
  test(`${name}: its example is generated as its schema says, and verified`, () => {
    const table = generateTable(example);
    assert.is(table.descriptor.schema, schema);
    assert.is(verifyTable(writeTable(table)).notProved.length, 0);
  });
}

test('a request says what is wrong with it', () => {
  const refuses = (request: object, message: RegExp): void => {
    assert.throws(() => generateTable(request as TableRequest), message);
  };
  refuses({ kind: 'caley', group: 'cyclic(2)' }, /a kind of table among cayley.*Did you mean cayley/);
  refuses({ kind: 'cayley' }, /group of cayley to be the text of a group/);
  refuses({ kind: 'so3', degree: 99 }, /degree of so3 to be an integer from 0 to 12/);
  refuses({ kind: 'so3', degree: 1, layuot: 'dense' }, /Did you mean layout/);
});

test('Wigner tables of too many numbers are refused before they are made', () => {
  const rotations = Array.from({ length: 1000 }, () => [1, 0, 0, 0]);
  assert.throws(() => generateTable({ kind: 'wigner', degree: 32, rotations }), /numbers together/);
});

test('an unknown schema is refused with those there are', () => {
  const generator = { name: 'isotypic', version: '0.1.0', seed: null } as const;
  const descriptor = { schema: 'other', schemaVersion: 1, fingerprints: {}, generator };
  const table = { descriptor, exact: {}, tensors: {} };
  assert.throws(() => verifyTable(writeTable(table)), /a schema among isotypic\/cayley-table/);
});

test.run();
