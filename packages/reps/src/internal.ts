/**
 * What the packages of this workspace need of reps' insides. Not part of the public surface: it may change at any time.
 */
export { GROUP } from './argument-kinds.js';
export { overCyclotomics } from './matrices/exact-matrices.js';
export { sameGenerators } from './representations/same-group.js';
