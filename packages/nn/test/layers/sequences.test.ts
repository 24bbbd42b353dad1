/** Attention, transformers, convolutions in time, positions, running statistics: laws, twins, derivatives, export. */
import { catalogue } from '@isotypic/algebra';
import {
  EquivariantConv1d,
  exportModule,
  FieldAttention,
  FieldStatistics,
  type FieldType,
  type FiniteGSpace,
  fieldType,
  float32Forward,
  GridAttention,
  geometricTensor,
  gspaces,
  InvariantPositions,
  type Module,
  noBaseSpace,
  type SequenceModule,
  type Tensor,
  TimeCnnEncoder,
  TransformerDecoder,
  TransformerEncoder,
  tensor,
} from '@isotypic/nn';
import { matrixRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boundOf } from '../equivariance.js';
import { checkDerivatives, waves } from '../helpers/derivatives.js';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { checkLaw, EPS, normals, onChannels, points, randomField, settle, size } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

const sequence = (type: FieldType, time = 4): Tensor => tensor(normals(2 * type.size * time), [2, type.size, time]);

/** ‖f(ρx) − ρf(x)‖ within the roundings of both, as far as f amplifies them; f may end in one field per sample. */
function checkSequenceLaw(f: Module, into: FieldType, out: FieldType, x: Tensor): void {
  const { group } = into.space as FiniteGSpace;
  for (const mode of ['train', 'evaluate'] as const) {
    f[mode]();
    for (const g of group.generators) {
      const state = f.state();
      const gx = onChannels(into.matrix(g), x);
      const left = f.forward(gx);
      f.loadState(state);
      const y = f.forward(x);
      f.loadState(state);
      const shape = y.shape.length === 2 ? [...y.shape, 1] : y.shape;
      const right = onChannels(out.matrix(g), tensor(y.data, shape));
      const bound = boundOf(f, gx, left) + boundOf(f, x, y);
      f.loadState(state);
      const difference = largestDifference(left.data, right.data);
      assert.ok(difference <= bound, `${f.constructor.name} ${mode}: ${difference} > ${bound}`);
    }
  }
}

for (const [name, group, make] of points) {
  const space = noBaseSpace(group);
  const [input, output] = make(space).map((fields) => fieldType(space, [...fields, ...fields]));
  test(`${name}: attention of one head and of two, with every kind of position, causal or not`, () => {
    for (const options of [
      { heads: 1 },
      { heads: 2, positions: 'relative', reach: 2, causal: true },
      { heads: 1, positions: 'rotary', bias: false },
      { heads: 3, headType: output },
    ] as const) {
      const layer = new FieldAttention(input, options);
      settle(layer);
      checkSequenceLaw(layer, input, input, sequence(input));
    }
  });

  test(`${name}: encoder, decoder, convolutions in time to one field, positions`, () => {
    const encoder = new TransformerEncoder(input, { layers: 2, heads: 2, positions: 'relative', dropout: 0.2 });
    const decoder = new TransformerDecoder(input, { layers: 1, dropout: 0.1 });
    const cnn = new TimeCnnEncoder(input, [output, input], output);
    for (const module of [encoder, decoder, cnn]) settle(module);
    checkSequenceLaw(encoder, input, input, sequence(input));
    checkSequenceLaw(cnn, input, output, sequence(input, 7));
    const memory = sequence(input, 5);
    for (const g of group.generators) {
      const rho = input.matrix(g);
      const x = sequence(input);
      const state = decoder.state();
      const left = decoder.forward([onChannels(rho, x), onChannels(rho, memory)]);
      decoder.loadState(state);
      const right = onChannels(rho, decoder.forward([x, memory]));
      // some ten sums of at most `size` products each, between norms that keep everything of size 1
      const bound = 10 * 64 * EPS * input.size ** 2 * size(right.data);
      assert.ok(largestDifference(left.data, right.data) <= bound);
    }
    const positions = new InvariantPositions(fieldType(space, [space.trivial, ...input.representations]), 6);
    settle(positions);
    checkSequenceLaw(positions, positions.inType, positions.inType, sequence(positions.inType));
    assert.throws(() => positions.forward(sequence(positions.inType, 7)), /at most 6/);
  });
}

