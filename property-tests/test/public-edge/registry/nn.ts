/** Right arguments of @isotypic/nn. */
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Adam,
  Bilinear,
  Emlp,
  EmlpBlock,
  EquivariantLinear,
  EquivariantMlp,
  encodeCheckpoint,
  Gated,
  HamiltonianNetwork,
  InvariantMlp,
  Linear,
  Mlp,
  Module,
  multiply,
  Parameter,
  RunningTensor,
  reduceSum,
  Sequential,
  Sgd,
  type Tensor,
  tensor,
  WeightSharingLinear,
  zeros,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { representation } from './fixtures.js';
import { nnFields } from './nn-fields.js';
import type { Registry } from './registry.js';

const vector = (): Tensor => tensor([1, 2, 3]);
const square = (): Tensor => tensor([1, 2, 3, 4], [2, 2]);
/** One sample, two channels, four places. */
const signal = (): Tensor => tensor([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4]);
const energy = (x: Tensor): Tensor => reduceSum(multiply(x, x));

class Scaled extends Module {
  readonly factor = new Parameter(tensor([2]));
  override forward(x: Tensor): Tensor {
    return multiply(x, this.factor.value);
  }
}

const named = (): Map<string, Parameter> => new Map([['x', new Parameter(vector())]]);

const rotations = () => parseMatrixGroup('SO(3)');
const type = () => parseType('2*T(0) + 2*T(1)');
const space = () => type().over(rotations());
/** Two samples of eight coordinates, as `type` has. */
const features = (): Tensor =>
  tensor(
    Array.from({ length: 16 }, (_, i) => i / 8),
    [2, 8],
  );
const features5 = (): Tensor => tensor([1, 0, 0, 0, 0, 0, 1, 0, 0, 0], [1, 10]);
const cycle = (): number[][] => [[1, 2, 0]];

