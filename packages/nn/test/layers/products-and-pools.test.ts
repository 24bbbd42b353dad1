/** Products, poolings, up-sampling, Fourier and linear layers: values, counts, derivatives, refusals. */
import { readFileSync } from 'node:fs';
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import {
  type EquivariantModule,
  FieldAffine,
  FieldLinear,
  FieldRmsNorm,
  type FieldType,
  type FiniteGSpace,
  FourierNonlinearity,
  fieldType,
  GroupFourierNonlinearity,
  geometricTensor,
  gspaces,
  InducedNormNonlinearity,
  InducedNormPool,
  IsotypicModule,
  noBaseSpace,
  PointwiseAdaptiveAvgPool,
  PointwiseAdaptiveMaxPool,
  parameterGradients,
  QuadraticPooling,
  type Tensor,
  TensorProductModule,
  tensor,
  Upsampling,
  VectorFieldNonlinearity,
} from '@isotypic/nn';
import { induce, permutationRepresentation, restrict } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDerivatives, quotient, waves } from '../helpers/derivatives.js';
import { escnnVectors, representationNamed } from '../helpers/escnn.js';
import { largestDifference } from '../helpers/matrices.js';

const D3 = gspaces.flipRot2dOnR2(3);

const apply = (layer: EquivariantModule, x: Tensor): Tensor => layer.forward(geometricTensor(x, layer.inType)).tensor;

interface LinearCase {
  readonly group: string;
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly weights: readonly number[];
  readonly matrix: readonly number[];
  readonly expandedBias: readonly number[] | null;
  readonly input: readonly number[];
  readonly output: readonly number[];
}

test("escnn's Linear: as many weights, the matrix within their span, the same output", () => {
  const groups: Readonly<Record<string, () => ReturnType<typeof gspaces.rot3dOnR3> | FiniteGSpace>> = {
    C5: () => gspaces.rot2dOnR2(5),
    D3: () => gspaces.flipRot2dOnR2(3),
    SO3: gspaces.rot3dOnR3,
  };
  let seen = 0;
  for (const c of escnnVectors<{ cases: (LinearCase & { layer: string })[] }>('more-forward').cases) {
    if (c.layer !== 'Linear') continue;
    const space = groups[c.group]();
    const [into, out] = [c.in, c.out].map((names) =>
      fieldType(
        space,
        names.map((name) => representationNamed(space, name)),
      ),
    );
    const layer = new FieldLinear(into, out);
    assert.is(layer.dimension, c.weights.length);
    assert.ok(layer.setMatrix(c.matrix) <= 1e-12, c.group);
    const bias = c.expandedBias ?? new Array(out.size).fill(0);
    // one coefficient for each invariant vector, of unit length: their inner products with the bias
    if (layer.bias !== undefined) {
      layer.bias.value = tensor(new Float64Array(layer.bias.value.size).fill(1));
      const direction = layer.expandedBias()?.data ?? new Float64Array();
      layer.bias.value = tensor([direction.reduce((sum, u, i) => sum + u * bias[i], 0)]);
    }
    const samples = c.input.length / into.size;
    const shape = [samples, into.size, ...new Array(space.baseDimension).fill(1)];
    assert.ok(largestDifference(apply(layer, tensor(c.input, shape)).data, c.output) <= 1e-12);
    seen++;
  }
  assert.is(seen, 3);
});

/** ⟨(χ² + χ(g²))/2 · χ_out, 1⟩ from matrices. */
function quadraticCount(space: FiniteGSpace, into: FieldType, out: FieldType): number {
  const trace = (type: FieldType, g: (typeof space.elements)[number]): number => {
    const m = type.matrix(g);
    return Array.from({ length: type.size }, (_, i) => m[i * type.size + i]).reduce((a, b) => a + b, 0);
  };
  const sum = space.elements.reduce(
    (total, g) => total + ((trace(into, g) ** 2 + trace(into, g.times(g))) / 2) * trace(out, g),
    0,
  );
  return Math.round(sum / space.elements.length);
}

test('products are complete: as many weights as there are equivariant quadratic maps', () => {
  for (const [space, into, out] of [
    [noBaseSpace(catalogue.symmetric(4)), [0, 1, 2], [1, 3]],
    [noBaseSpace(catalogue.quaternion()), [4, 1, 4], [4, 2, 0]],
    [noBaseSpace(catalogue.cyclic(5)), [1, 2, 1], [1, 0, 2]],
  ] as const) {
    const [inType, outType] = [into, out].map((ids) =>
      fieldType(
        space,
        ids.map((k) => space.irrep(k)),
      ),
    );
    const layer = new TensorProductModule(inType, outType);
    const count = quadraticCount(space, inType, outType);
    assert.ok(count > 0);
    // quaternionic outputs: each map and what commutes with it are told apart by the tensors
    assert.is(layer.dimension, count);
  }
});

