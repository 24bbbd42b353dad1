/**
 * No filter is missing: the rank of what a basis expands to is the number that characters give,
 * Σ over rings and frequencies f of ⟨χ_f χ_in χ_out, 1⟩, counted here from traces of matrices alone.
 */
import { cosetAction, PermutationGroup } from '@isotypic/algebra';
import { type FieldRepresentation, type FiniteGSpace, gspaces, kernelBasis } from '@isotypic/nn';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { elementsOf, rankOfRows } from '../helpers/matrices.js';

/** The character of harmonics of frequency f at an orthogonal matrix. */
function harmonicCharacter(f: number, m: Float64Array, d: number): number {
  if (f === 0) return 1;
  if (d === 2) {
    const determinant = m[0] * m[3] - m[1] * m[2];
    return determinant < 0 ? 0 : 2 * Math.cos(f * Math.atan2(m[2], m[0]));
  }
  const determinant =
    m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
  const sign = determinant < 0 ? -1 : 1;
  const cosine = (sign * (m[0] + m[4] + m[8]) - 1) / 2;
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  let sum = 1;
  for (let k = 1; k <= f; k++) sum += 2 * Math.cos(k * angle);
  return sign < 0 && f % 2 === 1 ? -sum : sum;
}

function trace(m: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += m[i * n + i];
  return sum;
}

/** The frequencies of each ring at the default cutoff, as escnn's documentation has them. */
function frequencies(d: number, size: number): number[] {
  const largest = Math.floor(size / 2);
  return Array.from({ length: Math.ceil(size / 2) }, (_, i) => i).flatMap((r) => {
    const plane = Math.min(2 * r, r === largest ? 2 : 2 * r - ((r + 1) % 2));
    const cutoff = r === 0 ? 0 : d === 2 ? plane : Math.min(2 * r, largest - r + 2);
    return Array.from({ length: cutoff + 1 }, (_, f) => f);
  });
}

function count(space: FiniteGSpace, a: FieldRepresentation, b: FieldRepresentation, size: number): number {
  const d = space.baseDimension;
  const traces = space.elements.map((g) => ({
    point: space.pointMatrix(g).data,
    pair: trace(space.matrix(a, g), a.dimension) * trace(space.matrix(b, g), b.dimension),
  }));
  return frequencies(d, size).reduce((sum, f) => {
    const mean = traces.reduce((s, { point, pair }) => s + pair * harmonicCharacter(f, point, d), 0) / traces.length;
    return sum + Math.round(mean);
  }, 0);
}

const quotient = (space: FiniteGSpace, generator: number): FieldRepresentation =>
  permutationRepresentation(
    space.group,
    cosetAction(space.group, new PermutationGroup([space.group.generators[generator]])).generators,
  );

const spaces: readonly (readonly [FiniteGSpace, (s: FiniteGSpace) => FieldRepresentation[], readonly number[]])[] = [
  [gspaces.trivialOnR2(), (s) => [s.trivial], [3, 5]],
  [gspaces.rot2dOnR2(2), (s) => [s.trivial, s.regular, s.irrep(1)], [3, 5]],
  [gspaces.rot2dOnR2(4), (s) => [s.trivial, s.regular, s.irrep(1), s.irrep(2)], [3, 5]],
  [gspaces.rot2dOnR2(5), (s) => [s.regular, s.irrep(1), s.irrep(2)], [3, 5]],
  [gspaces.rot2dOnR2(12), (s) => [s.trivial, quotient(s, 0), s.irrep(1), s.irrep(6)], [5]],
  [gspaces.flip2dOnR2(), (s) => [s.trivial, s.regular, s.irrep(1)], [3, 5]],
  [gspaces.flipRot2dOnR2(4), (s) => [s.trivial, s.regular, quotient(s, 1), s.irrep(1, 1), s.irrep(0, 2)], [3, 5]],
  [gspaces.flipRot2dOnR2(3), (s) => [s.regular, quotient(s, 1), s.irrep(1, 1), s.irrep(1, 0)], [3, 5]],
  [gspaces.invOnR3(), (s) => [s.trivial, s.regular, s.irrep(1)], [3]],
  [gspaces.mirOnR3(), (s) => [s.regular, s.irrep(1)], [3]],
  [gspaces.rot2dOnR3(3), (s) => [s.regular, s.irrep(1)], [3]],
  [gspaces.conicalOnR3(2), (s) => [s.regular, s.irrep(1, 1)], [3]],
  [gspaces.dihedralOnR3(4), (s) => [s.trivial, s.irrep(1, 1), quotient(s, 0)], [3]],
  [gspaces.cylindricalOnR3(3), (s) => [s.irrep(0, 1), s.irrep(1, 0)], [3]],
  [gspaces.fullCylindricalOnR3(2), (s) => [s.irrep(1, 1, 0), s.irrep(0, 0, 1)], [3]],
  [gspaces.octaOnR3(), (s) => [s.trivial, s.irrep(1), s.irrep(-1), s.irrep(2), s.irrep(3), quotient(s, 1)], [3]],
  [gspaces.fullOctaOnR3(), (s) => [s.irrep(1, 1), s.irrep(0, 2), s.irrep(1, 3)], [3]],
  [gspaces.icoOnR3(), (s) => [s.trivial, s.irrep(1), s.irrep(2), s.irrep(3), s.irrep(4), quotient(s, 1)], [3]],
];

for (const [space, fields, sizes] of spaces) {
  test(`${space}: the rank is what characters count`, () => {
    const representations = fields(space);
    for (const a of representations) {
      for (const b of representations) {
        for (const size of sizes) {
          const basis = kernelBasis(space, a, b, { size });
          const label = `${a} → ${b}, ${size}`;
          assert.is(basis.dimension, count(space, a, b, size), label);
          if (basis.dimension > 0) assert.is(rankOfRows(elementsOf(basis), basis.dimension), basis.dimension, label);
        }
      }
    }
  });
}

test('orbits: the rank is what Burnside counts on entries', () => {
  for (const space of [gspaces.rot2dOnR2(4), gspaces.flipRot2dOnR2(4), gspaces.octaOnR3(), gspaces.fullOctaOnR3()]) {
    const d = space.baseDimension;
    const size = 3;
    for (const rep of [space.trivial, space.regular, quotient(space, 1 % space.group.generators.length)]) {
      const fixed = space.elements.map((g) => {
        const { data } = space.pointMatrix(g);
        let points = 0;
        for (let p = 0; p < size ** d; p++) {
          const x = Array.from({ length: d }, (_, axis) => (Math.floor(p / size ** axis) % size) - 1);
          if (x.every((xi, i) => x.reduce((sum, xj, j) => sum + data[i * d + j] * xj, 0) === xi)) points++;
        }
        return points * trace(space.matrix(rep, g), rep.dimension);
      });
      const orbits = fixed.reduce((a, b) => a + b, 0) / space.elements.length;
      assert.is(
        kernelBasis(space, space.trivial, rep, { size, kernel: 'orbits' }).dimension,
        orbits,
        `${space} ${rep}`,
      );
    }
  }
});

test.run();