test('without a group it is the attention that everybody writes', () => {
  const space = noBaseSpace(catalogue.cyclic(1));
  const type = fieldType(space, new Array(4).fill(space.trivial));
  const layer = new FieldAttention(type, { heads: 2, causal: true, positions: 'relative', reach: 1 });
  settle(layer);
  const x = sequence(type, 3);
  const affine = (linear: FieldAttention['query'], s: number, t: number): number[] => {
    const [W, b] = [linear.matrix(), linear.expandedBias()];
    return Array.from({ length: 4 }, (_, i) =>
      Array.from({ length: 4 }, (__, j) => W.at(i, j) * x.at(s, j, t)).reduce((a, v) => a + v, b?.at(i) ?? 0),
    );
  };
  const y = layer.forward(x);
  const weights = layer.weights(x);
  for (const s of [0, 1]) {
    for (const t of [0, 1, 2]) {
      const mixed: number[] = [];
      for (const h of [0, 1]) {
        const part = (v: number[]): number[] => v.slice(2 * h, 2 * h + 2);
        const scores = [0, 1, 2].slice(0, t + 1).map((u) => {
          const [q, k] = [part(affine(layer.query, s, t)), part(affine(layer.key, s, u))];
          const bias = layer.distances?.value.at(h, 1 + Math.max(-1, u - t)) ?? 0;
          return Math.exp((q[0] * k[0] + q[1] * k[1]) / Math.SQRT2 + bias);
        });
        const total = scores.reduce((a, b) => a + b, 0);
        scores.forEach((w, u) => {
          assert.ok(Math.abs(weights.at(s, h, t, u) - w / total) <= 1e-14);
        });
        if (t < 2) assert.is(weights.at(s, h, t, 2), 0);
        for (const c of [0, 1]) {
          mixed.push(scores.reduce((sum, w, u) => sum + (w / total) * part(affine(layer.value, s, u))[c], 0));
        }
      }
      const [W, b] = [layer.output.matrix(), layer.output.expandedBias()];
      for (let i = 0; i < 4; i++) {
        const expected = mixed.reduce((sum, v, j) => sum + W.at(i, j) * v, b?.at(i) ?? 0);
        assert.ok(Math.abs(y.at(s, i, t) - expected) <= 1e-13);
      }
    }
  }
});

const S3 = noBaseSpace(catalogue.symmetric(3));
const onS3 = fieldType(S3, [S3.regular, S3.irrep(2), S3.regular, S3.irrep(2)]);

test('weights are invariants; rotary ones depend on the distance alone; masks hide', () => {
  const layer = new FieldAttention(onS3, { positions: 'rotary' });
  settle(layer);
  const x = sequence(onS3, 5);
  const moved = layer.weights(onChannels(onS3.matrix(S3.elements[4]), x));
  assert.ok(largestDifference(moved.data, layer.weights(x).data) <= 1e-12);
  const constant = tensor(
    Float64Array.from({ length: onS3.size * 6 }, (_, at) => Math.sin(Math.floor(at / 6) ** 2)),
    [1, onS3.size, 6],
  );
  const ratio = (t: number): number => {
    const w = layer.weights(constant);
    return w.at(0, 0, t, t + 2) / w.at(0, 0, t, t);
  };
  assert.ok(Math.abs(ratio(0) - 1) > 1e-3); // it does depend on the distance
  for (const t of [1, 2, 3]) assert.ok(Math.abs(ratio(t) - ratio(0)) <= 1e-13);
  const mask = tensor([1, 1, 0, 0, 1, 0], [2, 3]);
  const w = layer.weights(sequence(onS3, 2), sequence(onS3, 3), mask);
  assert.is(w.at(0, 0, 0, 2) + w.at(1, 0, 1, 0) + w.at(1, 0, 1, 2), 0);
  assert.is(w.at(0, 0, 1, 1), 1);
  assert.throws(() => layer.weights(sequence(onS3, 1), sequence(onS3, 2), tensor([0, 0], [1, 2])), /a 1 in each row/);
  assert.throws(() => new FieldAttention(onS3, { heads: 4 }), /4 heads can share evenly/);
  assert.throws(() => new FieldAttention(onS3, { heads: 2, positions: 'rotary' }), /even number of equal fields/);
  const skew = matrixRepresentation(catalogue.cyclic(3), [
    [
      [0, -1],
      [1, -1],
    ],
  ]);
  const C3 = noBaseSpace(skew.group);
  assert.throws(() => new FieldAttention(fieldType(C3, [skew])), /orthogonal matrices/);
});

