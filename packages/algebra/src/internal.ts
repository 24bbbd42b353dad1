/**
 * What the packages of this workspace need of each other's insides. Not part of the public surface: it may change at
 * any time.
 */
export {
  abortSignal,
  anyInteger,
  arrayOf,
  bigint,
  boolean,
  callable,
  checkArgument,
  checkOptions,
  either,
  finite,
  instance,
  integer,
  type Kind,
  type OptionKinds,
  oneOf,
  positive,
  text,
  WORK_OPTION_KINDS,
} from './arguments.js';
export { signature as catalogueSignature } from './catalogue/parse-group.js';
export { refuted } from './certificate.js';
export { DisjointSets } from './disjoint-sets.js';
export { DIVISION_ALGEBRAS, realDimension, UNIT_SIGNS, unitMatrices } from './division-algebras.js';
export { describe, invalidArgument, tooLarge } from './errors.js';
export { type FingerprintPart, fingerprint, sha256 } from './fingerprint.js';
export { specialCasesAreOn } from './groups/special-cases.js';
export {
  type CyclotomicIntegerMatrix,
  clearCyclotomicRows,
  commonOrder,
  imagesAt,
  interpolate,
  type SplitPrime,
  splitPrime,
} from './linear/cyclotomic-images.js';
export { modularPrimes, symmetricResidue } from './linear/modular-lu.js';
export { reconstructVector } from './linear/rational-reconstruction.js';
export { nearestNames } from './nearest-names.js';
export { DEFAULT_SEED } from './random.js';
export { bigCoefficients } from './scalars/coefficients.js';
export { roundRatio } from './scalars/fixed-point.js';
export {
  binomial,
  factorial,
  gcdBig,
  invMod,
  invModBig,
  isqrt,
  lcmBig,
  powMod,
  primitiveRoot,
  unitsModulo,
} from './scalars/integers.js';
export { fractionOf, fractionsOver, reducedFraction } from './scalars/rationals.js';
export { type UnbuiltRoot, unbuiltSurd } from './scalars/surd.js';
export { unitGenerators } from './scalars/units.js';
export { TextScanner } from './text-scanner.js';
