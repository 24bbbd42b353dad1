/** Nonlinearities on the circle, and dropout of fields. */
import {
  FieldDropout,
  FourierNonlinearity,
  fieldType,
  GroupFourierNonlinearity,
  geometricTensor,
  gspaces,
  tensor,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { largestDifference } from '../helpers/matrices.js';

const SO2 = gspaces.rot2dOnR2();
const waves = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => Math.sin(i * i + 1));

/** How far a layer is from commuting with a rotation of the fibers alone, at one point. */
function defect(layer: FourierNonlinearity, angle: number): number {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const rho = layer.inType.matrix({ data: Float64Array.of(c, -s, s, c), rows: 2, cols: 2 });
  const n = layer.inType.size;
  const turned = (v: Float64Array): Float64Array =>
    Float64Array.from(v, (_, i) => v.reduce((sum, x, j) => sum + rho[i * n + j] * x, 0));
  const apply = (v: Float64Array): Float64Array =>
    layer.forward(geometricTensor(tensor(v, [1, n, 1, 1]), layer.inType)).tensor.data;
  const x = waves(n);
  return largestDifference(apply(turned(x)), turned(apply(x)));
}

test('exact under the rotations between samples, better with more of them under all', () => {
  for (const samples of [8, 16, 32]) {
    const layer = new FourierNonlinearity(SO2, 'tanh', { channels: 2, frequency: 2, samples });
    // 2·samples products and the function's own ulp
    assert.ok(defect(layer, (2 * Math.PI * 3) / samples) <= 100 * samples * 2 ** -52, `${samples}`);
  }
  const far = (samples: number): number =>
    defect(new FourierNonlinearity(SO2, 'tanh', { channels: 2, frequency: 2, samples }), 0.3);
  assert.ok(far(8) > far(16) && far(16) > far(32));
  assert.ok(far(32) < 1e-9);
  assert.throws(() => new FourierNonlinearity(SO2, 'relu', { channels: 1, frequency: 3, samples: 6 }), /2·frequency/);
  assert.throws(
    () => new FourierNonlinearity(gspaces.flipRot2dOnR2(), 'relu', { channels: 1, frequency: 1, samples: 6 }),
    /nothing else/,
  );
});

test('functions on the sphere are evaluated at its points, once each', () => {
  const space = gspaces.rot3dOnR3();
  const irreps = [0, 1, 2].map((l) => space.irrep(l));
  const stabilizer = gspaces.rot2dOnR3();
  const onSphere = { channels: 1, irreps, stabilizer };
  const layer = new GroupFourierNonlinearity(space, 'relu', onSphere);
  // degree 8: 9 angles about the axis and 5 heights; of the 9 turns about the point itself one is left
  assert.is(layer.points, 45);
  const n = layer.inType.size;
  const apply = (f: GroupFourierNonlinearity, v: Float64Array): Float64Array =>
    f.forward(geometricTensor(tensor(v, [1, n, 1, 1, 1]), f.inType)).tensor.data;
  // a positive function comes back: the weights add up to those of the mean over the sphere
  const positive = waves(n).map((x, i) => (i === 0 ? 20 : x));
  assert.ok(largestDifference(apply(layer, positive), positive) <= 1e-13);
  // ⟨u, r⟩ has the positive part of mean 1/4 over the sphere, whose product with √3⟨u, r⟩ has the mean √3/6
  const z = Float64Array.from({ length: n }, (_, i) => (i === 2 ? 1 / Math.sqrt(3) : 0));
  const [fine, coarse] = [20, 8].map((grid) =>
    apply(new GroupFourierNonlinearity(space, 'relu', { ...onSphere, grid }), z),
  );
  assert.ok(Math.abs(fine[0] - 1 / 4) < 1e-2, `${fine}`);
  assert.ok(Math.abs(Math.hypot(...fine.slice(1, 4)) - Math.sqrt(3) / 6) < 1e-2, `${fine}`);
  assert.ok(largestDifference(fine, coarse) > 1e-3);
});

test('dropout leaves out whole fields, as often as asked, and goes on to the same bits from its state', () => {
  const type = fieldType(SO2, new Array(200).fill(SO2.irrep(1)));
  const x = geometricTensor(tensor(new Float64Array(8 * 400).fill(1), [8, 400, 1, 1]), type);
  const dropout = new FieldDropout(type, 0.25, 7);
  const first = dropout.forward(x).tensor.data;
  for (let i = 0; i < first.length; i += 2) assert.is(first[i], first[i + 1]);
  const left = first.filter((v) => v === 0).length / first.length;
  // 1600 independent fields: the share of those left out has a standard deviation of 0.011
  assert.ok(Math.abs(left - 0.25) < 0.055);
  assert.ok(first.every((v) => v === 0 || v === 1 / 0.75));
  const state = dropout.state();
  const second = dropout.forward(x).tensor.data;
  assert.ok(largestDifference(first, second) > 0);
  const resumed = new FieldDropout(type, 0.25, 7);
  resumed.loadState(state);
  assert.equal(resumed.forward(x).tensor.data, second);
});

test.run();
