/**
 * What the packages of this workspace need of each other's insides. Not part of the public surface: it may change at
 * any time.
 */
export { signature as catalogueSignature } from './catalogue/parse-group.js';
export { refuted } from './certificate.js';
export { wordsOf } from './groups/chain/short-words.js';
export { specialCasesAreOn } from './groups/special-cases.js';
export { subgroupOfOrder } from './groups/subgroups/known-order.js';
export * from './internal-basics.js';
export {
  type CyclotomicIntegerMatrix,
  clearCyclotomicRows,
  commonOrder,
  imagesAt,
  interpolate,
  type SplitPrime,
  splitPrime,
} from './linear/cyclotomic-images.js';
export { product } from './linear/matrix.js';
export { modularPrimes, symmetricResidue } from './linear/modular-lu.js';
export { reconstructVector } from './linear/rational-reconstruction.js';
export { fixedCount } from './permutations/images.js';
export { bigCoefficients } from './scalars/coefficients.js';
export { squareRoot } from './scalars/cyclotomic-roots.js';
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
