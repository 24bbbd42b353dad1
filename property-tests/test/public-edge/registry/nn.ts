/** Right arguments of @isotypic/nn. */
import {
  fieldType,
  geometricTensor,
  gspaces,
  kernelBasis,
  Module,
  multiply,
  Parameter,
  RunningTensor,
  reduceSum,
  Sequential,
  type Tensor,
  tensor,
  zeros,
} from '@isotypic/nn';
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

const C4 = gspaces.rot2dOnR2(4);
const onC4 = () => fieldType(C4, [C4.regular]);

export const nn: Registry = {
  types: {
    GSpace: () => C4,
    FiniteGSpace: () => C4,
    CompactGSpace: () => gspaces.rot2dOnR2(),
    FieldType: onC4,
    FieldRepresentation: () => C4.regular,
    GroupElement: () => C4.elements[1],
    GeometricTensor: () => geometricTensor(zeros([1, 4, 3, 3]), onC4()),
    KernelBasis: () => kernelBasis(C4, C4.trivial, C4.regular, { size: 3 }),
    CompactRepresentation: () => gspaces.rot2dOnR2().irrep(1),
    Tensor: vector,
    'readonly Tensor[]': () => [vector(), vector()],
    Parameter: () => new Parameter(vector()),
    RunningTensor: () => new RunningTensor(vector()),
    StoredTensor: () => new Parameter(vector()),
    'readonly Parameter[]': () => [new Parameter(vector())],
    Module: () => new Scaled(),
    Sequential: () => new Sequential([new Scaled()]),
    In: vector,
    X: vector,
    'readonly Module<X, X>[]': () => [new Scaled()],
  },
  calls: {
    'GSpace#irrep': () => [1],
    'FiniteGSpace#irrep': () => [1],
    'CompactGSpace#irrep': () => [1],
    'CompactGSpace#matrix': () => [gspaces.rot2dOnR2().irrep(1), gspaces.rot2dOnR2().gridSymmetries[1]],
    'CompactGSpace#pointMatrix': () => [gspaces.rot2dOnR2().gridSymmetries[1]],
    'KernelBasis#expand': () => [new Float64Array(6)],
    'KernelBasis#expandTranspose': () => [new Float64Array(36)],
    fieldType: () => [C4, [C4.trivial, C4.regular]],
    geometricTensor: () => [zeros([1, 4, 3, 3]), onC4()],
    kernelBasis: () => [C4, C4.trivial, C4.regular],
    kernelBasisAt: () => [C4, C4.trivial, C4.regular, [[1, 0]], { rings: [1], sigma: 0.6, frequenciesCutoff: 2 }],
    restrictedType: () => [fieldType(gspaces.flipRot2dOnR2(4), []), C4],
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
    'Module#loadState': () => [new Scaled().state()],
    'Sequential#loadState': () => [new Sequential([new Scaled()]).state()],
  },
};
