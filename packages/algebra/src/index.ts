export { default as Fraction } from 'fraction.js';
export * as catalogue from './catalogue/catalogue.js';
export { catalogueEntries } from './catalogue/entries.js';
export type { CatalogueArgument, CatalogueEntry, CatalogueParameter, ParameterKind } from './catalogue/entry.js';
export type { ExtraspecialType } from './catalogue/extraspecial.js';
export type { LinearOptions } from './catalogue/linear.js';
export { catalogueEntry, parseGroup } from './catalogue/parse-group.js';
export type { PolyhedralAction, PolyhedralOptions } from './catalogue/polyhedral.js';
export type { SymplecticOptions } from './catalogue/symplectic.js';
export type { WeylOptions } from './catalogue/weyl.js';
export type { Certificate } from './certificate.js';
export { cartesianAction, directProductOnTuples, unionAction } from './constructions/combined-actions.js';
export { cosetAction, inducedAction } from './constructions/coset-actions.js';
export { semidirectProduct, subdirectProduct } from './constructions/extensions.js';
export { homomorphismOnto } from './constructions/homomorphisms.js';
export {
  actionOnArrangements,
  actionOnSubsets,
  actionOnTuples,
  cayleyTable,
  regularAction,
} from './constructions/induced-actions.js';
export type { ConstructionOptions } from './constructions/options.js';
export { type OrbitAction, orbitAction } from './constructions/orbit-action.js';
export { directProduct, type WreathProductOptions, wreathProduct } from './constructions/products.js';
export { quotientGroup } from './constructions/quotient-group.js';
export type { DivisionAlgebra } from './division-algebras.js';
export {
  AbortedError,
  BudgetExceededError,
  IsotypicError,
  type IsotypicErrorCode,
  type IsotypicErrorParts,
} from './errors.js';
export { type FiniteField, finiteField } from './finite-fields/finite-field.js';
export {
  affineAction,
  type FiniteMatrix,
  matrixActionOnLines,
  matrixActionOnVectors,
} from './finite-fields/matrix-actions.js';
export { isGraphAutomorphism } from './graphs/automorphism-check.js';
export {
  automorphismGroup,
  automorphismGroupOfMatrix,
  type GraphAutomorphisms,
  graphAutomorphisms,
  type MatrixLike,
} from './graphs/automorphisms.js';
export { type CanonicalForm, canonicalForm, graphIsomorphism } from './graphs/canonical-form.js';
export type { GraphDescription } from './graphs/description.js';
export { type Color, Graph, type GraphOptions, type Palette } from './graphs/graph.js';
export { parseGraph } from './graphs/graph-text.js';
export { isGraphIsomorphism } from './graphs/isomorphism-check.js';
export { verifyGraphAutomorphisms } from './graphs/verify-automorphisms.js';
export { elementCarryingSet } from './groups/backtrack/set-transporter.js';
export { verifyStabilizerChain } from './groups/chain/certificate.js';
export type { SchreierTree, StrongGenerator, TransversalBudget } from './groups/chain/schreier-tree.js';
export type { SiftResult, StabilizerChain } from './groups/chain/stabilizer-chain.js';
export type { Transversal } from './groups/chain/transversal.js';
export type { ConjugacyClass } from './groups/classes/conjugacy-classes.js';
export { inverseClasses, powerMap, rationalClasses } from './groups/classes/power-maps.js';
export { verifyConjugacyClasses } from './groups/classes/verify-classes.js';
export {
  cosetRepresentative,
  type DoubleCoset,
  doubleCosets,
  leftTransversal,
  rightTransversal,
} from './groups/cosets/double-cosets.js';
export type { Group } from './groups/group.js';
export {
  ActionHomomorphism,
  actionHomomorphism,
  actionOnBlocks,
  actionOnPoints,
} from './groups/homomorphisms/action-homomorphism.js';
export type { Homomorphism } from './groups/homomorphisms/homomorphism.js';
export { frattiniSubgroup, maximalSubgroupClasses } from './groups/lattice/maximal-subgroups.js';
export {
  type SubgroupClass,
  type SubgroupClassesOptions,
  subgroupClasses,
  subgroupsOfIndex,
} from './groups/lattice/subgroup-classes.js';
export { type TableOfMarks, tableOfMarks } from './groups/lattice/table-of-marks.js';
export { verifySubgroupClasses } from './groups/lattice/verify-subgroup-classes.js';
export { describeGroup, groupName } from './groups/names.js';
export {
  chiefSeries,
  compositionSeries,
  type SeriesFactor,
  type SubgroupSeries,
} from './groups/normal/chief-series.js';
export {
  fittingSubgroup,
  maximalNormalSubgroups,
  minimalNormalSubgroups,
  normalSubgroups,
  socle,
  solvableRadical,
} from './groups/normal/normal-subgroups.js';
export { type Orbitals, type OrbitalsOptions, orbitals } from './groups/orbitals/orbitals.js';
export { type Suborbits, type SuborbitsBetween, suborbits, suborbitsBetween } from './groups/orbitals/suborbits.js';
export { PermutationGroup, type PermutationGroupOptions } from './groups/permutation-group.js';
export { isNormalSubgroup, isSubgroup, subgroupIndex } from './groups/subgroups/containment.js';
export { core, elementConjugatingSubgroup, normalizer } from './groups/subgroups/normalizer.js';
export { type GroupOperations, type Step as WordStep, Word } from './groups/word.js';
export { type AutomorphismsOfGroup, automorphismGroupOf } from './isomorphisms/automorphism-group.js';
export { groupIsomorphism } from './isomorphisms/group-isomorphism.js';
export { structureDescription } from './isomorphisms/structure-description.js';
export type { EliminationMethod, EliminationOptions } from './linear/elimination-work.js';
export { type ExactMatrix, type ExactScalar, type Float64Layout, toFloat64 } from './linear/float64.js';
export type { ReducedRowEchelonForm } from './linear/gauss.js';
export { lllReducedGram } from './linear/lll.js';
export { Matrix } from './linear/matrix.js';
export { hermiteForm, invariantFactors, smithForm } from './linear/normal-forms.js';
export {
  determinant,
  inverse,
  nullspace,
  rank,
  rref,
  solve,
} from './linear/systems.js';
export { type FiniteMatrixGroup, finiteMatrixGroup } from './matrix-groups/finite-matrix-group.js';
export type { ActedObjects, ActionName, Label } from './objects/acted-objects.js';
export { stabilizerOf, transporter } from './objects/object-stabilizers.js';
export { type FromCyclesOptions, Permutation } from './permutations/permutation.js';
export { characteristicPolynomial, minimalPolynomial } from './polynomials/characteristic-polynomial.js';
export { type Factorization, factorPolynomial, isIrreducible, polynomialGcd } from './polynomials/factorization.js';
export { Polynomial, type PowerOptions } from './polynomials/polynomial.js';
export { isolateRealRoots, type RootInterval, refineRoot } from './polynomials/real-roots.js';
export { discriminant, resultant, squareFreePart } from './polynomials/resultant.js';
export type { EnumerationStrategy } from './presentations/coset-enumeration.js';
export {
  type GroupPresentation,
  type GroupPresentationOptions,
  groupPresentation,
} from './presentations/group-presentation.js';
export { type Presentation, parsePresentation } from './presentations/presentation.js';
export { type PresentedGroupOptions, presentedGroup } from './presentations/presented-group.js';
export { verifyPresentation } from './presentations/verify-presentation.js';
export { type RandomSource, randomSource } from './random.js';
export type {
  BigCoefficients as BigCyclotomicCoefficients,
  Coefficients as CyclotomicCoefficients,
  SmallCoefficients as SmallCyclotomicCoefficients,
} from './scalars/coefficients.js';
export { Cyclotomic } from './scalars/cyclotomic.js';
export type { CyclotomicTerms } from './scalars/cyclotomic-text.js';
export { cyclotomics } from './scalars/cyclotomics.js';
export { toDecimal } from './scalars/decimal.js';
export type { Field } from './scalars/field.js';
export { divisors, eulerPhi, factor, gcd, isPrime, lcm } from './scalars/integers.js';
export { primeField } from './scalars/prime-field.js';
export { rationals } from './scalars/rationals.js';
export { Surd } from './scalars/surd.js';
export { type Progress, WorkMeter, type WorkOptions } from './work.js';
