/** Linear layers whose entries are trained: functions as over bases, and the steps of EMLP's dense matrices. */
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Adam,
  Emlp,
  EquivariantLinear,
  type EquivariantLinearOptions,
  matmul,
  meanSquaredError,
  normalInitial,
  Parameter,
  parameterGradients,
  reshape,
  type Tensor,
  tensor,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { equivarianceFault } from '../equivariance.js';
import { EPS } from '../helpers/laws.js';

const CASES: readonly (readonly [group: string, domain: string, codomain: string])[] = [
  ['O(3)', '2*T(0) + T(1) + T(2)', 'T(1) + T(2)'],
  ['O(1,3)', '2*T(1)', 'T(0) + T(1) + T(0,1)'],
  ['S(4)', 'T(0) + 2*T(1)', 'T(1) + T(0)'],
];
const STEPS = 5;
const RATE = 0.1;

const layerOf = (name: string, domain: string, codomain: string, options: EquivariantLinearOptions) => {
  const group = parseMatrixGroup(name);
  return new EquivariantLinear(parseType(domain).over(group), parseType(codomain).over(group), options);
};

/** The orthogonal projector on equivariant matrices, [entries, entries]: what becomes of each unit matrix. */
function projectorOf(layer: EquivariantLinear): Tensor {
  const { inputs, outputs } = layer.dimensions;
  const size = inputs * outputs;
  const columns = Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    layer.project(tensor(unit, [outputs, inputs]));
    return layer.weight().data;
  });
  return tensor(
    columns.flatMap((column) => [...column]),
    [size, size],
  );
}

for (const [name, domain, codomain] of CASES) {
  test(`${name}: entries make the functions that coefficients make`, () => {
    for (const initial of ['he', 'orthogonal'] as const) {
      const [plain, entries] = (['coefficients', 'entries'] as const).map((trained) =>
        layerOf(name, domain, codomain, { initial, trained, random: randomStream(5) }),
      );
      const x = normalInitial([4, plain.dimensions.inputs], 1, randomStream(6));
      const [expected, found] = [plain.forward(x), entries.forward(x)];
      // a projection of what is projected already: sums of at most 81 products
      const bound = 81 * 8 * EPS * Math.max(...expected.data.map(Math.abs), 1);
      assert.ok(found.data.every((v, i) => Math.abs(v - expected.data[i]) <= bound));
      assert.equal([plain.weightEntries, plain.biasEntries], [[], []]);
      assert.equal([entries.weightCoefficients, entries.biasCoefficients], [[], []]);
    }
  });

  test(`${name}: Adam's steps on entries are those on a dense matrix behind the projector`, () => {
    const options = { bias: false, trained: 'entries', random: randomStream(7) } as const;
    const layer = layerOf(name, domain, codomain, options);
    const { inputs, outputs } = layer.dimensions;
    const size = inputs * outputs;
    const projector = projectorOf(layerOf(name, domain, codomain, { bias: false }));
    const twin = new Parameter(layer.weight());
    const twinWeight = (): Tensor => reshape(matmul(projector, reshape(twin.value, [size, 1])), [outputs, inputs]);
    const [x, y] = [inputs, outputs].map((width, k) => normalInitial([12, width], 1, randomStream(8, [k])));
    const [adam, dense] = [layer.parameters(), new Map([['twin', twin]])].map(
      (parameters) => new Adam(parameters, { learningRate: RATE }),
    );
    let spread = 1;
    for (let step = 0; step < STEPS; step++) {
      const own = parameterGradients(adam.parameters, () => meanSquaredError(layer.forward(x), y));
      adam.step(own.gradients);
      const theirs = parameterGradients(dense.parameters, () =>
        meanSquaredError(matmul(x, twinWeight(), { transposeRight: true }), y),
      );
      dense.step(theirs.gradients);
      const sizes = theirs.gradients[0].data.map(Math.abs);
      const most = Math.max(...sizes);
      spread = Math.max(spread, most / sizes.filter((g) => g > most * size * EPS).reduce((a, b) => Math.min(a, b)));
    }
    // a gradient is off by size·ε of the largest; Adam divides it by its own size, and P adds up `size` such entries
    const bound = STEPS * RATE * size * size * EPS * spread;
    assert.ok(bound < RATE / 10, `the comparison says something: ${bound}`);
    const [found, expected] = [layer.weight().data, twinWeight().data];
    found.forEach((w, i) => {
      assert.ok(Math.abs(w - expected[i]) <= bound, `entry ${i}: ${w}, ${expected[i]}, bound ${bound}`);
    });
  });
}

test("a step of Adam moves an identity's entries by the rate, over an orthonormal basis by a part of it", () => {
  for (const [trained, step] of [
    ['entries', RATE],
    ['coefficients', RATE / Math.sqrt(9)],
  ] as const) {
    const layer = layerOf('SO(9)', 'T(1)', 'T(1)', { bias: false, trained });
    const before = layer.weight();
    const adam = new Adam(layer.parameters(), { learningRate: RATE });
    const x = normalInitial([3, 9], 1, randomStream(1));
    const { gradients } = parameterGradients(adam.parameters, () => meanSquaredError(layer.forward(x), tensor([100])));
    adam.step(gradients);
    const after = layer.weight();
    // Adam adds 1e-8 to gradients of order 1
    for (let i = 0; i < 9; i++) assert.ok(Math.abs(Math.abs(after.at(i, i) - before.at(i, i)) - step) < 1e-6 * RATE);
  }
});

test('EMLP stays equivariant while its entries are trained', async () => {
  const group = parseMatrixGroup('O(1,3)');
  const [domain, codomain] = [parseType('4*T(1)'), parseType('T(0)')];
  const options = {
    channels: 24,
    layers: 2,
    initial: 'orthogonal',
    trained: 'entries',
    random: randomStream(2),
  } as const;
  const model = new Emlp(domain, codomain, group, options);
  const [x, y] = [16, 1].map((width, k) => normalInitial([20, width], 1, randomStream(3, [k])));
  const adam = new Adam(model.parameters(), { learningRate: 0.01 });
  const losses = await train(adam, () => meanSquaredError(model.forward(x), y), { steps: 40, seed: 1 });
  assert.ok(losses[39] < losses[0], `${losses[0]} → ${losses[39]}`);
  assert.is(equivarianceFault(model, domain.over(group), codomain.over(group), { seed: 4 }), undefined);
});

test('what is trained is one of two', () => {
  const wrong = { trained: 'maps' } as unknown as EquivariantLinearOptions;
  assert.throws(() => layerOf('O(3)', 'T(1)', 'T(1)', wrong), /trained.*coefficients.*entries/);
});

test.run();
