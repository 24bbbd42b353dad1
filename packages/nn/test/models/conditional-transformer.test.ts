/** Conditional transformers: laws, what they look at, what is refused. */
import { catalogue } from '@isotypic/algebra';
import {
  ConditionalTransformer,
  type FieldType,
  fieldType,
  meanSquaredError,
  noBaseSpace,
  parameterGradients,
  type Tensor,
  TransformerDecoder,
  tensor,
  zeros,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boundOf } from '../equivariance.js';
import { OfSample, onChannels, points, randomTensor, shake } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

for (const [name, group, make] of points) {
  test(`${name}: turned samples and histories give turned sequences`, () => {
    const space = noBaseSpace(group);
    const [input, output] = make(space).map((fields) => fieldType(space, fields));
    const hidden = fieldType(space, [space.trivial, ...output.representations]);
    const network = new ConditionalTransformer(input, output, hidden, {
      outType: output,
      layers: 1,
      positions: 'relative',
      stepFeatures: 2,
    });
    const [sample, condition, step] = [
      randomTensor([2, input.size, 4]),
      randomTensor([2, output.size, 3]),
      tensor([1, 30]),
    ];
    const f = new OfSample(network, { step, condition });
    const y = f.forward(sample);
    assert.equal(y.shape, [2, output.size, 4]);
    for (const g of group.generators) {
      const turned = new OfSample(network, { step, condition: onChannels(output.matrix(g), condition) });
      const moved = onChannels(input.matrix(g), sample);
      const left = turned.forward(moved);
      const bound = boundOf(turned, moved, left) + boundOf(f, sample, y);
      const difference = largestDifference(left.data, onChannels(output.matrix(g), y).data);
      assert.ok(difference <= bound, `${difference} > ${bound}`);
    }
  });
}

const C3 = noBaseSpace(catalogue.cyclic(3));
const plane: FieldType = fieldType(C3, [C3.irrep(1)]);
const features: FieldType = fieldType(C3, [C3.regular, C3.regular]);
const reversed = (x: Tensor): Tensor => {
  const time = x.shape[2];
  return tensor(
    x.data.map((_, at) => x.data[at - (at % time) + time - 1 - (at % time)]),
    x.shape,
  );
};

test('steps, histories and their order make a difference; all parts take part', () => {
  const network = new ConditionalTransformer(plane, plane, features, {
    layers: 1,
    positions: 'relative',
    stepFeatures: 4,
  });
  shake(network);
  const at = { sample: randomTensor([2, 2, 5]), step: 3, condition: randomTensor([2, 2, 4]) };
  const y = network.forward(at).data;
  assert.ok(largestDifference(y, network.forward({ ...at, step: 60 }).data) > 1e-6);
  assert.ok(largestDifference(y, network.forward({ ...at, condition: randomTensor([2, 2, 4]) }).data) > 1e-6);
  assert.ok(largestDifference(y, network.forward({ ...at, condition: reversed(at.condition) }).data) > 1e-6);
  const parameters = [...network.parameters()];
  const { gradients } = parameterGradients(
    parameters.map(([, parameter]) => parameter),
    () => meanSquaredError(network.forward(at), randomTensor([2, 2, 5])),
  );
  parameters.forEach(([name], k) => {
    assert.ok(
      gradients[k].data.some((v) => v !== 0),
      name,
    );
  });
});

test('without blocks for the history its order is not seen', () => {
  const network = new ConditionalTransformer(plane, plane, features, {
    layers: 1,
    conditionLayers: 0,
    stepFeatures: 2,
  });
  const at = { sample: randomTensor([1, 2, 5]), step: 3, condition: randomTensor([1, 2, 4]) };
  const back = network.forward({ ...at, condition: reversed(at.condition) });
  assert.ok(largestDifference(network.forward(at).data, back.data) <= 1e-13);
});

test('a causal network and a causal decoder do not look ahead, others do', () => {
  const later = (x: Tensor): Tensor => {
    const time = x.shape[2];
    return tensor(
      x.data.map((v, at) => (at % time === time - 1 ? v + 1 : v)),
      x.shape,
    );
  };
  const first = (x: Tensor): Float64Array => x.data.filter((_, at) => at % x.shape[2] === 0);
  for (const causal of [true, false, undefined]) {
    const network = new ConditionalTransformer(plane, plane, features, { layers: 1, stepFeatures: 2, causal });
    const at = { sample: randomTensor([1, 2, 5]), step: 3, condition: randomTensor([1, 2, 4]) };
    const changed = largestDifference(
      first(network.forward(at)),
      first(network.forward({ ...at, sample: later(at.sample) })),
    );
    assert.is(changed > 0, causal !== true);
    const decoder = new TransformerDecoder(features, { layers: 1, causal });
    const [x, memory] = [randomTensor([1, 6, 5]), randomTensor([1, 6, 2])];
    const seen = largestDifference(first(decoder.forward([x, memory])), first(decoder.forward([later(x), memory])));
    assert.is(seen > 0, causal === false);
  }
});

test('wrong shapes and options are refused by name', () => {
  const network = new ConditionalTransformer(plane, plane, features, { layers: 1 });
  const sample = zeros([2, 2, 4]);
  assert.throws(() => network.forward({ sample, step: 1 } as never), /condition to be/);
  assert.throws(() => network.forward({ sample, step: 1, condition: zeros([2, 3, 4]) }), /condition of samples, 2/);
  assert.throws(() => network.forward({ sample, step: 1, condition: zeros([1, 2, 4]) }), /2 samples in condition/);
  assert.throws(() => network.forward({ sample, condition: zeros([2, 2, 4]) } as never), /step to be/);
  assert.throws(() => network.forward({ sample, step: tensor([1]), condition: zeros([2, 2, 4]) }), /2 steps/);
  assert.throws(() => new ConditionalTransformer(plane, plane, features, { stepFeatures: 3 }), /an even number/);
});

test.run();