export const nn: Registry = {
  types: {
    ...nnFields.types,
    Tensor: vector,
    'readonly Tensor[]': () => [vector(), vector()],
    Parameter: () => new Parameter(vector()),
    RunningTensor: () => new RunningTensor(vector()),
    StoredTensor: () => new Parameter(vector()),
    'readonly Parameter[]': () => [new Parameter(vector())],
    Module: () => new Scaled(),
    Sequential: () => new Sequential([new Scaled()]),
    'ReadonlyMap<string, Parameter>': named,
    Optimizer: () => new Adam(named()),
    Adam: () => new Adam(named()),
    Sgd: () => new Sgd(named()),
    'Module<never, unknown>': () => new Scaled(),
    Bilinear: () => new Bilinear(type(), type(), rotations()),
    Emlp: () => new Emlp(type(), type(), rotations(), { channels: 8, layers: 1 }),
    EmlpBlock: () => new EmlpBlock(type(), type(), rotations()),
    EquivariantLinear: () => new EquivariantLinear(space(), space()),
    Gated: () => new Gated(type(), rotations()),
    DenseModule: () => new Linear(8, 2),
    Linear: () => new Linear(8, 2),
    WeightSharingLinear: () => new WeightSharingLinear(cycle(), cycle()),
    FiniteRepresentation: () => representation(),
    EquivariantMlp: () => new EquivariantMlp(representation(), representation()),
    InvariantMlp: () => new InvariantMlp(representation(), 2),
    Mlp: () => new Mlp([8, 4, 1]),
    HamiltonianNetwork: () => new HamiltonianNetwork(new Mlp([8, 4, 1])),
    In: vector,
    X: vector,
    'readonly Module<X, X>[]': () => [new Scaled()],
  },
  calls: {
    ...nnFields.calls,
    'Tensor#at': () => [1],
    tensor: () => [[1, 2]],
    reshape: () => [square(), [4]],
    permute: () => [square(), [1, 0]],
    transpose: () => [square()],
    broadcastTo: () => [vector(), [2, 3]],
    sumTo: () => [square(), [2, 1]],
    matmul: () => [square(), square()],
    slice: () => [square(), [0, 1], [2, 2]],
    pad: () => [vector(), [1]],
    scatterAdd: () => [vector(), [0, 1, 0], 2],
    convolve: () => [signal(), tensor([1, 2, 3, 4], [1, 2, 2])],
    transposedConvolve: () => [signal(), tensor([1, 2, 3, 4], [2, 1, 2])],
    averagePool: () => [signal(), 2],
    maxPool: () => [signal(), 2],
    gradient: () => [energy, [vector()]],
    vectorJacobianProduct: () => [(x: Tensor) => multiply(x, x), [vector()], vector()],
    jacobian: () => [(x: Tensor) => multiply(x, x), vector()],
    hessianVectorProduct: () => [energy, vector(), vector()],
    parameterGradients: () => {
      const parameter = new Parameter(zeros([1]));
      return [[parameter], () => multiply(parameter.value, parameter.value)];
    },
    'Optimizer#step': () => [[vector()]],
    'Adam#step': () => [[vector()]],
    'Sgd#step': () => [[vector()]],
    'Optimizer#loadState': () => [new Adam(named()).state()],
    'Adam#loadState': () => [new Adam(named()).state()],
    'Sgd#loadState': () => [new Sgd(named()).state()],
    stepSchedule: () => [1, [2], 0.5],
    epochBatches: () => [10, 5],
    crossEntropy: () => [square(), [1, 0]],
    train: () => {
      const x = new Parameter(tensor([1]));
      return [new Adam(new Map([['x', x]])), () => multiply(x.value, x.value), { steps: 3 }];
    },
    loadCheckpoint: () => {
      const module = new Scaled();
      const adam = new Adam(module.parameters());
      return [encodeCheckpoint(module, adam), module, adam];
    },
    normalInitial: () => [[2, 2], 1, randomStream(1)],
    uniformInitial: () => [[2, 2], 1, randomStream(1)],
    orthogonalInitial: () => [[2, 2], randomStream(1)],
    deltaOrthogonal: () => [[2, 2, 3], randomStream(1)],
    'new EquivariantLinear': () => [space(), space()],
    'new WeightSharingLinear': () => [cycle(), cycle()],
    // where hidden layers of the default size are soon built
    'new Emlp': () => [type(), type(), parseMatrixGroup('Trivial(1)'), { channels: 8, layers: 1 }],
    'new EmlpBlock': () => [type(), type(), rotations()],
    'new Bilinear': () => [type(), type(), rotations()],
    'new Gated': () => [type(), rotations()],
    uniformType: () => [8, rotations()],
    'Bilinear#forward': () => [features()],
    'Bilinear#act': () => [features(), features()],
    'Emlp#forward': () => [features()],
    'EmlpBlock#forward': () => [features()],
    'EquivariantLinear#forward': () => [features()],
    'EquivariantLinear#project': () => [
      tensor(
        Array.from({ length: 64 }, (_, i) => i),
        [8, 8],
      ),
    ],
    'Gated#forward': () => [
      tensor(
        Array.from({ length: 20 }, (_, i) => i / 8),
        [2, 10],
      ),
    ],
    'DenseModule#forward': () => [features()],
    'Linear#forward': () => [features()],
    'WeightSharingLinear#forward': () => [tensor([1, 2, 3], [1, 3])],
    'Bilinear#loadState': () => [new Bilinear(type(), type(), rotations()).state()],
    'Emlp#loadState': () => [new Emlp(type(), type(), rotations(), { channels: 8, layers: 1 }).state()],
    'EmlpBlock#loadState': () => [new EmlpBlock(type(), type(), rotations()).state()],
    'EquivariantLinear#loadState': () => [new EquivariantLinear(space(), space()).state()],
    'Gated#loadState': () => [new Gated(type(), rotations()).state()],
    'DenseModule#loadState': () => [new Linear(8, 2).state()],
    'Linear#loadState': () => [new Linear(8, 2).state()],
    'WeightSharingLinear#loadState': () => [new WeightSharingLinear(cycle(), cycle()).state()],
    'new Mlp': () => [[3, 2]],
    'new HamiltonianNetwork': () => [new Mlp([8, 4, 1])],
    'EquivariantMlp#forward': () => [tensor([1, 2, 3], [1, 3])],
    'InvariantMlp#forward': () => [tensor([1, 2, 3], [1, 3])],
    'Mlp#forward': () => [features()],
    'HamiltonianNetwork#forward': () => [features()],
    hamiltonianField: () => [(z: Tensor) => multiply(z, z), features()],
    integrate: () => [(z: Tensor) => z, vector(), [0, 0.1]],
    inertiaTensor: () => [zeros([1, 20])],
    o5Invariant: () => [features5()],
    digitSamples: () => [`7 ${'0'.repeat(64)}\n`],
    turnedImages: () => [tensor([1, 2, 3, 4], [1, 1, 2, 2]), 1 / 8],
    particleInteraction: () => [zeros([2, 16])],
    doubleSpringPendulumEnergy: () => [
      tensor(
        Array.from({ length: 12 }, (_, i) => i),
        [1, 12],
      ),
    ],
    'EquivariantMlp#loadState': () => [new EquivariantMlp(representation(), representation()).state()],
    'InvariantMlp#loadState': () => [new InvariantMlp(representation(), 2).state()],
    'Mlp#loadState': () => [new Mlp([8, 4, 1]).state()],
    'HamiltonianNetwork#loadState': () => [new HamiltonianNetwork(new Mlp([8, 4, 1])).state()],
    'Module#loadState': () => [new Scaled().state()],
    'Sequential#loadState': () => [new Sequential([new Scaled()]).state()],
  },
};