test('attention between the places of a grid commutes with its symmetries', () => {
  const [D4, cube, SO2] = [gspaces.flipRot2dOnR2(4), gspaces.octaOnR3(), gspaces.rot2dOnR2()];
  for (const type of [
    fieldType(D4, [D4.regular, D4.irrep(1, 1)]),
    fieldType(cube, [cube.irrep(1), cube.trivial]),
    fieldType(SO2, [SO2.irrep(1), SO2.irrep(2), SO2.trivial]),
  ]) {
    const layer = new GridAttention(type);
    const x = randomField(type, 3);
    // scores of some size², with weights of size 1: the softmax amplifies their rounding by as much
    const gain = type.size ** 3 * size(x.tensor.data) ** 3;
    checkLaw(layer, x, () => 64 * EPS * type.size ** 2 * gain);
  }
  assert.throws(() => new GridAttention(fieldType(D4, [D4.regular]), { causal: true }), /no first place/);
});

test('what a decoder says depends on the target before it and on all of the memory', () => {
  const decoder = new TransformerDecoder(onS3, { layers: 2, positions: 'relative' }).evaluate();
  const [x, memory] = [sequence(onS3, 5), sequence(onS3, 3)];
  const y = decoder.forward([x, memory]);
  const later = tensor(
    x.data.map((v, at) => (at % 5 === 4 ? v + 1 : v)),
    x.shape,
  );
  const z = decoder.forward([later, memory]);
  for (let at = 0; at < y.size; at++) if (at % 5 < 4) assert.is(z.data[at], y.data[at]);
  const other = decoder.forward([x, sequence(onS3, 3)]);
  assert.ok(largestDifference(other.data, y.data) > 1e-3);
});

const smooth: readonly SequenceModule[] = [
  new FieldAttention(onS3, { heads: 2, positions: 'relative', reach: 1 }),
  new FieldAttention(onS3, { positions: 'rotary', causal: true }),
  new TransformerEncoder(onS3, { layers: 1, activation: 'tanh' }),
  new TimeCnnEncoder(onS3, [onS3], onS3, { activation: 'tanh' }),
];
for (const layer of smooth) {
  test(`${layer.constructor.name}: first and second derivatives are difference quotients`, () => {
    layer.evaluate();
    const x = waves([1, onS3.size, 3], 2);
    checkDerivatives((v) => layer.forward(v), x, [1e-6, 1e-5]);
  });
}

test('as dense operations: attention, an encoder, convolutions in time', () => {
  for (const layer of [
    new FieldAttention(onS3, { heads: 2 }),
    new TransformerEncoder(onS3, { heads: 2 }),
    new EquivariantConv1d(onS3, onS3, 3, { stride: 2, padding: 1 }),
    new TimeCnnEncoder(onS3, [onS3, onS3], onS3),
  ]) {
    settle(layer);
    layer.evaluate();
    const x = sequence(onS3, 7);
    const graph = exportModule(layer);
    const y = layer.forward(x);
    const z = evaluateGraph(graph, x);
    assert.equal(z.shape, y.shape);
    assert.equal(graph.outputShape.length, y.shape.length);
    // the same sums, in an order of their own
    assert.ok(largestDifference(z.data, y.data) <= 1e-11 * size(y.data), layer.constructor.name);
    // in float32: up to 200 products in a sum, and twenty such operations one after another
    const single = float32Forward(graph)(x);
    assert.equal(single.shape, y.shape);
    assert.ok(largestDifference(single.data, y.data) <= 20 * 200 * 2 ** -24 * size(y.data), layer.constructor.name);
  }
});

