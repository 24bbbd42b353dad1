/** K(gx) = ρ_out(g) K(x) ρ_in(g)⁻¹: off the grid within rounding, on it to the bit. */
import {
  type FieldRepresentation,
  type FiniteGSpace,
  type GroupElement,
  type GSpace,
  gspaces,
  kernelBasis,
  kernelBasisAt,
} from '@isotypic/nn';
import { axisAngle, rotationMatrix } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signedPermutationOf } from '../../dist/fields/signed-permutations.js';
import { Grid } from '../../dist/kernels/grid.js';
import { conjugated, elementsOf, largestDifference } from '../helpers/matrices.js';

const EPS = 2 ** -52;

/** Points that no rotation of these groups fixes. */
const POINTS = {
  2: [
    [0.31, 0.92],
    [-1.4, 0.23],
    [0.01, -1.9],
  ],
  3: [
    [0.31, 0.92, -0.4],
    [-1.1, 0.23, 0.77],
    [0.01, -1.3, 0.1],
  ],
};

function image(space: GSpace, g: GroupElement, x: readonly number[]): number[] {
  const { data, rows: d } = space.pointMatrix(g);
  return x.map((_, i) => x.reduce((sum, xj, j) => sum + data[i * d + j] * xj, 0));
}

function checkOffGrid(space: GSpace, input: FieldRepresentation, output: FieldRepresentation, g: GroupElement): void {
  const points = POINTS[space.baseDimension as 2 | 3];
  const n = points.length;
  const all = [...points, ...points.map((x) => image(space, g, x))];
  const options = { rings: [0, 1, 2], sigma: 0.6, frequenciesCutoff: (r: number) => Math.min(2 * r, 3) };
  const basis = kernelBasisAt(space, input, output, all, options);
  const entries = elementsOf(basis);
  const [rows, cols] = [output.dimension, input.dimension];
  const [out, into] = [space.matrix(output, g), space.matrix(input, g)];
  for (let b = 0; b < basis.dimension; b++) {
    const at = (p: number): Float64Array =>
      Float64Array.from({ length: rows * cols }, (_, m) => entries[(b * rows * cols + m) * 2 * n + p]);
    for (let p = 0; p < n; p++) {
      const moved = conjugated(out, at(p), into, [rows, cols]);
      // the basis is right to some 100ε of its size, √dim ρ_out; conjugation adds dim ε
      const bound = 400 * EPS * (rows + cols) * Math.sqrt(rows);
      assert.ok(
        largestDifference(moved, at(p + n)) <= bound,
        `${space}: ${input} → ${output}, element ${b}, point ${p}`,
      );
    }
  }
}

function checkOnGrid(space: GSpace, input: FieldRepresentation, output: FieldRepresentation, size: number): void {
  const basis = kernelBasis(space, input, output, { size });
  if (basis.dimension === 0) return;
  const coefficients = Float64Array.from({ length: basis.dimension }, (_, k) => Math.sin(1 + k * k));
  const filter = basis.expand(coefficients);
  const grid = new Grid(space.baseDimension, size, 1);
  const [rows, cols] = [output.dimension, input.dimension];
  for (const u of space.gridSymmetries) {
    const out = signedPermutationOf(space.matrix(output, u), rows);
    const into = signedPermutationOf(space.matrix(input, u), cols);
    if (out === undefined || into === undefined) continue;
    const images = grid.images(space.pointMatrix(u));
    let differing = 0;
    for (let o = 0; o < rows; o++) {
      for (let i = 0; i < cols; i++) {
        for (let p = 0; p < grid.count; p++) {
          const moved = filter[(out.images[o] * cols + into.images[i]) * grid.count + images[p]];
          if (moved !== out.signs[o] * into.signs[i] * filter[(o * cols + i) * grid.count + p]) differing++;
        }
      }
    }
    assert.is(differing, 0, `${space}: ${input} → ${output}`);
  }
}

