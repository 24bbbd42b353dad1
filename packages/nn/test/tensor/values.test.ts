import * as nn from '@isotypic/nn';
import { type Tensor, tensor } from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { normals } from './difference-quotients.js';

const EPSILON = 2 ** -52;

/** Every entry within `terms` roundings of sums of terms of size at most `size`. */
function close(x: Tensor, expected: (index: number[]) => number, terms: number, size: number): void {
  const index = new Array<number>(x.shape.length).fill(0);
  for (let i = 0; i < x.size; i++) {
    const value = expected(index);
    assert.ok(Math.abs(x.data[i] - value) <= terms * EPSILON * size, `${index}: ${x.data[i]}, expected ${value}`);
    for (let a = index.length - 1; a >= 0; a--) {
      if (++index[a] < x.shape[a]) break;
      index[a] = 0;
    }
  }
}

test('convolve by its definition', () => {
  const [stride, padding, dilation] = [
    [2, 1],
    [1, 2],
    [1, 2],
  ];
  const x = normals([2, 4, 7, 6], 1);
  const w = normals([6, 2, 3, 2], 2);
  const y = nn.convolve(x, w, { stride, padding, dilation, groups: 2 });
  assert.equal(y.shape, [2, 6, 4, 8]);
  const expected = ([n, o, p, q]: number[]): number => {
    let sum = 0;
    for (let c = 0; c < 2; c++)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 2; j++) {
          const r = p * stride[0] + i * dilation[0] - padding[0];
          const s = q * stride[1] + j * dilation[1] - padding[1];
          if (r >= 0 && r < 7 && s >= 0 && s < 6) sum += x.at(n, 2 * Math.floor(o / 3) + c, r, s) * w.at(o, c, i, j);
        }
    return sum;
  };
  close(y, expected, 14, 12 * 9); // 12 products of normal numbers below 3
});

test('convolve in three dimensions, in one and in two are the same with extents 1', () => {
  const x = normals([2, 3, 9], 1);
  const w = normals([4, 3, 4], 2);
  const y = nn.convolve(x, w, { stride: 2, padding: 1 });
  const plane = nn.convolve(nn.reshape(x, [2, 3, 1, 9]), nn.reshape(w, [4, 3, 1, 4]), {
    stride: [1, 2],
    padding: [0, 1],
  });
  const column = nn.convolve(nn.reshape(x, [2, 3, 9, 1, 1]), nn.reshape(w, [4, 3, 4, 1, 1]), {
    stride: [2, 1, 1],
    padding: [1, 0, 0],
  });
  assert.equal([...plane.data], [...y.data]);
  close(nn.reshape(column, y.shape), (i) => y.at(...i), 14, 12 * 9);
});

test('sums of rows are those of columns, to the bit, few and many', () => {
  for (const [rows, width] of [
    [3, 5],
    [64, 40],
    [65, 40],
    [300, 7],
    [1000, 13],
    [5000, 900],
  ]) {
    const x = nn.tensor(
      Float64Array.from({ length: rows * width }, (_, i) => Math.sin(i) * 2 ** (i % 40)),
      [rows, width],
    );
    const sums = nn.reduceSum(x, { axes: [0] });
    assert.equal([...sums.data], [...nn.reduceSum(nn.transpose(x), { axes: [1] }).data]);
  }
});

test('relu of few and of many entries, with those that are no numbers', () => {
  const odd = [Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 2];
  for (const n of [7, 256, 257, 16384, 40001]) {
    const x = nn.tensor(Float64Array.from({ length: n }, (_, i) => odd[(i * i) % 7]));
    assert.equal(
      nn.relu(x).data,
      x.data.map((value) => (value > 0 ? value : 0)),
    );
    const { gradients } = nn.vectorJacobianProduct(nn.relu, [x], nn.tensor(x.data.map((_, i) => i - 3)));
    assert.equal(
      gradients[0].data,
      x.data.map((value, i) => (value > 0 ? i - 3 : 0)),
    );
  }
});

test('transposedConvolve is the adjoint of convolve', () => {
  for (const [space, options] of [
    [[7, 6], { stride: 2, padding: 1 }],
    [[8, 6], { stride: [3, 2], padding: 1, dilation: [2, 1] }],
  ] as const) {
    const x = normals([2, 4, ...space], 1);
    const w = normals([6, 2, 3, 2], 2);
    const y = normals(nn.convolve(x, w, { ...options, groups: 2 }).shape, 3);
    const plain = nn.transposedConvolve(y, w, { ...options, groups: 2 });
    const outputPadding = space.map((extent, a) => extent - plain.shape[2 + a]);
    const back = nn.transposedConvolve(y, w, { ...options, groups: 2, outputPadding });
    assert.equal(back.shape, x.shape);
    const left = nn.reduceSum(nn.multiply(nn.convolve(x, w, { ...options, groups: 2 }), y)).item();
    const right = nn.reduceSum(nn.multiply(x, back)).item();
    // both are sums of the same at most 4000 products of three normal numbers, each below 27
    assert.ok(Math.abs(left - right) <= 4000 * 14 * EPSILON * 27, `${left} and ${right}`);
  }
});

test('matmul by its definition, batched and transposed', () => {
  const a = normals([2, 1, 5, 3], 1);
  const b = normals([4, 5, 2], 2);
  const c = nn.matmul(a, b, { transposeLeft: true });
  assert.equal(c.shape, [2, 4, 3, 2]);
  close(c, ([s, t, i, j]) => [0, 1, 2, 3, 4].reduce((sum, k) => sum + a.at(s, 0, k, i) * b.at(t, k, j), 0), 7, 60);
  const d = nn.matmul(normals([6, 300], 3), normals([7, 300], 4), { transposeRight: true });
  const [x, y] = [normals([6, 300], 3), normals([7, 300], 4)];
  close(
    d,
    ([i, j]) => Array.from({ length: 300 }, (_, k) => x.at(i, k) * y.at(j, k)).reduce((p, q) => p + q),
    302,
    300 * 3,
  );
});

