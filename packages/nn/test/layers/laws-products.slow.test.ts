/**
 * Products, poolings, induced norms, Fourier and linear layers commute with the group, in training and in evaluation,
 * with random parameters, over the same combinations of groups and fields.
 */
import {
  type EquivariantModule,
  FieldAffine,
  FieldDropout,
  FieldLayerNorm,
  FieldLinear,
  FieldRmsNorm,
  type FieldType,
  fieldType,
  GroupFourierNonlinearity,
  gspaces,
  InducedNormNonlinearity,
  InducedNormPool,
  InvariantBias,
  IsotypicModule,
  isotypicType,
  NormBatchNorm,
  noBaseSpace,
  PointwiseAdaptiveAvgPool,
  PointwiseAdaptiveMaxPool,
  QuadraticPooling,
  TensorProductModule,
  Upsampling,
  VectorFieldNonlinearity,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  checkLaw,
  combinations,
  EPS,
  elementwiseBound,
  isPermuted,
  points,
  randomField,
  size,
} from '../helpers/laws.js';

function checkProducts(input: FieldType, output: FieldType): void {
  const extent = input.space.baseDimension === 3 ? 2 : 3;
  const linear = new FieldLinear(input, output);
  const x = randomField(input, extent);
  // a sum of n products is right to nε·Σ|w x|, W itself to 400ε
  checkLaw(
    linear,
    x,
    () => (input.size + 400) * EPS * input.size * size(linear.matrix().data) * size(x.tensor.data) * 2,
  );
  for (const pairs of ['all', 'fields'] as const) {
    const product = new TensorProductModule(input, output, { pairs });
    // n² products, coupled by tensors of entries ≤ √c and mixed by the weights; x changes to its basis and back
    const n = input.size ** 2 * Math.sqrt(output.size);
    const weights = size(product.weights.flatMap(({ value }) => [...value.data]));
    checkLaw(product, x, () => (n + 400) * EPS * n * weights * size(x.tensor.data) ** 2 * 8);
  }
}

function checkFields(type: FieldType): void {
  const axes = type.space.baseDimension;
  const extent = axes === 3 ? 3 : 5;
  const layers: EquivariantModule[] = [
    new FieldAffine(type),
    new InvariantBias(type),
    new IsotypicModule(type, (t) => new FieldRmsNorm(t)),
    new IsotypicModule(type, (t) => new FieldLayerNorm(t)),
    new IsotypicModule(type, (t) => new NormBatchNorm(t)),
    new IsotypicModule(type, (t) => new FieldDropout(t, 0.4)),
    new InducedNormPool(type),
    new InducedNormNonlinearity(type),
    new InducedNormNonlinearity(type, 'sigmoid'),
    new PointwiseAdaptiveAvgPool(type, 2),
    new PointwiseAdaptiveAvgPool(type, 3),
  ];
  if (axes > 0) {
    layers.push(new Upsampling(type, 2), new Upsampling(type, undefined, { size: 2 * extent + 1, mode: 'linear' }));
    layers.push(new Upsampling(type, undefined, { size: 4, mode: 'linear', alignCorners: true }));
  }
  if (isPermuted(type)) layers.push(new PointwiseAdaptiveMaxPool(type, 2));
  for (const layer of layers) checkLaw(layer, randomField(type, extent), elementwiseBound);
  const x = randomField(type, extent);
  checkLaw(new QuadraticPooling(type), x, () => 100 * type.size * EPS * type.size * size(x.tensor.data) ** 2);
}

/** Functions on the group and on the cosets of a subgroup, with all irreducibles of the fields. */
function checkFourier(type: FieldType): void {
  const { space } = type;
  const irreps = [space.trivial, ...isotypicType(type).type.kinds.filter((rep) => rep !== space.trivial)];
  const layer = new GroupFourierNonlinearity(space, 'elu', { channels: 2, irreps });
  const x = randomField(layer.inType, 1);
  // values are sums of all coefficients, coefficients means of all values; elu has slopes of at most 1
  const sums = (layer.inType.size + layer.points) * layer.inType.size;
  checkLaw(layer, x, () => 16 * sums * EPS * Math.sqrt(layer.inType.size) * size(x.tensor.data));
}

