/**
 * Named groups, each a permutation group whose points have a stated meaning. `parseGroup` reads the same names in text.
 *
 * A namespace and no object, so that a bundle holds the groups that it names and no other. (esbuild needs
 * `import * as catalogue from '@isotypic/algebra/catalogue'` for that; others see through the index.)
 *
 * @example
 * catalogue.dihedral(4).order // 8n
 * catalogue.icosahedral({ on: 'faces', full: true }).degree // 20
 */
export { alternating, cyclic, dicyclic, dihedral, kleinFour, quaternion, symmetric } from './elementary.js';
export { extraspecial, heisenberg } from './extraspecial.js';
export {
  affineGeneralLinear,
  frobenius,
  generalLinear,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  specialLinear,
} from './linear.js';
export { mathieu } from './mathieu.js';
export { megaminx } from './megaminx.js';
export { icosahedral, octahedral, tetrahedral } from './polyhedral.js';
export { rubiksCube } from './rubik.js';
export { conway3, higmanSims, janko, mcLaughlin, suzuki } from './sporadic.js';
export { symplectic } from './symplectic.js';
export { hyperoctahedral, weyl } from './weyl.js';
