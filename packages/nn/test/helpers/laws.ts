/** What laws of equivariance need: random fields, modules with random state, and combinations of groups and fields. */
import { catalogue, cosetAction, PermutationGroup } from '@isotypic/algebra';
import {
  type EquivariantModule,
  type FieldRepresentation,
  type FieldType,
  type FiniteGSpace,
  type GeometricTensor,
  type GroupElement,
  type GSpace,
  geometricTensor,
  gspaces,
  Module,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { induce, permutationRepresentation, signRepresentation, trivialRepresentation } from '@isotypic/reps';
import * as assert from 'uvu/assert';
import { largestDifference } from './matrices.js';

export const EPS = 2 ** -52;
const random = randomStream(20);

export const normals = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.normal());
/** A tensor of normal numbers. */
export const randomTensor = (shape: readonly number[]): Tensor =>
  tensor(normals(shape.reduce((a, b) => a * b, 1)), shape);
export const size = (x: ArrayLike<number>): number => Math.max(1, ...Array.from(x, Math.abs));

export function randomField(type: FieldType, extent: number): GeometricTensor {
  const shape = [2, type.size, ...new Array<number>(type.space.baseDimension).fill(extent)];
  return geometricTensor(randomTensor(shape), type);
}

/** Parameters and running values of their own, variances positive. */
export function shake(module: {
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

/** The same of weights a quarter as large: those of size 1 saturate the softmax of wide heads. */
export function settle(module: Parameters<typeof shake>[0]): void {
  shake(module);
  for (const [, place] of module.parameters()) {
    place.value = tensor(
      place.value.data.map((w) => w / 4),
      place.value.shape,
    );
  }
}

/** Two elements that keep the grid, other than the identity where there are any; over a point generators. */
export function elements(space: GSpace): readonly GroupElement[] {
  if (space.baseDimension === 0) return (space as FiniteGSpace).group.generators;
  const all = space.gridSymmetries;
  return [all[all.length - 1], all[Math.floor(all.length / 2)]];
}

export function checkLaw(layer: EquivariantModule, x: GeometricTensor, bound: (largest: number) => number): void {
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

// means in pairs are right to log₂N·ε ≤ 20ε, lengths and scales to some ε, ρ on both sides to its dimension ≤ 60
// times ε;
// deviations of the data here are above 1/8 of its size, which doubles log₂8 times: below 2000ε in all
export const elementwiseBound = (largest: number): number => 2000 * EPS * largest;

const quotient = (space: FiniteGSpace, generators: PermutationGroup['generators']): FieldRepresentation =>
  permutationRepresentation(space.group, cosetAction(space.group, new PermutationGroup(generators)).generators);

export type Combination = readonly [FieldRepresentation[], FieldRepresentation[]];
export const combinations: [GSpace, (space: never) => Combination[]][] = [];
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
over(gspaces.trivialOnR3(), (s) => [[[s.trivial], [s.trivial, s.trivial]]]);
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
over(gspaces.dihedralOnR3(), (s) => [[[s.irrep(1, 1)], [s.irrep(0, 0), s.irrep(1, 2)]]]);
over(gspaces.cylindricalOnR3(), (s) => [[[s.irrep(0, 1), s.irrep(0, 0)], [s.irrep(0, 1)]]]);
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
over(gspaces.fullIcoOnR3(), (s) => [[[s.irrep(1, 1)], [s.irrep(0, 0), s.irrep(0, 2)]]]);
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

/** Whether the group permutes the channels. */
export const isPermuted = (type: FieldType): boolean =>
  type.kinds.every((rep) => rep.kind === 'permutation' || (rep.kind === 'compact' && rep.isTrivial));

/** Over a point: S_n, groups with irreducibles of quaternionic type (ℍ) and others, time as a passive axis. */
export const points: readonly (readonly [string, PermutationGroup, (space: FiniteGSpace) => Combination])[] = [
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
  [
    'S4, irreducibles and a sign induced from S3',
    catalogue.symmetric(4),
    (s) => [
      [s.irrep(3), s.irrep(2)],
      [
        induce(
          signRepresentation(
            new PermutationGroup([
              [1, 2, 0, 3],
              [1, 0, 2, 3],
            ]),
          ),
          s.group,
        ),
        s.irrep(4),
      ],
    ],
  ],
  [
    'S4 on ordered pairs',
    catalogue.symmetric(4),
    (s) => [[quotient(s, new PermutationGroup([[0, 1, 3, 2]]).generators)], [s.regular, s.irrep(1)]],
  ],
  [
    'Dic3',
    catalogue.dicyclic(3),
    (s) => [
      [s.irrep(4), s.irrep(2)],
      [s.irrep(4), s.irrep(3)],
    ],
  ],
  ['SL(2,3)', catalogue.specialLinear(2, 3), (s) => [[s.irrep(3)], [s.irrep(3), s.irrep(4), s.irrep(1)]]],
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

/** ρ on the channels of [samples, channels, time]. */
export function onChannels(rho: Float64Array, x: Tensor): Tensor {
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

/** The same of features [samples, channels]. */
export function onRows(rho: Float64Array, x: Tensor): Tensor {
  return tensor(onChannels(rho, tensor(x.data, [...x.shape, 1])).data, x.shape);
}

/** A model as a function of its sample alone. */
export class OfSample<I extends { readonly sample: Tensor }> extends Module {
  constructor(
    readonly network: Module<I>,
    readonly rest: Omit<I, 'sample'>,
  ) {
    super();
  }

  override forward(sample: Tensor): Tensor {
    return this.network.forward({ ...this.rest, sample } as unknown as I);
  }

  override get kind(): string {
    return 'OfSample';
  }
}
