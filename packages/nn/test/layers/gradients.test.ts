/** Gradients through fields: against difference quotients, of second order too, and training that stays equivariant. */
import {
  Adam,
  fieldType,
  GroupPooling,
  geometricTensor,
  gspaces,
  hessianVectorProduct,
  InnerBatchNorm,
  IrrepNormPooling,
  multiply,
  NormBatchNorm,
  NormNonlinearity,
  PointwiseNonlinearity,
  parameterGradients,
  R2Conv,
  R2ConvTransposed,
  R3Conv,
  reduceSum,
  SequentialModule,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { waves } from '../helpers/derivatives.js';
import { largestDifference } from '../helpers/matrices.js';

const D4 = gspaces.flipRot2dOnR2(4);
const image = fieldType(D4, [D4.trivial]);
const hidden = fieldType(D4, [D4.regular, D4.irrep(1, 1)]);
const last = fieldType(D4, [D4.regular]);
const cube = gspaces.octaOnR3();
const vector = fieldType(cube, [cube.irrep(1), cube.trivial]);

const models = {
  'plane, any fields': [
    new SequentialModule([
      new R2Conv(image, hidden, 3),
      new NormBatchNorm(hidden),
      new NormNonlinearity(hidden, 'sigmoid'),
      new R2ConvTransposed(hidden, last, 3, { stride: 2 }),
      new IrrepNormPooling(last),
    ]),
    [2, 1, 5, 5],
  ],
  'plane, permuted fields': [
    new SequentialModule([
      new R2Conv(image, last, 3, { padding: 1 }),
      new InnerBatchNorm(last),
      new PointwiseNonlinearity(last, 'elu'),
      new R2Conv(last, last, 3),
      new GroupPooling(last),
    ]),
    [2, 1, 5, 5],
  ],
  space: [
    new SequentialModule([new R3Conv(vector, vector, 3), new NormNonlinearity(vector, 'sigmoid')]),
    [1, 4, 4, 4, 4],
  ],
} as const;

for (const [name, [model, shape]] of Object.entries(models)) {
  test(`${name}: gradients by parameters are difference quotients`, () => {
    const x = geometricTensor(waves(shape), model.inType);
    const loss = (): Tensor => {
      const { tensor: y } = model.forward(x);
      return reduceSum(multiply(multiply(y, y), waves(y.shape, 2)));
    };
    const parameters = [...model.parameters().values()];
    const { gradients, value } = parameterGradients(parameters, loss);
    parameters.forEach((parameter, k) => {
      const { data, shape: own } = parameter.value;
      const direction = waves(own, 3 + k);
      const at = (h: number): number => {
        parameter.value = tensor(
          data.map((w, i) => w + h * direction.data[i]),
          own,
        );
        const result = loss().item();
        parameter.value = tensor(data, own);
        return result;
      };
      const h = 1e-3;
      // Richardson: the error is of order h⁴ times a fifth derivative, and ε/h of the value
      const quotient = (8 * (at(h / 2) - at(-h / 2)) - (at(h) - at(-h))) / (6 * h);
      const slope = gradients[k].data.reduce((sum, g, i) => sum + g * direction.data[i], 0);
      assert.ok(
        Math.abs(quotient - slope) <= 1e-7 * (1 + Math.abs(slope) + Math.abs(value.item())),
        `${k}: ${quotient} ${slope}`,
      );
    });
  });
}

test('second derivatives by the weights of a convolution', () => {
  const layer = new R2Conv(image, last, 3, { bias: false });
  const [weight] = layer.weights;
  const x = geometricTensor(waves([1, 1, 4, 4]), image);
  const before = weight.value;
  const quartic = (w: Tensor): Tensor => {
    weight.value = w;
    const { tensor: y } = layer.forward(x);
    weight.value = before;
    const squares = multiply(y, y);
    return reduceSum(multiply(squares, squares));
  };
  const v = waves(before.shape, 5);
  const product = hessianVectorProduct(quartic, before, v).data;
  // y is linear in w: the Hessian of Σy⁴ is 12 Σ y² (∂y)², and along v at w = v it is 12 Σ y⁴/…: by a direction, vᵀHv
  const along = product.reduce((sum, g, i) => sum + g * v.data[i], 0);
  weight.value = before;
  const y = layer.forward(x).tensor.data;
  weight.value = v;
  const dy = layer.forward(x).tensor.data;
  weight.value = before;
  const expected = y.reduce((sum, yi, i) => sum + 12 * yi * yi * dy[i] * dy[i], 0);
  assert.ok(Math.abs(along - expected) <= 1e-12 * Math.abs(expected));
});

test('trained, the model still commutes with the group, and its expanded filter is that of the new weights', () => {
  const [model, shape] = models['plane, permuted fields'];
  const x = geometricTensor(waves(shape), image);
  const parameters = model.parameters();
  const optimizer = new Adam(parameters, { learningRate: 0.05 });
  const before = model.forward(x).tensor.data;
  const losses = Array.from({ length: 10 }, () => {
    const { value, gradients } = parameterGradients([...parameters.values()], () => {
      const { tensor: y } = model.forward(x);
      return reduceSum(multiply(y, y));
    });
    optimizer.step(gradients);
    return value.item();
  });
  assert.ok(losses[9] < losses[0]);
  model.evaluate();
  assert.ok(largestDifference(model.forward(x).tensor.data, before) > 1e-3);
  for (const g of D4.gridSymmetries) {
    const [left, right] = [model.forward(x.transform(g)), model.forward(x).transform(g)];
    // two convolutions of at most 72 products of size ~10
    assert.ok(largestDifference(left.tensor.data, right.tensor.data) <= 2 * 72 * 100 * 2 ** -52);
  }
});

test.run();
