export { catalogue } from './catalogue/catalogue.js';
export { catalogueEntries } from './catalogue/entries.js';
export type { CatalogueArgument, CatalogueEntry, CatalogueParameter } from './catalogue/entry.js';
export { describeGroup, groupName } from './catalogue/names.js';
export { catalogueEntry, parseGroup } from './catalogue/parse-group.js';
export type { PolyhedralAction, PolyhedralOptions } from './catalogue/polyhedral.js';
export {
  actionOnArrangements,
  actionOnSubsets,
  actionOnTuples,
  cayleyTable,
  regularAction,
} from './constructions/induced-actions.js';
export { type OrbitAction, orbitAction } from './constructions/orbit-action.js';
export { directProduct, type WreathProductOptions, wreathProduct } from './constructions/products.js';
export * from './errors.js';
export type { ConjugacyClass } from './groups/conjugacy-classes.js';
export { type Orbitals, orbitals } from './groups/orbitals.js';
export { PermutationGroup, type PermutationGroupOptions } from './groups/permutation-group.js';
export { type GroupOperations, Word } from './groups/word.js';
export { Permutation } from './permutations/permutation.js';
export { DEFAULT_SEED, type RandomSource, randomSource } from './random.js';
export type { Field } from './scalars/field.js';
export { type Progress, WorkMeter, type WorkOptions } from './work.js';
