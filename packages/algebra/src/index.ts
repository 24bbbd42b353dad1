export * from './errors.js';
export { PermutationGroup, type PermutationGroupOptions } from './groups/permutation-group.js';
export { Permutation } from './permutations/permutation.js';
export { DEFAULT_SEED, type RandomSource, randomSource } from './random.js';
export type { Field } from './scalars/field.js';
export { type Progress, WorkMeter, type WorkOptions } from './work.js';
