/** First weights: He's keep the variance, orthogonal ones keep lengths; both are equivariant. */
import { catalogue } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Bilinear,
  EquivariantLinear,
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
  WeightSharingLinear,
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

/** Squares of normal numbers add up to `expected`: their mean is off by at most five of its deviations. */
function checkMean(squares: readonly number[], expected: number, what: string): void {
  const mean = squares.reduce((a, b) => a + b, 0) / squares.length;
  const spread = Math.sqrt(squares.reduce((sum, s) => sum + (s - mean) ** 2, 0)) / squares.length;
  assert.ok(Math.abs(mean - expected) <= 5 * spread, `${what}: ${mean} ± ${spread}, not ${expected}`);
}

test('He on shared weights: every output has variance 1, by colors in equal shares, whatever the orbits', () => {
  const cases: [string, number[][], number[][], number[]][] = [
    [
      'S5 on points',
      [
        [1, 2, 3, 4, 0],
        [1, 0, 2, 3, 4],
      ],
      [
        [1, 2, 3, 4, 0],
        [1, 0, 2, 3, 4],
      ],
      [0, 1],
    ],
    ['two orbits to two others', [[1, 0, 3, 4, 2]], [[1, 2, 0, 4, 3, 5]], [0, 1, 2, 3, 4, 5]],
    ['the cycle, two of five colors', [[1, 2, 3, 4, 0]], [[1, 2, 3, 4, 0]], [0, 3]],
  ];
  const [inChannels, outChannels] = [2, 600];
  for (const [what, into, out, colors] of cases) {
    const options = { inChannels, outChannels, colors, initial: 'he', random: randomStream(5) } as const;
    const layer = new WeightSharingLinear(into, out, options);
    const [rows, cols] = [inChannels * into[0].length, out[0].length];
    const W = layer.matrix();
    for (let y = 0; y < cols; y++) {
      const own = Array.from({ length: outChannels }, (_, o) =>
        Array.from({ length: rows }, (_, i) => W.at(i, o * cols + y) ** 2).reduce((a, b) => a + b, 0),
      );
      const connected = layer.layer.connections().some(({ pairs }) => pairs.some((v, k) => k % 2 === 1 && v === y));
      checkMean(own, connected ? 1 : 0, `${what}, output ${y}`);
      layer.layer.connections().forEach(({ pairs }, k) => {
        const inputs = [...pairs].filter((v, at) => at % 2 === 1 && v === y).length;
        if (inputs === 0) return;
        const leading = layer.layer.connections().filter((c) => c.pairs.some((v, at) => at % 2 === 1 && v === y));
        const squares = Array.from({ length: outChannels }, (_, o) => {
          const at = o * inChannels * colors.length + k;
          return inChannels * inputs * leading.length * layer.weight.value.data[at] ** 2;
        });
        checkMean(squares, 1, `${what}, color ${k}`);
      });
    }
    assert.ok(layer.bias?.value.data.every((b) => b === 0));
  }
});

test('He on tensors of matrix groups: linear and bilinear layers keep the variance', () => {
  for (const [name, into, out] of [
    ['SO(3)', '3*T(0) + 2*T(1) + T(2)', '40*T(0) + 30*T(1) + 12*T(2)'],
    ['O(1,3)', '2*T(1) + T(1,1)', '20*T(0) + 15*T(1,1)'],
    ['S(4)', 'T(0) + T(1)', '20*T(0) + 20*T(1) + 5*T(2)'],
  ]) {
    const group = parseMatrixGroup(name);
    const [domain, codomain] = [parseType(into), parseType(out)];
    const layer = new EquivariantLinear(domain.over(group), codomain.over(group), { random: randomStream(6) });
    const W = layer.weight();
    const [outputs, inputs] = W.shape;
    const squares: number[] = [];
    let next = 0;
    for (const { multiplicity, atoms } of codomain.summands) {
      const dimension = group.dimension ** atoms.length;
      for (let copy = 0; copy < multiplicity; copy++, next += dimension) {
        let sum = 0;
        for (let i = 0; i < dimension * inputs; i++) sum += W.data[next * inputs + i] ** 2;
        squares.push(sum / dimension);
      }
    }
    assert.is(next, outputs);
    checkMean(squares, 1, `${name}, linear`);
    assert.ok(layer.bias().data.every((b) => b === 0));

    const draws = Array.from({ length: 120 }, (_, seed) => {
      const bilinear = new Bilinear(domain, parseType('T(0)'), group, { random: randomStream(seed) });
      const [w, x] = [7, 8].map((k) => {
        const random = randomStream(seed, [k]);
        return tensor(
          Float64Array.from({ length: inputs }, () => random.normal()),
          [1, inputs],
        );
      });
      return bilinear.act(w, x).item() ** 2;
    });
    checkMean(draws, 1, `${name}, bilinear`);
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