test('the product of two vectors of SO(3) is their cross product, to a scalar their inner products', () => {
  const SO3 = gspaces.rot3dOnR3();
  const two = fieldType(SO3, [SO3.irrep(1), SO3.irrep(1)]);
  const [p, q] = [
    [0.3, -1.2, 0.5],
    [1.1, 0.4, -0.7],
  ];
  const x = tensor([...p, ...q], [1, 6, 1, 1, 1]);
  const product = apply(new TensorProductModule(two, fieldType(SO3, [SO3.irrep(1)])), x).data;
  const cross = [0, 1, 2].map((i) => p[(i + 1) % 3] * q[(i + 2) % 3] - p[(i + 2) % 3] * q[(i + 1) % 3]);
  const ratio = product[0] / cross[0];
  assert.ok(Math.abs(ratio) > 1e-3);
  assert.ok(
    largestDifference(
      product,
      cross.map((c) => ratio * c),
    ) <= 1e-14,
  );
  const scalars = new TensorProductModule(two, fieldType(SO3, [SO3.irrep(0)]));
  assert.is(scalars.dimension, 3);
  const within = new TensorProductModule(two, fieldType(SO3, [SO3.irrep(0)]), { pairs: 'fields' });
  assert.is(within.dimension, 2);
});

test('quadratic invariants: inner products of all copies, of complex type their rotated ones too', () => {
  const SO2 = gspaces.rot2dOnR2();
  const type = fieldType(SO2, [SO2.irrep(1), SO2.trivial, SO2.irrep(1)]);
  const y = apply(new QuadraticPooling(type), tensor([1, 2, 5, 3, -1], [1, 5, 1, 1])).data;
  // trivial coordinate; |p|², ⟨p, q⟩, ⟨p, Jq⟩, |q|²; and the square of the trivial one
  const sorted = (list: ArrayLike<number>): number[] => Array.from(list, (v) => Math.abs(v)).sort((a, b) => a - b);
  assert.ok(largestDifference(sorted(y), sorted([5, 5, 1, 7, 10, 25])) <= 1e-13);
});

test('a vector field: the greatest channel in its direction, of several the mean, nothing below 0', () => {
  const C8 = gspaces.rot2dOnR2(8);
  const layer = new VectorFieldNonlinearity(fieldType(C8, [C8.regular]), C8.irrep(1));
  const at = (values: readonly number[]): Float64Array => apply(layer, tensor(values, [1, 8, 1, 1])).data;
  const r = Math.SQRT1_2;
  assert.ok(largestDifference(at([0, 2, 0, 0, 0, 0, 0, 1]), [2 * r, 2 * r]) <= 1e-15);
  assert.ok(largestDifference(at([4, 0, 4, 0, 0, 0, 0, 1]), [2, 2]) <= 1e-15);
  assert.equal([...at([-1, -2, -3, -1, -5, -1, -1, -2])].map(Math.abs), [0, 0]);
  assert.throws(() => new VectorFieldNonlinearity(fieldType(C8, [C8.irrep(1)]), C8.irrep(1)), /transitively/);
  const half = permutationRepresentation(C8.group, [[1, 2, 3, 0]]);
  assert.throws(() => new VectorFieldNonlinearity(fieldType(C8, [half]), C8.irrep(1)), /leaves alone/);
});

test("adaptive pooling and up-sampling are PyTorch's", () => {
  const url = new URL('../../../../vectors/nn/torch-resampling.json', import.meta.url);
  const file: {
    inputShape: number[];
    input: number[];
    cases: { layer: string; size: number; factor: number; alignCorners: boolean; shape: number[]; output: number[] }[];
  } = JSON.parse(readFileSync(url, 'utf8'));
  const space = gspaces.rot2dOnR2(4);
  const type = fieldType(space, [space.trivial]);
  const x = tensor(file.input, file.inputShape);
  for (const { layer, size, factor, alignCorners, shape, output } of file.cases) {
    const module =
      layer === 'adaptiveAvgPool'
        ? new PointwiseAdaptiveAvgPool(type, size)
        : layer === 'adaptiveMaxPool'
          ? new PointwiseAdaptiveMaxPool(type, size)
          : layer === 'nearest'
            ? new Upsampling(type, factor)
            : new Upsampling(type, undefined, { size, mode: 'linear', alignCorners });
    const y = apply(module, x);
    assert.equal(y.shape, shape);
    assert.ok(largestDifference(y.data, output) <= 1e-14, `${layer} ${size}`);
  }
  assert.throws(() => apply(new Upsampling(type, undefined, { size: 12 }), x), /Take 10 or 15/);
});

