/** Right arguments of @isotypic/nn. */
import {
  Adam,
  encodeCheckpoint,
  Module,
  multiply,
  Parameter,
  RunningTensor,
  reduceSum,
  Sequential,
  Sgd,
  type Tensor,
  tensor,
  zeros,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
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
    'Module#loadState': () => [new Scaled().state()],
    'Sequential#loadState': () => [new Sequential([new Scaled()]).state()],
  },
};
