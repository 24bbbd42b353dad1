/** The catalogue of named groups. */
import { alternating, cyclic, dicyclic, dihedral, kleinFour, quaternion, symmetric } from './elementary.js';
import { extraspecial, heisenberg } from './extraspecial.js';
import {
  affineGeneralLinear,
  frobenius,
  generalLinear,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  specialLinear,
} from './linear.js';
import { mathieu } from './mathieu.js';
import { megaminx } from './megaminx.js';
import { icosahedral, octahedral, tetrahedral } from './polyhedral.js';
import { rubiksCube } from './rubik.js';
import { conway3, higmanSims, janko, mcLaughlin, suzuki } from './sporadic.js';
import { symplectic } from './symplectic.js';
import { hyperoctahedral, weyl } from './weyl.js';

/**
 * Named groups, each a permutation group whose points have a stated meaning. `parseGroup` reads the same names in text.
 *
 * @example
 * catalogue.dihedral(4).order // 8n
 * catalogue.icosahedral({ on: 'faces', full: true }).degree // 20
 */
export const catalogue = {
  cyclic,
  dihedral,
  dicyclic,
  quaternion,
  kleinFour,
  symmetric,
  alternating,
  tetrahedral,
  octahedral,
  icosahedral,
  mathieu,
  rubiksCube,
  generalLinear,
  specialLinear,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  affineGeneralLinear,
  frobenius,
  symplectic,
  heisenberg,
  extraspecial,
  hyperoctahedral,
  weyl,
  janko,
  higmanSims,
  mcLaughlin,
  conway3,
  suzuki,
  megaminx,
} as const;
