/** Every engine against the constraint nullspace: one dimension, and one span. */
import { catalogue, Matrix, rank } from '@isotypic/algebra';
import {
  type EquivariantMaps,
  equivariantMaps,
  MatrixGroup,
  parseMatrixGroup,
  parseType,
  permutationMatrices,
  T,
} from '@isotypic/maps';
import { exteriorPower, permutationRepresentation, signRepresentation, tensorProduct } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { constraintNullspace } from '../../dist/bases/constraint-nullspace.js';
import { specialCasesAreOn, withoutSpecialCases } from './without-special-cases.js';

/** The rank of the two bases together, exactly. */
function jointRank(a: EquivariantMaps, b: EquivariantMaps): number {
  const rows = [...a.basis(), ...b.basis()].map((map) => {
    const m = map.toMatrix() as Matrix<unknown>;
    return m.entries.map((x) => m.field.print(x));
  });
  const field = (a.basis()[0].toMatrix() as Matrix<unknown>).field;
  return rank(
    Matrix.fromRows(
      field,
      rows.map((row) => row.map((x) => field.parse(x))),
    ) as Matrix<unknown>,
  );
}

const cases: readonly (readonly [string, string, string, string])[] = [
  ['S(2)', 'T(2)', 'T(2)', 'set partitions'],
  ['S(3)', 'T(2)', 'T(2)', 'set partitions'],
  ['S(4)', 'T(1)', 'T(2)', 'set partitions'],
  ['S(5)', 'T(1,1)', 'T(1)', 'set partitions'],
  ['O(2)', 'T(3)', 'T(3)', 'Brauer diagrams'],
  ['O(3)', 'T(2)', 'T(2)', 'Brauer diagrams'],
  ['O(3)', 'T(2,1)', 'T(0,1)', 'Brauer diagrams'],
  ['SO(2)', 'T(2)', 'T(2)', 'Brauer diagrams'],
  ['SO(2)', 'T(3)', 'T(1)', 'Brauer diagrams'],
  ['SO(3)', 'T(2)', 'T(3)', 'Brauer diagrams'],
  ['SO(3)', 'T(0)', 'T(3,2)', 'Brauer diagrams'],
  ['SO(4)', 'T(2)', 'T(2)', 'Brauer diagrams'],
  ['O(1,3)', 'T(1,1)', 'T(2)', 'Brauer diagrams'],
  ['O(1,1)', 'T(1,1)', 'T(2)', 'Brauer diagrams'],
  ['SO(1,3)', 'T(1,1)', 'T(2)', 'Brauer diagrams'],
  ['SO+(1,3)', 'T(2)', 'T(1,1)', 'Brauer diagrams'],
  ['SO+(1,1)', 'T(2)', 'T(1,1)', 'Brauer diagrams'],
  ['SO(2,1)', 'T(1,1)', 'T(1)', 'Brauer diagrams'],
  ['Sp(1)', 'T(2)', 'T(1,1)', 'Brauer diagrams'],
  ['Sp(2)', 'T(1,1)', 'T(2)', 'Brauer diagrams'],
  ['SL(2)', 'T(2)', 'T(1,1)', 'walled Brauer diagrams'],
  ['SL(3)', 'T(2)', 'T(0,1)', 'walled Brauer diagrams'],
  ['SL(3)', 'T(2)', 'T(2)', 'walled Brauer diagrams'],
  ['GL(2)', 'T(3)', 'T(3)', 'walled Brauer diagrams'],
  ['SU(2)', 'T(2)', 'T(2)', 'walled Brauer diagrams'],
  ['SU(3)', 'T(1,1)', 'T(1,1)', 'walled Brauer diagrams'],
  ['U(2)', 'T(2)', 'T(2)', 'walled Brauer diagrams'],
  ['Z(4)', 'T(1)', 'T(2)', 'orbitals'],
  ['Alt(4)', 'T(2)', 'T(1)', 'orbitals'],
  ['Cube', 'T(1)', 'T(2)', 'orbitals'],
  ['Grid(2,4)', 'T(1)', 'T(1)', 'orbitals'],
];

