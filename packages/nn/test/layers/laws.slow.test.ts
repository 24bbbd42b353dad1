/**
 * Every layer commutes with the group, f(ρx) = ρf(x), in training and in evaluation, with random parameters and random
 * running statistics, over more than forty combinations of groups and fields.
 */
import { catalogue, cosetAction, PermutationGroup } from '@isotypic/algebra';
import {
  DisentangleModule,
  EquivariantConv1d,
  type EquivariantModule,
  FieldDropout,
  FieldLayerNorm,
  type FieldRepresentation,
  FieldRmsNorm,
  type FieldType,
  type FiniteGSpace,
  fieldType,
  GatedNonlinearity,
  type GeometricTensor,
  type GroupElement,
  GroupPooling,
  type GSpace,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  IrrepNormPooling,
  MaskModule,
  NormBatchNorm,
  NormNonlinearity,
  NormPool,
  noBaseSpace,
  PointwiseAvgPool,
  PointwiseAvgPoolAntialiased,
  PointwiseMaxPool,
  PointwiseNonlinearity,
  R2Conv,
  R2ConvTransposed,
  R3Conv,
  R3ConvTransposed,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { induce, permutationRepresentation, signRepresentation, trivialRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { largestDifference } from '../helpers/matrices.js';

const EPS = 2 ** -52;
const random = randomStream(20);

const normals = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.normal());
const size = (x: ArrayLike<number>): number => Math.max(1, ...Array.from(x, Math.abs));

function randomField(type: FieldType, extent: number): GeometricTensor {
  const shape = [2, type.size, ...new Array<number>(type.space.baseDimension).fill(extent)];
  return geometricTensor(tensor(normals(shape.reduce((a, b) => a * b, 1)), shape), type);
}

/** Parameters and running values of their own, variances positive. */
function shake(module: {
  parameters(): ReadonlyMap<string, { value: Tensor }>;
  buffers(): ReadonlyMap<string, { value: Tensor }>;
}): void {
  for (const [, place] of module.parameters()) place.value = tensor(normals(place.value.size), place.value.shape);
  for (const [name, place] of module.buffers()) {
    if (name.endsWith('passes')) continue;
    const values = normals(place.value.size);
    place.value = tensor(name.endsWith('runningVariance') ? values.map((x) => 0.5 + x * x) : values, place.value.shape);
  }
}

/** Two elements of the group that keep the grid, other than the identity where there are any. */
function elements(space: GSpace): GroupElement[] {
  const all = space.gridSymmetries;
  return [all[all.length - 1], all[Math.floor(all.length / 2)]];
}

function checkLaw(layer: EquivariantModule, x: GeometricTensor, bound: (largest: number) => number): void {
  shake(layer);
  for (const mode of ['train', 'evaluate'] as const) {
    layer[mode]();
    for (const g of elements(x.type.space)) {
      const state = layer.state();
      const left = layer.forward(x.transform(g)).tensor.data;
      layer.loadState(state); // training moves the running values: both sides start from the same
      const right = layer.forward(x).transform(g).tensor.data;
      layer.loadState(state);
      const allowed = bound(size(right));
      const difference = largestDifference(left, right);
      assert.ok(difference <= allowed, `${layer.constructor.name} ${mode} ${layer.inType}: ${difference} > ${allowed}`);
    }
  }
}

/** A sum of n products in any order is right to nε·Σ|w x|; the filter itself to 400ε (equivariance.test.ts). */
function convolutionBound(layer: { filter(): Tensor }, x: GeometricTensor): () => number {
  return () => {
    const { data, shape } = layer.filter();
    const n = data.length / shape[0];
    return (n + 400) * EPS * n * size(data) * size(x.tensor.data) * 2;
  };
}

// means in pairs are right to log₂N·ε ≤ 20ε, lengths and scales to some ε, ρ on both sides to its dimension ≤ 60
// times ε;
// deviations of the data here are above 1/8 of its size, which doubles log₂8 times: below 2000ε in all
const elementwiseBound = (largest: number): number => 2000 * EPS * largest;

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

function checkFields(type: FieldType, isPermuted: boolean): void {
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
  if (isPermuted) {
    layers.push(new InnerBatchNorm(type), new GroupPooling(type), new PointwiseNonlinearity(type, 'elu'));
    layers.push(new PointwiseNonlinearity(type, 'relu'), new PointwiseNonlinearity(type, 'leaky-relu'));
    if (type.space.baseDimension > 0) layers.push(new PointwiseMaxPool(type, 3, { stride: 2 }));
  }
  for (const layer of layers) checkLaw(layer, randomField(type, extent), elementwiseBound);
  const gated = new GatedNonlinearity(type);
  checkLaw(gated, randomField(gated.inType, extent), elementwiseBound);
}

const quotient = (space: FiniteGSpace, generators: PermutationGroup['generators']): FieldRepresentation =>
  permutationRepresentation(space.group, cosetAction(space.group, new PermutationGroup(generators)).generators);

type Combination = readonly [FieldRepresentation[], FieldRepresentation[]];
const combinations: [GSpace, (space: never) => Combination[]][] = [];
function over<S extends GSpace>(space: S, make: (space: S) => Combination[]): void {
  combinations.push([space, make as (space: never) => Combination[]]);
}

over(gspaces.trivialOnR2(), (s) => [[[s.trivial], [s.trivial, s.trivial]]]);
over(gspaces.rot2dOnR2(2), (s) => [
  [[s.regular, s.trivial], [s.regular]],
  [[s.irrep(1)], [s.regular, s.irrep(1)]],
]);
over(gspaces.rot2dOnR2(3), (s) => [
  [[s.trivial], [s.irrep(1)]],
  [[s.irrep(1)], [s.regular]],
]);
over(gspaces.rot2dOnR2(4), (s) => [
  [[s.trivial], [s.regular, s.regular]],
  [
    [s.regular, s.irrep(1)],
    [s.irrep(1), s.irrep(2), s.trivial],
  ], // complex type
  [[quotient(s, [s.group.generators[0].times(s.group.generators[0])])], [s.regular]],
  [[s.regular], [quotient(s, [s.group.generators[0].times(s.group.generators[0])]), s.trivial]],
]);
over(gspaces.rot2dOnR2(8), (s) => [
  [[s.regular], [s.regular]],
  [
    [s.irrep(1), s.irrep(3)],
    [s.irrep(2), s.trivial],
  ],
]);
over(gspaces.flip2dOnR2(), (s) => [
  [[s.trivial], [s.regular]],
  [[s.irrep(1)], [s.regular, s.irrep(1)]],
]);
over(gspaces.flipRot2dOnR2(4), (s) => [
  [[s.regular], [s.regular, s.trivial]],
  [[s.irrep(1, 1)], [s.irrep(0, 2), s.irrep(1, 0)]],
  [[quotient(s, [s.group.generators[1]])], [s.regular]], // quotient by a reflection
  [[induce(signRepresentation(new PermutationGroup([s.group.generators[0]])), s.group)], [s.irrep(1, 2), s.trivial]],
]);
over(gspaces.flipRot2dOnR2(6), (s) => [[[s.regular], [s.irrep(1, 1), s.irrep(1, 2)]]]);
over(gspaces.rot2dOnR2(), (s) => [
  [
    [s.irrep(0), s.irrep(1)],
    [s.irrep(1), s.irrep(2)],
  ],
  [[s.irrep(3)], [s.irrep(0)]],
]);
over(gspaces.flipRot2dOnR2(), (s) => [
  [
    [s.irrep(0, 0), s.irrep(1, 1)],
    [s.irrep(1, 0), s.irrep(1, 2)],
  ],
]);
over(gspaces.invOnR3(), (s) => [[[s.trivial], [s.regular, s.irrep(1)]]]);
over(gspaces.mirOnR3(), (s) => [[[s.regular], [s.irrep(1), s.trivial]]]);
over(gspaces.rot2dOnR3(4), (s) => [[[s.regular], [s.irrep(1), s.trivial]]]);
over(gspaces.conicalOnR3(4), (s) => [[[s.irrep(1, 1)], [s.regular]]]);
over(gspaces.dihedralOnR3(3), (s) => [[[s.regular], [s.irrep(1, 1), s.irrep(1, 0)]]]);
over(gspaces.cylindricalOnR3(4), (s) => [
  [
    [s.irrep(1, 1), s.irrep(0, 0)],
    [s.irrep(0, 2), s.irrep(1, 1)],
  ],
]);
over(gspaces.fullCylindricalOnR3(2), (s) => [[[s.regular], [s.trivial, s.irrep(1, 1, 1)]]]);
over(gspaces.rot2dOnR3(), (s) => [[[s.irrep(1)], [s.irrep(0), s.irrep(2)]]]);
over(gspaces.conicalOnR3(), (s) => [[[s.irrep(1, 1)], [s.irrep(0, 0), s.irrep(1, 1)]]]);
over(gspaces.fullCylindricalOnR3(), (s) => [[[s.irrep(1, 1, 1)], [s.irrep(0, 0, 0), s.irrep(1, 1, 1)]]]);
over(gspaces.octaOnR3(), (s) => [
  [[s.trivial], [s.regular]],
  [
    [s.irrep(1), s.irrep(2)],
    [s.irrep(-1), s.irrep(3), s.trivial],
  ],
  [[quotient(s, [s.group.generators[1]])], [s.irrep(1)]], // on the faces of the cube
]);
over(gspaces.fullOctaOnR3(), (s) => [
  [
    [s.irrep(1, 1), s.irrep(0, 0)],
    [s.irrep(0, -1), s.irrep(1, 2)],
  ],
]);
over(gspaces.icoOnR3(), (s) => [
  [
    [s.irrep(1), s.trivial],
    [s.irrep(2), s.irrep(3)],
  ],
  [[s.irrep(4)], [s.irrep(1)]],
]);
over(gspaces.rot3dOnR3(), (s) => [
  [
    [s.irrep(0), s.irrep(1)],
    [s.irrep(1), s.irrep(2)],
  ],
]);
over(gspaces.flipRot3dOnR3(), (s) => [
  [
    [s.irrep(0, 0), s.irrep(1, 1)],
    [s.irrep(0, 1), s.irrep(1, 1), s.irrep(0, 0)],
  ],
]);

let count = 0;
for (const [space, make] of combinations) {
  for (const [k, [input, output]] of make(space as never).entries()) {
    count++;
    test(`${space}, fields ${k}: ${input.map((r) => r.label)} → ${output.map((r) => r.label)}`, () => {
      const [inType, outType] = [fieldType(space, input), fieldType(space, output)];
      checkConvolutions(inType, outType);
      for (const type of [inType, outType]) {
        checkFields(
          type,
          type.kinds.every((rep) => rep.kind === 'permutation' || (rep.kind === 'compact' && rep.isTrivial)),
        );
      }
    });
  }
}

/** Over a point: symmetric groups, the quaternions (ℍ) and a dihedral group, with time as a passive axis. */
const points: readonly (readonly [string, PermutationGroup, (space: FiniteGSpace) => Combination])[] = [
  [
    'S5',
    catalogue.symmetric(5),
    (s) => [[permutationRepresentation(s.group)], [permutationRepresentation(s.group), s.trivial]],
  ],
  [
    'Q8',
    catalogue.quaternion(),
    (s) => [
      [s.irrep(4), s.trivial],
      [s.irrep(4), s.regular],
    ],
  ],
  ['D10', catalogue.dihedral(10), (s) => [[s.regular], [s.regular, s.regular]]],
  ['A4', catalogue.alternating(4), (s) => [[s.irrep(1), s.irrep(2)], [permutationRepresentation(s.group)]]],
  [
    'C7',
    catalogue.cyclic(7),
    (s) => [
      [s.irrep(1), s.irrep(3)],
      [s.regular, trivialRepresentation(s.group)],
    ],
  ],
];

for (const [name, group, make] of points) {
  count++;
  test(`${name} over a point, and in time`, () => {
    const space = noBaseSpace(group);
    const [input, output] = make(space).map((fields) => fieldType(space, fields));
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

function onChannels(rho: Float64Array, x: Tensor): Tensor {
  const [samples, channels, time] = x.shape;
  const n = Math.sqrt(rho.length);
  assert.is(n, channels);
  const data = new Float64Array(x.size);
  for (let s = 0; s < samples; s++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        for (let t = 0; t < time; t++) data[(s * n + i) * time + t] += rho[i * n + j] * x.data[(s * n + j) * time + t];
  return tensor(data, x.shape);
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

test.run();
