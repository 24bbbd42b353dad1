import { type Cyclotomic, catalogue, cyclotomics, Matrix, Permutation, parseGroup } from '@isotypic/algebra';
import { characterTable, induceCharacter, multiplicities, restrictCharacter } from '@isotypic/reps';
import { type AnyTensor, generateTable, type PrintedMatrix, parseMatrix } from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const numbers = (t: AnyTensor): number[] => Array.from(t.data as ArrayLike<number | bigint>, Number);
const exactly = (printed: PrintedMatrix): Matrix<Cyclotomic> =>
  Matrix.fromRows(cyclotomics, parseMatrix(cyclotomics, printed));

interface Components {
  readonly components: readonly { readonly degree: number; readonly multiplicity: number; readonly offset: number }[];
  readonly representation: { readonly dimension: number };
}

test('an induced representation has the multiplicities of the induced character', () => {
  const [G, H] = [parseGroup('symmetric(4)'), parseGroup('cyclic(4)')];
  const [tableG, tableH] = [characterTable(G), characterTable(H)];
  const trivial = induceCharacter(tableH.characters[0], tableG.structure);
  const expected = multiplicities(tableG, trivial).filter((m) => m > 0n);
  const { descriptor } = generateTable({
    kind: 'induced',
    group: 'symmetric(4)',
    subgroup: 'cyclic(4)',
    representation: 'trivial',
  });
  const { components } = descriptor as unknown as Components;
  assert.equal(components.map((c) => BigInt(c.multiplicity)).sort(), expected.map((m) => BigInt(m)).sort());
});

for (const request of [
  { kind: 'induced', group: 'symmetric(4)', subgroup: 'cyclic(4)', representation: 'irrep 1' },
  { kind: 'restricted', group: 'symmetric(4)', subgroup: 'dihedral(4)', representation: 'irrep 4' },
  { kind: 'restricted', group: 'symmetric(4)', subgroup: 'cyclic(3) x cyclic(1)', representation: 'natural' },
  { kind: 'quotient', group: 'dihedral(4)', blocks: [0, 1, 0, 1] },
]) {
  test(`${JSON.stringify(request)}: columns split the generators into equal blocks`, () => {
    const { descriptor, exact, tensors } = generateTable(request);
    const { columns, gram } = exact as { readonly columns: PrintedMatrix; readonly gram: PrintedMatrix };
    const [B, S] = [exactly(columns), exactly(gram)];
    assert.ok(B.transpose().times(B).equals(S));
    const { components, representation } = descriptor as unknown as Components;
    const D = representation.dimension;
    assert.is(
      components.reduce((n, c) => n + c.degree * c.multiplicity, 0),
      D,
    );
    const [basis, generators] = [numbers(tensors.basis), numbers(tensors.generators)];
    const t = tensors.generators.shape[0];
    for (let k = 0; k < t; k++) {
      const A = (i: number, j: number): number => generators[(k * D + i) * D + j];
      // A B stays in the columns of a copy: its coordinates there are those in the first copy
      for (const { offset, degree, multiplicity } of components) {
        for (let c = 0; c < multiplicity; c++) {
          const start = offset + c * degree;
          for (let j = 0; j < degree; j++) {
            const image = Array.from({ length: D }, (_, i) => {
              let sum = 0;
              for (let r = 0; r < D; r++) sum += A(i, r) * basis[r * D + start + j];
              return sum;
            });
            assert.ok(residual(basis, D, image, start, degree) < 1e-12);
          }
        }
      }
    }
  });
}

/** The distance of x from the span of columns start … start + width − 1, by Gram–Schmidt. */
function residual(basis: readonly number[], D: number, x: readonly number[], start: number, width: number): number {
  const vectors: number[][] = [];
  const subtract = (from: readonly number[], q: readonly number[]): number[] => {
    const overlap = from.reduce((s, v, i) => s + v * q[i], 0);
    return from.map((v, i) => v - overlap * q[i]);
  };
  for (let j = 0; j < width; j++) {
    let v = Array.from({ length: D }, (_, i) => basis[i * D + start + j]);
    for (const q of vectors) v = subtract(v, q);
    const norm = Math.hypot(...v);
    vectors.push(v.map((y) => y / norm));
  }
  return Math.hypot(...vectors.reduce((rest, q) => subtract(rest, q), [...x]));
}

test('a restricted representation has the multiplicities of the restricted character', () => {
  const [G, H] = [parseGroup('symmetric(4)'), parseGroup('alternating(4)')];
  const tableH = characterTable(H);
  const standard = characterTable(G).characters[3];
  const expected = multiplicities(tableH, restrictCharacter(standard, tableH.structure)).filter((m) => m > 0n);
  const request = { kind: 'restricted', group: 'symmetric(4)', subgroup: 'alternating(4)', representation: 'irrep 3' };
  const { components } = generateTable(request).descriptor as unknown as Components;
  assert.equal(
    components.map((c) => c.multiplicity),
    expected.map(Number),
  );
  assert.ok(catalogue.symmetric(4).contains(Permutation.fromImages([1, 0, 3, 2])));
});

test.run();
