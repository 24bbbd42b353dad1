import * as nn from '@isotypic/nn';
import { type Tensor, tensor } from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDerivatives, normals } from './difference-quotients.js';

const SHAPES = [[], [1], [5], [2, 3], [0], [3, 0], [1, 4, 1], [2, 1, 3]];
const PAIRS = [
  [[3], [3]],
  [[2, 3], [3]],
  [
    [2, 3],
    [2, 1],
  ],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [[], [2, 2]],
  [[0, 3], [3]],
  [[1], [0]],
  [
    [2, 3, 4],
    [3, 1],
  ],
];

/** Away from 0 by at least 1/4, where a kink or a pole would be. */
const awayFromZero = (x: Tensor): Tensor =>
  tensor(
    x.data.map((v) => v + Math.sign(v) / 4),
    x.shape,
  );
const above = (x: Tensor): Tensor =>
  tensor(
    x.data.map((v) => 1.5 + Math.abs(v)),
    x.shape,
  );

const UNARY: Record<string, (x: Tensor) => Tensor> = {
  exp: nn.exp,
  sin: nn.sin,
  cos: nn.cos,
  tanh: nn.tanh,
  sigmoid: nn.sigmoid,
  erf: nn.erf,
  scale: (x) => nn.scale(x, -0.7),
  square: (x) => nn.multiply(x, x),
};
const AWAY: Record<string, (x: Tensor) => Tensor> = { abs: nn.abs, relu: nn.relu };
const POSITIVE: Record<string, (x: Tensor) => Tensor> = { log: nn.log, sqrt: nn.sqrt, reciprocal: nn.reciprocal };

for (const [table, prepare] of [
  [UNARY, (x: Tensor) => tensor(x.data.map(Math.tanh), x.shape)],
  [AWAY, awayFromZero],
  [POSITIVE, above],
] as const) {
  for (const [name, f] of Object.entries(table)) {
    test(`${name}: first and second derivatives`, () => {
      // twice, so that the second derivative of a kink's pieces is not 0 by itself
      for (const shape of SHAPES) checkDerivatives(name, (x) => f(x), [prepare(normals(shape, 3))]);
      checkDerivatives(`${name} of a square`, (x) => nn.multiply(f(x), f(x)), [prepare(normals([4], 5))]);
    });
  }
}

test('binary primitives: first and second derivatives, broadcast', () => {
  for (const [a, b] of PAIRS) {
    const x = normals(a, 1);
    const y = normals(b, 2);
    for (const [p, q] of [
      [x, y],
      [y, x],
    ]) {
      checkDerivatives('add', nn.add, [p, q]);
      checkDerivatives('subtract', nn.subtract, [p, q]);
      checkDerivatives('multiply', nn.multiply, [p, q]);
      checkDerivatives('divide', nn.divide, [p, above(q)]);
      checkDerivatives('maximum', (u, v) => nn.maximum(nn.multiply(u, u), v), [
        above(p),
        tensor(q.data.map(Math.tanh), q.shape),
      ]);
      checkDerivatives('where', (u, v) => nn.where(nn.isPositive(v), nn.multiply(u, u), nn.exp(v)), [
        p,
        awayFromZero(tensor(q.data.map(Math.tanh), q.shape)),
      ]);
    }
  }
});

test('sums, means and maxima along axes: first and second derivatives', () => {
  for (const shape of SHAPES) {
    for (const axes of shape.length === 0
      ? [[]]
      : shape.length === 3
        ? [[0], [1], [2], [0, 2], [0, 1, 2], []]
        : [[0], []]) {
      const x = normals(shape, 4);
      for (const keepAxes of [false, true]) {
        checkDerivatives('reduceSum', (y) => nn.reduceSum(nn.multiply(y, y), { axes, keepAxes }), [x]);
      }
      if (x.size === 0) continue;
      checkDerivatives('reduceMean', (y) => nn.reduceMean(nn.multiply(y, y), { axes }), [x]);
      const spread = tensor(
        x.data.map((_, i) => ((7 * i) % 24) / 4),
        x.shape,
      );
      checkDerivatives('reduceMax', (y) => nn.reduceMax(nn.multiply(y, y), { axes }), [above(spread)]);
    }
  }
  checkDerivatives('sumTo', (y) => nn.sumTo(nn.multiply(y, y), [3, 1]), [normals([2, 3, 4], 4)]);
  checkDerivatives('broadcastTo', (y) => nn.broadcastTo(nn.multiply(y, y), [2, 3, 4]), [normals([3, 1], 4)]);
});