const finite: readonly (readonly [FiniteGSpace, (s: FiniteGSpace) => readonly FieldRepresentation[]])[] = [
  [gspaces.rot2dOnR2(4), (s) => [s.trivial, s.regular, s.irrep(1)]],
  [gspaces.rot2dOnR2(5), (s) => [s.trivial, s.regular, s.irrep(1), s.irrep(2)]],
  [gspaces.rot2dOnR2(8), (s) => [s.regular, s.irrep(1), s.irrep(4)]],
  [gspaces.flipRot2dOnR2(4), (s) => [s.trivial, s.regular, s.irrep(1, 1), s.irrep(0, 2), s.irrep(1, 2)]],
  [gspaces.flipRot2dOnR2(6), (s) => [s.irrep(1, 0), s.irrep(1, 1), s.irrep(1, 2)]],
  [gspaces.flip2dOnR2(), (s) => [s.trivial, s.regular, s.irrep(1)]],
  [gspaces.invOnR3(), (s) => [s.regular, s.irrep(1)]],
  [gspaces.mirOnR3(), (s) => [s.regular, s.irrep(1)]],
  [gspaces.conicalOnR3(4), (s) => [s.trivial, s.regular, s.irrep(1, 1)]],
  [gspaces.dihedralOnR3(3), (s) => [s.trivial, s.irrep(1, 1), s.irrep(1, 0)]],
  [gspaces.cylindricalOnR3(4), (s) => [s.irrep(1, 1), s.irrep(0, 2)]],
  [gspaces.fullCylindricalOnR3(3), (s) => [s.irrep(1, 1, 1), s.irrep(0, 1, 0)]],
  [gspaces.octaOnR3(), (s) => [s.trivial, s.irrep(1), s.irrep(-1), s.irrep(2), s.irrep(3)]],
  [gspaces.fullOctaOnR3(), (s) => [s.irrep(1, 1), s.irrep(0, -1), s.irrep(1, 2)]],
  [gspaces.icoOnR3(), (s) => [s.trivial, s.irrep(1), s.irrep(2), s.irrep(3), s.irrep(4)]],
];

for (const [space, fields] of finite) {
  test(`${space}`, () => {
    const representations = fields(space);
    const g = space.elements;
    for (const [k, input] of representations.entries()) {
      // each field with itself and with the next one
      for (const output of new Set([input, representations[(k + 1) % representations.length]])) {
        checkOffGrid(space, input, output, g[g.length - 1]);
        checkOffGrid(space, input, output, g[Math.floor(g.length / 2)]);
        checkOnGrid(space, input, output, 3);
        if (space.baseDimension === 2) checkOnGrid(space, input, output, 4);
      }
    }
  });
}

const planar = (angle: number, flips: boolean): GroupElement => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { data: Float64Array.from(flips ? [-c, -s, -s, c] : [c, -s, s, c]), rows: 2, cols: 2 };
};
const spatial = (sign: number): GroupElement => {
  const rows = rotationMatrix(axisAngle([0.3, -0.5, 0.8], 1.234));
  return { data: Float64Array.from(rows.flat(), (x) => sign * x), rows: 3, cols: 3 };
};
const axial = (angle: number, height: number, flips: boolean): GroupElement => {
  const { data } = planar(angle, flips) as { data: Float64Array };
  const entries = [data[0], data[1], 0, data[2], data[3], 0, 0, 0, height];
  return { data: Float64Array.from(entries), rows: 3, cols: 3 };
};

const compact: readonly (readonly [GSpace, readonly (readonly number[])[], GroupElement])[] = [
  [gspaces.rot2dOnR2(), [[0], [1], [2], [3]], planar(0.7, false)],
  [
    gspaces.flipRot2dOnR2(),
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 2],
    ],
    planar(0.7, true),
  ],
  [gspaces.rot3dOnR3(), [[0], [1], [2]], spatial(1)],
  [
    gspaces.flipRot3dOnR3(),
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 2],
    ],
    spatial(-1),
  ],
  [gspaces.rot2dOnR3(), [[0], [1], [2]], axial(0.7, 1, false)],
  [
    gspaces.conicalOnR3(),
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    axial(0.7, 1, true),
  ],
  [
    gspaces.dihedralOnR3(),
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    axial(0.7, -1, true),
  ],
  [
    gspaces.cylindricalOnR3(),
    [
      [0, 0],
      [1, 1],
      [0, 2],
    ],
    axial(0.7, -1, false),
  ],
  [
    gspaces.fullCylindricalOnR3(),
    [
      [0, 0, 0],
      [1, 1, 1],
      [0, 1, 0],
    ],
    axial(0.7, 1, true),
  ],
];

for (const [space, ids, g] of compact) {
  test(`${space}`, () => {
    for (const [k, a] of ids.entries()) {
      for (const b of [a, ids[(k + 1) % ids.length]]) {
        checkOffGrid(space, space.irrep(...a), space.irrep(...b), g);
        checkOnGrid(space, space.irrep(...a), space.irrep(...b), 3);
      }
    }
  });
}

test.run();
