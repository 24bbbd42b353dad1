/** Equivariant layers: fields over spaces with symmetry, and exact bases of the filters between them. */
export { FieldType, type FieldPlace, fieldType } from './fields/field-type.js';
export type { CompactFamily, CompactRepresentation } from './fields/compact-representation.js';
export type { CompactGSpace } from './fields/compact-gspace.js';
export type { FiniteGSpace } from './fields/finite-gspace.js';
export type { Fiber, FiberIrrep, FieldRepresentation, GroupAverage, GroupElement, GSpace } from './fields/gspace.js';
export { gspaces, noBaseSpace } from './fields/gspaces.js';
export type { KernelBasis } from './kernels/kernel-basis.js';
export { type KernelConstruction, type KernelAtOptions, kernelBasis, kernelBasisAt, type KernelOptions } from './kernels/kernels.js';
export type { RingOptions } from './kernels/rings.js';
