/** Models on lists of features as dense operations: what they compute, in float64 and in float32. */
import { catalogue } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Bilinear,
  type DenseModule,
  Emlp,
  EmlpBlock,
  EquivariantLinear,
  EquivariantMlp,
  encodeOnnx,
  exportModule,
  float32Forward,
  Gated,
  InvariantMlp,
  Linear,
  Mlp,
  WeightSharingLinear,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { waves } from '../helpers/derivatives.js';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { shake } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

const random = randomStream(3);
const [SO3, S4, lorentz] = ['SO(3)', 'S(4)', 'O(1,3)'].map(parseMatrixGroup);
const rep = permutationRepresentation(catalogue.dihedral(5));
const [vectors, tensors] = [parseType('2*T(0) + 3*T(1) + T(2)'), parseType('T(0) + 2*T(1) + T(2)')];
const cycle = [[1, 2, 3, 0]];

const models: readonly (readonly [string, DenseModule])[] = [
  ['an ordinary layer', new Linear(4, 3, { random })],
  ['one without a bias', new Linear(4, 3, { bias: false, random })],
  ...(['relu', 'tanh', 'swish', 'gelu', 'identity'] as const).map(
    (activation) => [`a perceptron with ${activation}`, new Mlp([5, 7, 2], { activation, random })] as const,
  ),
  ['shared weights', new WeightSharingLinear(cycle, cycle, { inChannels: 2, outChannels: 3, random })],
  [
    'shared weights, along connections, no bias',
    new WeightSharingLinear(cycle, cycle, { product: 'sparse', bias: false, random }),
  ],
  ['maps of SO(3)', new EquivariantLinear(vectors.over(SO3), tensors.over(SO3), { random })],
  ['gates of SO(3)', new Gated(vectors, SO3)],
  ['gates of S(4)', new Gated(vectors, S4)],
  ['products of SO(3)', new Bilinear(vectors, tensors, SO3, { random })],
  [
    'products under O(1,3), whose V* is another',
    new Bilinear(parseType('T(1) + T(0,1) + T(1,1)'), parseType('T(0) + T(1) + T(0,1)'), lorentz, { random }),
  ],
  ['products that a summand has none of', new Bilinear(parseType('T(1)'), parseType('T(0) + T(2)'), SO3, { random })],
  ['a block of EMLP', new EmlpBlock(vectors, tensors, SO3, { random })],
  [
    'EMLP under O(1,3)',
    new Emlp(parseType('2*T(0) + 2*T(1)'), parseType('T(0) + T(1)'), lorentz, { channels: 24, layers: 2, random }),
  ],
  ['EMLP under S(4)', new Emlp(parseType('2*T(1)'), parseType('T(1)'), S4, { channels: 24, layers: 1, random })],
  ['an equivariant perceptron', new EquivariantMlp(rep, rep, { copies: 2, random })],
  ['an invariant one', new InvariantMlp(rep, 3, { copies: 2, activation: 'gelu', random })],
];

for (const [name, model] of models) {
  test(`${name}: as dense operations`, () => {
    if (model.parameters().size > 0 && !name.startsWith('EMLP')) shake(model);
    const x = waves([3, ...model.shapes.inputs], 2);
    const y = model.forward(x);
    const graph = exportModule(model);
    assert.equal(graph.inputs, [{ name: 'x', shape: [-1, ...x.shape.slice(1)] }]);
    assert.equal(graph.outputShape, [-1, ...y.shape.slice(1)]);
    const largest = y.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const z = evaluateGraph(graph, x);
    assert.equal(z.shape, y.shape);
    // the same sums in an order of their own: up to 200 products of size ~1, twenty times one after another
    assert.ok(largestDifference(z.data, y.data) <= 20 * 200 * 2 ** -52 * largest);
    const single = float32Forward(graph)(x);
    assert.equal(single.shape, y.shape);
    assert.ok(largestDifference(single.data, y.data) <= 20 * 200 * 2 ** -24 * largest);
    assert.ok(encodeOnnx(graph).length > 0);
  });
}

test('constants say which layer they are of', () => {
  const names = Object.keys(exportModule(new Mlp([2, 3, 4, 1], { random })).constants);
  assert.equal(names, ['0.weight', '0.bias', '1.weight', '1.bias', '2.weight', '2.bias']);
});

test.run();
