/** Right arguments of the fields, kernels and convolutions of @isotypic/nn. */
import { fieldType, geometricTensor, gspaces, kernelBasis, zeros } from '@isotypic/nn';
import type { Registry } from './registry.js';

const C4 = gspaces.rot2dOnR2(4);
const onC4 = () => fieldType(C4, [C4.regular]);

export const nnFields: Registry = {
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
  },
};