for (const [name, into, out, method] of specialCasesAreOn ? cases : []) {
  test(`${name}, ${into} → ${out}: ${method} span what the constraint nullspace finds`, () => {
    const group = parseMatrixGroup(name);
    const find = () => equivariantMaps(parseType(into).over(group), parseType(out).over(group));
    const fast = find();
    const slow = withoutSpecialCases(find);
    assert.is(fast.blocks[0].method, method);
    assert.is(slow.blocks[0].method, 'constraint nullspace');
    assert.is(fast.dimension, slow.dimension);
    assert.is(jointRank(fast, slow), fast.dimension);
  });
}

if (specialCasesAreOn) {
  test('signed permutations: the symmetries of the octahedron, with orbits that vanish', () => {
    const octahedron = new MatrixGroup({
      dimension: 3,
      discrete: [
        [
          [0, 1, 0],
          [0, 0, 1],
          [1, 0, 0],
        ],
        [
          [-1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        [
          [0, 1, 0],
          [1, 0, 0],
          [0, 0, 1],
        ],
      ],
    });
    const find = () => equivariantMaps(T(2).over(octahedron), T(2).over(octahedron));
    const [fast, slow] = [find(), withoutSpecialCases(find)];
    assert.is(fast.blocks[0].method, 'signed orbitals');
    assert.is(fast.dimension, 4);
    assert.is(slow.dimension, 4);
    assert.is(jointRank(fast, slow), 4);
  });
}

if (specialCasesAreOn) {
  test('isotypic blocks of matrix representations of reps span what the constraint nullspace finds', () => {
    const group = catalogue.symmetric(4);
    const natural = permutationRepresentation(group);
    const X = tensorProduct(natural, signRepresentation(group));
    assert.is(equivariantMaps(X, X).blocks[0].method, 'signed orbitals'); // small, and monomial
    const W = exteriorPower(natural, 2);
    const Z = tensorProduct(tensorProduct(natural, natural), W);
    const fast = equivariantMaps(W, Z);
    assert.is(fast.blocks[0].method, 'isotypic blocks');
    const slow = withoutSpecialCases(() => equivariantMaps(W, Z));
    assert.is(fast.dimension, slow.dimension);
    assert.is(jointRank(fast, slow), slow.dimension);
  });
}

if (specialCasesAreOn) {
  test('a polygon of 2100 corners: orbitals without a table of pairs', () => {
    const group = permutationMatrices(catalogue.dihedral(2100)); // 2100² pairs: by suborbits
    const maps = equivariantMaps(T(1).over(group), T(1).over(group));
    assert.is(maps.blocks[0].method, 'orbitals');
    assert.is(maps.dimension, 1051);
    const sizes = maps.basis().map((m) => m.nonZeros);
    assert.is(
      sizes.reduce((a, b) => a + b, 0),
      2100 ** 2,
    );
    const coefficients = Float64Array.from({ length: 1051 }, (_, k) => k);
    const x = Float64Array.from({ length: 2100 }, (_, i) => (i === 3 ? 1 : 0));
    const y = maps.apply(coefficients).times(x); // the column of point 3: the distance on the polygon, as a color
    for (let i = 0; i < 2100; i++) assert.is(y[i], Math.min(Math.abs(i - 3), 2100 - Math.abs(i - 3)));
  });
}

/** What a bound type is made of; not part of the surface. */
interface Insides {
  readonly summands: readonly { readonly factors: Parameters<typeof constraintNullspace>[0] }[];
}

test('weights first, or not: the same basis of a Lie algebra in no standard form', () => {
  const conjugated = new MatrixGroup({
    dimension: 3,
    lieAlgebra: [
      [
        [0, '-1/2', 0],
        [2, 0, 0],
        [0, 0, 0],
      ],
      [
        [0, 0, '-1/3'],
        [0, 0, 0],
        [3, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, '-2/3'],
        [0, '3/2', 0],
      ],
    ],
  });
  for (const order of [2, 3, 4]) {
    const bound = T(order).over(conjugated) as unknown as Insides;
    const { factors } = bound.summands[0];
    const [fast, plain] = [constraintNullspace(factors), constraintNullspace(factors, { plain: true })];
    assert.is(fast.dimension, [1, 1, 3][order - 2]);
    const entries = (basis: typeof fast) =>
      Array.from({ length: basis.dimension }, (_, k) => {
        const found: string[] = [];
        basis.forEachEntry(k, (position, value) => found.push(`${position}: ${value}`));
        return found;
      });
    assert.equal(entries(fast), entries(plain));
  }
});

test.run();