test('moving entries: first and second derivatives', () => {
  const square = (x: Tensor): Tensor => nn.multiply(x, x);
  const x = normals([2, 3, 4], 6);
  checkDerivatives('reshape', (y) => nn.reshape(square(y), [4, 6]), [x]);
  checkDerivatives('permute', (y) => nn.permute(square(y), [2, 0, 1]), [x]);
  checkDerivatives('transpose', (y) => nn.transpose(square(y)), [x]);
  checkDerivatives('slice', (y) => nn.slice(square(y), [0, 1, 1], [2, 2, 4]), [x]);
  checkDerivatives('slice of nothing', (y) => nn.slice(square(y), [0, 1, 1], [2, 1, 4]), [x]);
  checkDerivatives('pad', (y) => nn.pad(square(y), [1, 0, 2], [0, 1, 0]), [x]);
  checkDerivatives('concatenate', (a, b) => nn.concatenate([square(a), b, a], { axis: 1 }), [x, normals([2, 1, 4], 8)]);
  for (const axis of [0, 1, 2]) {
    checkDerivatives('gather', (y) => nn.gather(square(y), [1, 0, -1, 1], { axis }), [x]);
    const indices = [2, -1, 2, 0].slice(0, x.shape[axis]);
    checkDerivatives('scatterAdd', (y) => nn.scatterAdd(square(y), indices, 5, { axis }), [x]);
  }
  checkDerivatives('gather of nothing', (y) => nn.gather(square(y), []), [x]);
});

test('matmul: first and second derivatives, transposed, batched, empty', () => {
  for (const [a, b] of [
    [
      [2, 3],
      [3, 4],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [5, 2, 3],
      [3, 4],
    ],
    [
      [5, 2, 3],
      [5, 3, 1],
    ],
    [
      [2, 1, 2, 3],
      [5, 3, 2],
    ],
    [
      [2, 3],
      [4, 3, 2],
    ],
    [
      [0, 3],
      [3, 2],
    ],
    [
      [2, 0],
      [0, 2],
    ],
  ]) {
    for (const transposeLeft of [false, true]) {
      for (const transposeRight of [false, true]) {
        const flip = (shape: number[], on: boolean): number[] =>
          on ? [...shape.slice(0, -2), shape[shape.length - 1], shape[shape.length - 2]] : shape;
        const f = (x: Tensor, y: Tensor): Tensor => nn.matmul(x, y, { transposeLeft, transposeRight });
        checkDerivatives('matmul', f, [normals(flip(a, transposeLeft), 1), normals(flip(b, transposeRight), 2)]);
      }
    }
  }
});

test('convolution and its transpose: first and second derivatives', () => {
  for (const [x, w, options] of [
    [[2, 2, 5], [3, 2, 3], {}],
    [[1, 1, 1], [1, 1, 1], {}],
    [[0, 2, 4], [3, 2, 2], {}],
    [[2, 2, 6], [4, 1, 3], { groups: 2, stride: 2, padding: 1 }],
    [[1, 2, 5, 4], [2, 2, 3, 2], { stride: [2, 1], padding: [1, 0], dilation: [1, 2] }],
    [[2, 4, 3, 3], [2, 2, 2, 2], { groups: 2 }],
    [[1, 2, 3, 4, 3], [2, 2, 2, 3, 1], { padding: 1, stride: [1, 2, 1] }],
  ] as const) {
    checkDerivatives('convolve', (a, b) => nn.convolve(a, b, options), [normals(x, 1), normals(w, 2, 0.5)]);
  }
  for (const [x, w, options] of [
    [[2, 3, 5], [3, 2, 3], {}],
    [[2, 4, 3], [4, 1, 3], { groups: 2, stride: 2, padding: 1, outputPadding: 1 }],
    [[1, 2, 3, 4], [2, 2, 3, 2], { stride: [2, 1], padding: [1, 0], dilation: [1, 2] }],
    [[1, 2, 2, 2, 2], [2, 1, 2, 2, 1], { stride: 2 }],
  ] as const) {
    checkDerivatives('transposedConvolve', (a, b) => nn.transposedConvolve(a, b, options), [
      normals(x, 1),
      normals(w, 2, 0.5),
    ]);
  }
});

test('pooling and softmax: first and second derivatives', () => {
  const x = tensor(
    normals([2, 2, 5, 4], 9).data.map((_, i) => 1 + ((37 * i) % 80) / 40),
    [2, 2, 5, 4],
  );
  for (const options of [{}, { stride: 1 }, { stride: 2, padding: 1 }]) {
    checkDerivatives('averagePool', (y) => nn.averagePool(nn.multiply(y, y), 2, options), [x]);
    checkDerivatives('maxPool', (y) => nn.maxPool(nn.multiply(y, y), [2, 3], options), [x]);
  }
  for (const axis of [0, 1]) {
    checkDerivatives('softmax', (y) => nn.softmax(y, { axis }), [normals([3, 4], 2)]);
    checkDerivatives('logSoftmax', (y) => nn.logSoftmax(y, { axis }), [normals([3, 4], 2)]);
  }
});