test('Fourier on SO(2) is the circle, on a finite group with all irreducibles the regular field', () => {
  const SO2 = gspaces.rot2dOnR2();
  const circle = new FourierNonlinearity(SO2, 'relu', { channels: 2, frequency: 2, samples: 9 });
  const irreps = [SO2.irrep(0), SO2.irrep(1), SO2.irrep(2)];
  const group = new GroupFourierNonlinearity(SO2, 'relu', { channels: 2, irreps, grid: 8 });
  assert.ok(group.inType.equals(circle.inType));
  const x = waves([3, 10, 2, 2]);
  assert.ok(largestDifference(apply(group, x).data, apply(circle, x).data) <= 1e-14);
  // what is not band-limited comes nearer as the grid grows
  const turned = (degree: number): number => {
    const layer = new GroupFourierNonlinearity(SO2, 'tanh', { channels: 1, irreps, grid: degree });
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const rho = layer.inType.matrix({ data: Float64Array.of(c, -s, s, c), rows: 2, cols: 2 });
    const turn = (v: Float64Array): Float64Array =>
      v.map((_, i) => v.reduce((sum, y, j) => sum + rho[i * 5 + j] * y, 0));
    const at = (v: Float64Array): Float64Array => apply(layer, tensor(v, [1, 5, 1, 1])).data;
    const v = waves([5]).data.map((y) => y / 3);
    return largestDifference(at(turn(v)), turn(at(v)));
  };
  assert.ok(turned(8) > turned(16) && turned(16) > turned(32) && turned(32) < 1e-9);
  const S3 = noBaseSpace(catalogue.symmetric(3));
  const all = new GroupFourierNonlinearity(S3, 'relu', { channels: 1, irreps: [0, 1, 2].map((k) => S3.irrep(k)) });
  assert.is(all.inType.size, 6);
  assert.throws(() => new GroupFourierNonlinearity(S3, 'relu', { channels: 1, irreps: [S3.regular] }), /irreducible/);
  const grid = [S3.elements[0]];
  assert.throws(
    () => new GroupFourierNonlinearity(S3, 'relu', { channels: 1, irreps: [S3.irrep(1), S3.irrep(0)], grid }),
    /tells 2 functions apart/,
  );
});

test('induced fields: blocks of vectors of the cosets', () => {
  const vector = D3.irrep(1, 1);
  const turns = new PermutationGroup([D3.group.generators[0]]);
  const induced = induce(restrict(vector as Parameters<typeof restrict>[0], turns), D3.group);
  assert.is(induced.dimension, 4);
  const type = fieldType(D3, [induced]);
  const x = tensor([3, 4, 5, 12], [1, 4, 1, 1]);
  assert.equal([...apply(new InducedNormPool(type), x).data], [13]);
  const y = apply(new InducedNormNonlinearity(type), x).data; // lengths 5 and 13 less 1
  assert.ok(largestDifference(y, [2.4, 3.2, (5 * 12) / 13, (12 * 12) / 13]) <= 1e-14);
});

const mixed = fieldType(D3, [D3.trivial, D3.irrep(1, 1), D3.regular]);
const regular = fieldType(D3, [D3.regular, D3.regular]);
const smooth: readonly EquivariantModule[] = [
  new FieldLinear(mixed, regular),
  new FieldAffine(mixed),
  new TensorProductModule(mixed, mixed),
  new QuadraticPooling(mixed),
  new InducedNormNonlinearity(mixed, 'sigmoid'),
  new InducedNormPool(mixed),
  new IsotypicModule(mixed, (t) => new FieldRmsNorm(t)),
  new GroupFourierNonlinearity(D3, 'tanh', { channels: 1, irreps: [D3.trivial, D3.irrep(1, 1)] }),
  new VectorFieldNonlinearity(regular, D3.irrep(1, 1)),
  new PointwiseAdaptiveAvgPool(mixed, 2),
  new PointwiseAdaptiveMaxPool(regular, 2),
  new Upsampling(mixed, 2),
  new Upsampling(mixed, undefined, { size: 5, mode: 'linear' }),
];

for (const layer of smooth) {
  test(`${layer.constructor.name}: first and second derivatives are difference quotients`, () => {
    for (const [, place] of layer.parameters()) place.value = waves(place.value.shape, 4);
    const x = waves([1, layer.inType.size, 3, 3], 2);
    const loss = checkDerivatives((v) => apply(layer, v), x, [1e-7, 1e-6]);
    const parameters = [...layer.parameters().values()];
    if (parameters.length === 0) return;
    const { gradients } = parameterGradients(parameters, () => loss(x));
    parameters.forEach((parameter, k) => {
      const before = parameter.value;
      const direction = waves(before.shape, 9);
      const at = (t: number): number => {
        parameter.value = tensor(
          before.data.map((w, i) => w + t * direction.data[i]),
          before.shape,
        );
        const value = loss(x).item();
        parameter.value = before;
        return value;
      };
      const expected = gradients[k].data.reduce((sum, g, i) => sum + g * direction.data[i], 0);
      assert.ok(Math.abs(quotient(at) - expected) <= 1e-7 * (1 + Math.abs(expected)), `parameter ${k}`);
    });
  });
}

test.run();
