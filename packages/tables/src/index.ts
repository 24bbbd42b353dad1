export {
  type EquivariantBasisDescriptor,
  type EquivariantBasisOptions,
  equivariantBasisTable,
} from './bases/equivariant-basis.js';
export { type IntertwinersDescriptor, type IntertwinersTableOptions, intertwinersTable } from './bases/intertwiners.js';
export type { DenseOption, ExactMaps, MapsDescription } from './bases/maps-table.js';
export { type WeightSharingDescriptor, weightSharingTable } from './bases/weight-sharing.js';
export type { CertificateDescriptor, CertificateTable } from './certificates/certificate.js';
export type { ChainEvidence, ProgramStep } from './certificates/chain-evidence.js';
export { type CharacterClaim, type CharacterEvidence, characterCertificate } from './certificates/character-table.js';
export { type ClassClaim, type ClassEvidence, classCertificate, type PrintedClass } from './certificates/class-list.js';
export {
  type DecompositionClaim,
  type DecompositionEvidence,
  decompositionCertificate,
} from './certificates/decomposition.js';
export {
  type EquivariantMapsClaim,
  equivariantMapsCertificate,
  type PrintedEntries,
} from './certificates/equivariant-maps.js';
export { type IrrepsClaim, type IrrepsEvidence, irrepsCertificate } from './certificates/irreps.js';
export { type ChainClaim, chainCertificate } from './certificates/stabilizer-chain.js';
export {
  type CharactersDescriptor,
  type CharactersTableOptions,
  characterTableOf,
  type ExactCharacters,
  gapCharacterTable,
} from './characters/character-tables.js';
export {
  type ComplexCouplingsDescriptor,
  type ComplexCouplingsOptions,
  complexCouplingsTable,
} from './couplings/complex-couplings.js';
export {
  type ExactFiniteCouplings,
  type FiniteCouplingsDescriptor,
  type FiniteCouplingsOptions,
  finiteCouplingsTable,
} from './couplings/finite-couplings.js';
export type { CouplingLayout } from './couplings/layout.js';
export {
  type ExactSo3Couplings,
  type So3CouplingsDescriptor,
  type So3CouplingsOptions,
  so3CouplingsTable,
} from './couplings/so3-couplings.js';
export {
  type ChangeOfGroupDescriptor,
  type ChangeOfGroupOptions,
  type ChangeOfGroupTable,
  type ExactChangeOfGroup,
  inducedTable,
  quotientTable,
  restrictedTable,
} from './decompositions/change-of-group.js';
export {
  type DecompositionTable,
  type DecompositionTableOptions,
  decompositionTable,
  type ExactDecomposition,
  readDecompositionTable,
} from './decompositions/decomposition-table.js';
export {
  type ComponentDescriptor,
  type DecompositionDescriptor,
  describeDecomposition,
} from './decompositions/descriptor.js';
export type { Precision } from './exact/float-tensors.js';
export { type PrintedMatrix, parseMatrix, printMatrix } from './exact/printed-matrix.js';
export * from './formats.js';
export { generateTable } from './generate-table.js';
export type { GeneratorDescriptor } from './generator.js';
export { type CayleyDescriptor, cayleyTableOf, type NamedTableOptions } from './groups/cayley-tables.js';
export type { GroupDescriptor } from './groups/group-descriptor.js';
export {
  type ExactIrreps,
  type IrrepsDescriptor,
  type IrrepsTableOptions,
  irrepsTableOf,
} from './irreps/irreps-tables.js';
export type { PrecisionOption } from './kinds/precision.js';
export type { TableField, TableKind, TableRequest } from './kinds/table-kind.js';
export { tableKinds } from './registry.js';
export type { AtlasCharacters, ReplabAtlas } from './replab/atlas.js';
export { decodeReplabAtlas } from './replab/decode.js';
export { encodeReplabAtlas, type ReplabOptions } from './replab/encode.js';
export type { RepresentationDescriptor } from './representations/representation-descriptor.js';
export {
  type ExactHarmonics,
  type HarmonicsDescriptor,
  type HarmonicsTableOptions,
  harmonicsTable,
} from './rotations/harmonics-tables.js';
export { type WignerDescriptor, type WignerTableOptions, wignerTable } from './rotations/wigner-tables.js';
export { type Table, type TableDescriptor, type TableFiles, writeTable } from './table.js';
export { verifyTable } from './verify-table.js';
