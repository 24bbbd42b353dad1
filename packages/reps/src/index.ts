export type { OrbitBasis } from './bases/orbit-basis.js';
export type { ColumnRange, OrbitOfBasis, StructuredBasis, StructuredBasisOptions } from './bases/structured-basis.js';
export { clearCaches } from './caches.js';
export {
  type DecompositionCertificate,
  type VerificationOptions,
  verifyDecomposition,
} from './certificates/verify-decomposition.js';
export { type IntertwinersCertificate, verifyIntertwiners } from './certificates/verify-intertwiners.js';
export {
  determinantCharacter,
  eigenvalueMultiplicities,
  frobeniusSchurIndicator,
  tensorPower,
} from './characters/adams.js';
export type { CharacterRow } from './characters/character-row.js';
export {
  CharacterTable,
  type CharacterTableOptions,
  characterTable,
  IrreducibleCharacter,
} from './characters/character-table.js';
export { ClassFunction } from './characters/class-function.js';
export { type ClassRepresentative, ClassStructure } from './characters/class-structure.js';
export {
  type FieldOfValues,
  fieldOfValues,
  galoisConjugate,
  galoisOrbits,
  type RelativeIrreducible,
  rationalCharacters,
  rationalIrreducibleCharacters,
  realIrreducibleCharacters,
} from './characters/galois.js';
export type { GeneralMethod } from './characters/general-method.js';
export {
  classFusion,
  cosetCharacter,
  induceCharacter,
  permutationCharacter,
  restrictCharacter,
} from './characters/induction.js';
export { centerClasses, characterCenter, characterKernel, kernelClasses } from './characters/kernels.js';
export { coefficients, multiplicities } from './characters/multiplicities.js';
export { type TableCertificate, type VerifyTableOptions, verifyCharacterTable } from './characters/verify-table.js';
export type { ColumnSymmetry } from './clebsch-gordan/column-symmetries.js';
export type { ComplexClebschGordan } from './clebsch-gordan/complex-coupling.js';
export {
  type CouplingOf,
  type Couplings,
  type CouplingsOptions,
  couplings,
  type IrrepTriple,
  type ThreeJSymbols,
} from './clebsch-gordan/couplings.js';
export { type ClebschGordan, clebschGordan } from './clebsch-gordan/finite.js';
export { type CouplingsCertificate, verifyCouplings } from './clebsch-gordan/verify-couplings.js';
export type {
  ActionComponent,
  ActionDecomposition,
  IsotypicComponent,
  IsotypicDecomposition,
} from './decomposition/decomposition.js';
export type {
  ComplexDecomposition,
  FieldComponent,
  FieldDecomposition,
  RationalDecomposition,
} from './decomposition/field-decomposition.js';
export { isotypicDecomposition, isotypicDecompositions } from './decomposition/isotypic-decomposition.js';
export type { DecompositionOptions } from './decomposition/options.js';
export { tensorProduct } from './decomposition/tensor-product.js';
export { type Intertwiners, intertwiners } from './intertwiners/intertwiners.js';
export { type WeightSharing, weightSharing } from './intertwiners/weight-sharing.js';
export { ComplexIrrep, type ComplexIrrepParts } from './irreps/complex-irrep.js';
export { endomorphismDimension, endomorphismUnits, type RealType } from './irreps/endomorphism-units.js';
export type { IrrepsOptions } from './irreps/irrep-listing.js';
export { irreps } from './irreps/lists/irreps.js';
export { rationalIrreps } from './irreps/lists/rational-irreps.js';
export { realIrreps } from './irreps/lists/real-irreps.js';
export { RationalIrrep, type RationalIrrepParts } from './irreps/rational-irrep.js';
export { type FromMatricesOptions, RealIrrep, type RealIrrepParts } from './irreps/real-irrep.js';
export type { CommutingUnits } from './irreps/real-structure.js';
export type { ComplexFloat64Layout } from './irreps/unitary.js';
export { type IrrepsCertificate, verifyIrreps } from './irreps/verify-irreps.js';
export { induce, quotient, restrict } from './representations/change-of-group.js';
export { checkRepresentation, type RepresentationCertificate } from './representations/check-representation.js';
export type { ConstructionOptions } from './representations/construction-options.js';
export {
  conjugate,
  directSum,
  dual,
  multiple,
} from './representations/constructions.js';
export { actionFingerprint } from './representations/fingerprint.js';
export type { ExactRepresentation, Representation } from './representations/kinds.js';
export type { LinearAction } from './representations/linear-action.js';
export {
  type ExactEntry,
  type MatrixInput,
  MatrixRepresentation,
  type MatrixRepresentationOptions,
  matrixRepresentation,
  monomialRepresentation,
  signRepresentation,
} from './representations/matrix-representation.js';
export {
  type FloatMatrixInput,
  type NumericOptions,
  NumericRepresentation,
  numericRepresentation,
  orthogonalize,
} from './representations/numeric-representation.js';
export { parseRepresentation } from './representations/parse-representation.js';
export {
  PermutationRepresentation,
  type PermutationRepresentationOptions,
  permutationRepresentation,
  regularRepresentation,
  trivialRepresentation,
} from './representations/permutation-representation.js';
export { exteriorPower, symmetricPower } from './representations/powers.js';
export { rationalize } from './representations/rationalize.js';
export type { RepresentationBase, RepresentationKind } from './representations/representation.js';