test('sums are added in pairs', () => {
  // 2²⁰ times 0.1: one by one the error is 1e-6, in pairs below (6 + 64)·ε·1e5
  const sum = nn.reduceSum(nn.filled([2 ** 20], 0.1)).item();
  assert.ok(Math.abs(sum - 0.1 * 2 ** 20) <= 80 * EPSILON * 2 ** 20 * 0.1);
  const rows = nn.reduceSum(nn.filled([2 ** 16, 3], 0.1), { axes: [0] });
  for (const column of rows.data) assert.ok(Math.abs(column - 0.1 * 2 ** 16) <= 80 * EPSILON * 2 ** 16 * 0.1);
});

test('sums along any axes by their definition', () => {
  const x = normals([3, 2, 4], 5);
  close(
    nn.reduceSum(x, { axes: [0, 2] }),
    ([j]) => {
      let sum = 0;
      for (let i = 0; i < 3; i++) for (let k = 0; k < 4; k++) sum += x.at(i, j, k);
      return sum;
    },
    14,
    36,
  );
  assert.equal(nn.reduceSum(x, { axes: [0, 2], keepAxes: true }).shape, [1, 2, 1]);
  assert.equal([...nn.reduceSum(nn.zeros([2, 0, 3]), { axes: [1] }).data], [0, 0, 0, 0, 0, 0]);
});

test('erf against values of 50 digits', () => {
  // mpmath 1.3.0, mp.dps = 50
  const values = [
    [1e-3, 0.001128378790969236],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.9, 0.9999589021219005],
    [3.1, 0.9999883513426328],
    [4, 0.9999999845827421],
    [5.9, 1],
  ];
  for (const [x, y] of values) {
    for (const sign of [1, -1]) {
      // sums of up to 60 terms of one sign, the exponential and the constants
      assert.ok(Math.abs(nn.erf(nn.scalar(sign * x)).item() - sign * y) <= 8 * EPSILON * y, `erf(${sign * x})`);
    }
  }
  assert.is(nn.erf(nn.scalar(40)).item(), 1);
});

test('pooling by its definition', () => {
  const x = normals([1, 2, 5], 6);
  const most = nn.maxPool(x, 3, { stride: 2, padding: 1 });
  assert.equal(most.shape, [1, 2, 3]);
  const window = (c: number, o: number): number[] =>
    [2 * o - 1, 2 * o, 2 * o + 1].filter((p) => p >= 0 && p < 5).map((p) => x.at(0, c, p));
  close(most, ([, c, o]) => Math.max(...window(c, o)), 0, 0);
  close(nn.averagePool(x, 3, { stride: 2, padding: 1 }), ([, c, o]) => window(c, o).reduce((p, q) => p + q) / 3, 5, 9);
});

test('softmax neither overflows nor loses its sum', () => {
  const p = nn.softmax(tensor([1000, 1000, -1000]));
  assert.equal([...p.data], [0.5, 0.5, 0]);
  assert.equal([...nn.logSoftmax(tensor([1000, -1000])).data], [0, -2000]);
});

test('refusals say what would have been right', () => {
  assert.throws(() => tensor([1, 2], [3]), /3 numbers for the shape \[3\]/);
  assert.throws(() => nn.add(tensor([1, 2]), tensor([1, 2, 3])), /broadcast/);
  assert.throws(() => nn.matmul(nn.zeros([2, 3]), nn.zeros([2, 3])), /inner extents/);
  assert.throws(() => nn.convolve(nn.zeros([1, 2, 3]), nn.zeros([1, 3, 1])), /outputs/);
  assert.throws(() => nn.convolve(nn.zeros([1, 1, 3]), nn.zeros([1, 1, 4])), /fits/);
  assert.throws(() => nn.gather(tensor([1]), [1]), /below 1/);
  assert.throws(() => nn.reduceMax(nn.zeros([0])), /at least one/);
  assert.throws(() => nn.reshape(tensor([1, 2]), [3]), /2 entries/);
  assert.throws(() => nn.maxPool(nn.zeros([1, 1, 3]), 2, { padding: 2 }), /half/);
});

test('relu of infinities and of zeros, and its cotangents there', () => {
  const x = tensor([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, -3, 2]);
  assert.equal([...nn.relu(x).data], [Number.POSITIVE_INFINITY, 0, 0, 0, 0, 2]);
  assert.ok([...nn.relu(tensor([-0, -3])).data].every((y) => Object.is(y, 0)));
  const infinite = tensor(new Float64Array(6).fill(Number.POSITIVE_INFINITY));
  const { gradients } = nn.vectorJacobianProduct(nn.relu, [x], infinite);
  assert.equal(
    [...gradients[0].data],
    [...x.data].map((v) => (v > 0 ? Number.POSITIVE_INFINITY : 0)),
  );
});

test('a linear layer is the product and the sum', () => {
  for (const [samples, inputs, outputs] of [
    [0, 2, 3],
    [1, 1, 1],
    [7, 300, 5],
    [300, 3, 130],
  ]) {
    const layer = new nn.Linear(inputs, outputs);
    const x = normals([samples, inputs], 3);
    const twin = nn.matmul(x, layer.weight.value, { transposeRight: true });
    close(
      layer.forward(x),
      ([s, o]) => twin.at(s, o) + (layer.bias?.value.at(o) ?? 0),
      inputs + 2,
      8 * Math.sqrt(inputs),
    );
  }
});

test.run();
