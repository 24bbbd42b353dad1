/** What the packages of this workspace need of each other's insides. Not part of the public surface: it may change at any time. */
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
export { modularPrimes, symmetricResidue } from './linear/modular-lu.js';
export { reconstructVector } from './linear/rational-reconstruction.js';
export { nearestNames } from './nearest-names.js';
export { invMod, powMod, primitiveRoot, unitsModulo } from './scalars/integers.js';
