/** Conditional U-Nets over time and the modulation in them: laws, a twin, derivatives, what is refused, training. */
import { catalogue } from '@isotypic/algebra';
import {
  Adam,
  add,
  ConditionalUnet1d,
  FieldModulation,
  type FieldType,
  fieldType,
  meanSquaredError,
  noBaseSpace,
  parameterGradients,
  tensor,
  zeros,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boundOf } from '../equivariance.js';
import { checkDerivatives } from '../helpers/derivatives.js';
import { EPS, OfSample, onChannels, onRows, points, randomTensor, shake, size } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

for (const [name, group, make] of points) {
  const space = noBaseSpace(group);
  const [input, hidden] = make(space).map((fields) => fieldType(space, fields));
  const local = fieldType(space, [space.trivial, ...hidden.representations]);

  test(`${name}: modulation commutes with the group`, () => {
    const layer = new FieldModulation(input, local);
    shake(layer);
    const [x, condition] = [randomTensor([2, input.size, 3]), randomTensor([2, local.size])];
    for (const g of group.generators) {
      const left = layer.forward([onChannels(input.matrix(g), x), onRows(local.matrix(g), condition)]);
      const right = onChannels(input.matrix(g), layer.forward([x, condition]));
      // the invariants, the affine map, and two changes of basis: sums of at most local.size + 2 input.size products
      const bound = 16 * EPS * (local.size + input.size) ** 2 * (size(right.data) + size(x.data));
      assert.ok(largestDifference(left.data, right.data) <= bound);
    }
  });

  test(`${name}: the U-Net commutes with the group, at lengths that halve and that do not`, () => {
    const network = new ConditionalUnet1d(input, [hidden, input], {
      conditionType: hidden,
      localType: local,
      stepFeatures: 4,
    });
    shake(network);
    for (const time of [1, 5, 8]) {
      const sample = randomTensor([2, input.size, time]);
      const [condition, beside] = [randomTensor([2, hidden.size]), randomTensor([2, local.size, time])];
      const f = new OfSample(network, { step: tensor([3, 40]), condition, local: beside });
      const y = f.forward(sample);
      assert.equal(y.shape, sample.shape);
      assert.ok(size(y.data) > 0);
      for (const g of group.generators) {
        const turned = new OfSample(network, {
          step: tensor([3, 40]),
          condition: onRows(hidden.matrix(g), condition),
          local: onChannels(local.matrix(g), beside),
        });
        const moved = onChannels(input.matrix(g), sample);
        const left = turned.forward(moved);
        const bound = boundOf(turned, moved, left) + boundOf(f, sample, y);
        const difference = largestDifference(left.data, onChannels(input.matrix(g), y).data);
        assert.ok(difference <= bound, `${difference} > ${bound} at ${time} times`);
      }
    }
  });
}

test('modulation by its formula: 1 + s on each copy, multiples of the invariants', () => {
  const space = noBaseSpace(catalogue.cyclic(2));
  const [type, condition] = [fieldType(space, [space.regular]), fieldType(space, [space.trivial])];
  const layer = new FieldModulation(type, condition);
  const { weight, bias } = layer.affine;
  weight.value = tensor([1, 2, 3], [3, 1]);
  if (bias !== undefined) bias.value = tensor([0.5, -1, 0]);
  const y = layer.forward([tensor([4, 1], [1, 2, 1]), tensor([2], [1, 1])]);
  // x = 5/√2 (trivial), 3/√2 (sign); factors 1 + 2.5 and 1 + 3, and 6 along (1, 1)/√2
  const [even, odd] = [(5 / Math.SQRT2) * 3.5 + 6, (3 / Math.SQRT2) * 4];
  const expected = [(even + odd) / Math.SQRT2, (even - odd) / Math.SQRT2];
  assert.ok(largestDifference(y.data, Float64Array.from(expected)) <= 1e-14);
});

const C3 = noBaseSpace(catalogue.cyclic(3));
const plane: FieldType = fieldType(C3, [C3.irrep(1)]);
const features: FieldType = fieldType(C3, [C3.regular, C3.regular]);

