/**
 * What the packages of this workspace need of reps' insides. Not part of the public surface: it may change at any time.
 */
export { GROUP } from './argument-kinds.js';
export { commutingUnits, orthogonalBasis } from './irreps/real-structure.js';
export { overCyclotomics } from './matrices/exact-matrices.js';
export { homSpace, spinVector, timesVector } from './matrices/hom-space.js';
export { product } from './matrices/products.js';
export { randomElements } from './orbitals/short-transversal.js';
export { sameGenerators } from './representations/same-group.js';
export { splitOverReals } from './scalars/real-roots.js';
