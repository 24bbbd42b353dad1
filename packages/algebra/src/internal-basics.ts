/**
 * What packages that need no group take of the insides of this one. Not part of the public surface: it may change at
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
export { DisjointSets } from './disjoint-sets.js';
export { DIVISION_ALGEBRAS, realDimension, UNIT_SIGNS, unitMatrices } from './division-algebras.js';
export { describe, invalidArgument, tooLarge } from './errors.js';
export { type FingerprintPart, fingerprint, sha256 } from './fingerprint.js';
export { nearestNames } from './nearest-names.js';
export { DEFAULT_SEED } from './random.js';
