/** Conditional models as dense operations: what they compute, that it commutes with the group, what is refused. */
import { catalogue } from '@isotypic/algebra';
import {
  ConditionalTransformer,
  ConditionalUnet1d,
  exportModule,
  type FieldType,
  fieldType,
  noBaseSpace,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { checkExport, roundingsOf } from '../helpers/exported.js';
import { onChannels, onRows, points, randomTensor, settle } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

const step = tensor([3, 40]);

for (const [k, [name, group, make]] of points.entries()) {
  const space = noBaseSpace(group);
  const [input, output] = make(space).map((fields) => fieldType(space, fields));
  const hidden = fieldType(space, [space.trivial, ...output.representations]);

  test(`${name}: a transformer under a history, as dense operations`, () => {
    const network = new ConditionalTransformer(input, output, hidden, {
      outType: output,
      layers: 1,
      positions: 'relative',
      reach: 3,
      stepFeatures: 4,
      dropout: 0.1,
    });
    settle(network);
    network.evaluate();
    const graph = exportModule(network, { extents: [4, 3] });
    assert.equal(graph.inputs, [
      { name: 'sample', shape: [-1, input.size, 4] },
      { name: 'step', shape: [-1] },
      { name: 'condition', shape: [-1, output.size, 3] },
    ]);
    assert.equal(graph.outputShape, [-1, output.size, 4]);
    const f = (...[sample, at, condition]: readonly Tensor[]) => network.forward({ sample, step: at, condition });
    const inputs = [randomTensor([2, input.size, 4]), step, randomTensor([2, output.size, 3])];
    const y = checkExport(graph, f, inputs);
    for (const g of group.generators) {
      const turned = [onChannels(input.matrix(g), inputs[0]), step, onChannels(output.matrix(g), inputs[2])];
      const difference = largestDifference(evaluateGraph(graph, ...turned).data, onChannels(output.matrix(g), y).data);
      assert.ok(difference <= roundingsOf(f, turned) + roundingsOf(f, inputs), `${difference}`);
    }
  });

  test(`${name}: a U-Net under a condition and beside what is known, as dense operations`, () => {
    const fine = fieldType(space, [space.trivial, ...input.representations]);
    const network = new ConditionalUnet1d(input, [fine, output], {
      conditionType: output,
      localType: hidden,
      stepFeatures: 4,
    });
    settle(network);
    network.evaluate();
    const f = (...[sample, at, condition, local]: readonly Tensor[]) =>
      network.forward({ sample, step: at, condition, local });
    for (const time of k === 0 ? [1, 5, 8] : [6]) {
      const graph = exportModule(network, { extents: [time] });
      const inputs = [
        randomTensor([2, input.size, time]),
        step,
        randomTensor([2, output.size]),
        randomTensor([2, hidden.size, time]),
      ];
      assert.equal(
        graph.inputs.map((one) => [one.name, one.shape.slice(1)]),
        ['sample', 'step', 'condition', 'local'].map((one, at) => [one, inputs[at].shape.slice(1)]),
      );
      const y = checkExport(graph, f, inputs);
      const [g] = group.generators;
      const turned = [
        onChannels(input.matrix(g), inputs[0]),
        step,
        onRows(output.matrix(g), inputs[2]),
        onChannels(hidden.matrix(g), inputs[3]),
      ];
      const difference = largestDifference(evaluateGraph(graph, ...turned).data, onChannels(input.matrix(g), y).data);
      assert.ok(difference <= roundingsOf(f, turned) + roundingsOf(f, inputs), `${difference} at ${time} times`);
    }
  });
}

const C3 = noBaseSpace(catalogue.cyclic(3));
const plane: FieldType = fieldType(C3, [C3.irrep(1)]);
const features: FieldType = fieldType(C3, [C3.regular, C3.regular]);

test('without positions and masks times are any, as they are in a U-Net of one level', () => {
  const transformer = new ConditionalTransformer(plane, plane, features, { layers: 1, stepFeatures: 2 });
  const unet = new ConditionalUnet1d(plane, [features], { stepFeatures: 2 });
  settle(transformer);
  transformer.evaluate();
  settle(unet);
  unet.evaluate();
  const [first, second] = [exportModule(transformer), exportModule(unet)];
  assert.equal(second.inputs, [
    { name: 'sample', shape: [-1, 2, -1] },
    { name: 'step', shape: [-1] },
  ]);
  for (const [time, history] of [
    [2, 5],
    [7, 1],
  ]) {
    const [sample, condition] = [randomTensor([2, 2, time]), randomTensor([2, 2, history])];
    checkExport(first, (x, at, y) => transformer.forward({ sample: x, step: at, condition: y }), [
      sample,
      step,
      condition,
    ]);
    checkExport(second, (x, at) => unet.forward({ sample: x, step: at }), [sample, step]);
  }
});

test('a condition without local fields, and these without a condition', () => {
  for (const options of [{ conditionType: plane }, { localType: plane }]) {
    const network = new ConditionalUnet1d(plane, [features, plane], {
      ...options,
      stepFeatures: 2,
      activation: 'tanh',
    });
    settle(network);
    network.evaluate();
    const other = 'localType' in options ? 'local' : 'condition';
    const graph = exportModule(network, { extents: [3] });
    assert.equal(
      graph.inputs.map(({ name }) => name),
      ['sample', 'step', other],
    );
    const shape = other === 'local' ? [2, 2, 3] : [2, 2];
    const f = (...[sample, at, rest]: readonly Tensor[]) => network.forward({ sample, step: at, [other]: rest });
    checkExport(graph, f, [randomTensor([2, 2, 3]), step, randomTensor(shape)]);
  }
});

test('every input makes a difference in the graph, as in the model', () => {
  const network = new ConditionalTransformer(plane, plane, features, { layers: 1, positions: 'rotary', heads: 1 });
  settle(network);
  network.evaluate();
  const graph = exportModule(network, { extents: [4, 3] });
  const inputs = [randomTensor([2, 2, 4]), step, randomTensor([2, 2, 3])];
  const y = evaluateGraph(graph, ...inputs);
  inputs.forEach((x, k) => {
    const other = inputs.map((one, at) => (at === k ? randomTensor(x.shape) : one));
    assert.ok(largestDifference(evaluateGraph(graph, ...other).data, y.data) > 1e-6, graph.inputs[k].name);
  });
});

test('constants are named after the parts that they are of', () => {
  const network = new ConditionalUnet1d(plane, [features, plane], { stepFeatures: 2 });
  const parts = Object.keys(exportModule(network, { extents: [4] }).constants).map((name) => name.split('.')[0]);
  assert.equal([...new Set(parts)], ['steps', 'top', 'last', 'out']);
});

test('what is another matrix at each time is refused without times, and for other numbers of them', () => {
  const unet = new ConditionalUnet1d(plane, [features, plane], { stepFeatures: 2 });
  const transformer = new ConditionalTransformer(plane, plane, features, { layers: 1, positions: 'relative' });
  assert.throws(() => exportModule(unet), /ConditionalUnet1d of several levels/);
  assert.throws(() => exportModule(transformer), /FieldAttention with positions/);
  assert.throws(() => exportModule(transformer, { extents: [4] }), /extents of 2 axes/);
  assert.throws(() => exportModule(unet, { extents: [4, 4] }), /extents of 1 axes/);
});

test.run();
