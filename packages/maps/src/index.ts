/** Equivariant linear maps between tensor representations of matrix groups, every basis exact. */

export { type WeightSharing, weightSharing } from '@isotypic/reps';
export type { EquivariantMap } from './bases/equivariant-map.js';
export {
  type BlockSummary,
  type ComplexMatrix,
  type EquivariantMaps,
  equivariantMaps,
  invariants,
} from './bases/equivariant-maps.js';
export type { VisitMapEntry } from './bases/hom-block.js';
export type { MapEntry, SparseMap } from './bases/linear-map.js';
export { type EquivariantMapsCertificate, verifyEquivariantMaps } from './bases/verify-maps.js';
export {
  CompactComponent,
  CompactDecomposition,
  compactDecomposition,
  compactDecompositions,
} from './decomposition/compact-decomposition.js';
export type { Entry } from './linear/entries.js';
export type { ExactNumber } from './linear/invariant-basis.js';
export type { SignedPermutation } from './linear/sparse-matrix.js';
export * from './matrix-groups/catalogue.js';
export type { ClassicalFamily, MonomialForm } from './matrix-groups/classical-family.js';
export {
  type GroupKnowledge,
  MatrixGroup,
  type MatrixGroupOptions,
  type MatrixInput,
  type TurnInput,
} from './matrix-groups/matrix-group.js';
export { type MatrixGroupName, matrixGroupNames, parseMatrixGroup } from './matrix-groups/parse-matrix-group.js';
export {
  affineGroup,
  directProduct,
  semidirectProduct,
  type WreathOptions,
  wreathProduct,
} from './matrix-groups/products.js';
export { randomElement, randomElementFloat64, realForm } from './matrix-groups/random-elements.js';
export {
  type CustomRepresentation,
  type CustomRepresentationInput,
  customRepresentation,
} from './representations/custom-representation.js';
export type { HomomorphismProof } from './representations/prove-homomorphism.js';
export type { Representation, SummandSize } from './representations/representation.js';
export { type ColorMatrix, type DrawOptions, drawBipartiteGraph, drawColouredMatrix } from './sharing/draw.js';
export { drawBasis } from './sharing/draw-basis.js';
export { type Connections, type SharedLayer, type SharedLayerOptions, sharedLayer } from './sharing/shared-layer.js';
export type { Atom, Summand, TypeContent } from './types/atom.js';
export type { BindingOptions, GroupBinding } from './types/bind-type.js';
export { parseType } from './types/parse-type.js';
export { multiple, Scalar, T, TensorType, V } from './types/tensor-type.js';
