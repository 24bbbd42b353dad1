/** Turned fields: escnn's, exact on the grid; off it within the bound of linear interpolation. */
import { type FieldType, fieldType, geometricTensor, gspaces, R2Conv, tensor } from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed } from '../helpers/escnn.js';
import { EPS, normals } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

test("escnn's transform of a GeometricTensor", () => {
  interface Case {
    readonly layer: string;
    readonly fields: readonly string[];
    readonly size: number;
    readonly input: readonly number[];
    readonly outputs: readonly (readonly number[])[];
  }
  const C4 = gspaces.rot2dOnR2(4);
  let seen = 0;
  for (const c of escnnVectors<{ cases: Case[] }>('more-forward').cases) {
    if (c.layer !== 'GeometricTensor.transform') continue;
    const type = fieldType(
      C4,
      c.fields.map((name) => representationNamed(C4, name)),
    );
    const x = geometricTensor(
      tensor(c.input, [c.input.length / type.size / c.size ** 2, type.size, c.size, c.size]),
      type,
    );
    const [turn] = C4.group.generators;
    let g = C4.elements[0];
    for (const output of c.outputs) {
      assert.ok(largestDifference(x.transform(g).tensor.data, output.flat(4) as number[]) <= 1e-14);
      assert.ok(largestDifference(x.transformApproximately(g).tensor.data, x.transform(g).tensor.data) <= 1e-14);
      g = g.times(turn);
      seen++;
    }
  }
  assert.is(seen, 8);
});

test('on the grid the approximate turn is the exact one, in space too', () => {
  const cube = gspaces.octaOnR3();
  const type = fieldType(cube, [cube.irrep(1), cube.regular]);
  const x = geometricTensor(tensor(normals(type.size * 27), [1, type.size, 3, 3, 3]), type);
  for (const g of cube.elements) {
    const [left, right] = [x.transformApproximately(g), x.transform(g)];
    assert.ok(largestDifference(left.tensor.data, right.tensor.data) <= 64 * EPS * 10);
  }
});

/** exp(−|x − c|²/2s²) times v(x) on an n×n grid, v constant in each channel. */
function bump(type: FieldType, n: number, center: readonly [number, number], v: readonly number[], s: number) {
  const data = v.flatMap((value) =>
    Array.from({ length: n * n }, (_, at) => {
      const [x, y] = [(at % n) - (n - 1) / 2, (n - 1) / 2 - Math.floor(at / n)];
      return value * Math.exp(-((x - center[0]) ** 2 + (y - center[1]) ** 2) / (2 * s * s));
    }),
  );
  return geometricTensor(tensor(data, [1, type.size, n, n]), type);
}

test('a smooth field turned by 45° and by any angle: off by at most 2M/8, M its largest second derivative', () => {
  const [C8, SO2] = [gspaces.rot2dOnR2(8), gspaces.rot2dOnR2()];
  const cases: [FieldType, Parameters<FieldType['matrix']>[0], number][] = [
    [fieldType(C8, [C8.irrep(1), C8.trivial]), C8.elements[1], Math.PI / 4],
    [
      fieldType(SO2, [SO2.irrep(1), SO2.trivial]),
      { data: Float64Array.of(Math.cos(0.4), -Math.sin(0.4), Math.sin(0.4), Math.cos(0.4)), rows: 2, cols: 2 },
      0.4,
    ],
  ];
  for (const [type, g, angle] of cases) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const [center, v] = [
      [3, 1],
      [0.6, -0.8, 1],
    ] as const;
    for (const [width, n] of [
      [4, 33],
      [6, 65],
    ] as const) {
      const field = bump(type, n, center, v, width);
      const moved = [c * center[0] - s * center[1], s * center[0] + c * center[1]] as const;
      const turnedValues = [c * v[0] - s * v[1], s * v[0] + c * v[1], v[2]];
      const exact = bump(type, n, moved, turnedValues, width);
      const turned = field.transformApproximately(g);
      // second derivatives along an axis are at most |v|/width², in each of d = 2 axes; ρ keeps lengths
      const bound = (2 * Math.hypot(v[0], v[1])) / width ** 2 / 8;
      let largest = 0;
      for (let channel = 0; channel < 3; channel++) {
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            // what comes from outside is 0: the disk within is not concerned
            if (Math.hypot(i - (n - 1) / 2, j - (n - 1) / 2) > (n - 1) / 2 - 1) continue;
            const difference = Math.abs(turned.tensor.at(0, channel, i, j) - exact.tensor.at(0, channel, i, j));
            largest = Math.max(largest, difference);
          }
        }
      }
      assert.ok(largest <= bound, `${type}: ${largest} > ${bound}`);
      assert.ok(largest > bound / 100); // the bound is of its size
    }
  }
});

test('a C8 convolution of a field turned off the grid is near to the turned one, nearer for smoother fields', () => {
  const C8 = gspaces.rot2dOnR2(8);
  const [image, hidden] = [fieldType(C8, [C8.trivial]), fieldType(C8, [C8.regular])];
  const layer = new R2Conv(image, hidden, 5, { padding: 2, bias: false });
  const off = (width: number, n: number): number => {
    const x = bump(image, n, [2, 1], [1], width);
    const left = layer.forward(x.transformApproximately(C8.elements[1]));
    const right = layer.forward(x).transformApproximately(C8.elements[1]);
    let [most, largest] = [0, 0];
    for (let channel = 0; channel < 8; channel++) {
      for (let i = n / 4; i < (3 * n) / 4; i++) {
        for (let j = n / 4; j < (3 * n) / 4; j++) {
          const [a, b] = [left, right].map((y) => y.tensor.at(0, channel, Math.floor(i), Math.floor(j)));
          most = Math.max(most, Math.abs(a - b));
          largest = Math.max(largest, Math.abs(b));
        }
      }
    }
    return most / largest;
  };
  const errors = [off(3, 33), off(6, 65), off(12, 129)];
  assert.ok(errors[1] < errors[0] && errors[2] < errors[1], String(errors));
  assert.ok(errors[2] < 0.1, String(errors));
});

test.run();
