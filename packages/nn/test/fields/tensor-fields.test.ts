/** Tensors of matrix groups as fields: EMLP's counts, laws, what is refused. */
import { toFloat64 } from '@isotypic/algebra';
import { parseMatrixGroup, parseType, randomElementFloat64, T } from '@isotypic/maps';
import {
  EquivariantConv1d,
  EquivariantLinear,
  type EquivariantModule,
  FieldAttention,
  FieldLayerNorm,
  FieldLinear,
  FieldRmsNorm,
  type FieldType,
  GatedNonlinearity,
  geometricTensor,
  InducedNormPool,
  NormBatchNorm,
  NormNonlinearity,
  NormPool,
  noBaseSpace,
  PointwiseNonlinearity,
  QuadraticPooling,
  R2Conv,
  SequentialModule,
  type Tensor,
  TransformerEncoder,
  tensor,
  tensorFields,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EPS, normals, onChannels, shake, size } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

const layoutOf = (type: { group: ReturnType<typeof parseMatrixGroup> }, seed: number) => {
  const { data, rows, cols } = randomElementFloat64(type.group, seed);
  return { data, rows, cols };
};

test("as many maps as EMLP's layer between the same types, for every group", () => {
  for (const [name, into, out] of [
    ['SO(3)', '5*T(0) + 5*T(1)', 'T(1)'],
    ['O(3)', '2*T(0) + 3*T(1) + T(2)', 'T(0) + T(1) + T(2)'],
    ['O(1,3)', 'T(1)', 'T(2,1)'],
    ['S(4)', '2*T(1) + T(2)', 'T(0) + T(2)'],
    ['Sp(2)', 'T(1) + T(1,1)', 'T(2) + T(1)'],
  ] as const) {
    const group = parseMatrixGroup(name);
    const space = noBaseSpace(group);
    assert.is(noBaseSpace(group), space);
    const layer = new FieldLinear(tensorFields(space, parseType(into)), tensorFields(space, parseType(out)));
    const twin = new EquivariantLinear(parseType(into).over(group), parseType(out).over(group));
    const count = twin.weightCoefficients.reduce((sum, { value }) => sum + value.size, 0);
    assert.is(layer.dimension, count, name);
    const biases = twin.biasCoefficients.reduce((sum, { value }) => sum + value.size, 0);
    assert.is(layer.bias?.value.size ?? 0, biases, name);
    // the twin's matrix lies within the span
    assert.ok(layer.setMatrix(twin.weight().data) <= 1e-12, name);
  }
});

test('ρ on the generators is that of the bound type', () => {
  for (const [name, p, q] of [
    ['SO(3)', 2, 0],
    ['O(1,3)', 1, 1],
    ['S(4)', 2, 0],
    ['SL(2)', 1, 2],
  ] as const) {
    const group = parseMatrixGroup(name);
    const rep = noBaseSpace(group).tensor(p, q);
    const bound = T(p, q).over(group);
    bound.generatorMatrices.forEach((g, k) => {
      const element = toFloat64(group.generatorMatrices[k]);
      assert.ok(largestDifference(noBaseSpace(group).matrix(rep, element), toFloat64(g).data) <= 1e-13);
    });
  }
});

function checkLaw(layer: EquivariantModule, type: FieldType, g: Parameters<FieldType['matrix']>[0]): void {
  shake(layer);
  const x = geometricTensor(tensor(normals(3 * type.size), [3, type.size]), type);
  for (const mode of ['train', 'evaluate'] as const) {
    layer[mode]();
    const state = layer.state();
    const left = layer.forward(x.transform(g)).tensor.data;
    layer.loadState(state);
    const right = layer.forward(x).transform(g).tensor.data;
    layer.loadState(state);
    // sums of at most `size` products on both sides of ρ, whose entries are those of products of boosts
    const rho = size(type.matrix(g)) * size(layer.outType.matrix(g));
    const bound = 256 * EPS * type.size ** 2 * rho * size(x.tensor.data) * size(right);
    assert.ok(largestDifference(left, right) <= bound, `${layer.constructor.name} ${mode} ${type}`);
  }
}

test('layers commute with random elements: orthogonal groups, and those that are not', () => {
  for (const name of ['SO(3)', 'O(3)', 'S(4)', 'O(1,3)', 'SL(3)', 'Sp(2)']) {
    const group = parseMatrixGroup(name);
    const space = noBaseSpace(group);
    const type = tensorFields(space, parseType('2*T(0) + 2*T(1) + T(2)'));
    const g = name === 'S(4)' ? toFloat64(group.generatorMatrices[0]) : layoutOf({ group }, 3);
    const gated = new GatedNonlinearity(type);
    const layers: EquivariantModule[] = [new FieldLinear(type, type), gated];
    layers.push(new SequentialModule([new FieldLinear(type, gated.inType), gated]));
    if (['SO(3)', 'O(3)', 'S(4)'].includes(name)) {
      layers.push(new NormNonlinearity(type), new NormPool(type), new NormBatchNorm(type));
      layers.push(new FieldRmsNorm(type), new FieldLayerNorm(type), new InducedNormPool(type));
    } else {
      for (const make of [() => new NormPool(type), () => new FieldRmsNorm(type), () => new FieldAttention(type)]) {
        assert.throws(make, /orthogonal/, name);
      }
    }
    if (name === 'S(4)') layers.push(new PointwiseNonlinearity(type, 'relu'));
    else assert.throws(() => new PointwiseNonlinearity(type, 'relu'), /permuted/, name);
    for (const layer of layers) checkLaw(layer, layer.inType, g);
  }
});

test('sequences of vectors: convolutions in time, attention, a transformer', () => {
  const group = parseMatrixGroup('O(3)');
  const space = noBaseSpace(group);
  const type = tensorFields(space, parseType('2*T(0) + 2*T(1)'));
  const rho = type.matrix(layoutOf({ group }, 5));
  const x = tensor(normals(2 * type.size * 5), [2, type.size, 5]);
  for (const layer of [
    new EquivariantConv1d(type, type, 3, { padding: 1 }),
    new FieldAttention(type, { heads: 2, positions: 'relative' }),
    new TransformerEncoder(type, { heads: 2, layers: 1 }),
  ]) {
    const [left, right]: Tensor[] = [layer.forward(onChannels(rho, x)), onChannels(rho, layer.forward(x))];
    // He's weights keep values of size 1 through some ten sums of at most 3·8 products
    assert.ok(largestDifference(left.data, right.data) <= 10 * 24 * 64 * EPS * size(x.data) ** 3);
  }
});

test('what tensors of a matrix group have not is refused by name', () => {
  const space = noBaseSpace(parseMatrixGroup('O(3)'));
  const type = tensorFields(space, parseType('T(1)'));
  assert.throws(() => new QuadraticPooling(type), /Bilinear/);
  assert.throws(() => space.regular, /tensor\(1\)/);
  assert.throws(() => space.irrep(1), /space.tensor/);
  assert.throws(() => noBaseSpace(parseMatrixGroup('U(2)')), /realForm/);
  assert.throws(() => new R2Conv(type, type, 3), /2 dimensions/);
  assert.throws(() => type.matrix({ data: new Float64Array(4), rows: 2, cols: 2 }), /3×3/);
});

test.run();
