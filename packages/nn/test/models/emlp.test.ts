import { multiple, parseMatrixGroup, parseType, Scalar, T, type TensorType } from '@isotypic/maps';
import {
  Bilinear,
  broadcastTo,
  Emlp,
  EmlpBlock,
  EquivariantLinear,
  Gated,
  gradient,
  matmul,
  multiply,
  normalInitial,
  reduceSum,
  reshape,
  type Tensor,
  tensor,
  transpose,
  uniformType,
  zeros,
} from '@isotypic/nn';
import { Float64Matrix, leastSquares, randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { equivarianceFault } from '../equivariance.js';
import { vectors } from '../vectors.js';

interface Sizing {
  readonly group: string;
  readonly channels: number;
  readonly tensorsPerRank: number[];
  readonly rep: Record<string, number>;
  readonly size: number;
  readonly gatedSize: number;
  readonly orthogonal: boolean;
}

/** EMLP's name of a group as ours. */
const groupNamed = (name: string) =>
  parseMatrixGroup(name.replace('()', '').replace('SO13p', 'SO+(1,3)').replace('Lorentz', 'O(1,3)'));

/** 'V²⊗V*' as T(2, 1). */
const typeNamed = (name: string): TensorType => {
  let type = Scalar;
  for (const [, dual, power] of name.matchAll(/V(\*?)([⁰²³⁴]?)/g)) {
    const k = power === '' ? 1 : '⁰¹²³⁴'.indexOf(power);
    type = type.times(dual === '*' ? T(0, k) : T(k));
  }
  return type;
};

for (const given of vectors<{ cases: Sizing[] }>('emlp-uniform-rep').cases) {
  test(`${given.channels} channels under ${given.group}: the type and the gates of EMLP`, () => {
    const group = groupNamed(given.group);
    const type = uniformType(given.channels, group, randomStream(1));
    const counts: number[] = [];
    for (const { atoms, multiplicity } of type.summands)
      counts[atoms.length] = (counts[atoms.length] ?? 0) + multiplicity;
    assert.equal(counts, given.tensorsPerRank);
    assert.is(type.over(group).dimension, given.size);
    assert.is(new Gated(type, group).gatedType.over(group).dimension, given.gatedSize);
    if (!given.orthogonal) return; // drawn at random there
    const expected = Object.entries(given.rep).map(([name, n]) => multiple(n, typeNamed(name)));
    assert.is(String(type), String(expected.reduce((a, b) => a.plus(b))));
  });
}

interface Forward {
  readonly group: string;
  readonly repIn: string;
  readonly repOut: string;
  readonly hidden: Record<string, number>;
  readonly hiddenSize: number;
  readonly gatedSize: number;
  readonly bilinearParameters: number;
  readonly x: number[];
  readonly W1: number[];
  readonly b1: number[];
  readonly linear: number[];
  readonly bilinearMatrix: number[];
  readonly preactivation: number[];
  readonly activation: number[];
  readonly W2: number[];
  readonly b2: number[];
  readonly y: number[];
}

const sumNamed = (text: string): TensorType =>
  text
    .split('+')
    .map((term) => {
      const [, count, name] = /^(\d*)(V.*)$/.exec(term) ?? [];
      return multiple(count === '' ? 1 : Number(count), typeNamed(name));
    })
    .reduce((a, b) => a.plus(b));

/** Printed with nine digits: sums of 18 such numbers below 1 differ by 18·5e-10 from those of the exact ones. */
const PRINTED = 18 * 5e-10;
const close = (x: Tensor, expected: readonly number[], name: string): void => {
  assert.is(x.size, expected.length);
  for (const [i, v] of x.data.entries())
    assert.ok(Math.abs(v - expected[i]) <= PRINTED, `${name} ${i}: ${v}, expected ${expected[i]}`);
};

for (const given of vectors<{ cases: Forward[] }>('emlp-emlp-forward').cases) {
  test(`${given.group}: a block of EMLP, step by step`, () => {
    const group = groupNamed(given.group);
    const [domain, codomain] = [sumNamed(given.repIn), sumNamed(given.repOut)];
    const hidden = Object.entries(given.hidden)
      .map(([name, n]) => multiple(n, typeNamed(name)))
      .reduce((a, b) => a.plus(b));
    const block = new EmlpBlock(domain, hidden, group);
    const { hiddenSize, gatedSize } = given;
    // there the scalars of the gates stand last, here behind the other scalars
    const scalars = given.hidden['V⁰'];
    const order = Array.from({ length: gatedSize }, (_, i) =>
      i < scalars ? i : i < scalars + gatedSize - hiddenSize ? hiddenSize + i - scalars : i - (gatedSize - hiddenSize),
    );
    const width = given.x.length;
    const W1 = tensor(
      order.flatMap((row) => given.W1.slice(row * width, (row + 1) * width)),
      [gatedSize, width],
    );
    const b1 = tensor(order.map((row) => given.b1[row]));
    block.linear.project(W1, b1);
    close(block.linear.weight(), [...W1.data], 'W1 is equivariant');
    close(block.linear.bias(), [...b1.data], 'b1 is invariant');
    const x = tensor(given.x, [1, width]);
    const linear = block.linear.forward(x);
    close(
      linear,
      order.map((row) => given.linear[row]),
      'linear',
    );

    // B(linear) as it is there is a value of our bilinear layer at that place
    const B = order.flatMap((row) => order.map((col) => given.bilinearMatrix[row * gatedSize + col]));
    const { gatedType } = block.gated;
    const all = new Bilinear(gatedType, gatedType, group, { random: cyclingStream() });
    const count = all.mixtures.reduce((sum, { value }) => sum + value.size, 0);
    assert.is(count, given.bilinearParameters);
    const columns = basisOfMatrices(all, linear);
    const solution = leastSquares(
      columns,
      B.map((v) => [v]),
    );
    const fitted = Float64Matrix.generate(B.length, 1, (i) =>
      columns.row(i).reduce((s, v, k) => s + v * solution.solution.at(k, 0), 0),
    );
    close(tensor(fitted.data), B, 'B(linear)');

    const preactivation = tensor(
      order.map((row) => given.preactivation[row]),
      [1, gatedSize],
    );
    const acted = matmul(tensor(B, [gatedSize, gatedSize]), transpose(linear));
    close(tensor(linear.data.map((v, i) => v + 0.1 * acted.data[i])), [...preactivation.data], 'preactivation');
    const activation = block.gated.forward(preactivation);
    close(activation, given.activation, 'activation');
    const last = new EquivariantLinear(hidden.over(group), codomain.over(group));
    last.project(tensor(given.W2, [given.y.length, hiddenSize]), tensor(given.b2));
    close(last.forward(activation), given.y, 'y');
  });
}

/** Streams whose uniform numbers choose every copy once, when there are two. */
function cyclingStream() {
  const stream = randomStream(1);
  let k = 0;
  return { uniform: () => (k++ % 2) / 2, normal: () => stream.normal(), split: (n: number) => stream.split(n) };
}

/** The matrices B(x) of unit parameters, as columns: the bilinear layer's parameter by parameter, x kept in B. */
function basisOfMatrices(layer: Bilinear, x: Tensor): Float64Matrix {
  const n = x.size;
  const columns: Float64Array[] = [];
  const blank = layer.mixtures.map(({ value }) => zeros(value.shape));
  for (const [m, { value }] of layer.mixtures.entries()) {
    for (let k = 0; k < value.size; k++) {
      for (const [i, mixture] of layer.mixtures.entries()) mixture.value = blank[i];
      const unit = new Float64Array(value.size);
      unit[k] = 1;
      layer.mixtures[m].value = tensor(unit, value.shape);
      columns.push(matrixAt(layer, x));
    }
  }
  return Float64Matrix.generate(n * n, columns.length, (i, j) => columns[j][i]);
}

/** B(x), row-major: its columns are B(x)e for the unit vectors e. */
function matrixAt(layer: Bilinear, x: Tensor): Float64Array {
  const n = x.size;
  const unit = tensor(Float64Matrix.identity(n).data, [n, n]);
  return transpose(layer.act(broadcastTo(x, [n, n]), unit)).data;
}

const GROUPS: readonly (readonly [group: string, domain: string, codomain: string])[] = [
  ['SO(3)', '2*T(0) + 2*T(1)', 'T(0) + T(1) + T(2)'],
  ['O(3)', '5*T(0) + 5*T(1)', 'T(2)'],
  ['O(5)', '2*T(1)', 'T(0)'],
  ['O(1,3)', '4*T(1)', 'T(0) + T(1,1)'],
  ['SO+(1,3)', '4*T(1)', '3*T(0)'],
  ['Sp(1)', '3*T(1)', 'T(0) + T(2)'],
  ['S(4)', 'T(0) + T(1)', 'T(2)'],
  ['Z(5)', '2*T(1)', 'T(1) + T(0)'],
  ['D(6)', '2*T(1)', 'T(1) + T(2)'],
  ['C(7)', '2*T(1)', 'T(1) + T(0)'],
  ['Cube', 'T(1)', 'T(1) + T(0)'],
  ['O2eR3', '4*T(1)', 'T(0)'],
  ['Scaling(2)', 'T(1) + T(0,1)', 'T(1,1) + T(1)'],
];

for (const [name, domain, codomain] of GROUPS) {
  test(`EMLP under ${name} is equivariant, in value and gradient`, () => {
    const group = parseMatrixGroup(name);
    const [into, out] = [parseType(domain), parseType(codomain)];
    const model = new Emlp(into, out, group, { channels: 24, layers: 2, random: randomStream(7) });
    assert.is(equivarianceFault(model, into.over(group), out.over(group), { seed: 3 }), undefined);
  });
}

test('an EMLP of no symmetry has every map, and sizes are those of the type', () => {
  const group = parseMatrixGroup('Trivial(3)');
  const layer = new EquivariantLinear(T(1).over(group), T(2).over(group));
  assert.is(
    layer.weightCoefficients.reduce((sum, p) => sum + p.value.size, 0),
    27,
  );
  assert.equal(layer.dimensions, { inputs: 3, outputs: 9 });
});

test('the layer of S(5) from 10T(1)+5T(2) to 3T(0)+T(2) has 185 weights', () => {
  const group = parseMatrixGroup('S(5)');
  const layer = new EquivariantLinear(
    parseType('10*T(1) + 5*T(2)').over(group),
    parseType('3*T(0) + T(2)').over(group),
  );
  assert.is(
    layer.weightCoefficients.reduce((sum, p) => sum + p.value.size, 0),
    185,
  );
});

test('what evaluation keeps is renewed when a coefficient changes', () => {
  const group = parseMatrixGroup('SO(3)');
  const layer = new EquivariantLinear(T(1).over(group), T(1).over(group), { bias: false });
  const before = layer.weight().data.slice();
  const [parameter] = layer.weightCoefficients;
  parameter.value = tensor(
    parameter.value.data.map((c) => 2 * c),
    parameter.value.shape,
  );
  assert.equal(
    [...layer.weight().data],
    [...before].map((w) => 2 * w),
  );
  const loss = (x: Tensor): Tensor => reduceSum(multiply(layer.forward(x), layer.forward(x)));
  assert.is(gradient(loss, [normalInitial([1, 3], 1, randomStream(1))]).gradients[0].size, 3);
  assert.is(reshape(layer.weight(), [9]).size, 9);
});

test.run();