test('ties of a maximum share the cotangent evenly', () => {
  const ones = tensor([1, 1, 0]);
  assert.equal([...nn.gradient((x) => nn.reduceMax(x), [ones]).gradients[0].data], [0.5, 0.5, 0]);
  const [g, h] = nn.gradient((x, y) => nn.reduceSum(nn.maximum(x, y)), [ones, tensor([1, 0, 1])]).gradients;
  assert.equal(
    [[...g.data], [...h.data]],
    [
      [0.5, 1, 0],
      [0.5, 0, 1],
    ],
  );
  const pooled = nn.gradient((x) => nn.reduceSum(nn.maxPool(x, 2, { padding: 1 })), [tensor([3, 3], [1, 1, 2])]);
  assert.equal([...pooled.gradients[0].data], [1, 1]);
});

test('a function used twice, an input that is not used, and the identity', () => {
  const { value, gradients } = nn.gradient((x, _) => x, [tensor([3]), tensor([4, 5])]);
  assert.equal([value.item(), [...gradients[0].data], [...gradients[1].data]], [3, [1], [0, 0]]);
  assert.is(nn.gradient((x) => nn.add(nn.multiply(x, x), x), [tensor([3])]).gradients[0].item(), 7);
});

test('the third derivative of x⁴ and of exp', () => {
  const d =
    (f: (x: Tensor) => Tensor) =>
    (x: Tensor): Tensor =>
      nn.gradient(f, [x]).gradients[0];
  const fourth = (x: Tensor): Tensor => nn.multiply(nn.multiply(x, x), nn.multiply(x, x));
  assert.is(d(d(d(fourth)))(tensor([2])).item(), 48);
  assert.is(d(d(d(nn.exp)))(tensor([1])).item(), Math.E);
});

test('a Jacobian within a gradient, and a product with second derivatives', () => {
  const f = (x: Tensor): Tensor => nn.multiply(nn.multiply(x, x), x);
  checkDerivatives('jacobian', (x) => nn.jacobian(f, x), [normals([3], 4)]);
  const loss = (x: Tensor): Tensor => nn.reduceSum(nn.tanh(nn.multiply(x, x)));
  const x = normals([4], 3);
  const hessian = nn.jacobian((y) => nn.gradient(loss, [y]).gradients[0], x);
  const v = normals([4], 5);
  const product = nn.hessianVectorProduct(loss, x, v);
  const expected = nn.matmul(hessian, nn.reshape(v, [4, 1]));
  // both do the same sums in another order: 4 terms, each rounded a few times
  for (let i = 0; i < 4; i++) assert.ok(Math.abs(product.data[i] - expected.data[i]) <= 16 * 2 ** -52 * 10);
});

// the second derivative that tfjs 4.22 has wrong on every backend: f = Σ(∂H)², H = Σtanh(z²)
test('the gradient of a squared gradient agrees with its difference quotient', () => {
  const energy = (z: Tensor): Tensor => nn.reduceSum(nn.tanh(nn.multiply(z, z)));
  checkDerivatives(
    'squared gradient',
    (z) => {
      const [g] = nn.gradient(energy, [z]).gradients;
      return nn.multiply(g, g);
    },
    [tensor([0.3, -0.4, 0.5, 0.2])],
  );
});

/** What is written down about a tensor; not part of the public type. */
const historyOf = (x: Tensor): unknown => (x as { readonly history?: unknown }).history;

test('a constant has no derivative, and nothing is recorded outside of a gradient', () => {
  const x = tensor([3]);
  assert.is(nn.gradient((y) => nn.multiply(y, nn.detach(y)), [x]).gradients[0].item(), 3);
  const leaked: Tensor[] = [];
  nn.gradient(
    (y) => {
      leaked.push(nn.multiply(y, y));
      return leaked[0];
    },
    [x],
  );
  assert.is(historyOf(nn.add(leaked[0], x)), null);
  assert.throws(() => nn.gradient((y) => y, [tensor([1, 2])]), /one number/);
  assert.throws(
    () =>
      nn.gradient(() => {
        throw new Error('inside');
      }, [x]),
    /inside/,
  );
  assert.is(historyOf(nn.multiply(x, x)), null, 'a gradient that threw leaves no sweep running');
});

test.run();
