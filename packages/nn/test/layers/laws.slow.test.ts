/**
 * Every layer commutes with the group, f(ρx) = ρf(x), in training and in evaluation, with random parameters and random
 * running statistics, over more than forty combinations of groups and fields.
 */
import {
  add,
  DisentangleModule,
  EquivariantConv1d,
  type EquivariantModule,
  FieldDropout,
  FieldLayerNorm,
  FieldRmsNorm,
  type FieldType,
  fieldType,
  GatedNonlinearity,
  type GeometricTensor,
  GroupPooling,
  gspaces,
  InnerBatchNorm,
  IrrepNormPooling,
  MaskModule,
  multiply,
  NormBatchNorm,
  NormNonlinearity,
  NormPool,
  noBaseSpace,
  Parameter,
  PointwiseAvgPool,
  PointwiseAvgPoolAntialiased,
  PointwiseMaxPool,
  PointwiseNonlinearity,
  R2Conv,
  R2ConvTransposed,
  R3Conv,
  R3ConvTransposed,
  reshape,
  scale,
  type Tensor,
  tensor,
  zeros,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EquivariantModule as Equivariant } from '../../dist/layers/equivariant-module.js';
import {
  checkLaw,
  combinations,
  EPS,
  elementwiseBound,
  isPermuted,
  normals,
  onChannels,
  points,
  randomField,
  shake,
  size,
} from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

/** A sum of n products in any order is right to nε·Σ|w x|; the filter itself to 400ε (equivariance.test.ts). */
function convolutionBound(layer: { filter(): Tensor }, x: GeometricTensor): () => number {
  return () => {
    const { data, shape } = layer.filter();
    const n = data.length / shape[0];
    return (n + 400) * EPS * n * size(data) * size(x.tensor.data) * 2;
  };
}

function checkConvolutions(input: FieldType, output: FieldType): void {
  const isPlane = input.space.baseDimension === 2;
  const make = isPlane
    ? [
        new R2Conv(input, output, 3, { padding: 1 }),
        new R2Conv(input, output, 4),
        new R2Conv(input, output, 3, { stride: 2 }),
        new R2Conv(input, output, 1),
        new R2ConvTransposed(input, output, 3, { stride: 2 }),
      ]
    : [new R3Conv(input, output, 3, { stride: 2, padding: 1 }), new R3ConvTransposed(input, output, 2)];
  for (const layer of make) {
    const x = randomField(input, isPlane ? 5 : 3);
    checkLaw(layer, x, convolutionBound(layer, x));
  }
}

function checkFields(type: FieldType): void {
  const extent = type.space.baseDimension === 3 ? 3 : 5;
  const layers: EquivariantModule[] = [
    new NormNonlinearity(type),
    new NormNonlinearity(type, 'sigmoid'),
    new NormBatchNorm(type),
    new NormPool(type),
    new IrrepNormPooling(type),
    new DisentangleModule(type),
    new FieldRmsNorm(type),
    new FieldLayerNorm(type),
    new FieldDropout(type, 0.4),
  ];
  if (type.space.baseDimension > 0) {
    layers.push(new PointwiseAvgPool(type, 3, { stride: 2 }), new MaskModule(type, extent, 1));
    layers.push(new PointwiseAvgPoolAntialiased(type, 0.6, 2));
  }
  if (isPermuted(type)) {
    layers.push(new InnerBatchNorm(type), new GroupPooling(type), new PointwiseNonlinearity(type, 'elu'));
    layers.push(new PointwiseNonlinearity(type, 'relu'), new PointwiseNonlinearity(type, 'leaky-relu'));
    if (type.space.baseDimension > 0) layers.push(new PointwiseMaxPool(type, 3, { stride: 2 }));
  }
  for (const layer of layers) checkLaw(layer, randomField(type, extent), elementwiseBound);
  const gated = new GatedNonlinearity(type);
  checkLaw(gated, randomField(gated.inType, extent), elementwiseBound);
}

let count = 0;
for (const [space, make] of combinations) {
  for (const [k, [input, output]] of make(space as never).entries()) {
    count++;
    test(`${space}, fields ${k}: ${input.map((r) => r.label)} → ${output.map((r) => r.label)}`, () => {
      const [inType, outType] = [fieldType(space, input), fieldType(space, output)];
      checkConvolutions(inType, outType);
      for (const type of [inType, outType]) checkFields(type);
    });
  }
}

for (const [name, group, make] of points) {
  count++;
  test(`${name} over a point, and in time`, () => {
    const space = noBaseSpace(group);
    const [input, output] = make(space).map((fields) => fieldType(space, fields));
    for (const type of [input, output]) checkFields(type);
    for (const timeReversal of [false, true]) {
      const layer = new EquivariantConv1d(input, output, 3, { padding: 1, timeReversal });
      shake(layer);
      const x = tensor(normals(2 * input.size * 6), [2, input.size, 6]);
      for (const g of group.generators) {
        const left = layer.forward(onChannels(input.matrix(g), x));
        const right = onChannels(output.matrix(g), layer.forward(x));
        const n = 3 * input.size;
        const allowed = 2 * (n + 400) * EPS * n * size(layer.filter().data) * size(x.data);
        assert.ok(largestDifference(left.data, right.data) <= allowed);
      }
      if (!timeReversal) continue;
      assert.ok(largestDifference(layer.forward(reversed(x)).data, reversed(layer.forward(x)).data) <= 1e-12);
    }
  });
}

function reversed(x: Tensor): Tensor {
  const time = x.shape[2];
  return tensor(
    x.data.map((_, at) => x.data[at - (at % time) + time - 1 - (at % time)]),
    x.shape,
  );
}

test('more than forty combinations', () => {
  assert.ok(count >= 40, `${count}`);
});

/** A scale for each channel, as a batch norm of channels has: it does not commute where channels are permuted. */
class ChannelScale extends Equivariant {
  readonly scale: Parameter;

  constructor(type: FieldType) {
    super(type, type);
    this.scale = new Parameter(zeros([1, type.size]));
  }

  compute(x: Tensor): Tensor {
    return multiply(x, reshape(this.scale.value, [1, this.inType.size, ...x.shape.slice(2).map(() => 1)]));
  }

  write(): string {
    throw new Error('not written down');
  }
}

/** What the law says of a layer that breaks it. */
function failure(layer: EquivariantModule, x: GeometricTensor): string {
  try {
    checkLaw(layer, x, elementwiseBound);
  } catch (cause) {
    return (cause as Error).message;
  }
  return 'none';
}

test('the law fails for what does not commute: by a whole scale, and by one part in 10¹¹', () => {
  const C4 = gspaces.rot2dOnR2(4);
  const type = fieldType(C4, [C4.regular]);
  const x = randomField(type, 3);
  assert.match(failure(new ChannelScale(type), x), /ChannelScale train/);
  class Nearly extends ChannelScale {
    override compute(y: Tensor): Tensor {
      return add(y, scale(super.compute(y), 1e-11));
    }
  }
  assert.match(failure(new Nearly(type), x), /Nearly train/);
  class InEvaluation extends ChannelScale {
    override compute(y: Tensor): Tensor {
      return this.isTraining ? y : super.compute(y);
    }
  }
  assert.match(failure(new InEvaluation(type), x), /InEvaluation evaluate/);
});

test.run();
