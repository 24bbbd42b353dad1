import { gradient, multiply, normalInitial, reduceSum, type Tensor, tensor, WeightSharingLinear } from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { vectors } from '../vectors.js';

interface Case {
  readonly name: string;
  readonly inGenerators: number[][];
  readonly outGenerators: number[][];
  readonly inChannels: number;
  readonly outChannels: number;
  readonly coloursW: number;
  readonly coloursB: number;
  readonly colourMatrix: number[][] | null;
  readonly weight?: number[];
  readonly bias?: number[];
  readonly x?: number[][][];
  readonly y?: number[][][];
}

const { cases } = vectors<{ cases: Case[] }>('autoequiv');

for (const given of cases) {
  test(`${given.name}: counts, weights and outputs of AutoEquiv`, () => {
    const { inChannels, outChannels, weight, bias, x, y } = given;
    for (const product of ['dense', 'sparse'] as const) {
      const layer = new WeightSharingLinear(given.inGenerators, given.outGenerators, {
        inChannels,
        outChannels,
        product,
      });
      assert.is(layer.weight.value.size, inChannels * outChannels * given.coloursW);
      assert.is(layer.bias?.value.size, outChannels * given.coloursB);
      if (weight === undefined || bias === undefined || x === undefined || y === undefined) continue;
      layer.weight.value = tensor(weight);
      layer.bias!.value = tensor(bias);
      const out = layer.forward(tensor(x.flat(2), [x.length, inChannels, x[0][0].length]));
      const expected = y.flat(2);
      // sums of at most 60 products of numbers below 1, whose terms torch adds in another order
      for (const [i, value] of out.data.entries()) assert.ok(Math.abs(value - expected[i]) <= 62 * 2 ** -52 * 60);
    }
  });
}

test('every layer commutes with its generators, in value and gradient', () => {
  for (const { inGenerators, outGenerators, inChannels, outChannels } of cases) {
    const layer = new WeightSharingLinear(inGenerators, outGenerators, {
      inChannels,
      outChannels,
      random: randomStream(3),
    });
    const n = inGenerators[0].length;
    const x = normalInitial([2, inChannels, n], 1, randomStream(4));
    const moved = (values: Tensor, p: number[]): Tensor => {
      const out = new Float64Array(values.size);
      values.data.forEach((v, i) => {
        out[i - (i % p.length) + p[i % p.length]] = v;
      });
      return tensor(out, values.shape);
    };
    inGenerators.forEach((g, k) => {
      const left = layer.forward(moved(x, g));
      const right = moved(layer.forward(x), outGenerators[k]);
      // the same at most inChannels·n products below 4·1, in another order
      const bound = (inChannels * n + 2) * 2 ** -52 * inChannels * n * 4;
      for (const [i, v] of left.data.entries()) assert.ok(Math.abs(v - right.data[i]) <= bound);
    });
  }
});

test('a sparse layer leaves out colors', () => {
  const cycle = [[1, 2, 3, 4, 0]];
  const layer = new WeightSharingLinear(cycle, cycle, { colors: [0, 1], bias: false });
  assert.is(layer.weight.value.size, 2);
  assert.is(layer.bias, undefined);
  assert.is([...layer.matrix().data].filter((w) => w !== 0).length, 10);
  const x = normalInitial([1, 1, 5], 1, randomStream(1));
  const loss =
    (l: WeightSharingLinear) =>
    (v: Tensor): Tensor =>
      reduceSum(multiply(l.forward(v), l.forward(v)));
  const sparse = new WeightSharingLinear(cycle, cycle, { colors: [0, 1], bias: false, product: 'sparse' });
  assert.equal(sparse.weight.value, layer.weight.value);
  const [a, b] = [layer, sparse].map((l) => gradient(loss(l), [x]).gradients[0]);
  for (const [i, v] of a.data.entries()) assert.ok(Math.abs(v - b.data[i]) <= 16 * 2 ** -52 * 4);
});

test.run();