for (const [space, make] of combinations) {
  for (const [k, [input, output]] of make(space as never).entries()) {
    test(`${space}, fields ${k}: ${input.map((r) => r.label)} → ${output.map((r) => r.label)}`, () => {
      const [inType, outType] = [fieldType(space, input), fieldType(space, output)];
      checkProducts(inType, outType);
      checkFields(inType);
      checkFields(outType);
      if (space.order !== undefined) checkFourier(inType);
    });
  }
}

for (const [name, group, make] of points) {
  test(`${name} over a point`, () => {
    const space = noBaseSpace(group);
    const [input, output] = make(space).map((fields) => fieldType(space, fields));
    checkProducts(input, output);
    checkFields(input);
    checkFields(output);
    checkFourier(input);
  });
}

test('vector fields: regular and quotient fields of the plane, of space and over a point', () => {
  const C8 = gspaces.rot2dOnR2(8);
  const D4 = gspaces.flipRot2dOnR2(4);
  const cube = gspaces.octaOnR3();
  for (const [type, vector] of [
    [fieldType(C8, [C8.regular, C8.regular]), C8.irrep(1)],
    [fieldType(D4, [D4.regular]), D4.irrep(1, 1)],
    [fieldType(D4, [D4.regular]), D4.irrep(1, 2)],
    [fieldType(cube, [cube.regular]), cube.irrep(1)],
  ] as const) {
    checkLaw(new VectorFieldNonlinearity(type, vector), randomField(type, 3), elementwiseBound);
  }
});

/** A rotation about z by 0.3 after one about x by 0.5: none of the cube's axes. */
const turn = (() => {
  const [a, b, c, d] = [Math.cos(0.3), Math.sin(0.3), Math.cos(0.5), Math.sin(0.5)];
  return Float64Array.of(a, -b * c, b * d, b, a * c, -a * d, 0, d, c);
})();

function times(a: Float64Array, b: Float64Array): { data: Float64Array; rows: number; cols: number } {
  const data = Float64Array.from({ length: 9 }, (_, at) => {
    const [i, j] = [Math.floor(at / 3), at % 3];
    return a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
  });
  return { data, rows: 3, cols: 3 };
}

test('functions of compact groups: exact under what keeps the grid, coset functions of subgroups', () => {
  const SO3 = gspaces.rot3dOnR3();
  const O2 = gspaces.flipRot2dOnR2();
  const cube = gspaces.octaOnR3();
  const onGrid = [
    new GroupFourierNonlinearity(SO3, 'relu', {
      channels: 1,
      irreps: [SO3.trivial, SO3.irrep(1)],
      grid: cube.elements.map((g) => cube.pointMatrix(g)),
    }),
    new GroupFourierNonlinearity(SO3, 'elu', {
      channels: 2,
      irreps: [SO3.trivial, SO3.irrep(1), SO3.irrep(2)],
      stabilizer: gspaces.rot2dOnR3(),
      grid: cube.elements.map((g) => times(cube.pointMatrix(g).data, turn)), // 24 points, kept by the cube
    }),
    new GroupFourierNonlinearity(O2, 'elu', {
      channels: 2,
      irreps: [O2.trivial, O2.irrep(1, 1), O2.irrep(1, 2)],
      grid: 7,
    }),
    new GroupFourierNonlinearity(gspaces.rot2dOnR3(8), 'elu', {
      channels: 1,
      irreps: [0, 1, 2, 3].map((k) => gspaces.rot2dOnR3(8).irrep(k)),
      stabilizer: gspaces.rot2dOnR3(2),
    }),
  ];
  for (const layer of onGrid) {
    const x = randomField(layer.inType, 2);
    const sums = (layer.inType.size + layer.points) * layer.inType.size;
    checkLaw(layer, x, () => 64 * sums * EPS * Math.sqrt(layer.inType.size) * size(x.tensor.data));
  }
  assert.is(onGrid[1].inType.size, 18); // one vector of each degree is left alone by the turns about z
  assert.is(onGrid[3].inType.size, 3); // frequencies 0 and 2
});

test.run();
