export * from './errors.js';
export type { ConjugacyClass } from './groups/conjugacy-classes.js';
export { type Orbitals, orbitals } from './groups/orbitals.js';
export { PermutationGroup, type PermutationGroupOptions } from './groups/permutation-group.js';
export { type GroupOperations, Word } from './groups/word.js';
export { Permutation } from './permutations/permutation.js';
export { DEFAULT_SEED, type RandomSource, randomSource } from './random.js';
export type { Field } from './scalars/field.js';
export { type Progress, WorkMeter, type WorkOptions } from './work.js';