test('derivatives by the condition and by the sample', () => {
  // at the first weights: large ones bend too much for difference quotients
  const options = { conditionType: plane, stepFeatures: 2, activation: 'tanh' } as const;
  const network = new ConditionalUnet1d(plane, [features, features], options);
  const [sample, condition] = [randomTensor([1, 2, 4]), randomTensor([1, 2])];
  checkDerivatives((x) => network.forward({ sample: x, step: 2, condition }), sample, [1e-8, 1e-6]);
  checkDerivatives((x) => network.forward({ sample, step: 2, condition: x }), condition, [1e-8, 1e-6]);
});

test('all parts take part, and steps and conditions make a difference', () => {
  const network = new ConditionalUnet1d(plane, [features, features], { conditionType: plane, stepFeatures: 8 });
  const at = { sample: randomTensor([2, 2, 6]), step: 1, condition: randomTensor([2, 2]) };
  const y = network.forward(at).data;
  assert.ok(largestDifference(y, network.forward({ ...at, step: 50 }).data) > 1e-3);
  assert.ok(largestDifference(y, network.forward({ ...at, condition: randomTensor([2, 2]) }).data) > 1e-3);
  const target = randomTensor([2, 2, 6]);
  const parameters = [...network.parameters()];
  const { gradients } = parameterGradients(
    parameters.map(([, parameter]) => parameter),
    () => meanSquaredError(network.forward(at), target),
  );
  parameters.forEach(([name], k) => {
    assert.ok(
      gradients[k].data.some((v) => v !== 0),
      name,
    );
  });
});

test('wrong shapes and options are refused by name', () => {
  const network = new ConditionalUnet1d(plane, [features], { conditionType: plane });
  const sample = zeros([2, 2, 4]);
  assert.throws(() => network.forward({ sample, step: 1 }), /a condition of the shape/);
  assert.throws(() => network.forward({ sample, step: 1, condition: zeros([1, 2]) }), /a condition of the shape/);
  assert.throws(() => network.forward({ sample, step: tensor([1]), condition: zeros([2, 2]) }), /2 steps/);
  assert.throws(() => network.forward({ sample } as never), /step to be/);
  const local = { local: zeros([2, 2, 4]), condition: zeros([2, 2]) };
  assert.throws(() => network.forward({ sample, step: 1, ...local }), /no local tensor/);
  assert.throws(() => new ConditionalUnet1d(plane, []), /at least one level/);
  assert.throws(() => new ConditionalUnet1d(plane, [features], { kernelSize: 4 }), /odd kernelSize/);
  assert.throws(() => new ConditionalUnet1d(plane, [features], { stepFeatures: 3 }), /even number of stepFeatures/);
  const other = noBaseSpace(catalogue.cyclic(4));
  assert.throws(() => new FieldModulation(plane, fieldType(other, [other.trivial])), /permutations of 3 points/);
  assert.throws(() => new FieldModulation(plane, plane).forward([zeros([2, 2]), zeros([2, 3])]), /a condition of/);
});

test('it learns which noise was added to a turning trajectory', () => {
  const network = new ConditionalUnet1d(plane, [features, features], {
    conditionType: plane,
    stepFeatures: 4,
    seed: 3,
  });
  const adam = new Adam(network.parameters(), { learningRate: 1e-2 });
  const [condition, noise] = [randomTensor([8, 2]), randomTensor([8, 2, 4])];
  const clean = tensor(
    Float64Array.from({ length: 64 }, (_, k) => condition.data[Math.floor(k / 8) * 2 + (Math.floor(k / 4) % 2)]),
    [8, 2, 4],
  );
  const at = { sample: add(clean, noise), step: 10, condition };
  const loss = () => meanSquaredError(network.forward(at), noise);
  const before = loss().item();
  const parameters = [...network.parameters().values()];
  for (let k = 0; k < 40; k++) adam.step(parameterGradients(parameters, loss).gradients);
  assert.ok(loss().item() < before / 4, `${before} to ${loss().item()}`);
});

test.run();
