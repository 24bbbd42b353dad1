export {
  elementOf,
  type GroupConstraints,
  namedGroup,
  permutation,
  permutationGroup,
  SMALL_GROUPS,
} from './arbitraries/groups.js';
