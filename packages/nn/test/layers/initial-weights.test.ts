/** First weights: He's keep the variance, orthogonal ones keep lengths; both are equivariant. */
import { catalogue } from '@isotypic/algebra';
import {
  FieldLinear,
  type FieldType,
  fieldType,
  geometricTensor,
  gspaces,
  noBaseSpace,
  R2Conv,
  R3Conv,
  startOrthogonal,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EPS, normals } from '../helpers/laws.js';

const C4 = gspaces.rot2dOnR2(4);
const D3 = noBaseSpace(catalogue.dihedral(3));
const Q8 = noBaseSpace(catalogue.quaternion());
const cube = gspaces.octaOnR3();

test('He: outputs of variance 1 for inputs of variance 1, from orbit sizes and from steerable bases', () => {
  const cases: [FieldType, FieldType][] = [
    [fieldType(D3, [D3.regular, D3.trivial, D3.regular]), fieldType(D3, [D3.regular])],
    [fieldType(Q8, [Q8.irrep(4), Q8.regular]), fieldType(Q8, [Q8.irrep(4), Q8.irrep(4)])],
    [fieldType(C4, [C4.irrep(1), C4.regular]), fieldType(C4, [C4.regular, C4.irrep(1)])],
  ];
  for (const [into, out] of cases) {
    const draws = 150;
    const sums = new Float64Array(draws);
    for (let seed = 0; seed < draws; seed++) {
      const { data } = new FieldLinear(into, out, { seed }).matrix();
      sums[seed] = data.reduce((sum, w) => sum + w * w, 0) / out.size;
    }
    const mean = sums.reduce((a, b) => a + b, 0) / draws;
    const spread = Math.sqrt(sums.reduce((sum, s) => sum + (s - mean) ** 2, 0) / draws ** 2);
    // five standard deviations of the mean of the draws
    assert.ok(Math.abs(mean - 1) <= 5 * spread, `${into} → ${out}: ${mean} ± ${spread}`);
  }
});

test('orthogonal maps: lengths are kept where contents agree, a partial isometry else', () => {
  for (const [into, out] of [
    [fieldType(D3, [D3.regular, D3.irrep(1)]), fieldType(D3, [D3.irrep(1), D3.regular])],
    [fieldType(Q8, [Q8.irrep(4), Q8.irrep(4), Q8.trivial]), fieldType(Q8, [Q8.irrep(4), Q8.trivial, Q8.irrep(4)])],
    [fieldType(D3, [D3.regular]), fieldType(D3, [D3.regular, D3.trivial])],
  ] as const) {
    const layer = new FieldLinear(into, out);
    startOrthogonal(layer, randomStream(3));
    const x = normals(into.size);
    const y = layer.forward(geometricTensor(tensor(x, [1, into.size]), into)).tensor.data;
    const square = (v: Float64Array): number => v.reduce((sum, c) => sum + c * c, 0);
    // U Vᵀ of a singular value decomposition, right to some n·ε, and the weights fitted to it
    assert.ok(Math.abs(square(y) - square(x)) <= 64 * into.size ** 2 * EPS * square(x), `${into} → ${out}`);
  }
  const less = new FieldLinear(fieldType(D3, [D3.regular]), fieldType(D3, [D3.irrep(2)]));
  startOrthogonal(less);
  const W = less.matrix();
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const dot = Array.from({ length: 6 }, (_, k) => W.at(i, k) * W.at(j, k)).reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(dot - (i === j ? 1 : 0)) <= 64 * 6 * EPS);
    }
  }
});

test('delta-orthogonal convolutions keep every length, on the plane and in space, in the span of their basis', () => {
  const plane = fieldType(C4, [C4.regular, C4.irrep(1)]);
  const space = fieldType(cube, [cube.irrep(1), cube.regular]);
  for (const layer of [new R2Conv(plane, plane, 3, { padding: 1 }), new R3Conv(space, space, 3, { padding: 1 })]) {
    startOrthogonal(layer, randomStream(4));
    const { inType } = layer;
    const shape = [1, inType.size, ...new Array(inType.space.baseDimension).fill(4)];
    const x = tensor(normals(shape.reduce((a, b) => a * b, 1)), shape);
    const y = layer.forward(geometricTensor(x, inType)).tensor.data;
    const square = (v: Float64Array): number => v.reduce((sum, c) => sum + c * c, 0);
    assert.ok(Math.abs(square(y) - square(x.data)) <= 256 * inType.size ** 2 * EPS * square(x.data));
  }
  assert.throws(() => startOrthogonal(new R2Conv(plane, plane, 4)), /odd extent/);
});

test.run();
