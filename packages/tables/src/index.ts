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
  characterTableOf,
  type ExactCharacters,
  gapCharacterTable,
} from './characters/character-tables.js';
export {
  type ExactFiniteCouplings,
  type FiniteCouplingsDescriptor,
  finiteCouplingsTable,
} from './couplings/finite-couplings.js';
export {
  type ExactSo3Couplings,
  type So3CouplingsDescriptor,
  type So3CouplingsOptions,
  so3CouplingsTable,
} from './couplings/so3-couplings.js';
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
export { type PrintedMatrix, parseMatrix, printMatrix } from './exact/printed-matrix.js';
export { decodeNpz, encodeNpz } from './formats/npz.js';
export {
  type AnyTensor,
  decodeSafetensors,
  encodeSafetensors,
  float64Tensor,
  int32Tensor,
  int64Tensor,
  type Tensor,
  type TensorArrays,
  type TensorFile,
  type TensorType,
} from './formats/safetensors.js';
export { type CayleyDescriptor, cayleyTableOf, type NamedTableOptions } from './groups/cayley-tables.js';
export type { GroupDescriptor } from './groups/group-descriptor.js';
export {
  type ExactIrreps,
  type IrrepsDescriptor,
  type IrrepsTableOptions,
  irrepsTableOf,
} from './irreps/irreps-tables.js';
export { generateTable } from './kinds/generate-table.js';
export { tableKinds } from './kinds/registry.js';
export type { TableField, TableKind, TableRequest } from './kinds/table-kind.js';
export { type ExactHarmonics, type HarmonicsDescriptor, harmonicsTable } from './rotations/harmonics-tables.js';
export { type WignerDescriptor, wignerTable } from './rotations/wigner-tables.js';
export { type Table, type TableDescriptor, type TableFiles, writeTable } from './table.js';
export { verifyTable } from './verify-table.js';