const decoders: readonly (readonly [TransformerDecoder, number[] | undefined])[] = [
  [new TransformerDecoder(onS3, { layers: 2, heads: 2, positions: 'relative', reach: 2 }), [5]],
  [new TransformerDecoder(onS3, { layers: 1, positions: 'rotary', causal: false }), [5]],
  [new TransformerDecoder(onS3, { layers: 1, causal: false, activation: 'tanh' }), undefined],
];
for (const [decoder, extents] of decoders) {
  test(`as dense operations: a decoder ${extents ? 'at a given time of the target' : 'at any'}`, () => {
    settle(decoder);
    decoder.evaluate();
    const graph = exportModule(decoder, { extents });
    const n = onS3.size;
    const shape = [-1, n, extents?.[0] ?? -1];
    assert.equal(graph.inputs, [
      { name: 'target', shape },
      { name: 'memory', shape: [-1, n, -1] },
    ]);
    assert.equal(graph.outputShape, shape);
    const forward = float32Forward(graph);
    const twin = (...pair: [Tensor, Tensor]): Tensor => evaluateGraph(graph, ...pair);
    for (const time of [3, 8, 3]) {
      const [x, memory] = [sequence(onS3, 5), sequence(onS3, time)];
      const y = decoder.forward([x, memory]);
      const z = twin(x, memory);
      assert.equal(z.shape, y.shape);
      // as for the encoder: the same sums in an order of their own, and in float32
      assert.ok(largestDifference(z.data, y.data) <= 1e-11 * size(y.data));
      const single = forward(x, memory);
      assert.equal(single.shape, y.shape);
      assert.ok(largestDifference(single.data, y.data) <= 20 * 200 * 2 ** -24 * size(y.data));
      assert.ok(largestDifference(twin(x, sequence(onS3, time)).data, z.data) > 1e-4);
      for (const g of (onS3.space as FiniteGSpace).group.generators) {
        const turn = (v: Tensor): Tensor => onChannels(onS3.matrix(g), v);
        const both = twin(turn(x), turn(memory));
        assert.ok(largestDifference(both.data, turn(z).data) <= 1e-11 * size(z.data));
        assert.ok(largestDifference(twin(turn(x), memory).data, turn(z).data) > 1e-4);
      }
    }
    assert.throws(() => forward(sequence(onS3, 5)), /memory/);
    assert.throws(() => forward(sequence(onS3, 5), tensor(normals(n * 3), [1, n, 3])), /memory of the shape \[2/);
  });
}

test('a decoder that knows of time is written down at a time, and at one', () => {
  assert.throws(() => exportModule(decoders[0][0]), /FieldAttention with positions or a causal mask/);
  assert.throws(() => exportModule(decoders[0][0], { extents: [5, 3] }), /extents of 1 axes/);
});

test('running statistics are those of the batch, averaged over the group, and move on by their momentum', () => {
  for (const group of [catalogue.quaternion(), catalogue.cyclic(5), catalogue.symmetric(3)]) {
    const space = noBaseSpace(group);
    const type = fieldType(space, [space.regular, space.irrep(1)]);
    const statistics = new FieldStatistics(type, 0.25);
    const n = type.size;
    const batch = (seed: number): Tensor => waves([9, n], seed);
    statistics.forward(geometricTensor(batch(1), type));
    const expected = averaged(type, batch(1));
    assert.ok(largestDifference(statistics.mean().data, expected.mean) <= 1e-14 * n);
    assert.ok(largestDifference(statistics.covariance().data, expected.covariance) <= 1e-14 * n);
    statistics.forward(geometricTensor(batch(2), type));
    const next = averaged(type, batch(2));
    const moved = expected.covariance.map((c, at) => 0.75 * c + 0.25 * next.covariance[at]);
    assert.ok(largestDifference(statistics.covariance().data, moved) <= 1e-14 * n);
    statistics.evaluate().forward(geometricTensor(batch(3), type));
    assert.ok(largestDifference(statistics.covariance().data, moved) <= 1e-14 * n);
  }
});

/** Mean and covariance about it, each averaged over the elements of the group. */
function averaged(type: FieldType, x: Tensor): { mean: Float64Array; covariance: Float64Array } {
  const [samples, n] = x.shape;
  const { elements } = type.space as FiniteGSpace;
  const mean = new Float64Array(n);
  const rows: Float64Array[] = [];
  for (const g of elements) {
    const rho = type.matrix(g);
    for (let s = 0; s < samples; s++) {
      const row = Float64Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (__, j) => rho[i * n + j] * x.data[s * n + j]).reduce((a, b) => a + b, 0),
      );
      rows.push(row);
      for (let i = 0; i < n; i++) mean[i] += row[i] / (elements.length * samples);
    }
  }
  const covariance = new Float64Array(n * n);
  for (const row of rows) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) covariance[i * n + j] += ((row[i] - mean[i]) * (row[j] - mean[j])) / rows.length;
    }
  }
  return { mean, covariance };
}

test.run();
